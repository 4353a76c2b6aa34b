"""Claims of reprints: the same words in another article, laid beside those of the original."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from shutro.claims.counting import Counting
from shutro.claims.happenings import WIDEST
from shutro.model import Claim, Doc, Finding, Retelling, Span, Value


def lay_beside(
    findings: Iterable[Finding], reprints: Mapping[str, str], docs: Sequence[Doc], counting: Counting
) -> tuple[Finding, ...]:
    """Return the findings with the claims of reprints, as far as a finding holds them, and counted anew."""
    dated = {doc.article.id: doc.dating.value for doc in docs}
    copies = _copies(reprints)
    return tuple(_laid(finding, copies, dated, counting) for finding in findings)


def lay_events_beside(retold: Iterable[Retelling], reprints: Mapping[str, str]) -> tuple[Retelling, ...]:
    """Return the events with the words of reprints that name them."""
    copies = _copies(reprints)
    return tuple(
        replace(
            one,
            told=tuple(
                (same, trigger)
                for article, trigger in one.told
                for same in (article, *copies.get(article, ()))
            ),
        )
        for one in retold
    )


def _copies(reprints: Mapping[str, str]) -> dict[str, list[str]]:
    copies: dict[str, list[str]] = {}
    for article, original in reprints.items():
        copies.setdefault(original, []).append(article)
    return copies


def _laid(
    finding: Finding, copies: Mapping[str, list[str]], dated: Mapping[str, str | None], counting: Counting
) -> Finding:
    told = [claim for value in finding.values for claim in value.claims]
    room = WIDEST - len({(claim.article, claim.sentence) for claim in told})
    sentences = sorted({(claim.article, claim.sentence) for claim in told if claim.article in copies})
    added = [(article, sentence, copy) for article, sentence in sentences for copy in copies[article]][:room]
    if not added:
        return finding
    values = tuple(_with(value, added, dated) for value in finding.values)
    count = counting.count([claim for value in values for claim in value.claims])
    return replace(
        finding, values=values, reports=count.reports, origins=count.origins, arithmetic=count.arithmetic
    )


def _with(value: Value, added: Sequence[tuple[str, Span, str]], dated: Mapping[str, str | None]) -> Value:
    claims: list[Claim] = list(value.claims)
    for article, sentence, copy in added:
        claims += [
            replace(claim, article=copy, said=dated[copy])
            for claim in value.claims
            if claim.article == article and claim.sentence == sentence
        ]
    claims.sort(key=lambda claim: (claim.said or "~", claim.article, claim.span))
    return replace(value, claims=tuple(claims))
