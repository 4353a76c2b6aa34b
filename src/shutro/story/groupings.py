"""The loops under `ArrayNeighbours` that make stories of ties, compiled by numba."""

from typing import NamedTuple

import numpy as np

from shutro.story.compiling import Array, compiled
from shutro.story.kernels import USED
from shutro.story.linkage import HIGHEST
from shutro.story.tying import Homes, Links, strength


class Bounds(NamedTuple):
    """From what likeness on articles are looked at together and made one story."""

    tied: float
    step: float
    largest: int


class Look(NamedTuple):
    """A turn of looking articles over, by ties of at least so much, or by closer ones where there are too many."""

    turn: int
    begun: int  # the turn before the first one
    least: float
    closer: float
    largest: int


class Pairs(NamedTuple):
    """Ties between groups, each in the lists of both, by the rank of their first members."""

    first: Array  # by group: the first place in its list, or -1
    last: Array
    after: Array  # by place, two of a tie: the next place
    one: Array
    other: Array
    total: Array
    nearest: Array
    second: Array
    alive: Array


@compiled
def find_tied(
    links: Links, alive: Array, homes: Homes, look: Look, start: int, rows: Array
) -> tuple[int, bool]:
    """Enter the articles that ties lead to from one into `rows`.

    Return how many they are, and whether they are too many: then only some of them are entered.
    """
    newest, others, scores, filled, before = links
    seen, asked, crowded = homes.seen, homes.asked, homes.crowded
    rows[0], seen[start] = start, look.turn
    at, end = 0, 1
    while at < end:
        row = rows[at]
        if end > look.largest or (asked[row] > look.begun and crowded[row] >= look.least):
            return end, True
        chunk = newest[row]
        while chunk >= 0:
            for j in range(filled[chunk]):
                other = others[chunk, j]
                if scores[chunk, j] >= look.least and seen[other] != look.turn and alive[other]:
                    rows[end], seen[other] = other, look.turn
                    end += 1
            chunk = before[chunk]
        at += 1
    return end, end > look.largest


@compiled
def find_crowded(links: Links, alive: Array, homes: Homes, look: Look, rows: Array, count: int) -> int:
    """Note that so many articles are tied to too many others; return how many are to be grouped by closer ties.

    They stand first in `rows` then: those that nothing closer held together before. What closer ties held is as it
    was, but where they lead there from an article that is looked over.
    """
    newest, others, scores, filled, before = links
    seen, level = homes.seen, homes.level
    at, end = 0, 0
    for row in rows[:count]:
        known = homes.crowded[row] if homes.asked[row] > look.begun else 0.0
        homes.asked[row], homes.crowded[row] = look.turn, max(look.least, known)
        if level[row] <= look.least:
            rows[end] = row
            end += 1
    while at < end:
        level[rows[at]] = look.closer
        chunk = newest[rows[at]]
        while chunk >= 0:
            for j in range(filled[chunk]):
                other = others[chunk, j]
                if scores[chunk, j] >= look.least and seen[other] != look.turn and alive[other]:
                    seen[other] = look.turn
                    if level[other] <= look.least:
                        rows[end] = other
                        end += 1
            chunk = before[chunk]
        at += 1
    return end


@compiled
def find_pairs(links: Links, seen: Array, turn: int, rows: Array, rank: Array) -> Pairs:
    """Return the ties among articles, which were all seen in this turn."""
    newest, others, scores, filled, before = links
    count = 0
    for i in range(len(rows)):
        rank[rows[i]] = i
    for i in range(len(rows)):
        chunk = newest[rows[i]]
        while chunk >= 0:
            for j in range(filled[chunk]):
                other = others[chunk, j]
                count += seen[other] == turn and rank[other] > i
            chunk = before[chunk]
    first, last = np.full(len(rows), -1, np.int32), np.full(len(rows), -1, np.int32)
    after = np.full(2 * count, -1, np.int32)
    one, two = np.empty(count, np.int32), np.empty(count, np.int32)
    total = np.empty(count, np.float64)
    at = 0
    for i in range(len(rows)):
        chunk = newest[rows[i]]
        while chunk >= 0:
            for j in range(filled[chunk]):
                other = others[chunk, j]
                if seen[other] == turn and rank[other] > i:
                    one[at], two[at], total[at] = i, rank[other], scores[chunk, j]
                    for side in range(2):
                        group, place = rank[other] if side else i, 2 * at + side
                        if last[group] >= 0:
                            after[last[group]] = place
                        else:
                            first[group] = place
                        last[group] = place
                    at += 1
            chunk = before[chunk]
    return Pairs(first, last, after, one, two, total, total.copy(), np.zeros(count), np.ones(count, np.uint8))


