"""The loops under `ArrayNeighbours` that compare articles: the same sums, in the same order, as `Neighbours` makes."""

from typing import NamedTuple

import numpy as np

from shutro.story import likeness, weights
from shutro.story.compiling import Array, compiled
from shutro.story.lists import Lists, choose_near, find_near, post

KINDS = 5
START, LENGTH, SINCE, UNTIL = range(4)  # of a row: where an article's terms stand, and when it was published
_MARKED = (
    8192  # marks that tell most terms which an article lacks at the first look; they fit the nearest cache
)
_LINE = 16  # numbers in a line of the cache
_SURELY = 1.0 - 1e-9  # share of what has to be shared that is enough to look closer

nearness_of = compiled(likeness.nearness_of)
score_of = compiled(likeness.score_of)
shared_for = compiled(likeness.shared_for)
rarity_of = compiled(weights.rarity_of)


class Used(NamedTuple):
    """Where in `used` it says how much of each pool is taken."""

    terms: int = 0
    lists: int = 1
    held: int = 2
    links: int = 3
    turns: int = 4  # of looking articles over


USED = Used()


class Terms(NamedTuple):
    """Every term by the number that stands for it: an open table of keys, and what is known of each."""

    table: Array  # number of the term and one, 0 where none stands
    keys: Array
    kinds: Array
    heads: Array  # its newest block of articles, or -1


class Held(NamedTuple):
    """Articles by number: a row of where their terms stand in the pool, and when they were published.

    A term and its weight stand side by side: to compare an article is to read one run of the memory. The last two
    arrays show the same memory, as those of `Lists` do.
    """

    rows: Array
    alive: Array
    whole: Array
    parts: Array


class State(NamedTuple):
    """All that is held; `used` says how much of each pool is taken."""

    terms: Terms
    lists: Lists
    held: Held
    used: Array
    shared: Array  # by article, 0 between two searches, less for those that are held no longer


class Entered(NamedTuple):
    """Articles that come together, their terms by their numbers; `since` and `until` are -1 where nobody knows."""

    starts: Array  # where the terms of each begin, and where those of the last end
    terms: Array
    kinds: Array
    counts: Array
    since: Array
    until: Array
    far: Array  # what has to be shared in rare terms


class Seen(NamedTuple):
    """The counts by which articles are weighed, by term."""

    older: Array  # articles of older days, decayed
    recent: Array
    usual: Array  # share of all news
    total: float  # articles by which others are weighed …
    short: float  # … and headlines
    share: float  # that what was seen counts of words
    worth: float  # the length of an article's weights, but for headlines


class Rules(NamedTuple):
    """The constants of `weights` and `likeness`, handed over so that nothing compiled keeps old ones."""

    counted: Array  # what a count of so many halves is worth
    factors: Array  # by kind of term
    named: Array  # likewise, whether it is a name
    headline: int
    rarest: int
    longest: int  # articles that are read of a list for a headline, and for a longer article
    shorter: int
    most: int
    edge: float
    undated: float


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
            terms.heads[number] = -1
        found[i] = table[at] - 1
    return found


@compiled
def find_rarest(weights: Array, most: int) -> Array:
    """Return the places of the weightiest terms, in their order; of equal ones the first."""
    if len(weights) <= most:
        return np.arange(len(weights))
    least = np.partition(weights, len(weights) - most)[len(weights) - most]
    equal = most
    for weight in weights:
        equal -= weight > least
    found, count = np.empty(most, np.int64), 0
    for i in range(len(weights)):
        if weights[i] > least or (weights[i] == least and equal > 0):
            equal -= weights[i] == least
            found[count] = i
            count += 1
    return found


@compiled
def close_of(rows: Array, rules: Rules, one: int, other: int) -> float:
    """Return the share of a likeness that counts, by the days between two articles."""
    if rows[one, SINCE] < 0 or rows[other, SINCE] < 0:
        return float(rules.undated)
    return float(
        nearness_of(max(0, rows[one, SINCE] - rows[other, UNTIL], rows[other, SINCE] - rows[one, UNTIL]))
    )


class Known(NamedTuple):
    """The terms of one article, to be looked up, with what is known of each."""

    table: Array  # number of the term and one, 0 where none stands
    places: Array  # likewise, which of the article's terms it is
    seen: Array  # marks
    kinds: Array
    weights: Array


