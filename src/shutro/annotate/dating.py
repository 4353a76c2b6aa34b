"""The publication date that an article is read with."""

from dataclasses import replace

from shutro.annotate.times import find_times
from shutro.model import Article, Dating, Doc, Span

_LEAD = 90  # code points in which a dateline stands
_FULL_DATE = 10


def date_article(article: Article, given: str | None) -> Dating:
    """Return the date of an article: its page's, else the given one, else its dateline's, else one inferred.

    A dateline without a year, and no other date in sight, dates nothing. Inferred is the latest full date that the
    article names more than once or beside a weekday; it is marked approximate ("2023-09-14~").
    """
    if article.published:
        return Dating(article=article.id, value=article.published, how="page")
    if given:
        return Dating(article=article.id, value=given, how="given")
    undated = Doc(article=article, dating=Dating(article=article.id, value=None, how="inferred"))
    full = [
        time
        for time in find_times(replace(undated, sentences=(Span(0, len(article.text)),)))
        if time.kind in ("DATE", "TIME")
        and len(time.value) >= _FULL_DATE
        and time.value[:4].isdigit()
        and time.value[_FULL_DATE - 1].isdigit()
        and "/" not in time.value
    ]
    in_dateline = [time for time in full if time.span.end <= _LEAD and time.span.start > 0]
    if article.dateline is not None and in_dateline:
        return Dating(article=article.id, value=in_dateline[0].value[:_FULL_DATE], how="dateline")
    if full:
        return Dating(
            article=article.id, value=max(time.value[:_FULL_DATE] for time in full) + "~", how="inferred"
        )
    return Dating(article=article.id, value=None, how="inferred")