@compiled
def other_of(pairs: Pairs, at: int, group: int) -> int:
    """Return the other group of a tie."""
    return int(pairs.other[at] if pairs.one[at] == group else pairs.one[at])


@compiled
def strength_of(pairs: Pairs, size: Array, within: Array, even: bool, at: int) -> float:
    """Return how near the two groups of a tie are."""
    a, b = pairs.one[at], pairs.other[at]
    nearest = pairs.nearest[at] + pairs.second[at]
    return strength(nearest, pairs.total[at], size[a] * size[b], within[a] * within[b], even)


@compiled
def find_best(pairs: Pairs, size: Array, within: Array, even: bool, a: int) -> tuple[float, int]:
    """Return how near the nearest of the groups after one is, and which it is; of equally near ones the first."""
    best, found = -1.0, -1
    before, place = -1, pairs.first[a]
    while place >= 0:
        at, after = place // 2, pairs.after[place]
        if pairs.alive[at]:
            b = other_of(pairs, at, a)
            near = strength_of(pairs, size, within, even, at)
            if b > a and (near > best or (near == best and b < found)):
                best, found = near, b
            before = place
        else:
            if before < 0:
                pairs.first[a] = after
            else:
                pairs.after[before] = after
            if after < 0:
                pairs.last[a] = before
        place = after
    return best, found


@compiled
def unite(pairs: Pairs, a: int, b: int, at_of: Array) -> float:
    """Make the ties of group `b` ties of group `a`; return the likeness of all pairs between the two."""
    between = 0.0
    place = pairs.first[a]
    while place >= 0:
        at = place // 2
        if pairs.alive[at]:
            at_of[other_of(pairs, at, a)] = at
        place = pairs.after[place]
    place = pairs.first[b]
    while place >= 0:
        at = place // 2
        if pairs.alive[at]:
            c = other_of(pairs, at, b)
            if c == a:
                between = pairs.total[at]
                pairs.alive[at] = 0
            elif at_of[c] >= 0:
                kept = at_of[c]
                high, low = pairs.nearest[kept], pairs.nearest[at]
                pairs.second[kept] = max(min(high, low), pairs.second[kept], pairs.second[at])
                pairs.nearest[kept] = max(high, low)
                pairs.total[kept] += pairs.total[at]
                pairs.alive[at] = 0
            elif pairs.one[at] == b:
                pairs.one[at] = a
            else:
                pairs.other[at] = a
        place = pairs.after[place]
    place = pairs.first[a]
    while place >= 0:
        at = place // 2
        at_of[pairs.one[at]] = at_of[pairs.other[at]] = -1
        place = pairs.after[place]
    if pairs.first[b] >= 0:
        pairs.after[pairs.last[a]] = pairs.first[b]
        pairs.last[a] = pairs.last[b]
    return between


