"""Which claims of a finding surely say the same, so that each of them may count as another origin."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from shutro.claims.points import Chances
from shutro.decisions.grouping import joined
from shutro.decisions.records import NONE, Decisions
from shutro.model import Claim, Span

SURE = 0.5  # chance from which two sentences are likelier to say the same than not

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
        places = sorted({(claim.article, claim.sentence) for claim in claims})
        held = {*self._held(places), *filter(self._is_decided, places)}
        first = min(claims, key=lambda claim: (claim.said or "~", claim.article, claim.span))
        held = held or {(first.article, first.sentence)}
        return [claim for claim in claims if (claim.article, claim.sentence) in held]

    def _held(self, places: Sequence[Place]) -> Iterator[Place]:
        """Yield the places that say the same as another one."""
        for one, other in combinations(places, 2):
            if self._are_sure(self._number(one), self._number(other)):
                yield from (one, other)

    def _is_decided(self, place: Place) -> bool:
        return any(span.meets(place[1]) for span in self._decided.get(place[0], ()))

    def _number(self, place: Place) -> int:
        """Return the number of a sentence's words; of one in a reprint that of the original's."""
        article, sentence = place
        return self._words[self._reprints.get(article, article), sentence]

    def _are_sure(self, one: int, other: int) -> bool:
        return one == other or frozenset((one, other)) in self._pairs
