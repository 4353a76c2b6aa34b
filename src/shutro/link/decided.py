"""Names that people decided to be one, in stories that are linked each for itself."""

from collections.abc import Iterable, Mapping

from shutro.decisions.records import Anchor, Decision, Decisions
from shutro.model import Doc, Link

_KNOWN = "lexicon"  # the reason of a link whose id is the same everywhere


def find_same(decisions: Decisions, docs: Iterable[Doc]) -> Mapping[str, str]:
    """Return the ids that stand for another one, each with that one; `docs` are linked, and hold the words decided on.

    Of ids that are one, the lexicon's is kept, else the one that was named first.
    """
    links = {doc.article.id: doc.links for doc in docs}
    taken_out: dict[Anchor, int] = {
        anchor: decision.number
        for decision in decisions.of("two entities")
        for anchor in decision.subject
        if anchor.article in links
    }
    kept: dict[str, str] = {}
    for decision in decisions.of("one entity"):
        found = [link for anchor in _standing(decision, taken_out) for link in _at(anchor, links)]
        ids = dict.fromkeys(_end(link.entity, kept) for link in found)
        known = [_end(link.entity, kept) for link in found if link.reason == _KNOWN]
        first = next(iter([*known, *ids]), None)
        if first is not None:
            kept.update({id_: first for id_ in ids if id_ != first})
    return {id_: _end(id_, kept) for id_ in kept}


def holding(decisions: Decisions) -> frozenset[str]:
    """Return the articles whose links tell which ids are one."""
    return frozenset(
        anchor.article
        for decision in decisions.of("one entity")
        for anchor in (*decision.subject, *decision.against)
    )


def _standing(decision: Decision, taken_out: Mapping[Anchor, int]) -> list[Anchor]:
    """Return the anchors of a decision without those that were taken out of their entity later."""
    both = (*decision.subject, *decision.against)
    return [anchor for anchor in both if taken_out.get(anchor, 0) < decision.number]


def _at(anchor: Anchor, links: Mapping[str, tuple[Link, ...]]) -> list[Link]:
    near = [link for link in links.get(anchor.article, ()) if anchor.span and link.span.meets(anchor.span)]
    return [link for link in near if link.span == anchor.span] or near[:1]


def _end(id_: str, kept: Mapping[str, str]) -> str:
    while id_ in kept:
        id_ = kept[id_]
    return id_
