"""Groups of articles that are alike on the whole: the two nearest are made one as long as they are near enough."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, nlargest
from typing import NamedTuple

# Chosen on development data; see docs/decisions.md.
FEW = 2  # nearest pairs of articles of two groups that are looked at by themselves
FEW_COUNT = 0.1  # share that they count beside the two groups on the whole …
FEW_HEADLINES = 0.3  # … and among headlines
TIED = 0.24  # likeness of two articles from which they are looked at together
LARGEST = 2_000  # articles that are; of more, those are that are more alike, by steps of
STEP = 0.04
HIGHEST = 0.99  # articles that are so much alike are one story, however many they are


class Manner(NamedTuple):
    """How near groups of such articles have to be to be one story, and how that is told."""

    least: float
    even: bool  # whether each of their pairs counts


@dataclass(frozen=True, slots=True)
class _Tie:
    """What ties two groups: the likeness of the nearest pairs, and the sum over all."""

    nearest: tuple[float, ...]
    total: float

    def joined(self, other: "_Tie") -> "_Tie":
        return _Tie(tuple(nlargest(FEW, self.nearest + other.nearest)), self.total + other.total)


# Compiled as it stands where articles are grouped on arrays: it knows numbers only.
def strength(nearest: float, total: float, pairs: int, within: float, even: bool) -> float:
    """Return how near two groups are, by the nearest few of their pairs, summed up, and on the whole.

    `total` is the likeness of all pairs, summed up, and `within` the two groups' own sums, multiplied. Articles at
    length share something with all that is near, so there each pair counts, or the large groups of busy days would
    draw in whatever is like a few of them. Headlines of one happening may share nothing: there two groups whose
    members tell different parts of it are not held against each other.
    """
    few = FEW_COUNT if even else FEW_HEADLINES
    return few * nearest / min(FEW, pairs) + (1 - few) * total / (pairs if even else math.sqrt(within))


def partition(
    members: Sequence[int], edges: Mapping[tuple[int, int], float], manner: Manner
) -> list[list[int]]:
    """Return the members in groups, each and all in the order of `members`, whatever the order of the edges.

    `edges` gives the likeness of pairs; pairs that it lacks are not alike.
    """
    groups = _Groups(members, edges, even=manner.even)
    groups.link(manner.least)
    return [[members[place] for place in sorted(group)] for _, group in sorted(groups.members.items())]


class _Groups:
    """Groups by the place of their first member, with what ties them to others."""

    def __init__(self, members: Sequence[int], edges: Mapping[tuple[int, int], float], *, even: bool) -> None:
        self._even = even
        rank = {member: place for place, member in enumerate(members)}
        self.members = {place: [place] for place in range(len(members))}
        self._within = dict.fromkeys(self.members, 1.0)
        self._ties: dict[int, dict[int, _Tie]] = {place: {} for place in self.members}
        for (one, other), score in edges.items():
            a, b = rank[one], rank[other]
            self._ties[a][b] = self._ties[b][a] = _Tie((score,), score)

    def link(self, least: float) -> None:
        """Make the two nearest groups one, again and again, until none are as near as `least`."""
        heap = [(-self._strength(a, b), a, b) for a, ties in self._ties.items() for b in ties if a < b]
        heap = [entry for entry in heap if -entry[0] >= least]
        heapify(heap)
        while heap:
            far, a, b = heappop(heap)
            if b not in self._ties.get(a, ()) or far != -self._strength(a, b):
                continue
            self._join(a, b)
            for other in self._ties[a]:
                one, two = sorted((a, other))
                if (near := self._strength(one, two)) >= least:
                    heappush(heap, (-near, one, two))

    def _strength(self, a: int, b: int) -> float:
        tie, pairs = self._ties[a][b], len(self.members[a]) * len(self.members[b])
        within = self._within[a] * self._within[b]
        return strength(math.fsum(tie.nearest), tie.total, pairs, within, self._even)

    def _join(self, a: int, b: int) -> None:
        """Make group `b` a part of group `a`, which came first."""
        self._within[a] += self._within.pop(b) + 2 * self._ties[a][b].total
        self.members[a] += self.members.pop(b)
        for other, tie in self._ties.pop(b).items():
            del self._ties[other][b]
            if other != a:
                joined = tie.joined(self._ties[a][other]) if other in self._ties[a] else tie
                self._ties[a][other] = self._ties[other][a] = joined
