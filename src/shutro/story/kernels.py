"""The loops under `ArrayNeighbours`, compiled by numba: the same sums, in the same order, as `Neighbours` makes."""

from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import numba
import numpy as np

from shutro.story import likeness, linkage, weights

CHUNK = 7  # articles that stand together in a posting …
FILLED, BEFORE = 2 * CHUNK, 2 * CHUNK + 1  # … and where it says how many they are, and which chunk is before
LINE = 2 * CHUNK + 2
KINDS = 5
OLDER, RECENT, USUAL = range(3)  # articles of older and of recent days, and the share of all news
_MARKED = (
    8192  # marks that tell most terms which an article lacks at the first look; they fit the nearest cache
)

# What was compiled is kept under the digest of the sources: numba itself does not notice that one of them changed.
_FILES = (__file__, likeness.__file__, linkage.__file__, weights.__file__)
_SOURCES = b"".join(Path(file).read_bytes() for file in _FILES)
vars(numba.config)["CACHE_DIR"] = str(
    Path(__file__).parent / "__pycache__" / blake2b(_SOURCES, digest_size=8).hexdigest()
)
compiled = numba.njit(cache=True)
nearness_of = compiled(likeness.nearness_of)
score_of = compiled(likeness.score_of)
rarity_of = compiled(weights.rarity_of)
Array = np.ndarray[Any, np.dtype[Any]]


class Used(NamedTuple):
    """Where in `used` it says how much of each pool is taken."""

    terms: int = 0
    chunks: int = 1
    held: int = 2
    links: int = 3
    turns: int = 4  # of looking articles over


USED = Used()


class Terms(NamedTuple):
    """Every term by the number that stands for it: an open table of keys, and what is known of each."""

    table: Array  # number of the term and one, 0 where none stands
    keys: Array
    kinds: Array
    chunks: Array  # its newest chunk of articles, or -1


class Chunks(NamedTuple):
    """Articles that hold a term as one of their rarest, with its weight there, linked from the newest on.

    A chunk fills a line of the cache: articles, weights, how many there are and the chunk before. The two arrays show
    the same memory, since what is compiled cannot tell one number from another inside it.
    """

    whole: Array
    parts: Array


class Held(NamedTuple):
    """Articles by number: where their terms stand in the pools, and when they were published."""

    start: Array
    length: Array
    since: Array
    until: Array
    alive: Array
    terms: Array
    weights: Array


class State(NamedTuple):
    """All that is held; `used` says how much of each pool is taken."""

    terms: Terms
    chunks: Chunks
    held: Held
    used: Array


class Entered(NamedTuple):
    """A vector, its terms by their numbers; `since` and `until` are -1 where nobody knows."""

    terms: Array
    counts: Array
    since: int
    until: int
    far: float  # what has to be shared in rare terms


class Seen(NamedTuple):
    """The counts by which an article is weighed."""

    counts: Array  # by term, as in `OLDER`, `RECENT`, `USUAL`
    total: float  # articles
    share: float  # that what was seen counts of words


class Rules(NamedTuple):
    """The constants of `weights` and `likeness`, handed over so that nothing compiled keeps old ones."""

    counted: Array  # what a count of so many halves is worth
    factors: Array  # by kind of term
    named: Array  # likewise, whether it is a name
    rarest: int
    longest: int
    most: int
    edge: float
    undated: float


def grown(array: Array, size: int) -> Array:
    """Return the array with room for `size` entries."""
    larger = np.zeros((max(size, len(array)), *array.shape[1:]), array.dtype)
    larger[: len(array)] = array
    return larger


@compiled
def find_terms(terms: Terms, used: Array, keys: Array, kinds: Array) -> Array:
    """Return the numbers of terms; new ones get the next."""
    table, known = (
        terms.table,
        terms.keys,
    )  # to take an array out of a tuple in a loop takes longer than the loop
    mask = np.uint64(len(table) - 1)
    found = np.empty(len(keys), np.int32)
    for i in range(len(keys)):
        key = keys[i]
        at = key & mask
        while table[at] and known[table[at] - 1] != key:
            at = (at + np.uint64(1)) & mask
        if not table[at]:
            number = used[USED.terms]
            used[USED.terms] += 1
            table[at] = number + 1
            known[number] = key
            terms.kinds[number] = kinds[i] % 8
            terms.chunks[number] = -1
        found[i] = table[at] - 1
    return found