@compiled
def index_terms(terms: Array, kinds: Array, weights: Array) -> Known:
    """Return the terms of an article, to be looked up."""
    size = 64
    while size < 2 * len(terms):
        size *= 2
    table, places = np.zeros(size, np.int32), np.empty(size, np.int32)
    seen = np.zeros(_MARKED, np.uint8)
    for i in range(len(terms)):
        seen[terms[i] & (_MARKED - 1)] = 1
        at = terms[i] & (size - 1)
        while table[at]:
            at = (at + 1) & (size - 1)
        table[at], places[at] = terms[i] + 1, i
    return Known(table, places, seen, kinds, weights)


@compiled
def ask_terms(held: Held, near: Array) -> int:
    """Ask the memory for the terms of all articles at once, not one article after the other.

    Return how many terms the longest has.
    """
    rows, whole = held.rows, held.whole
    asked, longest = 0, 0
    for other in near:
        longest = max(longest, rows[other, LENGTH])
        for i in range(2 * rows[other, START], 2 * (rows[other, START] + rows[other, LENGTH]), _LINE):
            asked |= whole[i]
    return longest if asked >= 0 else 0  # what nobody uses would be left out


@compiled
def score_all(known: Known, held: Held, rules: Rules, number: int, near: Array) -> Array:
    """Return how alike an article, whose terms are known, is to each of others; 0 where that is surely too little."""
    table, places, seen, kinds, weights = known
    rows, whole, parts = held.rows, held.whole, held.parts
    least = _SURELY * shared_for(rules.edge, len(kinds))
    scores, sums = np.zeros(len(near), np.float64), np.empty(KINDS, np.float64)
    marked = np.empty(ask_terms(held, near) + 1, np.int64)
    for n in range(len(near)):
        other, count = near[n], 0
        for i in range(2 * rows[other, START], 2 * (rows[other, START] + rows[other, LENGTH]), 2):
            marked[count] = i  # stands there only if it counts: a branch here would be guessed wrong
            count += seen[whole[i] & (_MARKED - 1)]
        sums[:] = 0.0
        for i in marked[:count]:
            at = whole[i] & (len(table) - 1)
            while table[at] and table[at] != whole[i] + 1:
                at = (at + 1) & (len(table) - 1)
            if table[at]:
                sums[kinds[places[at]] % 8] += weights[places[at]] * parts[i + 1]
        if sums.sum() >= least:
            close = close_of(rows, rules, number, other)
            shorter = min(len(kinds), rows[other, LENGTH])
            scores[n] = score_of(sums[0], sums[1], sums[2], sums[3], sums[4], close, shorter)
    return scores


@compiled
def hold(
    held: Held, used: Array, number: int, numbers: Array, weights: Array, since: int, until: int
) -> None:
    """Keep an article's terms with their weights."""
    start = used[USED.held]
    used[USED.held] += len(numbers)
    for i in range(len(numbers)):
        held.whole[2 * (start + i)], held.parts[2 * (start + i) + 1] = numbers[i], weights[i]
    row = held.rows[number]
    row[START], row[LENGTH], row[SINCE], row[UNTIL] = start, len(numbers), since, until
    held.alive[number] = 1


@compiled
def weigh(entered: Entered, rules: Rules, seen: Seen, chosen: Array, weights: Array) -> None:
    """Enter the weights of the terms of the chosen articles; the squares of one's sum up to 1."""
    kinds, factors, counted, named = entered.kinds, rules.factors, rules.counted, rules.named
    numbers, counts, older, recent, usual = entered.terms, entered.counts, seen.older, seen.recent, seen.usual
    for n in chosen:
        start, end = entered.starts[n], entered.starts[n + 1]
        squares, is_short = 0.0, end - start <= rules.headline
        total, worth = (seen.short, 1.0) if is_short else (seen.total, seen.worth)
        for i in range(start, end):
            term, kind = numbers[i], kinds[i] % 8
            share = (older[term] + recent[term]) / total
            rarity = rarity_of(share, usual[term], 1.0 if named[kind] else seen.share)
            weights[i] = factors[kind] * counted[counts[i]] * rarity
            squares += weights[i] * weights[i]
        norm = np.sqrt(squares) / worth
        if norm > 0.0:
            for i in range(start, end):
                weights[i] = np.float32(weights[i] / norm)


