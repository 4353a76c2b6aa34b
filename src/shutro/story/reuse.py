"""Literal reuse: how many runs of three words of one article stand in another, found by sampled fingerprints."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from shutro.model import Doc
from shutro.text.shingles import containment, sampled, shingles

FAMILY = 0.75  # share of one article's runs in another from which the two are one text
_SMALL = 64  # articles up to which all runs are looked up
_STEP = 4  # else one of so many
_LONGEST = 24  # articles that are followed from one run; what more of them share is a common formula
_NEAREST = 8  # articles that are compared in full with a later one
_LEAST = 0.05  # share of an article's looked-up runs from which it is compared in full


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What two articles share in the same words: the share of each one's runs, and of these the part that is theirs.

    `own` is the share of the common runs that no third text of the story holds: what three texts share stands in a
    text behind them.
    """

    ahead: float  # of the runs of the article that comes second
    back: float  # of those of the first
    own: float


class Reuse:
    """The runs of a story's articles; articles are named by their place in the order in which they are given."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        self.runs = [shingles(doc.text) for doc in docs]
        self._step = 1 if len(docs) <= _SMALL else _STEP
        self.near = self._nearest()
        self.family = self._families()
        self._holders = self._held()

    def share(self, second: int, first: int) -> Shared:
        """Return what two articles share."""
        mine, theirs = self.runs[second], self.runs[first]
        common = mine & theirs
        families = len({self.family[second], self.family[first]})
        own = sum(self._holders[run] <= families for run in common)
        return Shared(
            ahead=containment(mine, theirs),
            back=containment(theirs, mine),
            own=own / len(common) if common else 0.0,
        )

    def _nearest(self) -> list[tuple[int, ...]]:
        """Return for each article those before it that share most of its looked-up runs."""
        postings: dict[int, list[int]] = defaultdict(list)
        same: dict[frozenset[int], int] = {}
        near = []
        for index, runs in enumerate(self.runs):
            hits: Counter[int] = Counter()
            looked_up = sampled(runs, self._step)
            for run in looked_up:
                posting = postings[run]
                hits.update(posting)
                if len(posting) < _LONGEST:
                    posting.append(index)
            least = max(1, ceil(_LEAST * len(looked_up)))
            found = sorted((other for other in hits if hits[other] >= least), key=lambda o: (-hits[o], o))
            twin = same.setdefault(runs, index)
            near.append(
                tuple(dict.fromkeys([*([twin] if runs and twin != index else []), *found[:_NEAREST]]))
            )
        return near

    def _families(self) -> list[int]:
        """Return for each article the first one that is the same text."""
        family = list(range(len(self.runs)))
        for second, near in enumerate(self.near):
            for first in near:
                mine, theirs = self.runs[second], self.runs[first]
                if max(containment(mine, theirs), containment(theirs, mine)) >= FAMILY:
                    family[second] = min(family[second], family[first])
        return family

    def _held(self) -> Mapping[int, int]:
        """Return how many families hold each run."""
        held: dict[int, int] = {}
        texts: dict[int, set[int]] = defaultdict(set)
        for runs, family in zip(self.runs, self.family, strict=True):
            texts[family] |= runs
        for text in texts.values():
            for run in text:
                held[run] = held.get(run, 0) + 1
        return held
