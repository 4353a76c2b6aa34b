"""The loops under `ArrayNeighbours` that tie articles to one another and let them join the nearest story."""

from typing import NamedTuple

import numpy as np

from shutro.story import linkage
from shutro.story.compiling import Array, compiled
from shutro.story.kernels import USED

CHUNK = 7  # ties that stand together
strength = compiled(linkage.strength)


class Links(NamedTuple):
    """Ties of articles, by their numbers: chunks of others and how alike they are, linked from the newest on."""

    newest: Array  # by article: its newest chunk, or -1
    others: Array
    scores: Array
    filled: Array
    before: Array


class Homes(NamedTuple):
    """By article what it is grouped by, and its story; by the story's number what its articles come to."""

    key: Array  # by which those that are alike otherwise are ordered
    least: Array  # how near groups of such articles have to be
    even: Array  # whether each of their pairs counts
    story: Array
    seen: Array  # the turn in which it was looked at last
    done: Array  # the turn in which it was grouped last …
    level: Array  # … and from what likeness on it was looked at together with others
    asked: Array  # the turn in which it turned out to be tied to too many …
    crowded: Array  # … from what likeness on
    size: Array  # by story
    within: Array  # the likeness of all pairs of the story's articles, each with itself, too


@compiled
def tie(links: Links, used: Array, row: int, other: int, score: float) -> None:
    """Enter a tie into the list of one of its articles."""
    at = links.newest[row]
    if at < 0 or links.filled[at] == CHUNK:
        new = used[USED.links]
        used[USED.links] += 1
        links.filled[new], links.before[new] = 0, at
        links.newest[row] = at = new
    links.others[at, links.filled[at]] = other
    links.scores[at, links.filled[at]] = score
    links.filled[at] += 1


@compiled
def tie_all(links: Links, used: Array, rows: Array, others: Array, scores: Array) -> None:
    """Tie articles to others, and them to these."""
    for i in range(len(rows)):
        tie(links, used, rows[i], others[i], scores[i])
        tie(links, used, others[i], rows[i], scores[i])


@compiled
def ties_of(links: Links, alive: Array, row: int) -> tuple[Array, Array]:
    """Return the articles that one is tied to, and how alike they are."""
    count = 0
    at = links.newest[row]
    while at >= 0:
        count += links.filled[at]
        at = links.before[at]
    others, scores = np.empty(count, np.int32), np.empty(count, np.float64)
    count = 0
    at = links.newest[row]
    while at >= 0:
        for j in range(links.filled[at]):
            if alive[links.others[at, j]]:
                others[count], scores[count] = links.others[at, j], links.scores[at, j]
                count += 1
        at = links.before[at]
    return others[:count], scores[:count]


@compiled
def move_links(old: Links, new: Links, used: Array, alive: Array) -> None:
    """Copy the ties between articles that are alive into new pools."""
    for row in range(len(alive)):
        if alive[row]:
            others, scores = ties_of(old, alive, row)
            for i in range(len(others) - 1, -1, -1):
                tie(new, used, row, others[i], scores[i])


@compiled
def join_nearest(links: Links, alive: Array, homes: Homes, row: int) -> tuple[int, float, int]:
    """Let an article that is alone join the nearest story of those before it.

    Return the story or -1, how near it is, and its nearest article.
    """
    others, scores = ties_of(links, alive, row)
    others, scores = others[others < row], scores[others < row]
    stories = homes.story[others]
    best, best_score, best_total, to = -1, 0.0, 0.0, -1
    order = np.argsort(stories, kind="mergesort")
    start = 0
    while start < len(order):
        story = stories[order[start]]
        total = nearest = second = 0.0
        closest = -1
        while start < len(order) and stories[order[start]] == story:
            other, score = others[order[start]], scores[order[start]]
            total += score
            if score > nearest or (score == nearest and other > closest):
                closest = other
            nearest, second = max(nearest, score), max(second, min(nearest, score))
            start += 1
        size, within = homes.size[story], homes.within[story]
        near = strength(nearest + second, total, size, within, homes.even[row])
        if near >= homes.least[row] and near > best_score:
            best, best_score, best_total, to = story, near, total, closest
    if best >= 0:
        homes.size[homes.story[row]] -= 1
        homes.story[row] = best
        homes.size[best] += 1
        homes.within[best] += 1.0 + 2.0 * best_total
    return best, best_score, to


@compiled
def join_all(links: Links, alive: Array, homes: Homes, first: int, after: int) -> Array:
    """Let articles join the nearest stories, one after the other; return the nearest article of each one's, or -1."""
    nearest = np.empty(after - first, np.int32)
    for row in range(first, after):
        _, _, nearest[row - first] = join_nearest(links, alive, homes, row)
    return nearest


@compiled
def settle_in(homes: Homes, first: int, keys: Array, least: Array, even: Array) -> None:
    """Make articles stories of their own, by numbers from the first on."""
    for n in range(len(keys)):
        row = first + n
        homes.key[row], homes.least[row], homes.even[row] = keys[n], least[n], even[n]
        homes.story[row], homes.size[row], homes.within[row] = row, 1, 1.0
        homes.done[row], homes.asked[row], homes.level[row] = 0, 0, 0.0


@compiled
def leave(links: Links, alive: Array, homes: Homes, row: int) -> None:
    """Take an article out of its story."""
    others, scores = ties_of(links, alive, row)
    story = homes.story[row]
    total = 0.0
    for i in range(len(others)):
        if homes.story[others[i]] == story:
            total += scores[i]
    homes.size[story] -= 1
    homes.within[story] -= 1.0 + 2.0 * total


@compiled
def drop_all(links: Links, alive: Array, homes: Homes, rows: Array) -> None:
    """Hold articles no longer."""
    for row in rows:
        leave(links, alive, homes, row)
        alive[row] = 0
