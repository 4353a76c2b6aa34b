"""Grouping by average linkage: a group grows only while its members are alike on average."""

from collections import defaultdict
from collections.abc import Iterable
from heapq import heapify, heappop, heappush

_EQUAL = 1e-12


def group_by_average(count: int, pairs: Iterable[tuple[int, int, float]], least: float) -> list[list[int]]:
    """Return the numbers below `count` in groups whose members are alike on average by `least` or more.

    `pairs` gives the likeness of those that are alike at all; all others count as 0. Ties go to lower numbers, so that
    the order of the pairs does not matter.
    """
    total: dict[int, dict[int, float]] = defaultdict(dict)
    heap = []
    for one, other, likeness in pairs:
        total[one][other] = total[other][one] = likeness
        if likeness >= least:
            heap.append((-likeness, min(one, other), max(one, other)))
    members: dict[int, list[int]] = {number: [number] for number in range(count)}
    heapify(heap)
    while heap:
        negative, kept, gone = heappop(heap)
        if kept not in members or gone not in members:
            continue
        if abs(total[kept].get(gone, 0.0) / (len(members[kept]) * len(members[gone])) + negative) > _EQUAL:
            continue
        members[kept] += members.pop(gone)
        _move(total, gone, kept)
        for other, likeness in total[kept].items():
            average = likeness / (len(members[kept]) * len(members[other]))
            if average >= least:
                heappush(heap, (-average, min(kept, other), max(kept, other)))
    return [sorted(group) for group in sorted(members.values(), key=min)]


def _move(total: dict[int, dict[int, float]], gone: int, kept: int) -> None:
    """Add the likeness of a group that was merged to that of the group it was merged into."""
    for other, likeness in total.pop(gone).items():
        total[other].pop(gone, None)
        if other != kept:
            total[kept][other] = total[other][kept] = total[kept].get(other, 0.0) + likeness
