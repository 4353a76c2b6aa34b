"""One report in two languages: the same figures, days and names, by their sound, in the same order."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from shutro.languages import available
from shutro.model import Doc
from shutro.story.facts import Facts, find_sounds

# Clear signs only: there are too few marked pairs to choose these by.
TRANSLATED = 0.6  # share of the sentences with enough facts that find their own in the other language
CREDITED = 0.5  # the same, where the later report credits the outlet of the earlier
_FEWEST = 3  # such sentences
_FACTS = 2  # facts that a sentence has to share
_ORDER = 0.6  # share of them in the order of the other
_LONGEST = 24  # articles that are followed from one fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A later article told after an earlier one of another language."""

    second: int
    first: int
    share: float
    order: float
    pairs: tuple[tuple[int, int, float], ...]


class Translations:
    """The facts of a story's articles that stand in every language; none where all articles are in one."""

    def __init__(self, docs: Sequence[Doc], facts: Sequence[Facts]) -> None:
        self._codes = [doc.article.language for doc in docs]
        known = sorted({code for code in self._codes if code in available()})
        self._facts: list[Facts] = []
        if len(set(self._codes)) > 1 and known:
            self._facts = [find_sounds(doc, found, known[0]) for doc, found in zip(docs, facts, strict=True)]

    def pairs(self) -> list[tuple[int, int]]:
        """Return the pairs of articles in two languages that share a fact, the later one first."""
        postings: dict[str, list[int]] = defaultdict(list)
        found: Counter[tuple[int, int]] = Counter()
        for second, facts in enumerate(self._facts):
            for fact in frozenset[str]().union(*facts):
                posting = postings[fact]
                found.update(
                    (second, first) for first in posting if self._codes[first] != self._codes[second]
                )
                if len(posting) < _LONGEST:
                    posting.append(second)
        return sorted(pair for pair, hits in found.items() if hits >= _FEWEST)

    def hold(self, second: int, first: int) -> Told | None:
        """Return the second article held against the first; None where too few sentences can tell.

        The one of the two that has fewer facts is asked: that whose language has no folder has names only.
        """
        turned = self._count(first) < self._count(second)
        one, other = (first, second) if turned else (second, first)
        theirs = [facts | after for facts, after in pairwise((*self._facts[other], frozenset[str]()))]
        asked = [(at, facts) for at, facts in enumerate(self._facts[one]) if len(facts) >= _FACTS]
        pairs = []
        for at, facts in asked:
            told = [len(facts & found) for found in theirs]
            best = max(range(len(told)), key=lambda index: (told[index], -index), default=0)
            if told and told[best] >= _FACTS:
                pairs.append((at, best, told[best] / len(facts)))
        if len(pairs) < _FEWEST:
            return None
        steps = [after >= before for (_, before, _), (_, after, _) in pairwise(pairs)]
        found = sorted((b, a, share) for a, b, share in pairs) if turned else pairs
        return Told(
            second=second,
            first=first,
            share=len(pairs) / len(asked),
            order=(1 + sum(steps)) / len(pairs),
            pairs=tuple(found),
        )

    def _count(self, index: int) -> int:
        return sum(len(facts) for facts in self._facts[index])


def is_translation(told: Told, *, credited: bool) -> bool:
    """Say whether one of the two is a translation of the other."""
    return told.order >= _ORDER and told.share >= (CREDITED if credited else TRANSLATED)