@compiled
def enter(
    state: State, rules: Rules, first: int, entered: Entered, weights: Array
) -> tuple[Array, Array, Array]:
    """Hold articles from now on, numbered from the first on; return which are like which before them, and how much."""
    terms, lists, held, used, shared = state
    touched = np.empty(rules.rarest * rules.longest, np.int32)
    rows, others, scores = np.empty(64, np.int32), np.empty(64, np.int32), np.empty(64, np.float64)
    count = 0
    for n in range(len(entered.since)):
        number, begin, end = first + n, entered.starts[n], entered.starts[n + 1]
        numbers, mine = entered.terms[begin:end], weights[begin:end]
        hold(held, used, number, numbers, mine, entered.since[n], entered.until[n])
        rarest = find_rarest(mine, rules.rarest)
        rare, weighty = numbers[rarest], mine[rarest]
        longest = rules.longest if len(mine) <= rules.headline else rules.shorter
        found = find_near(terms.heads, lists, rare, weighty, longest, shared, touched)
        near = choose_near(shared, touched[:found], entered.far[n], rules.most)
        known = index_terms(numbers, entered.kinds[begin:end], mine)
        alike = score_all(known, held, rules, number, near)
        used[USED.lists] = post(terms.heads, lists, used[USED.lists], number, rare, weighty)
        while count + len(near) > len(rows):
            rows, others, scores = np.append(rows, rows), np.append(others, others), np.append(scores, scores)
        for i in range(len(near)):
            if alike[i] >= rules.edge:
                rows[count], others[count], scores[count] = number, near[i], alike[i]
                count += 1
    return rows[:count], others[:count], scores[:count]


@compiled
def compare(terms: Terms, held: Held, rules: Rules, one: int, other: int) -> tuple[Array, float, int]:
    """Return what the shared terms of each kind come to, how near two articles are in time, and the shorter's terms."""
    keys, kinds, rows, whole, parts = terms.keys, terms.kinds, held.rows, held.whole, held.parts
    sums = np.zeros(KINDS, np.float64)
    i, j = 2 * rows[one, START], 2 * rows[other, START]
    mine, theirs = i + 2 * rows[one, LENGTH], j + 2 * rows[other, LENGTH]
    while i < mine and j < theirs:
        if whole[i] == whole[j]:
            sums[kinds[whole[i]]] += np.float64(parts[i + 1]) * parts[j + 1]
            i, j = i + 2, j + 2
        elif keys[whole[i]] < keys[whole[j]]:
            i += 2
        else:
            j += 2
    return sums, close_of(rows, rules, one, other), min(rows[one, LENGTH], rows[other, LENGTH])


@compiled
def fade(older: Array, kept: float, least: float) -> None:
    """Leave such a share of what was counted on older days, and nothing of what would be less than the least."""
    for i in range(len(older)):
        left = older[i] * kept
        older[i] = left if left >= least else 0.0


@compiled
def fill_in(usual: Array, keys: Array, first: int, after: int, known: Array, shares: Array) -> None:
    """Note of terms in what share of all news they stand; `known` are the keys that have one, ascending."""
    for i in range(first, after):
        at = np.searchsorted(known, keys[i])
        usual[i] = shares[at] if at < len(known) and known[at] == keys[i] else 0.0


@compiled
def count(counts: Array, numbers: Array, sign: int) -> None:
    """Count the terms of articles."""
    for term in numbers:
        counts[term] += sign


@compiled
def move_held(old: Held, new: Held, used: Array) -> None:
    """Copy the articles that are alive, with their terms as they are numbered, into a new pool."""
    used[USED.held] = 0
    for number in range(len(old.alive)):
        if old.alive[number]:
            row = old.rows[number]
            begin, end = 2 * row[START], 2 * (row[START] + row[LENGTH])
            terms, weights = old.whole[begin:end:2], old.parts[begin + 1 : end : 2]
            hold(new, used, number, terms, weights, row[SINCE], row[UNTIL])


@compiled
def fill_table(terms: Terms, count: int) -> None:
    """Enter the first terms into the table, which is empty."""
    mask = np.uint64(len(terms.table) - 1)
    for number in range(count):
        at = terms.keys[number] & mask
        while terms.table[at]:
            at = (at + np.uint64(1)) & mask
        terms.table[at] = number + 1
