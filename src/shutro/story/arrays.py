"""`Neighbours` on arrays: the same answers, some hundred times as fast, where the extra `fast` is installed."""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from shutro.story import groupings, kernels, lists, tying
from shutro.story.compiling import Array, grown
from shutro.story.counted import ArrayFrequencies
from shutro.story.fields import NAMED, Field
from shutro.story.kernels import USED, Entered, Held, Rules, State, Terms
from shutro.story.likeness import UNDATED, Likeness, likeness_of
from shutro.story.linkage import LARGEST, STEP, TIED
from shutro.story.neighbours import EDGE, MOST, RAREST, far_of, manner_of, order_of
from shutro.story.postings import LONGEST, SHORTER
from shutro.story.tying import CHUNK, Homes, Links
from shutro.story.vectors import HEADLINE, Vector
from shutro.story.vetoes import NEAR, Barring, bar_none, grounds_of
from shutro.story.weights import FACTOR

_FIRST = 1 << 12  # entries that a pool begins with; a full one is made twice as large
_SPARE = 1 << 17  # terms that articles may leave behind before anything is tidied
_FEWEST = 1 << 17  # terms that are known before any is forgotten


class ArrayNeighbours:
    """The articles of the live window, named by numbers that grow as they come, and the stories they are in."""

    def __init__(self, bar: Barring = bar_none) -> None:
        self._bar = bar
        self._rules, self._bounds = _rules(), groupings.Bounds(TIED, STEP, LARGEST)
        self._frequencies = ArrayFrequencies(lambda vectors: self._number(_columns(vectors)))
        self.note, self.is_early = self._frequencies.note, self._frequencies.is_early
        self._used = np.zeros(len(USED), np.int64)
        self._terms = _terms(_FIRST)
        self._lists = lists.new_lists(_FIRST)
        self._held = _held(_FIRST, _FIRST)
        self._links, self._homes = _links(_FIRST, _FIRST), _homes(_FIRST)
        self._shared = np.zeros(_FIRST)
        self._grounds = np.zeros(_FIRST, np.int64)  # by article, what may keep others apart from it
        self._gone = 0  # terms of articles that are held no longer
        self._most = _FEWEST  # terms at which those are forgotten that nobody holds

    def enter(self, number: int, vectors: Sequence[Vector]) -> None:
        """Hold articles from now on, by numbers from this one on, each tied to those like it, as a story of its own."""
        if self._used[USED.terms] > self._most:
            self._forget_terms()
        entered = self._entered(vectors)
        weights = self._weigh(vectors, entered)
        self._make_room(number + len(vectors), len(entered.terms), len(vectors))
        grounds = [grounds_of(vector) for vector in vectors]
        self._grounds[number : number + len(vectors)] = grounds
        state = State(self._terms, self._lists, self._held, self._used, self._shared)
        rows, others, scores = kernels.enter(state, self._rules, number, entered, weights)
        if any(grounds):
            rows, others, scores = self._without_barred(rows, others, scores)
        self._make_links(2 * len(rows) + 1)
        keys = np.array([order_of(vector) for vector in vectors], np.uint64)
        manners = [manner_of(vector) for vector in vectors]
        least = np.array([manner.least for manner in manners])
        even = np.array([manner.even for manner in manners])
        tying.settle_in(self._homes, number, keys, least, even)
        tying.tie_all(self._links, self._used, rows, others, scores)

    def join(self, number: int, after: int) -> list[int | None]:
        """Let articles with these numbers join the nearest stories; return the nearest article of each one's story."""
        nearest = tying.join_all(self._links, self._held.alive, self._homes, number, after)
        return [to if to >= 0 else None for to in nearest.tolist()]

    def regroup(self, numbers: Iterable[int]) -> list[list[int]]:
        """Make the stories anew to which ties lead from these articles.

        Return those that are others than before, the first article of each first.
        """
        starts = np.fromiter(numbers, np.int32)
        changed, firsts = groupings.regroup(
            self._links, self._held.alive, self._homes, self._bounds, self._used, starts
        )
        groups: dict[int, list[int]] = {}
        for member, first in zip(changed.tolist(), firsts.tolist(), strict=True):
            groups.setdefault(first, []).append(member)
        return list(groups.values())

    def ties(self, number: int) -> Mapping[int, float]:
        """Return the articles that one is tied to, and how alike they are."""
        others, scores = tying.ties_of(self._links, self._held.alive, number)
        return dict(zip(others.tolist(), scores.tolist(), strict=True))

    def compare(self, one: int, other: int) -> Likeness:
        """Return how alike two articles are, part by part."""
        parts, close, length = kernels.compare(self._terms, self._held, self._rules, one, other)
        return likeness_of(dict(zip(Field, parts.tolist(), strict=True)), close, length)

    def drop(self, numbers: Sequence[int]) -> None:
        """Hold articles no longer."""
        rows = np.array(numbers, np.int32)
        tying.drop_all(self._links, self._held.alive, self._homes, rows)
        self._shared[rows] = -1.0
        self._gone += int(self._held.rows[rows, kernels.LENGTH].sum())
        if self._gone > max(_SPARE, self._used[USED.held] // 2):
            self._tidy()

    def _entered(self, vectors: Sequence[Vector]) -> Entered:
        keys, kinds = _columns(vectors)
        lengths = [len(vector.counts) for vector in vectors]
        starts = np.zeros(len(vectors) + 1, np.int64)
        np.cumsum(lengths, out=starts[1:])
        dated = [
            (vector.since, vector.until)
            if vector.since is not None and vector.until is not None
            else (-1, -1)
            for vector in vectors
        ]
        return Entered(
            starts=starts,
            terms=self._number((keys, kinds)),
            kinds=kinds,
            counts=np.frombuffer(b"".join([vector.counts for vector in vectors]), np.uint8),
            since=np.array([since for since, _ in dated], np.int64),
            until=np.array([until for _, until in dated], np.int64),
            far=np.array([far_of(length) for length in lengths]),
        )

    def _weigh(self, vectors: Sequence[Vector], entered: Entered) -> Array:
        """Return the weights of the articles' terms; articles of one language are weighed by the same counts."""
        weights = np.empty(len(entered.terms))
        languages = [vector.language for vector in vectors]
        for code in dict.fromkeys(languages):
            chosen = [place for place, language in enumerate(languages) if language == code]
            seen = self._frequencies.view(vectors[chosen[0]], self._keys)
            kernels.weigh(entered, self._rules, seen, np.array(chosen, np.int32), weights)
        return weights

    def _without_barred(self, rows: Array, others: Array, scores: Array) -> tuple[Array, Array, Array]:
        """Return the ties but for those between articles that something keeps apart."""
        asked = np.flatnonzero((scores >= NEAR) & ((self._grounds[rows] & self._grounds[others]) != 0))
        alike: dict[int, dict[int, int]] = {}
        for place in asked.tolist():
            alike.setdefault(int(rows[place]), {})[int(others[place])] = place
        barred = [
            places[other]
            for row, places in alike.items()
            for other in self._bar(row, {other: float(scores[place]) for other, place in places.items()})
        ]
        if not barred:
            return rows, others, scores
        return np.delete(rows, barred), np.delete(others, barred), np.delete(scores, barred)

    def _keys(self) -> Array:
        """Return the keys of all terms, by their numbers."""
        return self._terms.keys[: self._used[USED.terms]]

    def _number(self, columns: tuple[Array, Array]) -> Array:
        """Return the numbers of terms, which are given by their keys and fields; new ones get the next."""
        keys, kinds = columns
        if self._used[USED.terms] + len(keys) > len(self._terms.keys):
            self._rewrite(self._terms, 2 * len(self._terms.keys) + len(keys))
        return kernels.find_terms(self._terms, self._used, keys, kinds)

    def _make_room(self, numbers: int, terms: int, articles: int) -> None:
        """Make pools larger that could not take articles up to this number, with so many terms."""
        if numbers > len(self._held.alive):
            size = 2 * numbers
            self._shared, self._grounds = grown(self._shared, size), grown(self._grounds, size)
            rows, alive = grown(self._held.rows, size), grown(self._held.alive, size)
            self._held = self._held._replace(rows=rows, alive=alive)
            self._links = self._links._replace(newest=_heads(self._links.newest, size))
            self._homes = Homes(*(grown(column, size) for column in self._homes))
        if 2 * (self._used[USED.held] + terms) > len(self._held.whole):
            whole = grown(self._held.whole, 2 * (len(self._held.whole) + terms))
            self._held = self._held._replace(whole=whole, parts=whole.view(np.float32))
        wanted = self._used[USED.lists] + articles * RAREST * lists.WIDEST
        if wanted > len(self._lists.whole):
            self._lists = lists.shown(grown(self._lists.whole, 2 * wanted))

    def _make_links(self, links: int) -> None:
        if self._used[USED.links] + links > len(self._links.filled):
            newest, *pools = self._links
            size = 2 * len(self._links.filled) + links
            self._links = Links(newest, *(grown(column, size) for column in pools))

    def _rewrite(self, old: Terms, size: int) -> None:
        """Make room for so many terms, the old ones in their order."""
        keys, kinds = grown(old.keys, size), grown(old.kinds, size)
        self._terms = Terms(_table(size), keys, kinds, _heads(old.heads, size))
        kernels.fill_table(self._terms, self._used[USED.terms])

    def _tidy(self) -> None:
        """Give back what articles left behind that are held no longer."""
        left = int(self._used[USED.held]) - self._gone
        held = _held(len(self._held.alive), max(_FIRST, 2 * left))
        kernels.move_held(self._held, held, self._used)
        old, self._links = self._links, _links(len(held.alive), len(self._links.filled))
        self._held, self._gone = held, 0
        self._used[USED.links] = 0
        tying.move_links(old, self._links, self._used, held.alive)
        worn, self._lists = self._lists, lists.new_lists(len(self._lists.whole))
        heads = self._terms.heads[: self._used[USED.terms]]
        self._used[USED.lists] = lists.move_lists(heads, worn, self._lists, held.alive)

    def _forget_terms(self) -> None:
        """Number anew the terms that an article holds or that are counted, and forget the others."""
        count, pool = self._used[USED.terms], self._held.whole[: 2 * self._used[USED.held] : 2]
        kept = np.zeros(count, bool)
        kept[pool] = True
        self._frequencies.mark(kept)
        pool[:] = (np.cumsum(kept) - 1)[pool]
        self._frequencies.renumber(kept)
        self._used[USED.terms] = kept.sum()
        self._most = max(_FEWEST, 2 * int(self._used[USED.terms]))
        old = Terms(self._terms.table, *(column[:count][kept] for column in self._terms[1:]))
        self._rewrite(old, max(_FIRST, len(old.keys) + len(old.keys) // 2))


def _columns(vectors: Sequence[Vector]) -> tuple[Array, Array]:
    """Return the keys and the fields of the articles' terms, one article after the other."""
    keys = b"".join([vector.keys for vector in vectors])
    fields = b"".join([vector.fields for vector in vectors])
    return np.frombuffer(keys, np.uint64), np.frombuffer(fields, np.uint8)


def _rules() -> Rules:
    return Rules(
        counted=np.array([1 + math.log(max(count, 1) / 2) for count in range(256)]),
        factors=np.array([FACTOR[kind] for kind in Field]),
        named=np.array([kind in NAMED for kind in Field]),
        headline=HEADLINE,
        rarest=RAREST,
        longest=LONGEST,
        shorter=SHORTER,
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
        heads=np.full(size, -1, np.int32),
    )


def _held(articles: int, terms: int) -> Held:
    whole = np.zeros(2 * terms, np.int32)
    rows, alive = np.zeros((articles, 4), np.int64), np.zeros(articles, np.uint8)
    return Held(rows, alive, whole, whole.view(np.float32))


def _links(articles: int, size: int) -> Links:
    return Links(
        newest=np.full(articles, -1, np.int32),
        others=np.zeros((size, CHUNK), np.int32),
        scores=np.zeros((size, CHUNK)),
        filled=np.zeros(size, np.int32),
        before=np.zeros(size, np.int32),
    )


def _heads(newest: Array, size: int) -> Array:
    """Return the beginnings of lists with room for more, which are empty."""
    larger = np.full(max(size, len(newest)), -1, np.int32)
    larger[: len(newest)] = newest
    return larger


def _homes(size: int) -> Homes:
    return Homes(
        key=np.zeros(size, np.uint64),
        least=np.zeros(size),
        even=np.zeros(size, np.bool_),
        story=np.zeros(size, np.int64),
        seen=np.zeros(size, np.int64),
        done=np.zeros(size, np.int64),
        level=np.zeros(size),
        asked=np.zeros(size, np.int64),
        crowded=np.zeros(size),
        size=np.zeros(size, np.int64),
        within=np.zeros(size),
    )
