"""Which articles of the live window are like a new one, how much, and what stories that makes of them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from heapq import nlargest, nsmallest
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from shutro.languages import available
from shutro.story.likeness import Likeness, Weighed, compare, shared_for
from shutro.story.linkage import Manner
from shutro.story.postings import LONGEST, SHORTER, Postings
from shutro.story.ties import Ties
from shutro.story.vectors import Vector, is_short
from shutro.story.vetoes import Barring, bar_none
from shutro.story.weights import Frequencies

JOIN = 0.13  # likeness, to the nearest few and to all, from which groups are one story
HEADLINES = 0.26  # the same among articles that are hardly more than a headline
STRANGE = 0.42  # the same among articles at length in languages whose news at large is not known
EDGE = 0.11  # likeness of two articles from which it is told
RAREST = 40  # terms of an article that are looked up
MOST = 48  # articles that one is compared with: those that share most in rare terms
_SURE = 0.6  # part of what has to be shared in all that headlines have to share in rare terms …
_LONG = 0.8  # … and longer articles, times the root of how many of their terms are looked up
MANY = 5_000  # articles from which it pays to load what is compiled: that takes 2 s


class Neighbouring(Protocol):
    """What tells which articles are alike and are one story, by dictionaries or by arrays."""

    def note(self, vector: Vector, sign: int = 1) -> None:
        """Count the article's terms; with a sign of -1 no longer."""

    def is_early(self, vector: Vector) -> bool:
        """Say whether the article is one of the first, which are weighed by what comes on their day and after, too."""

    def enter(self, number: int, vectors: Sequence[Vector]) -> None:
        """Hold articles from now on, by numbers from this one on, each tied to those like it, as a story of its own."""

    def join(self, number: int, after: int) -> list[int | None]:
        """Let articles with these numbers join the nearest stories; return the nearest article of each one's story."""

    def regroup(self, numbers: Iterable[int]) -> list[list[int]]:
        """Make the stories anew to which ties lead from these articles.

        Return those that are others than before, the first article of each first.
        """

    def ties(self, number: int) -> Mapping[int, float]:
        """Return the articles that one is tied to, and how alike they are."""

    def compare(self, one: int, other: int) -> Likeness:
        """Return how alike two articles are, part by part."""

    def drop(self, numbers: Sequence[int]) -> None:
        """Hold articles no longer."""


def neighbours_for(articles: int, bar: Barring = bar_none) -> Neighbouring:
    """Return what finds neighbours of so many articles fastest: arrays need the extra `fast`, and say the same."""
    if articles < MANY or find_spec("numba") is None:
        return Neighbours(bar)
    found: Neighbouring = import_module("shutro.story.arrays").ArrayNeighbours(bar)
    return found


class Neighbours:
    """The articles of the live window, named by numbers that grow as they come, and the stories they are in."""

    def __init__(self, bar: Barring = bar_none) -> None:
        self._bar = bar
        self._frequencies = Frequencies()
        self._postings = Postings()
        self._articles: dict[int, Weighed] = {}
        self._ties = Ties()
        self.note, self.is_early = self._frequencies.note, self._frequencies.is_early
        self.regroup, self.ties = self._ties.regroup, self._ties.of

    def enter(self, number: int, vectors: Sequence[Vector]) -> None:
        """Hold articles from now on, by numbers from this one on, each tied to those like it, as a story of its own."""
        for place, vector in enumerate(vectors):
            self._enter(number + place, vector)

    def join(self, number: int, after: int) -> list[int | None]:
        """Let articles with these numbers join the nearest stories; return the nearest article of each one's story."""
        return [self._ties.join(one) for one in range(number, after)]

    def compare(self, one: int, other: int) -> Likeness:
        """Return how alike two articles are, part by part."""
        return compare(self._articles[one], self._articles[other])

    def drop(self, numbers: Sequence[int]) -> None:
        """Hold articles no longer."""
        for number in numbers:
            self._postings.drop(number, (key for key, _ in _rarest(self._articles.pop(number))))
            self._ties.drop(number)

    def _enter(self, number: int, vector: Vector) -> None:
        weighed = Weighed.of(vector, self._frequencies)
        rarest = _rarest(weighed)
        near = self._postings.near(rarest, LONGEST if is_short(vector) else SHORTER)
        least = max(far_of(len(vector.counts)), *nlargest(MOST, near.values())[MOST - 1 :], 0.0)
        alike = {}
        for other, shared in near.items():
            if shared >= least:
                score = compare(weighed, self._articles[other]).score
                if score >= EDGE:
                    alike[other] = score
        for other in self._bar(number, alike):
            del alike[other]
        self._articles[number] = weighed
        self._postings.add(number, rarest)
        self._ties.enter(number, alike, order_of(vector), manner_of(vector))


@cache
def far_of(length: int) -> float:
    """Return what an article of so many terms and another have to share in rare terms before they are compared."""
    return shared_for(EDGE, length) * min(_SURE, _LONG * math.sqrt(RAREST / max(1, length)))


def manner_of(vector: Vector) -> Manner:
    """Return how near groups of such articles have to be to be one story, and how that is told.

    Where a language's news at large is not known, its common words look rare, and long articles share many.
    """
    if is_short(vector):
        return Manner(HEADLINES, even=False)
    return Manner(JOIN if vector.language in available() else STRANGE, even=True)


def order_of(vector: Vector) -> int:
    """Return a number by which articles are ordered that are alike otherwise, whenever they come."""
    return int.from_bytes(blake2b(vector.article.encode(), digest_size=8).digest(), "little")


def _rarest(weighed: Weighed) -> list[tuple[int, float]]:
    return sorted(nsmallest(RAREST, weighed.weights.items(), key=lambda term: (-term[1], term[0])))
