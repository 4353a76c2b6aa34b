"""How rare a term is on a day: in the language's news at large, and in the articles of the days before."""

import math
from collections import defaultdict
from collections.abc import Mapping
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
        self._views: dict[tuple[str, int | None], View] = {}

    def note(self, vector: Vector, sign: int = 1) -> None:
        """Count the article's terms; with a sign of -1 no longer."""
        day = day_of(vector)
        if day is None:
            return
        days, terms = self._days[vector.language], self._terms[vector.language]
        for language, asked in list(self._views):
            if language == vector.language and (asked is None or asked - LAG >= day or asked < day - LAG):
                del self._views[language, asked]
        days[day] = days.get(day, 0) + sign
        for key in vector.terms:
            counts = terms.setdefault(key, {})
            counts[day] = counts.get(day, 0) + sign

    def weigh(self, vector: Vector) -> list[float]:
        """Return the weights of the article's terms, side by side with its keys; their squares sum up to 1."""
        view = self.view(vector)
        weights = []
        squares = 0.0
        for key, count, field in zip(vector.terms, vector.counts, vector.fields, strict=True):
            kind = Field(field % 8)
            weight = FACTOR[kind] * (1 + math.log(count / 2)) * view.rarity(key, kind)
            weights.append(weight)
            squares += weight * weight
        norm = math.sqrt(squares) or 1.0
        return [weight / norm for weight in weights]

    def view(self, vector: Vector) -> "View":
        """Return how rare terms are for an article; the same view as long as nothing that it tells has changed."""
        asked = vector.language, day_of(vector)
        view = self._views.get(asked)
        if view is None:
            view = self._views[asked] = View(self._days[asked[0]], self._terms[asked[0]], *asked)
        return view


class View:
    """How rare terms of a language are on one day, each worked out when it is first asked for."""

    def __init__(
        self, days: Mapping[int, int], terms: Mapping[int, Mapping[int, int]], language: str, day: int | None
    ) -> None:
        self._terms, self._day, self._usual = terms, day, _shares(language)
        self._total = _decayed(days, day) + PRIOR
        self._known: dict[int, float] = {}

    def rarity(self, key: int, kind: Field) -> float:
        """Return how rare a term is, the more the higher; its kind is a part of its key."""
        rarity = self._known.get(key)
        if rarity is None:
            seen = _decayed(self._terms.get(key, {}), self._day) / self._total
            share = seen if kind in (Field.NAME, Field.PERSON, Field.PLACE) else SEEN * seen
            share = max(self._usual.get(key, 0.0), share) + _RAREST
            rarity = self._known[key] = -math.log(min(share, 0.9))
        return rarity


def day_of(vector: Vector) -> int | None:
    """Return the day on which the article was published, counted from 1970; None where nobody knows."""
    return None if vector.since is None else vector.since // DAY


def _decayed(counts: Mapping[int, int], day: int | None) -> float:
    if day is None:
        return float(sum(counts.values()))
    return math.fsum(
        count * math.exp2((other - day) / HALF_LIFE) for other, count in counts.items() if other <= day - LAG
    )


@cache
def _shares(code: str) -> dict[int, float]:
    return {key_of(Field.WORD, stem): share for stem, share in document_share(code).items()}
