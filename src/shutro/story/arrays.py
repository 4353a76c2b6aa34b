"""`Neighbours` on arrays: the same answers, some forty times as fast, where the extra `fast` is installed."""

import math
from collections.abc import Iterable, Mapping

import numpy as np

from shutro.story import groupings, kernels
from shutro.story.counted import ArrayFrequencies
from shutro.story.groupings import Homes, Links
from shutro.story.kernels import CHUNK, LINE, USED, Array, Chunks, Entered, Held, Rules, State, Terms, grown
from shutro.story.likeness import UNDATED, Likeness, likeness_of
from shutro.story.linkage import LARGEST, STEP, TIED
from shutro.story.neighbours import EDGE, MOST, RAREST, far_of, least_of, order_of
from shutro.story.postings import LONGEST
from shutro.story.vectors import Field, Vector
from shutro.story.vetoes import NEAR, Barring, bar_none
from shutro.story.weights import FACTOR, NAMED

_FIRST = 1 << 12  # entries that a pool begins with; a full one is made twice as large
_SPARE = 1 << 14  # terms that articles may leave behind before anything is tidied


class ArrayNeighbours:
    """The articles of the live window, named by numbers that grow as they come, and the stories they are in."""

    def __init__(self, bar: Barring = bar_none) -> None:
        self._bar = bar
        self._rules, self._bounds = _rules(), groupings.Bounds(TIED, STEP, LARGEST)
        self._frequencies = ArrayFrequencies()
        self._found: tuple[Vector | None, Array] = (None, np.zeros(0, np.int32))
        self._used = np.zeros(len(USED), np.int64)
        self._terms = _terms(_FIRST)
        self._chunks = _chunks(_FIRST)
        self._held = _held(_FIRST, _FIRST)
        self._links, self._homes = _links(_FIRST, _FIRST), _homes(_FIRST)
        self._shared = np.zeros(_FIRST)
        self._gone = 0  # terms of articles that are held no longer

    def note(self, vector: Vector, sign: int = 1) -> None:
        """Count the article's terms; with a sign of -1 no longer."""
        self._frequencies.note(vector, self._terms_of(vector), self._terms, sign)

    def is_early(self, vector: Vector) -> bool:
        """Say whether the article is one of the first, which are weighed by what comes on their day and after, too."""
        return self._frequencies.is_early(vector)

    def enter(self, number: int, vector: Vector) -> None:
        """Hold an article from now on, tied to those that are like it, as a story of its own."""
        terms = self._terms_of(vector)
        self._make_room(number, len(terms))
        known = vector.since is not None and vector.until is not None
        entered = Entered(
            terms=terms,
            counts=np.frombuffer(vector.counts, np.uint8),
            since=vector.since if known and vector.since is not None else -1,
            until=vector.until if known and vector.until is not None else -1,
            far=far_of(len(terms)),
        )
        seen = self._frequencies.view(vector, self._terms, int(self._used[USED.terms]))
        state = State(self._terms, self._chunks, self._held, self._used)
        near, scores = kernels.enter(state, self._rules, number, entered, seen, self._shared)
        close = scores >= NEAR
        barred = self._bar(number, dict(zip(near[close].tolist(), scores[close].tolist(), strict=True)))
        if barred:
            left = np.isin(near, barred, invert=True)
            near, scores = near[left], scores[left]
        self._make_links(2 * len(near) + 1)
        groupings.tie_all(self._links, self._used, number, near, scores)
        homes = self._homes
        homes.key[number], homes.least[number] = order_of(vector), least_of(vector)
        homes.story[number], homes.size[number], homes.within[number] = number, 1, 1.0

    def join(self, number: int) -> tuple[int, float, int] | None:
        """Let an article that is alone join the nearest story; return it, how near it is, and its nearest article."""
        joined = groupings.join_nearest(self._links, self._held.alive, self._homes, number)
        return joined if joined[0] >= 0 else None

    def regroup(self, numbers: Iterable[int]) -> list[list[list[int]]]:
        """Make the stories anew to which ties lead from these articles.

        Return those that are others than before, with all that they are tied to, the first article of each first.
        """
        starts = np.fromiter(numbers, np.int32)
        changed, firsts, ends = groupings.regroup(
            self._links, self._held.alive, self._homes, self._bounds, self._used, starts
        )
        members, leaders = changed.tolist(), firsts.tolist()
        found, start = [], 0
        for end in ends.tolist():
            groups: dict[int, list[int]] = {}
            for member, leader in zip(members[start:end], leaders[start:end], strict=True):
                groups.setdefault(leader, []).append(member)
            found.append(list(groups.values()))
            start = end
        return found

    def ties(self, number: int) -> Mapping[int, float]:
        """Return the articles that one is tied to, and how alike they are."""
        others, scores = groupings.ties_of(self._links, self._held.alive, number)
        return dict(zip(others.tolist(), scores.tolist(), strict=True))

    def compare(self, one: int, other: int) -> Likeness:
        """Return how alike two articles are, part by part."""
        parts, close, length = kernels.compare(self._terms, self._held, self._rules, one, other)
        return likeness_of(dict(zip(Field, parts.tolist(), strict=True)), close, length)

    def drop(self, number: int) -> None:
        """Hold an article no longer."""
        groupings.leave(self._links, self._held.alive, self._homes, number)
        self._held.alive[number], self._shared[number] = 0, -1.0
        self._gone += int(self._held.length[number])
        if self._gone > max(_SPARE, self._used[USED.held] // 2):
            self._tidy()

    def _terms_of(self, vector: Vector) -> Array:
        """Return the numbers of an article's terms, which are mostly asked for twice."""
        if self._found[0] is not vector:
            keys, fields = np.frombuffer(vector.keys, np.uint64), np.frombuffer(vector.fields, np.uint8)
            if self._used[USED.terms] + len(keys) > len(self._terms.keys):
                self._rewrite(self._terms, 2 * len(self._terms.keys) + len(keys))
            self._found = vector, kernels.find_terms(self._terms, self._used, keys, fields)
        return self._found[1]

    def _make_room(self, number: int, terms: int) -> None:
        """Make pools larger that could not take one more article of so many terms."""
        if number >= len(self._held.alive):
            size = 2 * number
            self._shared = grown(self._shared, size)
            columns = zip(Held._fields[:5], self._held[:5], strict=True)
            self._held = self._held._replace(**{name: grown(column, size) for name, column in columns})
            self._links = self._links._replace(newest=_lists(self._links.newest, size))
            self._homes = Homes(*(grown(column, size) for column in self._homes))
        if self._used[USED.held] + terms > len(self._held.terms):
            size = 2 * len(self._held.terms) + terms
            pool, weights = grown(self._held.terms, size), grown(self._held.weights, size)
            self._held = self._held._replace(terms=pool, weights=weights)
        if self._used[USED.chunks] + RAREST > len(self._chunks.whole):
            self._chunks = _shown(grown(self._chunks.whole, 2 * len(self._chunks.whole)))

    def _make_links(self, links: int) -> None:
        if self._used[USED.links] + links > len(self._links.filled):
            newest, *pools = self._links
            size = 2 * len(self._links.filled) + links
            self._links = Links(newest, *(grown(column, size) for column in pools))

    def _rewrite(self, old: Terms, size: int) -> None:
        """Make room for so many terms, the old ones in their order."""
        self._terms = Terms(_table(size), *(grown(column, size) for column in old[1:]))
        kernels.fill_table(self._terms, self._used[USED.terms])

    def _tidy(self) -> None:
        """Give back what articles left behind that are held no longer."""
        left = int(self._used[USED.held]) - self._gone
        held = _held(len(self._held.alive), max(_FIRST, 2 * left))
        kernels.move_held(self._held, held, self._used)
        old, self._links = self._links, _links(len(held.alive), len(self._links.filled))
        self._held, self._gone = held, 0
        self._used[USED.links] = 0
        groupings.move_links(old, self._links, self._used, held.alive)
        self._forget_terms()
        self._chunks = _chunks(len(self._chunks.whole))
        kernels.post_all(self._terms, self._chunks, self._used, self._rules, self._held)

    def _forget_terms(self) -> None:
        """Number anew the terms that an article holds or that are counted, and forget the others."""
        count, pool = self._used[USED.terms], self._held.terms[: self._used[USED.held]]
        kept = np.zeros(count, bool)
        kept[pool] = True
        self._frequencies.mark(kept)
        pool[:] = (np.cumsum(kept) - 1)[pool]
        self._frequencies.renumber(kept)
        self._used[USED.terms] = kept.sum()
        self._found = (None, pool)
        old = Terms(self._terms.table, *(column[:count][kept] for column in self._terms[1:]))
        old.chunks[:] = -1
        self._rewrite(old, max(_FIRST, 2 * len(old.keys)))


def _rules() -> Rules:
    return Rules(
        counted=np.array([1 + math.log(max(count, 1) / 2) for count in range(256)]),
        factors=np.array([FACTOR[kind] for kind in Field]),
        named=np.array([kind in NAMED for kind in Field]),
        rarest=RAREST,
        longest=LONGEST,
        most=MOST,
        edge=EDGE,
        undated=UNDATED,
    )


def _table(terms: int) -> Array:
    """Return an empty table that is less than half full with so many terms."""
    return np.zeros(1 << (2 * terms).bit_length(), np.int32)


def _terms(size: int) -> Terms:
    return Terms(
        table=_table(size),
        keys=np.zeros(size, np.uint64),
        kinds=np.zeros(size, np.uint8),
        chunks=np.full(size, -1, np.int32),
    )


def _held(articles: int, terms: int) -> Held:
    return Held(
        start=np.zeros(articles, np.int64),
        length=np.zeros(articles, np.int32),
        since=np.zeros(articles, np.int64),
        until=np.zeros(articles, np.int64),
        alive=np.zeros(articles, np.uint8),
        terms=np.zeros(terms, np.int32),
        weights=np.zeros(terms),
    )


def _chunks(size: int) -> Chunks:
    return _shown(np.zeros((size, LINE), np.int32))


def _shown(whole: Array) -> Chunks:
    return Chunks(whole, whole.view(np.float32))


def _links(articles: int, size: int) -> Links:
    return Links(
        newest=np.full(articles, -1, np.int32),
        others=np.zeros((size, CHUNK), np.int32),
        scores=np.zeros((size, CHUNK)),
        filled=np.zeros(size, np.int32),
        before=np.zeros(size, np.int32),
    )


def _lists(newest: Array, size: int) -> Array:
    """Return the newest chunks with room for more lists, which are empty."""
    larger = np.full(size, -1, np.int32)
    larger[: len(newest)] = newest
    return larger


def _homes(size: int) -> Homes:
    return Homes(
        key=np.zeros(size, np.uint64),
        least=np.zeros(size),
        story=np.zeros(size, np.int64),
        seen=np.zeros(size, np.int64),
        done=np.zeros(size, np.int64),
        size=np.zeros(size, np.int64),
        within=np.zeros(size),
    )
