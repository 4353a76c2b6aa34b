"""The count of origins for any claims of one story: backgrounds, bodies and sentences in the same words."""

from collections.abc import Mapping, Sequence

from shutro.claims.origins import Background, Count, count_origins
from shutro.claims.told import Tellers, find_bodies
from shutro.model import Claim, Doc
from shutro.text.shingles import shingles

_SAME = 0.5  # share of the runs of words of the shorter sentence from which one is taken from the other
_FEWEST = 5  # runs of words; less is in common by chance


class Counting:
    """What the origins of every statement of one story are counted with."""

    def __init__(self, docs: Sequence[Doc], backgrounds: Mapping[str, Background], tellers: Tellers) -> None:
        self._backgrounds = backgrounds
        self._bodies = find_bodies(docs, tellers)
        self._texts = {doc.article.id: doc.text for doc in docs}

    def count(self, claims: Sequence[Claim]) -> Count:
        """Return the independent origins behind the claims."""
        return count_origins(claims, self._backgrounds, self._bodies, self._alike(claims))

    def _alike(self, claims: Sequence[Claim]) -> set[tuple[str, str]]:
        """Return the pairs of articles that make their claims in the same words."""
        runs = {(claim.article, claim.sentence): None for claim in claims}
        told = [(article, shingles(sentence.of(self._texts[article]))) for article, sentence in runs]
        return {
            (one, other)
            for n, (one, mine) in enumerate(told)
            for other, theirs in told[n + 1 :]
            if one != other
            and not self._is_decided_apart(one, other)
            and len(mine & theirs) >= _FEWEST
            and len(mine & theirs) >= _SAME * min(len(mine), len(theirs))
        }

    def _is_decided_apart(self, one: str, other: str) -> bool:
        backgrounds = self._backgrounds
        return other in backgrounds[one].independent_of or one in backgrounds[other].independent_of
