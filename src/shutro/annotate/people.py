"""People: which plain words of a text name people or bodies, and in which case."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache

from shutro.annotate.speakerwords import noun_case
from shutro.annotate.triggerwords import table
from shutro.languages.inflection import by_last, stems
from shutro.languages.schema.inflection import Case
from shutro.model import Quantity
from shutro.text.tokens import Token

_PEOPLE = "person"


def find_crowds(tokens: Sequence[Token], quantities: Sequence[Quantity]) -> frozenset[int]:
    """Return the last tokens of counted people."""
    ends = [quantity.span.end for quantity in quantities if quantity.unit == _PEOPLE]
    return frozenset(bisect_right(tokens, end - 1, key=lambda token: token.end) for end in ends)


@lru_cache(maxsize=16_384)
def body_nouns(word: str, code: str) -> tuple[str, ...]:
    """Return the plain nouns for bodies that a word may be a form of."""
    return tuple(stem.text for stem in stems(word, code) if people_case(stem.text, code) == "nominative")


@lru_cache(maxsize=65_536)
def people_case(word: str, code: str) -> Case | None:
    """Return the case of a plain noun for people or bodies, None for other words."""
    known = noun_case(word, code)
    if known is not None:
        return known
    words = table(code)
    for stem in stems(word, code):
        if stem.text in words.people:
            return stem.case
    for ending in _endings(code).get(word[-1:], ()):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return words.people_endings[ending]
    return None


@cache
def _endings(code: str) -> dict[str, tuple[str, ...]]:
    return by_last(table(code).people_endings)
