"""Cooperation and conflict over time as stacked bars: cooperation above the line, conflict below it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from shutro.publish.acts import Act, Quad
from shutro.publish.wording import Wording
from shutro.text.edtf import days

ORDER: tuple[Quad, ...] = (
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)
UP = ORDER[:2]
WIDTH, HALF = 600.0, 90.0  # of the drawing, and of the bars above or below the line
LEFT, RIGHT, TOP, FOOT = 34.0, 10.0, 20.0, 48.0
_WIDEST = 34.0  # of a bar
_LABELS = 4  # along the axis: a phone has no room for more
_DAYS, _MONTHS = 45, 1100  # days that a chart by days, by months may span
Unit = Literal["day", "month", "year"]
_CUT: dict[Unit, int] = {"day": len("2026-11-14"), "month": len("2026-11"), "year": len("2026")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A day, month or year with its acts by class."""

    value: str
    counts: tuple[int, int, int, int]  # in the order of `ORDER`

    @property
    def above(self) -> int:
        """Return how many acts of cooperation there are."""
        return sum(self.counts[:2])

    @property
    def below(self) -> int:
        """Return how many acts of conflict there are."""
        return sum(self.counts[2:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A part of a bar as it is drawn."""

    x: float
    y: float
    width: float
    height: float
    place: int  # of its class in `ORDER`, from 1
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words beside an axis."""

    at: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The drawing, in units of its view box."""

    width: float
    height: float
    middle: float
    left: float
    bars: tuple[Bar, ...]
    columns: tuple[Label, ...]
    rows: tuple[Label, ...]
    unit: Unit
    empty: bool


Counted = tuple[str | None, Quad | None, int]  # a time, a class, and how many acts it has


def counts_of(acts: Iterable[Act]) -> Iterator[Counted]:
    """Yield what the acts count for; plans and wishes count for nothing."""
    yield from ((act.when, act.quad, 1) for act in acts if act.is_told_as_done)


def count_periods(counted: Iterable[Counted]) -> tuple[Unit, tuple[Period, ...]]:
    """Return the periods that have acts of a class, in their order, and how long each is.

    An act whose time is wider than a period stands at the beginning of its time.
    """
    dated = [(found.first, quad, number) for when, quad, number in counted if quad and (found := days(when))]
    if not dated:
        return "day", ()
    firsts = [first for first, _, _ in dated]
    unit = _unit(min(firsts), max(firsts))
    counts: Counter[tuple[str, Quad]] = Counter()
    for first, quad, number in dated:
        counts[first.isoformat()[: _CUT[unit]], quad] += number
    values = sorted({value for value, _ in counts})
    return unit, tuple(
        Period(
            value=value,
            counts=(
                counts[value, ORDER[0]],
                counts[value, ORDER[1]],
                counts[value, ORDER[2]],
                counts[value, ORDER[3]],
            ),
        )
        for value in values
    )


def draw_chart(counted: Iterable[Counted], wording: Wording) -> Chart:
    """Return the chart of the counts; periods stand side by side, those without an act are left out."""
    unit, periods = count_periods(counted)
    most = max((max(period.above, period.below) for period in periods), default=1) or 1
    middle = TOP + HALF
    step = (WIDTH - LEFT - RIGHT) / max(1, len(periods))
    every = -(-len(periods) // _LABELS) or 1
    return Chart(
        width=WIDTH,
        height=TOP + 2 * HALF + FOOT,
        middle=middle,
        left=LEFT,
        bars=tuple(
            bar for number, period in enumerate(periods) for bar in _bars(period, number, step, most, wording)
        ),
        columns=tuple(
            Label(at=round(LEFT + step * (number + 0.5), 1), words=wording.when(period.value))
            for number, period in enumerate(periods)
            if number % every == 0
        ),
        rows=tuple(
            Label(at=round(middle - HALF * sign * share / most, 1), words=wording.digits(share))
            for share in sorted({0, most, *([] if most % 2 else [most // 2])})
            for sign in ((1, -1) if share else (1,))
        ),
        unit=unit,
        empty=not periods,
    )


def _bars(period: Period, number: int, step: float, most: int, wording: Wording) -> list[Bar]:
    width = min(_WIDEST, step * 0.7)
    x = round(LEFT + step * (number + 0.5) - width / 2, 1)
    above = below = TOP + HALF
    bars = []
    for place, (quad, count) in enumerate(zip(ORDER, period.counts, strict=True), start=1):
        height = HALF * count / most
        if not count:
            continue
        if quad in UP:
            above -= height
            y = above
        else:
            y = below
            below += height
        words = f"{wording.words.quads[quad]}, {wording.when(period.value)}: {wording.digits(count)}"
        bars.append(
            Bar(x=x, y=round(y, 1), width=round(width, 1), height=round(height, 1), place=place, words=words)
        )
    return bars


def _unit(first: date, last: date) -> Unit:
    length = (last - first).days
    return "day" if length <= _DAYS else "month" if length <= _MONTHS else "year"
