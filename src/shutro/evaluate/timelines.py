"""Timelines held against files that say what is in them by construction: dates, rows, and the articles of rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from shutro.evaluate.rates import Rate
from shutro.evaluate.stories import Construction
from shutro.model import Doc, Story

_NUMBER = regex.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineScore:
    """How much of a timeline was found; every figure is a count, so that those of several stories can be summed."""

    rows: int  # by construction
    rows_put_out: int
    rows_dated: int  # by construction, with a row put out that has one of their times
    rows_right: int  # one row put out for one by construction: its day, and at least one of its articles
    dates_put_out: int  # different ones
    dates_right: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: the times that it may have, and the numbers of its articles."""

    times: frozenset[str]
    articles: frozenset[str]

    @property
    def days(self) -> frozenset[str]:
        """Return the times without their clocks."""
        return frozenset(_day(time) for time in self.times)


def score_timelines(stories: Sequence[Story], docs: Sequence[Doc], gold: Construction) -> TimelineScore:
    """Return how well the timelines of stories made of the construction's articles tell what happened when."""
    wanted = [_wanted(row) for row in gold.timeline]
    told = _told(stories, docs)
    dates = {_day(time) for row in told for time in row.times}
    known = {day for row in wanted for day in row.days}
    times = {time for row in told for time in row.times}
    return TimelineScore(
        rows=len(wanted),
        rows_put_out=len(told),
        rows_dated=sum(bool(row.times & times) for row in wanted),
        rows_right=_matched(wanted, told),
        dates_put_out=len(dates),
        dates_right=len(dates & known),
    )


def dates_rate(scores: Iterable[TimelineScore]) -> Rate:
    """Return how right and how complete the dates are: put out and right, asked for and found with the very value."""
    summed = list(scores)
    return Rate(
        precision=_share(sum(s.dates_right for s in summed), sum(s.dates_put_out for s in summed)),
        recall=_share(sum(s.rows_dated for s in summed), sum(s.rows for s in summed)),
    )


def rows_rate(scores: Iterable[TimelineScore]) -> Rate:
    """Return how right and how complete the rows are, each matched with one by construction."""
    summed = list(scores)
    right = sum(s.rows_right for s in summed)
    return Rate(
        precision=_share(right, sum(s.rows_put_out for s in summed)),
        recall=_share(right, sum(s.rows for s in summed)),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _wanted(row: Sequence[str | list[str]]) -> _Row:
    when, _, articles, *others = row
    return _Row(frozenset({str(when), *map(str, others)}), frozenset(articles))


def _told(stories: Sequence[Story], docs: Sequence[Doc]) -> list[_Row]:
    numbers = {doc.article.id: _NUMBER.match(Path(doc.article.file).name) for doc in docs}
    return [
        _Row(
            frozenset({entry.when.rstrip("~?%")}),
            frozenset(number.group() for article, _ in entry.evidence if (number := numbers[article])),
        )
        for story in stories
        for entry in story.timeline
    ]


def _day(time: str) -> str:
    return time if "/" in time else time.partition("T")[0]


def _matched(wanted: Sequence[_Row], told: Sequence[_Row]) -> int:
    """Return how many rows have a partner of their own with a day and an article in common."""
    free = list(told)
    matched = 0
    for row in wanted:
        partner = max(
            (other for other in free if other.days & row.days and other.articles & row.articles),
            key=lambda other: len(other.articles & row.articles) - len(other.articles - row.articles),
            default=None,
        )
        if partner is not None:
            free.remove(partner)
            matched += 1
    return matched
