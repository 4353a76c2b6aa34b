"""Links of references: to the one they stand for, or to the only one who holds the office."""

from collections import defaultdict
from collections.abc import Sequence

from shutro.annotate.references import find_holders
from shutro.link.likeness import is_office
from shutro.model import Doc, Link, Span


def link_roles(docs: Sequence[Doc], links: Sequence[Sequence[Link]]) -> list[tuple[Link, ...]]:
    """Return for each doc the links of its references, by its mentions' links and the offices in all docs."""
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    at = [{link.span: link for link in found} for found in links]
    for doc, spans in zip(docs, at, strict=True):
        for holder in find_holders(doc):
            if holder.of in spans and holder.person in spans and is_office(holder.role, doc.article.language):
                held[(holder.role, _body(spans[holder.of]))].add(spans[holder.person].entity)
    return [tuple(_links(doc, spans, held)) for doc, spans in zip(docs, at, strict=True)]


def _links(doc: Doc, spans: dict[Span, Link], held: dict[tuple[str, str], set[str]]) -> list[Link]:
    found: list[Link] = []
    for reference in doc.references:
        if reference.mention is not None and reference.mention in spans:
            entity, score, reason = spans[reference.mention].entity, 0.7, "reference"
        else:
            of = spans.get(reference.of) if reference.of else None
            holders = held.get((reference.role or "", _body(of)), set()) if of else set()
            if len(holders) != 1:
                continue
            entity, score, reason = next(iter(holders)), 0.6, "office"
        found.append(Link(span=reference.span, entity=entity, acts_for=None, score=score, reason=reason))
    return found


def _body(link: Link) -> str:
    return link.acts_for or link.entity
