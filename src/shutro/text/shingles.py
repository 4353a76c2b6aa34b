"""Runs of words, to tell how much of one text stands in another."""

from collections.abc import Set as AbstractSet

from shutro.text.numerals import to_ascii_digits
from shutro.text.tokens import tokenize

LENGTH = 3  # words in a run


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of three words of a text; digits of all scripts are one, marks count for nothing."""
    words = [
        to_ascii_digits(token.text).casefold() for token in tokenize(text) if token.kind in ("word", "number")
    ]
    return frozenset(tuple(words[i : i + LENGTH]) for i in range(len(words) - LENGTH + 1))


def containment(part: AbstractSet[tuple[str, ...]], whole: AbstractSet[tuple[str, ...]]) -> float:
    """Return the share of the runs of `part` that stand in `whole`, from 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0
