"""The background of each article of a story, for counting origins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from shutro.claims.origins import Background
from shutro.claims.told import Tellers
from shutro.decisions.origins import independent_pairs, sources_of
from shutro.decisions.records import NONE, Decisions
from shutro.model import Copy, Doc, Entity, Span
from shutro.sources.registry import agency, outlets


def find_backgrounds(
    docs: Sequence[Doc],
    copies: Iterable[Copy],
    entities: Iterable[Entity],
    tellers: Tellers,
    decisions: Decisions = NONE,
) -> Mapping[str, Background]:
    """Return the house, agencies and derivation of each article, by its id, as found and as people decided."""
    declared = {outlet.id: outlet for outlet in outlets()}
    derived: dict[str, set[str]] = {}
    for copy in copies:
        if copy.relation != "shared credit" or copy.credit is None:  # one text stands behind both
            derived.setdefault(copy.article, set()).add(copy.source)
    sources = sources_of(decisions)
    names = {entity.id: entity.names[0][1] for entity in entities if entity.names}
    found: dict[str, Background] = {}
    for doc in docs:
        article = doc.article
        outlet = declared.get(article.outlet or "")
        agencies = _agencies(doc, tellers)
        found[article.id] = Background(
            article=article.id,
            label=outlet.name if outlet else article.outlet or Path(article.file).name,
            family=outlet.family if outlet else None,
            agencies=(sources[article.id],) if article.id in sources else tuple(agencies),
            credits=() if article.id in sources else tuple(agencies.values()),
            copied_from=frozenset(derived.get(article.id, ())),
            names=names,
            language=article.language,
        )
    for one, other in independent_pairs(decisions):
        if one in found and other in found:
            found[one] = _freed(found[one], found[other])
    return found


def _freed(one: Background, other: Background) -> Background:
    """Return the background without the house and agency that it shares with another, which it is independent of."""
    return replace(
        one,
        family=None if one.family == other.family else one.family,
        agencies=() if one.agencies[:1] == other.agencies[:1] else one.agencies,
        independent_of=one.independent_of | {other.article},
    )


def _agencies(doc: Doc, tellers: Tellers) -> dict[str, Span]:
    """Return the agencies that the article is based on, without its own outlet, and the words that credit them.

    An agency that publishes itself is its own.
    """
    found: dict[str, Span] = {}
    for credit in doc.credits:
        if credit.role == "origin" and credit.source != doc.article.outlet:
            found.setdefault(_name(doc, credit.span, credit.source, tellers), credit.span)
    itself = agency(doc.article.outlet or "")
    return found or ({itself.id: doc.article.title_span or Span(0, 0)} if itself else {})


def _name(doc: Doc, span: Span, source: str | None, tellers: Tellers) -> str:
    links = tellers.links[doc.article.id].get(span)
    return links[0].entity if links else source or tellers.name(doc.article.id, span)
