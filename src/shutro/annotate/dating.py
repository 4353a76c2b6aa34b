"""The publication date that an article is read with."""

from collections import Counter
from dataclasses import replace

from shutro.annotate.times import find_times
from shutro.model import Article, Dating, Doc, Span

_BRACKET = "("
_FULL_DATE = 10


def date_article(article: Article, given: str | None) -> Dating:
    """Return the date of an article: its page's, else the given one, else its dateline's, else one inferred.

    A dateline without a year dates nothing. Inferred is the latest full date that the article names more than once, or
    with its weekday in brackets; it is marked approximate ("2023-09-14~"). One old date in the background is no guess.
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
    in_dateline = [
        time for time in full if article.dateline is not None and time.span.within(article.dateline)
    ]
    if in_dateline:
        return Dating(article=article.id, value=in_dateline[0].value[:_FULL_DATE], how="dateline")
    counts = Counter(time.value[:_FULL_DATE] for time in full)
    sure = [day for day in counts if counts[day] > 1] + [
        time.value[:_FULL_DATE] for time in full if _BRACKET in time.span.of(article.text)
    ]
    return Dating(article=article.id, value=f"{max(sure)}~" if sure else None, how="inferred")