@compiled
def link_groups(pairs: Pairs, count: int, least: float, even: bool) -> tuple[Array, Array]:
    """Make the two nearest of so many groups one, again and again, until none are as near as `least`.

    Return the first of each one's group, and the likeness within groups by their first.
    """
    group, size, within = np.arange(count), np.ones(count, np.int64), np.ones(count, np.float64)
    near, to = np.empty(count, np.float64), np.empty(count, np.int64)
    at_of = np.full(count, -1, np.int32)
    for a in range(count):
        near[a], to[a] = find_best(pairs, size, within, even, a)
    while True:
        a = int(np.argmax(near))
        if near[a] < least:
            break
        b = to[a]
        within[a] += within[b] + 2.0 * unite(pairs, a, b, at_of)
        size[a] += size[b]
        group[b], near[b] = a, -1.0
        near[a], to[a] = find_best(pairs, size, within, even, a)
        for c in range(b):
            if near[c] >= 0.0 and c != a and to[c] in (a, b):
                near[c], to[c] = find_best(pairs, size, within, even, c)
        place = pairs.first[a]
        while place >= 0:
            at = place // 2
            c = other_of(pairs, at, a)
            if c < a:
                nearer = strength_of(pairs, size, within, even, at)
                if nearer > near[c] or (nearer == near[c] and a < to[c]):
                    near[c], to[c] = nearer, a
            place = pairs.after[place]
    for i in range(count):
        group[i] = group[group[i]]
    return group, within


@compiled
def group_rows(
    links: Links, homes: Homes, turn: int, found: Array, rank: Array
) -> tuple[Array, Array, Array]:
    """Return articles in the order of their keys, the place of the first of each one's group, and sums by place."""
    rows = found[np.argsort(homes.key[found], kind="mergesort")]
    if len(rows) == 1:
        return rows, np.zeros(1, np.int64), np.ones(1, np.float64)
    middle = rows[np.argsort(homes.least[rows], kind="mergesort")[(len(rows) - 1) // 2]]
    pairs = find_pairs(links, homes.seen, turn, rows, rank)
    groups, within = link_groups(pairs, len(rows), homes.least[middle], homes.even[middle])
    return rows, groups, within


@compiled
def settle(homes: Homes, rows: Array, groups: Array, within: Array) -> Array:
    """Note which story each article is in, and say of each group, by its first, whether it was one before."""
    sizes, same = np.zeros(len(rows), np.int64), np.ones(len(rows), np.uint8)
    for i in range(len(rows)):
        sizes[groups[i]] += 1
        if homes.story[rows[i]] != homes.story[rows[groups[i]]]:
            same[groups[i]] = 0
    for i in range(len(rows)):
        story = homes.story[rows[i]]  # which may be named by an article that is in another one by now
        if groups[i] == i and (homes.size[story] != sizes[i] or homes.story[story] != story):
            same[i] = 0
    for i in range(len(rows)):
        if not same[groups[i]]:
            homes.size[homes.story[rows[i]]] -= 1
    for i in range(len(rows)):
        if not same[groups[i]]:
            homes.story[rows[i]] = rows[groups[i]]
            homes.size[rows[groups[i]]] += 1
    for i in range(len(rows)):
        if groups[i] == i:
            homes.within[homes.story[rows[i]]] = within[i]
    return same


@compiled
def regroup(
    links: Links, alive: Array, homes: Homes, bounds: Bounds, used: Array, starts: Array
) -> tuple[Array, Array]:
    """Make the stories anew to which ties lead from these articles.

    Return the articles of stories that are others now, with the first of each one's story.
    """
    rows, rank = np.empty(len(alive), np.int32), np.empty(len(alive), np.int32)
    changed, firsts = [np.int32(0) for _ in range(0)], [np.int32(0) for _ in range(0)]
    begun = used[USED.turns]
    waiting = [(row, bounds.tied) for row in starts]
    while waiting:
        start, least = waiting.pop()
        if homes.done[start] > begun:
            continue
        used[USED.turns] += 1
        largest = bounds.largest if least < HIGHEST else len(alive)
        look = Look(used[USED.turns], begun, least, least + bounds.step, largest)
        count, is_crowded = find_tied(links, alive, homes, look, start, rows)
        if is_crowded:
            waiting.append((start, look.closer))
            for row in rows[: find_crowded(links, alive, homes, look, rows, count)]:
                waiting.append((row, look.closer))
            continue
        found = rows[:count]
        homes.done[found], homes.level[found] = look.turn, least
        ordered, groups, within = group_rows(links, homes, look.turn, found, rank)
        same = settle(homes, ordered, groups, within)
        for i in range(count):
            if not same[groups[i]]:
                changed.append(ordered[i])
                firsts.append(ordered[groups[i]])
    return np.array(changed, np.int32), np.array(firsts, np.int32)