@compiled
def find_rarest(weights: Array, most: int) -> Array:
    """Return the places of the weightiest terms; of equal ones the first."""
    return np.argsort(-weights, kind="mergesort")[:most]


@compiled
def find_near(
    terms: Terms, chunks: Chunks, rules: Rules, entered: Entered, weights: Array, rarest: Array, shared: Array
) -> Array:
    """Return the articles that share enough, and most, in rare terms.

    `shared` is zero before and after, or less for articles that are held no longer.
    """
    heads, whole, parts = terms.chunks, chunks.whole, chunks.parts
    touched = np.empty(rules.rarest * rules.longest, np.int32)
    count = 0
    for i in rarest:
        at, left, weight = heads[entered.terms[i]], rules.longest, weights[i]
        while at >= 0 and left:
            for j in range(whole[at, FILLED] - 1, -1, -1):
                other = whole[at, j]
                before = shared[other]
                if left and before >= 0.0:
                    left -= 1
                    if before == 0.0:
                        touched[count] = other
                        count += 1
                    shared[other] = before + weight * parts[at, CHUNK + j]
            at = whole[at, BEFORE]
    sums = shared[touched[:count]]
    shared[touched[:count]] = 0.0
    least = entered.far
    if count > rules.most:
        least = max(least, np.partition(sums, count - rules.most)[count - rules.most])
    return np.sort(touched[:count][sums >= least])


@compiled
def close_of(held: Held, rules: Rules, one: int, other: int) -> float:
    """Return the share of a likeness that counts, by the days between two articles."""
    since, until = held.since, held.until
    if since[one] < 0 or since[other] < 0:
        return float(rules.undated)
    return float(nearness_of(max(0, since[one] - until[other], since[other] - until[one])))


@compiled
def score_all(terms: Terms, held: Held, rules: Rules, number: int, near: Array) -> Array:
    """Return how alike an article is to each of others."""
    starts, lengths, pool, weights, kinds = held.start, held.length, held.terms, held.weights, terms.kinds
    size = 64
    while size < 2 * lengths[number]:
        size *= 2
    table, values = np.zeros(size, np.int32), np.empty(size, np.float64)
    seen = np.zeros(_MARKED, np.uint8)
    for i in range(starts[number], starts[number] + lengths[number]):
        seen[pool[i] & (_MARKED - 1)] = 1
        at = pool[i] & (size - 1)
        while table[at]:
            at = (at + 1) & (size - 1)
        table[at], values[at] = pool[i] + 1, weights[i]
    scores = np.empty(len(near), np.float64)
    parts = np.empty(KINDS, np.float64)
    for n in range(len(near)):
        other = near[n]
        parts[:] = 0.0
        for i in range(starts[other], starts[other] + lengths[other]):
            term = pool[i]
            if not seen[term & (_MARKED - 1)]:
                continue
            at = term & (size - 1)
            while table[at] and table[at] != term + 1:
                at = (at + 1) & (size - 1)
            if table[at]:
                parts[kinds[term]] += values[at] * weights[i]
        close = close_of(held, rules, number, other)
        length = min(lengths[number], lengths[other])
        scores[n] = score_of(parts[0], parts[1], parts[2], parts[3], parts[4], close, length)
    return scores


@compiled
def post(terms: Terms, chunks: Chunks, used: Array, held: Held, number: int, rarest: Array) -> None:
    """Enter an article behind each of its rarest terms."""
    heads, whole, parts = terms.chunks, chunks.whole, chunks.parts
    start = held.start[number]
    for i in rarest:
        term = held.terms[start + i]
        at = heads[term]
        if at < 0 or whole[at, FILLED] == CHUNK:
            new = used[USED.chunks]
            used[USED.chunks] += 1
            whole[new, FILLED], whole[new, BEFORE] = 0, at
            heads[term] = at = new
        filled = whole[at, FILLED]
        whole[at, filled], parts[at, CHUNK + filled] = number, held.weights[start + i]
        whole[at, FILLED] = filled + 1


@compiled
def hold(
    held: Held, used: Array, number: int, numbers: Array, weights: Array, since: int, until: int
) -> None:
    """Keep an article's terms and weights."""
    start = used[USED.held]
    used[USED.held] += len(numbers)
    held.terms[start : start + len(numbers)] = numbers
    held.weights[start : start + len(numbers)] = weights
    held.start[number], held.length[number] = start, len(numbers)
    held.since[number], held.until[number], held.alive[number] = since, until, 1


