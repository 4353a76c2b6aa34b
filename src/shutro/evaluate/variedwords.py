"""Days, figures, persons and rare words in the place of those of a story, in as many letters."""

import hashlib
from datetime import date, timedelta
from functools import lru_cache

_TAIL = 0.6  # of so many names, as words in texts: few are frequent, and ever new ones come
_CONSONANTS = (0x995, 0x9A8)  # of Bengali, those that stand for a stop or a nasal


def other_words(kind: str, words: str, number: int, cast: int, later: int) -> str:
    """Return what stands in the place of some words of this kind, in the story with this number."""
    if kind == "day":
        return _later(words, later)
    if kind == "figure":
        return _other_figure(words, number % 9)
    if kind == "rare":
        return _other_word(words, 1 + drawn(f"{number}{words}"))
    if not cast:
        return words
    return f"{words[:-4]}-{cast}-per" if kind == "person" else _other_word(words, cast)


def drawn(seed: str) -> int:
    """Return a number that is mostly small; the more are drawn, the larger ones come, as new words do in texts."""
    share = (int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=4).digest()) + 1) / 2**32
    return int(share ** (-1 / _TAIL)) - 1


@lru_cache(maxsize=65_536)
def _later(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except ValueError:
        return day


@lru_cache(maxsize=4096)
def _other_figure(figure: str, turn: int) -> str:
    """Return a figure of as many digits; no digit becomes or was zero."""
    zero = ord(figure[0]) - int(figure[0])
    return "".join(
        digit if digit == chr(zero) else chr(zero + 1 + (ord(digit) - zero - 1 + turn) % 9)
        for digit in figure
    )


@lru_cache(maxsize=262_144)
def _other_word(word: str, turn: int) -> str:
    """Return a word of as many letters, other consonants in the place of some."""
    first, last = _CONSONANTS
    digest = hashlib.blake2b(f"{turn}{word}".encode()).digest()
    return "".join(
        chr(first + digest[place % len(digest)] % (last - first + 1))
        if first <= ord(letter) <= last and place % 3
        else letter
        for place, letter in enumerate(word)
    )
