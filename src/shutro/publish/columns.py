"""Counts over time as columns: one a day, one a month, or one a year where the months are many."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shutro.publish.wording import Wording

WIDTH, HEIGHT = 600.0, 90.0  # of the drawing, and of its highest column
LEFT, RIGHT, TOP, FOOT = 34.0, 10.0, 8.0, 34.0
_WIDEST = 34.0
_LABELS = 4  # along the axis: a phone has no room for more
_MONTH = len("2026-11")
_MOST = 60  # months that stand side by side


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A day, month or year; its label is empty where there is no room for it."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The drawing, in units of its view box; `unit` is day, month or year."""

    width: float
    height: float
    left: float
    base: float
    top: float
    columns: tuple[Column, ...]
    most: str
    unit: str


def draw_columns(months: Sequence[tuple[str, int]], wording: Wording) -> Columns | None:
    """Return the drawing of months and their counts, gaps included; None where there is none.

    Days in place of months stand as they are given.
    """
    if not months:
        return None
    is_daily = len(months[0][0]) > _MONTH
    unit = "day" if is_daily else "month" if len(_between(months[0][0], months[-1][0])) <= _MOST else "year"
    counts: Counter[str] = Counter()
    for month, number in months:
        counts[month[:4] if unit == "year" else month] += number
    values = [day for day, _ in months] if is_daily else _between(months[0][0], months[-1][0])
    values = list(dict.fromkeys(value[:4] for value in values)) if unit == "year" else values
    most = max(counts.values()) or 1
    step = (WIDTH - LEFT - RIGHT) / len(values)
    width = min(_WIDEST, step * 0.7)
    every = -(-len(values) // _LABELS)
    base = TOP + HEIGHT
    return Columns(
        width=WIDTH,
        height=base + FOOT,
        left=LEFT,
        base=base,
        top=TOP,
        columns=tuple(
            Column(
                x=round(LEFT + step * (number + 0.5) - width / 2, 1),
                y=round(base - HEIGHT * counts[value] / most, 1),
                width=round(width, 1),
                height=round(HEIGHT * counts[value] / most, 1),
                middle=round(LEFT + step * (number + 0.5), 1),
                label=_label(value, wording) if number % every == 0 else "",
                words=f"{wording.when(value)}: {wording.number(counts[value])}",
            )
            for number, value in enumerate(values)
        ),
        most=wording.number(most),
        unit=unit,
    )


def _label(value: str, wording: Wording) -> str:
    is_day = len(value) > _MONTH
    return wording.day(date.fromisoformat(value), with_year=False) if is_day else wording.when(value)


def _between(first: str, last: str) -> list[str]:
    """Return the months from one to another."""
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(start, end + 1)]
