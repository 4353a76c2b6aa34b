"""Which articles hold a term as one of their rarest: lists in blocks, read from the newest on."""

from typing import NamedTuple

import numpy as np

from shutro.story.compiling import Array, compiled

FILLED, ROOM, BEFORE, HEAD = (
    0,
    1,
    2,
    4,
)  # where a block says how many articles it has, how many it takes, and …
_LOOKED = 4  # times as many as are wanted are gathered before the least of them go
FIRST, WIDEST = 16, 256  # … numbers of the first block of a list; each after it is twice as large


class Lists(NamedTuple):
    """Blocks of articles and of the term's weight in each, side by side, linked from the newest on.

    The lists of rare terms fit a line of the cache, those of common ones are read in one run. The two arrays show
    the same memory, since what is compiled cannot tell one number from another inside it.
    """

    whole: Array
    parts: Array


def new_lists(size: int) -> Lists:
    """Return lists with room for so many numbers."""
    return shown(np.zeros(size, np.int32))


def shown(whole: Array) -> Lists:
    """Return the lists that stand in an array."""
    return Lists(whole, whole.view(np.float32))


@compiled
def post(heads: Array, lists: Lists, end: int, number: int, terms: Array, weights: Array) -> int:
    """Enter an article behind each of its rarest terms; return where the next block may begin."""
    whole, parts = lists
    for i in range(len(terms)):
        term = terms[i]
        at = heads[term]
        if at < 0 or whole[at + FILLED] == whole[at + ROOM]:
            length = FIRST if at < 0 else min(WIDEST, 2 * (2 * whole[at + ROOM] + HEAD))
            whole[end + FILLED], whole[end + ROOM], whole[end + BEFORE] = 0, (length - HEAD) // 2, at
            heads[term] = at = end
            end += length
        place = at + HEAD + 2 * whole[at + FILLED]
        whole[place], parts[place + 1] = number, weights[i]
        whole[at + FILLED] += 1
    return end


@compiled
def find_near(
    heads: Array, lists: Lists, terms: Array, weights: Array, longest: int, shared: Array, touched: Array
) -> int:
    """Enter the articles that hold one of the terms into `touched`, and return how many they are.

    What they share is added up in `shared`, which is less than zero for articles that are held no longer.
    """
    whole, parts = lists
    ahead, count = ask_ahead(heads, whole, terms), 0
    for i in range(len(terms)):
        at, left, weight = heads[terms[i]], longest, weights[i]
        while at >= 0 and left > 0:
            place, end = at + HEAD + 2 * whole[at + FILLED] - 2, at + HEAD - 2
            while place > end and left > 0:
                other = whole[place]
                before = shared[other]
                touched[count] = other  # stands there only if it counts: a branch here would be guessed wrong
                count += before == 0.0
                if before >= 0.0:
                    left -= 1
                    shared[other] = before + weight * parts[place + 1]
                place -= 2
            at = whole[at + BEFORE]
    return count if ahead >= 0 else 0  # what nobody uses would be left out


@compiled
def ask_ahead(heads: Array, whole: Array, terms: Array) -> int:
    """Ask the memory for the first blocks of all lists at once, not one after the other, then for what is read next."""
    ahead = 0
    for term in terms:
        if heads[term] >= 0:
            ahead |= whole[heads[term]]
    for term in terms:
        at = heads[term]
        if at >= 0:
            ahead |= whole[at + HEAD + 2 * whole[at + FILLED] - 2]
            ahead |= whole[max(0, whole[at + BEFORE])]
    return ahead


@compiled
def choose_near(shared: Array, touched: Array, least: float, most: int) -> Array:
    """Return those of the touched articles that share enough, and most, and leave `shared` as it was."""
    sums, count, full = np.empty(len(touched), np.float64), 0, _LOOKED * most
    for other in touched:
        sums[count], touched[count] = shared[other], other
        shared[other] = 0.0
        count += sums[count] >= least
        if count == full:
            least, count = keep_most(sums, touched, count, most)
            full = max(full, 2 * count)
    if count > most:
        _, count = keep_most(sums, touched, count, most)
    return np.sort(touched[:count])


@compiled
def keep_most(sums: Array, touched: Array, count: int, most: int) -> tuple[float, int]:
    """Leave those of the first articles that share most; return what the least of them shares, and how many they are.

    Those that share as much as the last one stay, too.
    """
    least = np.partition(sums[:count], count - most)[count - most]
    kept = 0
    for i in range(count):
        sums[kept], touched[kept] = sums[i], touched[i]
        kept += sums[kept] >= least
    return least, kept


@compiled
def move_lists(heads: Array, old: Lists, new: Lists, alive: Array) -> int:
    """Copy the lists with the articles that are alive; return where the next block may begin."""
    end, one = 0, np.empty(1, np.int32)
    weight, kept = np.empty(1, np.float64), np.empty(1 << 10, np.int32)
    for term in range(len(heads)):
        at, count = heads[term], 0
        while at >= 0:
            for place in range(at + HEAD + 2 * old.whole[at + FILLED] - 2, at + HEAD - 2, -2):
                if alive[old.whole[place]]:
                    if count == len(kept):
                        kept = np.append(kept, kept)
                    kept[count] = place
                    count += 1
            at = old.whole[at + BEFORE]
        heads[term], one[0] = -1, term
        for i in range(count - 1, -1, -1):
            weight[0] = old.parts[kept[i] + 1]
            end = post(heads, new, end, old.whole[kept[i]], one, weight)
    return end
