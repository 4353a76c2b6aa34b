"""A generated year of articles: the vectors of written stories, each time with other names, places, figures, words."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from random import Random
from typing import Any

import numpy as np

from shutro.examples import EXAMPLES, read_example
from shutro.story.fields import Field, key_of
from shutro.story.vectors import Vector, vector_of
from shutro.story.weights import DAY

Array = np.ndarray[Any, np.dtype[Any]]
YEAR = 365
_FIRST = 1_767_225_600  # seconds of universal time at which the year begins
_POOL = (200_000, 8_000, 2_000, 40_000, 3_000)  # terms of each kind: words, names, places, persons, numbers
_SKEW = 0.6  # power by which a place in a pool is drawn: the first ones are drawn most, as in texts
_USUAL = 12  # articles of the written ones, of all stories, from which on a word is one of the language
_KEPT = 0.85  # share of a written article's terms that a generated one has
_ADDED = 0.08  # words of its own that it has beside
_PARTED = 0.55  # chance that a story has one more report
_LATER = 1.5  # days from one report to the next, on average
_ALL = (1 << 64) - 1
_MIXING = np.uint64(0xD6E8FEB86659FD93)


def make_year(count: int, seed: int = 1) -> Iterator[Vector]:
    """Yield the vectors of `count` articles in the order of their publication, the same ones for the same seed."""
    plan = _plan(count, Random(seed))  # noqa: S311 - no secret
    rng = np.random.default_rng(seed)
    stories, pool = _written(), _Pool.of(_POOL)
    for number, (day, story, report) in enumerate(plan):
        told = stories[story % len(stories)]
        yield _vary(told[report % len(told)], f"{number:08}", day, story, rng, pool)


def _plan(count: int, rng: Random) -> Sequence[tuple[float, int, int]]:
    """Return of each article the day, the story, and which of its reports it is."""
    plan: list[tuple[float, int, int]] = []
    story = 0
    while len(plan) < count:
        day, report = rng.random() * YEAR, 0
        while report == 0 or rng.random() < _PARTED:
            plan.append((day, story, report))
            day, report = day + rng.expovariate(1 / _LATER), report + 1
        story += 1
    return sorted(plan[:count])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A written article: its terms, and which of them are words of the language."""

    vector: Vector
    keys: Array
    counts: Array
    fields: Array
    usual: Array


@cache
def _written() -> Sequence[Sequence[_Written]]:
    """Return the written articles, those of a story together."""
    stories = [[vector_of(doc) for doc in read_example(name)] for name in EXAMPLES]
    keys = sorted(key for story in stories for vector in story for key in vector.terms)
    usual = {key for key, same in groupby(keys) if len(list(same)) >= _USUAL}
    return [[_read(vector, usual) for vector in story] for story in stories]


def _read(vector: Vector, usual: Set[int]) -> _Written:
    fields = np.frombuffer(vector.fields, np.uint8)
    return _Written(
        vector=vector,
        keys=np.frombuffer(vector.keys, np.uint64),
        counts=np.frombuffer(vector.counts, np.uint8),
        fields=fields,
        usual=np.array([key in usual for key in vector.terms]) & (fields % 8 == Field.WORD),
    )


@dataclass(frozen=True, slots=True)
class _Pool:
    """Terms by their kinds, those that come most first."""

    keys: Array  # of all kinds, one after the other
    starts: Array  # by kind
    sizes: Array

    @classmethod
    @cache
    def of(cls, sizes: tuple[int, ...]) -> "_Pool":
        """Return so many terms of each kind."""
        keys = [key_of(kind, f"#{number}") for kind in Field for number in range(sizes[kind])]
        return cls(np.array(keys, np.uint64), np.cumsum((0, *sizes[:-1])), np.array(sizes, float))

    def draw(self, kinds: Array, chances: Array) -> Array:
        """Return a term of each of these kinds."""
        places = self.sizes[kinds] ** chances**_SKEW
        found: Array = self.keys[self.starts[kinds] + places.astype(np.int64)]
        return found


def _vary(
    written: _Written, article: str, day: float, story: int, rng: np.random.Generator, pool: _Pool
) -> Vector:
    """Return the written article as one of another story, with some terms left out and some added."""
    kept = rng.random(len(written.keys)) < _KEPT
    keys, counts, fields = written.keys[kept], written.counts[kept], written.fields[kept]
    salt = np.uint64(story * 0x9E3779B97F4A7C15 & _ALL)
    mixed = (keys ^ salt) * _MIXING >> np.uint64(11)
    others = pool.draw(fields % 8, mixed / float(1 << 53))  # the same throughout a story
    added = int(len(keys) * _ADDED)
    drawn = pool.draw(np.full(added, Field.WORD), rng.random(added))
    keys = np.concatenate((drawn, np.where(written.usual[kept], keys, others)))
    keys, first = np.unique(keys, return_index=True)
    second = _FIRST + int(day * DAY)
    return Vector(
        article=article,
        language=written.vector.language,
        dated=article,
        since=second,
        until=second,
        keys=keys.tobytes(),
        counts=np.concatenate((np.full(added, 2, np.uint8), counts))[first].tobytes(),
        fields=np.concatenate((np.full(added, Field.WORD, np.uint8), fields))[first].tobytes(),
    )
