"""Runs of words, to tell how much of one text stands in another."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from zlib import crc32

import regex

from shutro.model import Span
from shutro.text.normalize import compose
from shutro.text.numerals import to_ascii_digits

LENGTH = 3  # words in a run; as a number, three of 32 bits, the second and third shifted
# Words are told apart by bytes and not by tokens: a fifth of the time, and nothing here asks where they stand.
_MARKS = regex.compile(r"[^\p{Alphabetic}\p{M}\p{N}\u200c\u200d \n]++")
_WORD = regex.compile(r"[\p{Alphabetic}\p{M}\p{N}\u200c\u200d]++")


def shingles(text: str) -> frozenset[int]:
    """Return the runs of three words of a text as numbers; digits of all scripts are one, marks count for nothing.

    The numbers are the same in every process, so that `sampled` keeps the same runs of all texts.
    """
    return frozenset(_runs(text))


def words_of(text: str) -> list[int]:
    """Return a number of 32 bits for each word of a normalized text, in their order."""
    spelled = compose(to_ascii_digits(_MARKS.sub(" ", text)).casefold())
    return list(map(crc32, spelled.encode("utf-8", "surrogatepass").split()))


def coverage(text: str, runs: AbstractSet[int]) -> float:
    """Return the share of a text's words that stand in one of the runs, from 0 to 1."""
    mine = _runs(text)
    return len(_covered(mine, runs)) / (len(mine) + LENGTH - 1) if mine else 0.0


def passages(text: str, runs: AbstractSet[int]) -> tuple[Span, ...]:
    """Return the places of a text whose words stand in one of the runs, neighbours as one."""
    words = [match.span() for match in _WORD.finditer(text)]
    found: list[Span] = []
    last = -2
    for at in sorted(_covered(_runs(text), runs)):
        start, end = words[at]
        if at == last + 1:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
        last = at
    return tuple(found)


def sampled(runs: AbstractSet[int], step: int) -> AbstractSet[int]:
    """Return about one of `step` runs, the same ones of every text."""
    return runs if step < 2 else {run for run in runs if (run >> 20) % step == 0}


def anchored(words: Sequence[int], step: int) -> set[int]:
    """Return the runs around about one of `step` words, the same ones of every text.

    To choose by the word in the middle takes half of the time that it takes to make all runs.
    """
    return {
        one ^ two << 14 ^ three << 28
        for one, two, three in zip(words, words[1:], words[2:], strict=False)
        if not two % step
    }


def containment(part: AbstractSet[int], whole: AbstractSet[int]) -> float:
    """Return the share of the runs of `part` that stand in `whole`, from 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0


def _runs(text: str) -> list[int]:
    words = words_of(text)
    return [
        one ^ two << 14 ^ three << 28 for one, two, three in zip(words, words[1:], words[2:], strict=False)
    ]


def _covered(mine: Sequence[int], runs: AbstractSet[int]) -> set[int]:
    """Return the places of the words that stand in one of the runs."""
    covered: set[int] = set()
    for at, run in enumerate(mine):
        if run in runs:
            covered.update(range(at, at + LENGTH))
    return covered
