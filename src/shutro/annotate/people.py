"""People: which plain words of a text name people or bodies, and in which case."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from functools import cache, lru_cache

from shutro.annotate.bearers import is_oblique, is_verb
from shutro.annotate.speakerwords import noun_case
from shutro.annotate.triggerwords import table
from shutro.languages.inflection import by_last, stems
from shutro.languages.schema.inflection import Case
from shutro.model import Mention, Quantity, Span
from shutro.text.normalize import compose
from shutro.text.tokens import Token

_PEOPLE = "person"


def find_crowds(tokens: Sequence[Token], quantities: Sequence[Quantity]) -> frozenset[int]:
    """Return the last tokens of counted people."""
    ends = [quantity.span.end for quantity in quantities if quantity.unit == _PEOPLE]
    return frozenset(bisect_right(tokens, end - 1, key=lambda token: token.end) for end in ends)


def amounts_in(quantities: Sequence[Quantity], span: Span) -> Sequence[Quantity]:
    """Return the quantities in a span, of those of its text."""
    first = bisect_left(quantities, span.start, key=lambda quantity: quantity.span.start)
    return quantities[
        first : bisect_left(quantities, span.end, first, key=lambda quantity: quantity.span.start)
    ]


def people_in(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities of people."""
    return [quantity for quantity in quantities if quantity.unit == _PEOPLE]


@lru_cache(maxsize=16_384)
def body_nouns(word: str, code: str) -> tuple[str, ...]:
    """Return the plain nouns for bodies that a word may be a form of."""
    return tuple(stem.text for stem in stems(word, code) if people_case(stem.text, code) == "nominative")


@lru_cache(maxsize=65_536)
def people_case(word: str, code: str) -> Case | None:
    """Return the case of a plain noun for people or bodies, None for other words."""
    if word in table(code).particles and word.endswith(table(code).plurals):
        return None  # no mothers, but *to die*
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


@lru_cache(maxsize=16_384)
def recalls(word: str, code: str) -> bool:
    """Say whether a noun only points back to those who were told of: *the accused were sent to jail*."""
    return any(stem.ending and stem.text in table(code).recalling for stem in stems(word, code))


@cache
def _endings(code: str) -> dict[str, tuple[str, ...]]:
    return by_last(table(code).people_endings)


def only_bodies(mentions: Sequence[Mention], text: str, code: str) -> dict[str, Span]:
    """Return the bodies that alone in their article end in a noun, by that noun, which may stand before them."""
    found: dict[str, dict[str, Span]] = {}
    for mention in mentions:
        if mention.kind == "ORG":
            first, _, last = compose(mention.span.of(text)).rpartition(" ")
            for noun in body_nouns(last, code) if first else ():
                found.setdefault(noun, {}).setdefault(first, mention.span)
    return {noun: next(iter(spans.values())) for noun, spans in found.items() if len(spans) == 1}


def is_described(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether a noun tells of several, or a bare word before it tells which is meant: *the high court*."""
    words = table(code)
    if tokens[at].text.endswith(words.plurals):
        return True
    before = tokens[at - 1] if at else None
    return (
        before is not None
        and before.kind == "word"
        and not is_verb(before.text, code)
        and (not is_oblique(before.text, code) or before.text.endswith(words.describing))
        and not any(before.text in known for known in _loose(code))
    )


@cache
def _loose(code: str) -> tuple[Container[str], ...]:
    """Return the words that do not belong to the noun behind them."""
    words = table(code)
    return (
        words.adverbials,
        words.demonstratives,
        words.boundaries,
        words.coordinators,
        words.postpositions,
        words.particles,
    )


def is_bracketed(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word stands alone in brackets, short for what stands before: *officer in charge (OC)*."""
    return 0 < at < len(tokens) - 1 and tokens[at - 1].text == "(" and tokens[at + 1].text == ")"


def is_postposition(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether a word is the first of a postposition of two, and so nobody: *on the part of*."""
    return (
        f"{tokens[at].text} {tokens[at + 1].text}" in table(code).postpositions
        if at + 1 < len(tokens)
        else False
    )
