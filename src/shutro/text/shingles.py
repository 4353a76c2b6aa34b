"""Runs of words, to tell how much of one text stands in another."""

from collections.abc import Set as AbstractSet
from functools import cache
from zlib import crc32

from shutro.text.numerals import to_ascii_digits
from shutro.text.remembered import Remembered
from shutro.text.tokens import tokenize

LENGTH = 3  # words in a run
_SPREAD = 0x9E3779B97F4A7C15  # odd and without a pattern, so that neighbours do not meet
_BITS = (1 << 61) - 1


def shingles(text: str) -> frozenset[int]:
    """Return the runs of three words of a text as numbers; digits of all scripts are one, marks count for nothing.

    The numbers are the same in every process, so that `sampled` keeps the same runs of all texts.
    """
    return frozenset(_runs(text))


def coverage(text: str, runs: AbstractSet[int]) -> float:
    """Return the share of a text's words that stand in one of the runs, from 0 to 1."""
    mine = _runs(text)
    covered: set[int] = set()
    for at, run in enumerate(mine):
        if run in runs:
            covered.update(range(at, at + LENGTH))
    return len(covered) / (len(mine) + LENGTH - 1) if mine else 0.0


def sampled(runs: AbstractSet[int], step: int) -> AbstractSet[int]:
    """Return about one of `step` runs, the same ones of every text."""
    return runs if step < 2 else {run for run in runs if (run >> 20) % step == 0}


def containment(part: AbstractSet[int], whole: AbstractSet[int]) -> float:
    """Return the share of the runs of `part` that stand in `whole`, from 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0


def _runs(text: str) -> list[int]:
    known = _words()
    words = [known[token.text] for token in tokenize(text) if token.kind != "mark"]
    return [
        (((one * _SPREAD + two) & _BITS) * _SPREAD + three) & _BITS
        for one, two, three in zip(words, words[1:], words[2:], strict=False)
    ]


@cache
def _words() -> Remembered[int]:
    return Remembered(_number)


def _number(word: str) -> int:
    spelled = to_ascii_digits(word).casefold().encode("utf-8", "surrogatepass")
    return crc32(spelled) << 29 ^ crc32(spelled[::-1])
