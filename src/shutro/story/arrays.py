"""`Neighbours` on arrays: the same answers, some forty times as fast, where the extra `fast` is installed."""

import math

import numpy as np

from shutro.story import kernels
from shutro.story.kernels import CHUNK, USED, Array, Chunks, Entered, Held, Rules, State, Terms
from shutro.story.likeness import UNDATED, Likeness, Weighed, compare
from shutro.story.neighbours import EDGE, FAR, RAREST
from shutro.story.postings import LONGEST
from shutro.story.vectors import Field, Vector
from shutro.story.weights import FACTOR, Frequencies, View

_FIRST = 1 << 12  # entries that a pool begins with; a full one is made twice as large
_VIEWS = 4  # days that are asked about at the same time


class ArrayNeighbours:
    """The articles of the live window, each named by a number that grows as they come."""

    def __init__(self, frequencies: Frequencies) -> None:
        self._rules = _rules()
        self._frequencies = frequencies
        self._views: dict[
            int, tuple[View, Array]
        ] = {}  # with how rare each term is, 0 where nobody asked yet
        self._used = np.zeros(len(USED), np.int64)
        self._terms = _terms(_FIRST)
        self._chunks = _chunks(_FIRST)
        self._held = _held(_FIRST, _FIRST)
        self._shared = np.zeros(_FIRST)
        self._vectors: dict[int, Vector] = {}
        self._rows: dict[
            int, int
        ] = {}  # where an article stands in the columns: one that comes back, in a new row
        self._numbers: list[int] = []  # by row
        self._gone = 0  # terms of articles that are held no longer

    def enter(self, number: int, vector: Vector) -> list[tuple[int, float]]:
        """Return the articles that are like this one, with their likeness, and hold it from now on."""
        row = self._rows[number] = len(self._numbers)
        self._numbers.append(number)
        self._make_room(row, len(vector.counts))
        entered = self._entered(vector)
        state = State(self._terms, self._chunks, self._held, self._used)
        near, scores = kernels.enter(
            state, self._rules, row, entered, self._rarities(vector, entered.terms), self._shared
        )
        self._vectors[number] = vector
        alike = [self._numbers[other] for other in near.tolist()]
        return sorted(zip(alike, scores.tolist(), strict=True))

    def compare(self, one: int, other: int) -> Likeness:
        """Return how alike two articles are, part by part."""
        return compare(self._weighed(one), self._weighed(other))

    def drop(self, number: int) -> None:
        """Hold an article no longer."""
        del self._vectors[number]
        row = self._rows.pop(number)
        self._held.alive[row] = 0
        self._gone += int(self._held.length[row])
        if self._gone > max(_FIRST, self._used[USED.held] // 2):
            self._tidy()

    def _entered(self, vector: Vector) -> Entered:
        known = vector.since is not None and vector.until is not None
        keys, kinds = np.frombuffer(vector.keys, np.uint64), np.frombuffer(vector.fields, np.uint8)
        return Entered(
            terms=kernels.find_terms(self._terms, self._used, keys, kinds),
            counts=np.frombuffer(vector.counts, np.uint8),
            since=vector.since if known and vector.since is not None else -1,
            until=vector.until if known and vector.until is not None else -1,
        )

    def _rarities(self, vector: Vector, terms: Array) -> Array:
        """Return how rare terms are for the article, by their numbers; a term is asked about once a view."""
        view = self._frequencies.view(vector)
        kept = self._views.get(id(view))
        if kept is None:
            if len(self._views) >= _VIEWS:
                del self._views[next(iter(self._views))]
            kept = self._views[id(view)] = view, np.zeros(len(self._terms.keys))
        rarities = kept[1]
        for at in np.flatnonzero(rarities[terms] == 0).tolist():
            key = int(self._terms.keys[terms[at]])
            rarities[terms[at]] = view.rarity(key, Field(vector.fields[at] % 8))
        return rarities

    def _weighed(self, number: int) -> Weighed:
        vector, row = self._vectors[number], self._rows[number]
        start = self._held.start[row]
        weights = self._held.weights[start : start + self._held.length[row]].tolist()
        keys = vector.terms
        return Weighed(
            vector, dict(zip(keys, weights, strict=True)), dict(zip(keys, vector.fields, strict=True))
        )

    def _make_room(self, row: int, terms: int) -> None:
        """Make pools larger that could not take one more article of so many terms."""
        if row >= len(self._held.alive):
            self._shared = _grown(self._shared, 2 * row)
            columns = zip(Held._fields[:5], self._held[:5], strict=True)
            grown = {name: _grown(column, 2 * row) for name, column in columns}
            self._held = self._held._replace(**grown)
        if self._used[USED.held] + terms > len(self._held.terms):
            size = 2 * len(self._held.terms) + terms
            pool, weights = _grown(self._held.terms, size), _grown(self._held.weights, size)
            self._held = self._held._replace(terms=pool, weights=weights)
        if self._used[USED.chunks] + RAREST > len(self._chunks.filled):
            self._chunks = Chunks(*(_grown(column, 2 * len(column)) for column in self._chunks))
        if self._used[USED.terms] + terms > len(self._terms.keys):
            self._rewrite(self._terms, 2 * len(self._terms.keys) + terms)

    def _rewrite(self, old: Terms, size: int) -> None:
        """Make room for so many terms, the old ones in their order."""
        self._terms = Terms(_table(size), *(_grown(column, size) for column in old[1:]))
        kernels.fill_table(self._terms, self._used[USED.terms])
        self._views = {
            number: (view, _grown(rarities, size)) for number, (view, rarities) in self._views.items()
        }

    def _tidy(self) -> None:
        """Give back what articles left behind that are held no longer."""
        left = int(self._used[USED.held]) - self._gone
        held = _held(len(self._held.alive), max(_FIRST, 2 * left))
        kernels.move_held(self._held, held, self._used)
        self._held, self._gone = held, 0
        self._forget_terms()
        self._chunks = _chunks(len(self._chunks.filled))
        kernels.post_all(self._terms, self._chunks, self._used, self._rules, self._held)

    def _forget_terms(self) -> None:
        """Number anew the terms that an article holds, and forget the others."""
        count, pool = self._used[USED.terms], self._held.terms[: self._used[USED.held]]
        kept = np.zeros(count, bool)
        kept[pool] = True
        pool[:] = (np.cumsum(kept) - 1)[pool]
        self._used[USED.terms] = kept.sum()
        self._views.clear()
        old = Terms(self._terms.table, *(column[:count][kept] for column in self._terms[1:]))
        old.chunks[:] = -1
        self._rewrite(old, max(_FIRST, 2 * len(old.keys)))


def _rules() -> Rules:
    return Rules(
        counted=np.array([1 + math.log(max(count, 1) / 2) for count in range(256)]),
        factors=np.array([FACTOR[kind] for kind in Field]),
        rarest=RAREST,
        longest=LONGEST,
        far=FAR,
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
    return Chunks(
        articles=np.zeros((size, CHUNK), np.int32),
        weights=np.zeros((size, CHUNK)),
        filled=np.zeros(size, np.int32),
        before=np.zeros(size, np.int32),
    )


def _grown(array: Array, size: int) -> Array:
    """Return the array with room for `size` entries."""
    grown = np.zeros((max(size, len(array)), *array.shape[1:]), array.dtype)
    grown[: len(array)] = array
    return grown
