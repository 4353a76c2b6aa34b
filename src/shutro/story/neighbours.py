"""Which articles of the live window are like a new one, and how much."""

from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from shutro.story.likeness import Likeness, Weighed, compare
from shutro.story.postings import Postings
from shutro.story.vectors import Vector
from shutro.story.weights import Frequencies

EDGE = 0.08  # likeness of two articles from which it is told
FAR = 0.02  # what two articles have to share in rare terms before they are compared
RAREST = 40  # terms of an article that are looked up
MANY = 5_000  # articles from which it pays to load what is compiled: that takes 2 s


class Neighbouring(Protocol):
    """What tells which articles are alike, by dictionaries or by arrays."""

    def enter(self, number: int, vector: Vector) -> list[tuple[int, float]]:
        """Return the articles that are like this one, with their likeness, and hold it from now on."""

    def compare(self, one: int, other: int) -> Likeness:
        """Return how alike two articles are, part by part."""

    def drop(self, number: int) -> None:
        """Hold an article no longer."""


def neighbours_for(articles: int, frequencies: Frequencies) -> Neighbouring:
    """Return what finds neighbours of so many articles fastest: arrays need the extra `fast`, and say the same."""
    if articles < MANY or find_spec("numba") is None:
        return Neighbours(frequencies)
    found: Neighbouring = import_module("shutro.story.arrays").ArrayNeighbours(frequencies)
    return found


class Neighbours:
    """The articles of the live window, each named by a number that grows as they come."""

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self._postings = Postings()
        self._articles: dict[int, Weighed] = {}

    def enter(self, number: int, vector: Vector) -> list[tuple[int, float]]:
        """Return the articles that are like this one, with their likeness, and hold it from now on."""
        weighed = Weighed.of(vector, self._frequencies)
        rarest = _rarest(weighed)
        alike = []
        for other, shared in self._postings.near(rarest).items():
            if shared >= FAR:
                score = compare(weighed, self._articles[other]).score
                if score >= EDGE:
                    alike.append((other, score))
        self._articles[number] = weighed
        self._postings.add(number, rarest)
        return sorted(alike)

    def compare(self, one: int, other: int) -> Likeness:
        """Return how alike two articles are, part by part."""
        return compare(self._articles[one], self._articles[other])

    def drop(self, number: int) -> None:
        """Hold an article no longer."""
        self._postings.drop(number, (key for key, _ in _rarest(self._articles.pop(number))))


def _rarest(weighed: Weighed) -> list[tuple[int, float]]:
    return sorted(weighed.weights.items(), key=lambda term: (-term[1], term[0]))[:RAREST]
