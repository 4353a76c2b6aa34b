"""Which claims of a finding surely say the same, so that each of them may count as another origin."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from shutro.claims.points import Chances
from shutro.decisions.grouping import joined
from shutro.decisions.records import NONE, Decisions
from shutro.model import Claim, Span

SURE = 0.5  # chance from which two sentences are likelier to say the same than not
NEAR = 0.2  # chance from which a sentence of one article goes on with what another one says

Place = tuple[str, Span]  # article and sentence


class Sureness:
    """The sentences of a story that surely say the same, two by two."""

    def __init__(self, chances: Chances, reprints: Mapping[str, str], decisions: Decisions = NONE) -> None:
        self._reprints = reprints
        self._decided: dict[str, list[Span]] = {}
        for anchor in joined(decisions.on_groups("event")):
            if anchor.span is not None:
                self._decided.setdefault(anchor.article, []).append(anchor.span)
        self._words = {
            (statement.article, statement.sentence): number
            for number, same in enumerate(chances.alike)
            for statement in map(chances.statements.__getitem__, same)
        }
        self._pairs = {frozenset((one, other)) for one, other, chance in chances.pairs if chance >= SURE}
        self._near = {frozenset((one, other)) for one, other, chance in chances.pairs if chance >= NEAR}

    def sure(self, claims: Sequence[Claim]) -> list[Claim]:
        """Return the claims without those that may tell another matter: that no other one surely says, too.

        Where no two of them do, the first stands alone. Different values are compared elsewhere; what people decided to
        be one event is one.
        """
        if (
            not claims
            or claims[0].point.attribute != "happened"
            or len({claim.value for claim in claims}) > 1
        ):
            return list(claims)
        places = [self._original(claim.article, claim.sentence) for claim in claims]
        held = {*self._held(sorted(set(places))), *filter(self._is_decided, places)}
        first = min(claims, key=lambda claim: (claim.said or "~", claim.article, claim.span))
        held = held or {self._original(first.article, first.sentence)}
        held |= {place for place in places if any(self._goes_on(place, one) for one in held)}
        return [claim for claim, place in zip(claims, places, strict=True) if place in held]

    def _original(self, article: str, sentence: Span) -> Place:
        """Return the place of a sentence, of one in a reprint that in the original: a reprint makes nothing surer."""
        return self._reprints.get(article, article), sentence

    def _held(self, places: Sequence[Place]) -> Iterator[Place]:
        """Yield the places that say the same as another one."""
        for one, other in combinations(places, 2):
            if self._are_sure(self._words[one], self._words[other]):
                yield from (one, other)

    def _goes_on(self, place: Place, held: Place) -> bool:
        """Say whether a sentence may go on with what another one of its article surely says."""
        return place[0] == held[0] and frozenset((self._words[place], self._words[held])) in self._near

    def _is_decided(self, place: Place) -> bool:
        return any(span.meets(place[1]) for span in self._decided.get(place[0], ()))

    def _are_sure(self, one: int, other: int) -> bool:
        return one == other or frozenset((one, other)) in self._pairs
