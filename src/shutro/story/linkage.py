"""Groups of articles that are alike on the whole: the two nearest are made one as long as they are near enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, nlargest

NEAREST = 3  # pairs of articles of two groups whose likeness counts as the nearest few
WHOLE = 0.5  # share that the mean over all pairs counts beside the nearest few


@dataclass(frozen=True, slots=True)
class _Tie:
    """What ties two groups: the likeness of the nearest pairs, and the sum over all."""

    nearest: tuple[float, ...]
    total: float

    def joined(self, other: "_Tie") -> "_Tie":
        return _Tie(tuple(nlargest(NEAREST, self.nearest + other.nearest)), self.total + other.total)

    def strength(self, pairs: int) -> float:
        near = sum(self.nearest) / min(NEAREST, pairs)
        return (1 - WHOLE) * near + WHOLE * self.total / pairs


def partition(
    members: Sequence[int], edges: Mapping[tuple[int, int], float], least: float
) -> list[list[int]]:
    """Return the members in groups, each and all in the order of `members`, whatever the order of the edges.

    `edges` gives the likeness of pairs, the smaller first; pairs that it lacks are not alike.
    """
    rank = {member: place for place, member in enumerate(members)}
    groups = {place: [member] for place, member in enumerate(members)}
    ties: dict[int, dict[int, _Tie]] = {place: {} for place in groups}
    for (one, other), score in edges.items():
        a, b = rank[one], rank[other]
        ties[a][b] = ties[b][a] = _Tie((score,), score)
    heap = [(-tie.strength(1), min(a, b), max(a, b)) for a, near in ties.items() for b, tie in near.items()]
    heapify(heap)
    while heap and -heap[0][0] >= least:
        strength, a, b = heappop(heap)
        if a not in groups or b not in groups or b not in ties[a]:
            continue
        if -strength != ties[a][b].strength(len(groups[a]) * len(groups[b])):
            continue
        _join(a, b, groups, ties)
        for other, tie in ties[a].items():
            pairs = len(groups[a]) * len(groups[other])
            heappush(heap, (-tie.strength(pairs), min(a, other), max(a, other)))
    return [
        sorted(group, key=rank.__getitem__) for group in sorted(groups.values(), key=lambda g: rank[g[0]])
    ]


def _join(a: int, b: int, groups: dict[int, list[int]], ties: dict[int, dict[int, _Tie]]) -> None:
    """Make group `b` a part of group `a`, which came first."""
    groups[a] += groups.pop(b)
    for other, tie in ties.pop(b).items():
        del ties[other][b]
        if other != a:
            joined = tie.joined(ties[a][other]) if other in ties[a] else tie
            ties[a][other] = ties[other][a] = joined
