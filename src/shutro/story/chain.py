"""By which article each of a story came to belong to it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import heappop, heappush


def find_chain(
    ordered: Sequence[int], ties: Callable[[int], Mapping[int, float]]
) -> Iterator[tuple[int, int]]:
    """Yield each article but the first with the one it is nearest to, of those that a chain leads to the first."""
    rank = {number: place for place, number in enumerate(ordered)}
    tied = [ties(number) for number in ordered]
    waiting = dict.fromkeys(range(1, len(ordered)))
    reached: list[tuple[float, int, int]] = []
    inside = 0
    while waiting:
        for number, score in tied[inside].items():
            if rank.get(number) in waiting:
                heappush(reached, (-score, rank[number], inside))
        while reached and reached[0][1] not in waiting:
            heappop(reached)
        _, inside, to = heappop(reached) if reached else (0.0, next(iter(waiting)), 0)
        del waiting[inside]
        yield ordered[inside], ordered[to]
