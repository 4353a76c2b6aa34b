"""Who said it first: the earliest report of each finding and value, where the times of the reports tell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from shutro.model import Claim, Doc, Finding, First
from shutro.story.order import Moment, published


def find_first(findings: Iterable[Finding], docs: Sequence[Doc]) -> tuple[Finding, ...]:
    """Return the findings with who said each of them, and each of their values, first."""
    moments = {doc.article.id: published(doc) for doc in docs}
    return tuple(_told(finding, moments) for finding in findings)


def first_said(claims: Sequence[Claim], moments: Mapping[str, Moment | None]) -> First:
    """Return the claim that was published before all those of other articles, or why nobody can tell.

    A report without a date could be the first. Of two of one day without hours, or with hours of unknown zones, neither
    is.
    """
    by_article = {
        claim.article: claim for claim in sorted(claims, key=lambda claim: claim.span, reverse=True)
    }
    if len(by_article) <= 1:
        return First(claim=next(iter(by_article.values()), None))
    known = {article: at for article in sorted(by_article) if (at := moments.get(article)) is not None}
    if len(known) < len(by_article):
        return First(claim=None, unknown="undated")
    earliest = min(known, key=lambda article: (known[article].end, article))
    others = (at for article, at in known.items() if article != earliest)
    if all(known[earliest].is_before(at) for at in others):
        return First(claim=by_article[earliest])
    return First(claim=None, unknown="same time")


def _told(finding: Finding, moments: Mapping[str, Moment | None]) -> Finding:
    values = tuple(replace(value, first=first_said(value.claims, moments)) for value in finding.values)
    claims = [claim for value in finding.values for claim in value.claims]
    return replace(finding, values=values, first=first_said(claims, moments))
