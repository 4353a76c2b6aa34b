"""The course of a figure: what each report says of it, as of when, and how the latest one moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

import regex
from babel.core import Locale
from babel.numbers import format_compact_decimal

from shutro.model import Agreement, Claim, Doc, Finding
from shutro.publish.view import LabelView
from shutro.publish.wording import Wording

WIDTH = 560.0
HEIGHT = 200.0
LEFT = 58.0  # room for the figures of the axis
RIGHT = 26.0
TOP = 16.0
FOOT = 42.0  # room for the days and the name of the axis
_APART = 9.0  # from point to point of one figure and time
_LEVELS = 4  # figures of the axis, at most
_DAYS = 4  # days of the axis, at most
_MOVES: tuple[Agreement, ...] = (
    "revised",
    "outcome",
)  # where a later figure takes the place of an earlier one
_FIGURE = regex.compile(r"(?P<bound>[≥≤]?) ?(?P<figure>\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A claim: who says which figure, as of when."""

    x: float
    y: float
    place: LabelView
    words: str
    bound: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A labelled place of an axis."""

    at: float
    words: str
    side: str = "middle"  # SVG's text-anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The drawing; `line` leads from one figure to that which took its place, `key` names the reports."""

    points: tuple[Point, ...]
    line: str
    levels: tuple[Mark, ...]
    days: tuple[Mark, ...]
    counted: str
    key: tuple[LabelView, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with its time and figure."""

    when: datetime
    figure: float
    bound: str
    claim: Claim


def draw_courses(
    findings: Sequence[Finding], docs: Mapping[str, Doc], labels: Mapping[str, LabelView], wording: Wording
) -> dict[str, Course]:
    """Return the courses of the figures that differ, by the ids of their findings; `labels` names the articles."""
    drawn = {finding.id: draw_course(finding, docs, labels, wording) for finding in findings}
    return {id_: course for id_, course in drawn.items() if course is not None}


def draw_course(
    finding: Finding, docs: Mapping[str, Doc], labels: Mapping[str, LabelView], wording: Wording
) -> Course | None:
    """Return the course of one finding; None where it is not of figures that differ."""
    if finding.point.attribute != "count" or finding.agreement not in (*_MOVES, "disputed"):
        return None
    claims = [claim for value in finding.values for claim in value.claims]
    told = [(claim, figure) for claim in claims if (figure := _figure(claim, docs)) is not None]
    dated = sorted(
        (_Told(when, *figure, claim) for claim, figure in told if (when := _moment(claim.said)) is not None),
        key=lambda one: (one.when, one.figure, one.claim.article, one.claim.span),
    )
    if len({(one.when, one.figure) for one in dated}) < 2:
        return None
    times, figures = [one.when for one in dated], [one.figure for one in dated]
    levels = _levels(min(figures), max(figures))
    taken: dict[tuple[float, float], int] = {}
    points = []
    for one in dated:
        x, y = _x(one.when, times[0], times[-1]), _y(one.figure, levels)
        while any(abs(x - other) < _APART and y == level for other, level in taken):
            x += _APART
        taken[(x, y)] = 1
        points.append(_point(round(x, 1), y, one, labels, wording))
    key = {labels[one.claim.article].number: labels[one.claim.article] for one in dated}
    return Course(
        points=tuple(points),
        line=_line(dated, times, levels) if finding.agreement in _MOVES else "",
        levels=tuple(
            Mark(at=_y(level, levels), words=_short(level, wording), side="end") for level in levels
        ),
        days=_days(times, wording),
        counted=_counted(claims, docs) or wording.words.attributes["count"],
        key=tuple(key[number] for number in sorted(key)),
        undated=len(told) - len(dated),
    )


def _point(x: float, y: float, told: _Told, labels: Mapping[str, LabelView], wording: Wording) -> Point:
    claim = told.claim
    label = labels[claim.article]
    figure = wording.number(told.figure)
    words = f"{label.outlet}, {wording.when(claim.said)}: "
    words += wording.words.bounds[told.bound].format(figure) if told.bound else figure
    return Point(x=x, y=y, place=_at_sentence(label, claim.sentence.start), words=words, bound=told.bound)


def _at_sentence(label: LabelView, start: int) -> LabelView:
    return LabelView(
        number=label.number,
        anchor=label.anchor,
        article=label.article,
        outlet=label.outlet,
        published=label.published,
        start=start,
    )


def _figure(claim: Claim, docs: Mapping[str, Doc]) -> tuple[float, str] | None:
    """Return the figure that a claim's words give with its bound, else that of the value it is taken for."""
    for quantity in docs[claim.article].quantities:
        if quantity.span.meets(claim.span):
            if quantity.low is not None:
                return quantity.low, "" if quantity.high is not None else "≥"
            if quantity.high is not None:
                return quantity.high, "≤"
    match = _FIGURE.fullmatch(claim.value)
    return (float(match["figure"]), match["bound"]) if match else None


def _moment(said: str | None) -> datetime | None:
    """Return when something is said by the clock of its outlet; a day without a clock at noon."""
    try:
        if said and len(said) == len("2026-11-14"):
            return datetime.combine(date.fromisoformat(said), time(12))
        return datetime.fromisoformat(said).replace(tzinfo=None) if said else None
    except ValueError:
        return None


def _levels(low: float, high: float) -> list[float]:
    """Return round figures from below the lowest to above the highest, from nought where that is near."""
    if low <= (high - low) * 1.5:
        low = 0.0
    step = 1.0
    span = max(high - low, abs(high) * 0.02, 1e-9)
    step = 10.0 ** len(str(int(span))) if span >= 1 else 1.0
    for part in (0.1, 0.2, 0.25, 0.5, 1.0):
        if span / (step * part) <= _LEVELS:
            step *= part
            break
    first = low // step * step
    levels = [first]
    while levels[-1] < high:
        levels.append(round(levels[-1] + step, 6))
    return levels


def _x(when: datetime, first: datetime, last: datetime) -> float:
    room = WIDTH - LEFT - RIGHT - 20
    length = (last - first).total_seconds()
    return LEFT + 10 + (room * (when - first).total_seconds() / length if length else room / 2)


def _y(figure: float, levels: Sequence[float]) -> float:
    share = (figure - levels[0]) / ((levels[-1] - levels[0]) or 1.0)
    return round(HEIGHT - FOOT - share * (HEIGHT - FOOT - TOP), 1)


def _line(dated: Sequence[_Told], times: Sequence[datetime], levels: Sequence[float]) -> str:
    """Return the path of the latest figure: level until another is given."""
    path, last = "", None
    for one in dated:
        x, y = round(_x(one.when, times[0], times[-1]), 1), _y(one.figure, levels)
        if last is None:
            path = f"M{x} {y}"
        elif one.figure != last:
            path += f"H{x}V{y}"
        last = one.figure
    return path + f"H{round(_x(times[-1], times[0], times[-1]) + 8, 1)}"


def _days(times: Sequence[datetime], wording: Wording) -> tuple[Mark, ...]:
    days = sorted({when.date() for when in times})
    every = max(1, -(-len(days) // _DAYS))
    shown = days[::every]
    places = {
        day: _x(min(when for when in times if when.date() == day), times[0], times[-1]) for day in shown
    }
    marks: list[Mark] = []
    for day in shown:
        if not marks or places[day] - marks[-1].at > 62:
            words = wording.day(day, with_year=day == shown[0])
            marks.append(Mark(at=round(places[day], 1), words=words, side="start" if not marks else "middle"))
    return tuple(marks)


def _short(level: float, wording: Wording) -> str:
    return wording.number(level) if level < 100_000 else wording.digits(_compact(level, wording.words.locale))


@lru_cache(maxsize=1024)
def _compact(level: float, locale: Locale) -> str:
    return format_compact_decimal(level, locale=locale, fraction_digits=2)


def _counted(claims: Sequence[Claim], docs: Mapping[str, Doc]) -> str:
    """Return what is counted, in the words of the first report that names it."""
    for claim in claims:
        for quantity in docs[claim.article].quantities:
            if quantity.counted and quantity.span.meets(claim.span):
                return quantity.counted
    return ""
