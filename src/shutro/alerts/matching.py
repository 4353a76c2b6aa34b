"""Which news of a story a watch asks for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from shutro.claims.novelty import Novelty
from shutro.model import Claim, Doc, Finding, Story
from shutro.store.watches import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a watch asks for, as the library knows it now."""

    watch: Watch
    who: tuple[frozenset[str], ...]  # for each name the entities that it may mean
    hits: Collection[str] | None  # the articles that its query finds, None where it has none


def is_wanted(wanted: Wanted, novelty: Novelty, story: Story, docs: Mapping[str, Doc]) -> bool:
    """Say whether a watch asks for this news."""
    watch, hits = wanted.watch, wanted.hits
    return (
        novelty.kind in watch.kinds
        and (watch.about is None or novelty.finding.point.attribute == watch.about)
        and _reaches(watch.origins, novelty)
        and (watch.anchor is None or _is_anchored(watch, novelty.finding, story))
        and (not wanted.who or any(_names_all(wanted.who, claim, docs) for claim in novelty.claims))
        and (hits is None or any(claim.article in hits for claim in novelty.claims))
    )


def _reaches(origins: int, novelty: Novelty) -> bool:
    """Say whether the finding has come to rest on so many origins just now."""
    before = max((len(known.origins) for known in novelty.was), default=0)
    return not origins or before < origins <= len(novelty.finding.origins)


def _is_anchored(watch: Watch, finding: Finding, story: Story) -> bool:
    anchor = watch.anchor
    if anchor is None or anchor.article not in story.articles:
        return False
    span = anchor.span
    return span is None or any(
        claim.article == anchor.article and claim.span.meets(span)
        for value in finding.values
        for claim in value.claims
    )


def _names_all(who: Collection[frozenset[str]], claim: Claim, docs: Mapping[str, Doc]) -> bool:
    """Say whether the sentence of a claim names all of these, by name or by a word that stands for them."""
    links = docs[claim.article].links
    near = [link for link in links if link.span.meets(claim.sentence)]
    named = {link.entity for link in near} | {link.acts_for for link in near if link.acts_for}
    return all(named & meant for meant in who)
