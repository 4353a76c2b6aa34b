"""Which sentence a finding is shown by: no two findings of a kind by the same one, where they have others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from shutro.claims.leaning import leans
from shutro.model import Doc, Finding


def head_apart(findings: Sequence[Finding], docs: Sequence[Doc]) -> tuple[Finding, ...]:
    """Return the findings in their order, each by a sentence that no weightier one of its kind is shown by.

    Weightier is what more reports say; what is disputed or revised keeps its sentence.
    """
    by_article = {doc.article.id: doc for doc in docs}
    headed = list(findings)
    taken: set[tuple[str, str]] = set()
    for index in sorted(range(len(findings)), key=lambda index: (-findings[index].reports, index)):
        finding = findings[index]
        kind = finding.point.attribute
        if finding.agreement in ("agreed", "single"):
            free = (text for text in _heads(finding, by_article) if (kind, text) not in taken)
            headed[index] = replace(finding, text=next(free, finding.text))
        taken.add((kind, headed[index].text))
    return tuple(headed)


def _heads(finding: Finding, docs: Mapping[str, Doc]) -> Iterator[str]:
    """Yield the sentence of a finding, then the others of its claims that stand alone, the earliest first."""
    yield finding.text
    claims = sorted(
        (claim for value in finding.values for claim in value.claims),
        key=lambda claim: (claim.said or "~", claim.article, claim.span),
    )
    for claim in claims:
        doc = docs[claim.article]
        if not leans(doc, claim.sentence):
            yield claim.sentence.of(doc.text)
