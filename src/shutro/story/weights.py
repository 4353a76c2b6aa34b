"""How rare a term is on a day: in the language's news at large, and in the articles of the days before."""

import math
from collections import defaultdict
from functools import cache

from shutro.languages.words import document_share
from shutro.story.vectors import Field, Vector, key_of

DAY = 86_400
LAG = 2  # days; what arrives on a day after does not change how its articles are weighed
HALF_LIFE = 14.0  # days after which an article counts half
PRIOR = 50.0  # articles that are thought to have come before the first
SEEN = 0.2  # share that what was seen counts beside the language's news at large
FACTOR = {Field.WORD: 1.0, Field.NAME: 2.0, Field.PLACE: 2.0, Field.PERSON: 2.0, Field.NUMBER: 0.7}
_RAREST = 0.001


class Frequencies:
    """In how many articles of a day each term stands, language by language; older days count for less."""

    def __init__(self) -> None:
        self._days: dict[str, dict[int, int]] = defaultdict(dict)
        self._terms: dict[str, dict[int, dict[int, int]]] = defaultdict(dict)

    def note(self, vector: Vector, sign: int = 1) -> None:
        """Count the article's terms; with a sign of -1 no longer."""
        day = day_of(vector)
        if day is None:
            return
        days, terms = self._days[vector.language], self._terms[vector.language]
        days[day] = days.get(day, 0) + sign
        for key in vector.terms:
            counts = terms.setdefault(key, {})
            counts[day] = counts.get(day, 0) + sign

    def weigh(self, vector: Vector) -> list[float]:
        """Return the weights of the article's terms, side by side with its keys; their squares sum up to 1."""
        day = day_of(vector)
        shares = _shares(vector.language)
        terms = self._terms[vector.language]
        total = _decayed(self._days[vector.language], day) + PRIOR
        weights = []
        for key, count, field in zip(vector.terms, vector.counts, vector.fields, strict=True):
            seen = _decayed(terms.get(key, {}), day) / total
            kind = Field(field % 8)
            share = seen if kind in (Field.NAME, Field.PERSON, Field.PLACE) else SEEN * seen
            share = max(shares.get(key, 0.0), share) + _RAREST
            weights.append(FACTOR[kind] * (1 + math.log(count / 2)) * -math.log(min(share, 0.9)))
        norm = math.sqrt(sum(weight * weight for weight in weights)) or 1.0
        return [weight / norm for weight in weights]


def day_of(vector: Vector) -> int | None:
    """Return the day on which the article was published, counted from 1970; None where nobody knows."""
    return None if vector.since is None else vector.since // DAY


def _decayed(counts: dict[int, int], day: int | None) -> float:
    if day is None:
        return float(sum(counts.values()))
    return math.fsum(
        count * math.exp2((other - day) / HALF_LIFE) for other, count in counts.items() if other <= day - LAG
    )


@cache
def _shares(code: str) -> dict[int, float]:
    return {key_of(Field.WORD, stem): share for stem, share in document_share(code).items()}