@compiled
def weigh(terms: Terms, rules: Rules, entered: Entered, seen: Seen) -> Array:
    """Return the weights of an article's terms; their squares sum up to 1."""
    kinds, factors, counted, named = terms.kinds, rules.factors, rules.counted, rules.named
    known, numbers, counts = seen.counts, entered.terms, entered.counts
    weights = np.empty(len(numbers), np.float64)
    squares = 0.0
    for i in range(len(numbers)):
        term = numbers[i]
        share = (known[term, OLDER] + known[term, RECENT]) / seen.total
        rarity = rarity_of(share, known[term, USUAL], 1.0 if named[kinds[term]] else seen.share)
        weights[i] = factors[kinds[term]] * counted[counts[i]] * rarity
        squares += weights[i] * weights[i]
    norm = np.sqrt(squares)
    return weights / norm if norm > 0.0 else weights


@compiled
def enter(
    state: State, rules: Rules, number: int, entered: Entered, seen: Seen, shared: Array
) -> tuple[Array, Array]:
    """Return the articles that are like one and how much, and hold it from now on."""
    terms, chunks, held, used = state
    weights = weigh(terms, rules, entered, seen)
    hold(held, used, number, entered.terms, weights, entered.since, entered.until)
    rarest = find_rarest(weights, rules.rarest)
    near = find_near(terms, chunks, rules, entered, weights, rarest, shared)
    scores = score_all(terms, held, rules, number, near)
    post(terms, chunks, used, held, number, rarest)
    alike = scores >= rules.edge
    return near[alike], scores[alike]


@compiled
def compare(terms: Terms, held: Held, rules: Rules, one: int, other: int) -> tuple[Array, float, int]:
    """Return what the shared terms of each kind come to, how near two articles are in time, and the shorter's terms."""
    keys, kinds, pool, weights = terms.keys, terms.kinds, held.terms, held.weights
    parts = np.zeros(KINDS, np.float64)
    i, j = held.start[one], held.start[other]
    mine, theirs = i + held.length[one], j + held.length[other]
    while i < mine and j < theirs:
        if pool[i] == pool[j]:
            parts[kinds[pool[i]]] += weights[i] * weights[j]
            i, j = i + 1, j + 1
        elif keys[pool[i]] < keys[pool[j]]:
            i += 1
        else:
            j += 1
    return parts, close_of(held, rules, one, other), min(held.length[one], held.length[other])


@compiled
def fade(counts: Array, kept: float, least: float) -> None:
    """Leave such a share of what was counted on older days, and nothing of what would be less than the least."""
    for i in range(len(counts)):
        left = counts[i, OLDER] * kept
        counts[i, OLDER] = left if left >= least else 0.0


@compiled
def fill_in(counts: Array, keys: Array, first: int, after: int, usual: Array, shares: Array) -> None:
    """Note of terms in what share of all news they stand; `usual` are the keys that have one, ascending."""
    for i in range(first, after):
        at = np.searchsorted(usual, keys[i])
        counts[i, USUAL] = shares[at] if at < len(usual) and usual[at] == keys[i] else 0.0


@compiled
def count(counts: Array, numbers: Array, sign: int) -> None:
    """Count an article of recent days."""
    for term in numbers:
        counts[term, RECENT] += sign


@compiled
def move_held(old: Held, new: Held, used: Array) -> None:
    """Copy the articles that are alive, with their terms as they are numbered, into new pools."""
    used[USED.held] = 0
    for number in range(len(old.alive)):
        if old.alive[number]:
            start, length = old.start[number], old.length[number]
            numbers, weights = old.terms[start : start + length], old.weights[start : start + length]
            hold(new, used, number, numbers, weights, old.since[number], old.until[number])


@compiled
def fill_table(terms: Terms, count: int) -> None:
    """Enter the first terms into the table, which is empty."""
    mask = np.uint64(len(terms.table) - 1)
    for number in range(count):
        at = terms.keys[number] & mask
        while terms.table[at]:
            at = (at + np.uint64(1)) & mask
        terms.table[at] = number + 1


@compiled
def post_all(terms: Terms, chunks: Chunks, used: Array, rules: Rules, held: Held) -> None:
    """Enter all articles that are alive behind their rarest terms, into pools that are empty."""
    used[USED.chunks] = 0
    for number in range(len(held.alive)):
        if held.alive[number]:
            start = held.start[number]
            weights = held.weights[start : start + held.length[number]]
            post(terms, chunks, used, held, number, find_rarest(weights, rules.rarest))
