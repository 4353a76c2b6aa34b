"""The background of each article of a story, for counting origins."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from shutro.claims.origins import Background
from shutro.claims.told import Tellers
from shutro.model import Copy, Doc, Entity, Span
from shutro.sources.registry import outlets


def find_backgrounds(
    docs: Sequence[Doc], copies: Iterable[Copy], entities: Iterable[Entity], tellers: Tellers
) -> Mapping[str, Background]:
    """Return the house, agencies and derivation of each article, by its id."""
    declared = {outlet.id: outlet for outlet in outlets()}
    derived: dict[str, set[str]] = {}
    for copy in copies:
        if copy.relation != "shared credit":
            derived.setdefault(copy.article, set()).add(copy.source)
    names = {entity.id: entity.names[0][1] for entity in entities if entity.names}
    found = {}
    for doc in docs:
        article = doc.article
        outlet = declared.get(article.outlet or "")
        found[article.id] = Background(
            article=article.id,
            label=outlet.name if outlet else article.outlet or Path(article.file).name,
            family=outlet.family if outlet else None,
            agencies=_agencies(doc, tellers),
            copied_from=frozenset(derived.get(article.id, ())),
            names=names,
        )
    return found


def _agencies(doc: Doc, tellers: Tellers) -> tuple[str, ...]:
    """Return the agencies that the article is based on, without its own outlet."""
    credited = [
        credit for credit in doc.credits if credit.role == "origin" and credit.source != doc.article.outlet
    ]
    return tuple(dict.fromkeys(_name(doc, credit.span, credit.source, tellers) for credit in credited))


def _name(doc: Doc, span: Span, source: str | None, tellers: Tellers) -> str:
    links = tellers.links[doc.article.id].get(span)
    return links[0].entity if links else source or tellers.name(doc.article.id, span)
