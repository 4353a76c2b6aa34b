"""A generated year of articles: the vectors of written stories, each time with other names, places, figures, words."""

from array import array
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from random import Random

from shutro.examples import EXAMPLES, read_example
from shutro.story.vectors import Field, Vector, key_of, vector_of
from shutro.story.weights import DAY

YEAR = 365
_FIRST = 1_767_225_600  # seconds of universal time at which the year begins
_POOL = {
    Field.WORD: 200_000,
    Field.NAME: 8_000,
    Field.PLACE: 2_000,
    Field.PERSON: 40_000,
    Field.NUMBER: 3_000,
}
_SKEW = 0.6  # power by which a place in a pool is drawn: the first ones are drawn most, as in texts
_USUAL = 12  # articles of the written ones, of all stories, from which on a word is one of the language
_KEPT = 0.85  # share of a written article's terms that a generated one has
_ADDED = 0.08  # words of its own that it has beside
_PARTED = 0.55  # chance that a story has one more report
_LATER = 1.5  # days from one report to the next, on average


def make_year(count: int, seed: int = 1) -> Iterator[Vector]:
    """Yield the vectors of `count` articles in the order of their publication, the same ones for the same seed."""
    rng = Random(seed)  # noqa: S311 - no secret
    plan: list[tuple[float, int, int]] = []  # day, story, report
    story = 0
    while len(plan) < count:
        day, report = rng.random() * YEAR, 0
        while report == 0 or rng.random() < _PARTED:
            plan.append((day, story, report))
            day, report = day + rng.expovariate(1 / _LATER), report + 1
        story += 1
    stories = _written()
    for number, (day, story, report) in enumerate(sorted(plan[:count])):
        told = stories[story % len(stories)]
        yield _vary(told[report % len(told)], f"{number:08}", day, story, rng)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A written article, of each of its terms: the key, count, field and kind, and whether it is the language's."""

    language: str
    terms: tuple[tuple[int, int, int, int, bool], ...]


@cache
def _written() -> Sequence[Sequence[_Written]]:
    """Return the written articles, those of a story together."""
    stories = [[vector_of(doc) for doc in read_example(name)] for name in EXAMPLES]
    keys = sorted(key for story in stories for vector in story for key in vector.terms)
    usual = {key for key, same in groupby(keys) if len(list(same)) >= _USUAL}
    return [[_read(vector, usual) for vector in story] for story in stories]


def _read(vector: Vector, usual: Set[int]) -> _Written:
    columns = zip(vector.terms, vector.counts, vector.fields, strict=True)
    terms = (
        (key, count, field, field % 8, field % 8 == Field.WORD and key in usual)
        for key, count, field in columns
    )
    return _Written(language=vector.language, terms=tuple(terms))


def _vary(written: _Written, article: str, day: float, story: int, rng: Random) -> Vector:
    """Return the written article as one of another story, with some terms left out and some added."""
    terms: dict[int, tuple[int, int]] = {}
    chance, salt = rng.random, story * 0x9E3779B97F4A7C15
    for key, count, field, kind, is_usual in written.terms:
        if chance() < _KEPT:
            terms[key if is_usual else _other(kind, key, salt)] = count, field
    for _ in range(int(len(terms) * _ADDED)):
        terms[_drawn(Field.WORD, chance())] = 2, Field.WORD
    keys = sorted(terms)
    second = _FIRST + int(day * DAY)
    return Vector(
        article=article,
        language=written.language,
        dated=article,
        since=second,
        until=second,
        keys=array("Q", keys).tobytes(),
        counts=bytes([terms[key][0] for key in keys]),
        fields=bytes([terms[key][1] for key in keys]),
    )


def _other(kind: int, key: int, salt: int) -> int:
    """Return the term that stands for a written one throughout a story."""
    mixed = (key ^ salt) * 0xD6E8FEB86659FD93 & (1 << 64) - 1
    return _drawn(kind, (mixed >> 11) / (1 << 53))


def _drawn(kind: int, chance: float) -> int:
    pool = _pool(kind)
    return pool[int(len(pool) ** chance**_SKEW)]


@cache
def _pool(kind: int) -> Sequence[int]:
    """Return the terms of a kind, those that come most first."""
    return [key_of(Field(kind), f"#{number}") for number in range(_POOL[Field(kind)])]
