"""The publication date that an article is read with."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from shutro.annotate import calendars
from shutro.annotate.times import find_times
from shutro.languages.weekdays import weekdays_in
from shutro.model import Article, Dating, Doc, Span, TimeExpression
from shutro.text.numerals import to_ascii_digits

_BRACKET = "("
_YEAR, _DAY = 4, 10  # letters of a year, and of a date that is exact to the day
_OPEN_YEAR = "XXXX-"
_NOW = "PRESENT_REF"


def date_article(article: Article, given: str | None) -> Dating:
    """Return the date of an article: its page's, else the given one, else its dateline's, else one inferred.

    A dateline without a year dates nothing. Inferred is the latest day that the words fix, of three kinds: a date in
    brackets with its year; a date without one whose weekday fits only one year beside the latest that is named, if that
    one lies ahead or is named again; the next day after those that has the weekday that the text calls today's. It is
    marked approximate ("2023-09-14~"). An old date in the background is no guess, however often it is named.
    """
    if article.published:
        return Dating(article=article.id, value=article.published, how="page")
    if given:
        return Dating(article=article.id, value=given, how="given")
    undated = Doc(article=article, dating=Dating(article=article.id, value=None, how="inferred"))
    times = find_times(replace(undated, sentences=(Span(0, len(article.text)),)))
    full = {time: day for time in times if (day := _named_day(time, article.text)) is not None}
    for time, day in full.items():
        if article.dateline is not None and time.span.within(article.dateline):
            return Dating(article=article.id, value=day.isoformat(), how="dateline")
    sure = {
        *(day for time, day in full.items() if _BRACKET in time.span.of(article.text)),
        *_days_by_weekday(times, article),
    }
    day = _not_before(max(sure), times, article) if sure else None
    return Dating(article=article.id, value=f"{day.isoformat()}~" if day else None, how="inferred")


def _named_day(time: TimeExpression, text: str) -> date | None:
    """Return the day that a time names with its year, None where it does not."""
    year = time.value[:_YEAR]
    if time.kind not in ("DATE", "TIME") or "/" in time.value or not year.isdigit():
        return None
    return calendars.parse(time.value[:_DAY]) if year in to_ascii_digits(time.span.of(text)) else None


def _days_by_weekday(times: Sequence[TimeExpression], article: Article) -> Iterable[date]:
    """Return the days that are named by weekday, month and number, in the year near the latest named one that fits.

    Three years in seven have the weekday by chance: a year named but once, which may be background, fixes only days
    that lie before it.
    """
    years = [
        int(time.value[:_YEAR])
        for time in times
        if time.value[:_YEAR].isdigit() and time.value[:_YEAR] in to_ascii_digits(time.span.of(article.text))
    ]
    latest, found = max(years, default=0), []
    for time in times if years else ():
        if time.value.startswith(_OPEN_YEAR) and (weekday := _weekday(time, article)):
            month_day = time.value[len(_OPEN_YEAR) : _DAY]
            near = (calendars.parse(f"{latest + by:04d}-{month_day}") for by in (-1, 0, 1))
            found += [day for day in near if day and day.isoweekday() == weekday]
    return [day for day in found if day.year < latest or years.count(latest) > 1]


def _not_before(day: date, times: Iterable[TimeExpression], article: Article) -> date:
    """Return the day, or the next one with the weekday that the text calls today's."""
    today = {weekday for time in times if time.value == _NOW and (weekday := _weekday(time, article))}
    ahead = (today.pop() - day.isoweekday()) % 7 if len(today) == 1 else 0
    return day + timedelta(days=ahead)


def _weekday(time: TimeExpression, article: Article) -> int | None:
    named = weekdays_in(time.span.of(article.text), article.language)
    return min(named) if len(named) == 1 else None
