"""How alike two articles are, part by part: words, names, places, persons, numbers, and how far apart in time."""

from collections.abc import Mapping
from dataclasses import dataclass

from shutro.story.fields import Field
from shutro.story.vectors import Vector
from shutro.story.weights import Frequencies

DAY = 86_400
HALVED = 12.0  # days apart at which half of a likeness is left
FOLLOWED = 45  # days within which a story is followed up
UNDATED = 0.7  # share of the likeness that counts where it is not known when the two were published
SHORT, LONG = 10, 60  # terms of a headline, and of an article at length …
LENGTH = 0.6  # … which shares less of what it says with another: the power by which that is made up for
HASTE = 5.0  # how much more days count for headlines, which say too little to tell a day's happening from the next


@dataclass(frozen=True, slots=True)
class Weighed:
    """An article as it is compared: the weight of each term, and its field."""

    vector: Vector
    weights: Mapping[int, float]
    fields: Mapping[int, int]

    @classmethod
    def of(cls, vector: Vector, frequencies: Frequencies) -> "Weighed":
        """Return the article with its terms as rare as they are on its day."""
        keys = vector.terms
        weights = dict(zip(keys, frequencies.weigh(vector), strict=True))
        return cls(vector, weights, dict(zip(keys, vector.fields, strict=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike two articles are, from 0 to 1, and what each part adds before `nearness` counts."""

    score: float
    nearness: float
    parts: tuple[tuple[str, float], ...]


def compare(one: Weighed, other: Weighed) -> Likeness:
    """Return how alike two articles are."""
    close = nearness(one.vector, other.vector)
    small, large = sorted((one, other), key=lambda weighed: len(weighed.weights))
    parts = dict.fromkeys(Field, 0.0)
    if close:
        for key, weight in small.weights.items():
            if key in large.weights:
                parts[Field(small.fields[key] % 8)] += weight * large.weights[key]
    return likeness_of(parts, close, len(small.weights))


def likeness_of(parts: Mapping[Field, float], close: float, length: int) -> Likeness:
    """Return the likeness of two articles, of which the shorter has so many terms, by what they share of each kind."""
    named = tuple((field.name.lower(), value) for field, value in parts.items() if value)
    word, name, place, person, number = parts.values()
    score = score_of(word, name, place, person, number, close, length)
    return Likeness(score=score, nearness=close, parts=named)


def nearness(one: Vector, other: Vector) -> float:
    """Return the share of a likeness that counts, by the days between the two."""
    if one.since is None or one.until is None or other.since is None or other.until is None:
        return UNDATED
    return nearness_of(max(0, one.since - other.until, other.since - one.until))


# The next two are compiled as they stand where articles are compared on arrays: they know numbers only.
def nearness_of(apart: int) -> float:
    """Return the share of a likeness that counts where so many seconds lie between two articles."""
    days = apart / DAY
    return 1.0 / (1.0 + days / HALVED) if days <= FOLLOWED else 0.0


def score_of(
    word: float, name: float, place: float, person: float, number: float, close: float, length: int
) -> float:
    """Return what the parts of a likeness come to; `length` is how many terms the shorter article has."""
    # That both tell of one town says little where they share nothing else.
    rest = word + name + person + number
    shared = min(1.0, rest + min(place, rest))
    headlines = min(LONG, max(SHORT, length)) / SHORT
    apart: float = (1.0 - shared) ** (headlines**LENGTH)
    near: float = close ** (1.0 + HASTE / (headlines * headlines))
    return near * (1.0 - apart)


def shared_for(score: float, length: int) -> float:
    """Return what two articles, of which the shorter has so many terms, have to share to be so much alike."""
    headlines = min(LONG, max(SHORT, length)) / SHORT
    return 1.0 - float((1.0 - score) ** (1.0 / headlines**LENGTH))
