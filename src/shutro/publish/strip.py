"""The strip of reports over time: where each dot and label stands."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shutro.publish.view import ArticleView
from shutro.publish.wording import Wording
from shutro.text.edtf import days

WIDTH = 400.0
MARGIN = 24.0
RADIUS = 4.0
STEP = 10.0  # from dot to dot in a stack
HIGHEST = 8  # dots in a stack; more are drawn closer
FOOT = 30.0  # room for the labels of days and of the axis
TICKS = 3
LABEL = 130.0  # room for a label with a year, and half of the one before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One report."""

    x: float
    y: float
    article: ArticleView
    derived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A labelled day of the axis."""

    x: float
    words: str
    side: str  # SVG's text-anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The drawing of all dated reports; `undated` counts the others."""

    width: float
    height: float
    base: float  # where the axis runs
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    undated: int


def draw_strip(articles: Sequence[ArticleView], derived: Collection[int], wording: Wording) -> Strip | None:
    """Return the strip, or None where fewer than two reports have a day.

    `derived` holds the numbers of the articles that are taken from others.
    """
    dated: dict[date, list[ArticleView]] = defaultdict(list)
    for article in articles:
        found = days(article.day)
        if found is not None and found.count == 1:
            dated[found.first].append(article)
    count = sum(map(len, dated.values()))
    if count < 2:
        return None
    highest = max(map(len, dated.values()))
    step = STEP * min(1.0, HIGHEST / highest)
    base = 2 * RADIUS + step * highest
    first, last = min(dated), max(dated)
    dots = tuple(
        Dot(
            x=_x(day, first, last),
            y=round(base - RADIUS - 2 - step * place, 1),
            article=article,
            derived=article.label.number in derived,
        )
        for day in sorted(dated)
        for place, article in enumerate(dated[day])
    )
    return Strip(
        width=WIDTH,
        height=base + FOOT,
        base=base,
        dots=dots,
        ticks=_ticks(first, last, wording),
        undated=len(articles) - count,
    )


def _x(day: date, first: date, last: date) -> float:
    if first == last:
        return WIDTH / 2
    share = (day - first).days / (last - first).days
    return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)


def _ticks(first: date, last: date, wording: Wording) -> tuple[Tick, ...]:
    """Return labels for the first and last day and some between; only the last one names the year."""
    length = (last - first).days
    every = max(1, -(-length // TICKS))
    shown = [first + timedelta(days=offset) for offset in range(0, length + 1, every)]
    edge = WIDTH - MARGIN - LABEL
    shown = [day for day in shown if day == first or _x(day, first, last) < edge]
    shown += [last] if last != first else []
    return tuple(
        Tick(
            x=_x(day, first, last),
            words=wording.day(day, with_year=day == last),
            side="start" if day == first != last else "end" if day == last != first else "middle",
        )
        for day in shown
    )
