"""Words and marks of a text, with their places."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate, chain
from operator import attrgetter

import msgspec
import regex

from shutro.text.normalize import compose
from shutro.text.remembered import Remembered

# Letters with their marks, digits with the separators inside a figure; every other visible character stands alone.
_TOKEN = regex.compile(
    r"(?P<number>\p{Nd}+(?:[.,:]\p{Nd}+)*)|(?P<word>[\p{L}\p{M}\u200c\u200d]+(?:[’'](?=\p{L})\p{L}[\p{L}\p{M}]*)?)|(?P<mark>\S)"
)
_Part = tuple[int, int, str, str]  # first and last place in a chunk, words, kind
_WORD = regex.compile(r"[\p{L}\p{M}\u200c\u200d]+")


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, number or mark, as `kind` says; `text` is composed, the places are those of the text as it was typed."""

    start: int
    end: int
    text: str
    kind: str

    def at(self, offset: int) -> int:
        """Return where in the text this letter stands, or the end of a word that was typed otherwise."""
        return self.start + offset if len(self.text) == self.end - self.start else self.end


_KEPT = 16  # texts; the articles of a story are asked for one after the other, time and again
_start: Callable[[Token], int] = attrgetter("start")
_text: Callable[[Token], str] = attrgetter("text")


@lru_cache(maxsize=_KEPT)
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of a normalized text in order; spaces are in none of them."""
    parts = _parts()
    found = [
        Token(start + first, start + after, words, kind)
        for start, chunk in zip(*chunked(text), strict=True)
        for first, after, words, kind in parts[chunk]
    ]
    return tuple(found)


def chunked(text: str) -> tuple[list[int], list[str]]:
    """Return what stands between spaces, beyond which no token goes, and before it where each begins."""
    chunks = text.replace("\n", " ").split(" ")
    starts = accumulate(chain((0,), map(len, chunks[:-1])), _behind_space)
    return list(starts), chunks


def tokens_in(chunk: str) -> list[Token]:
    """Return the tokens of what stands between two spaces, with their places in it."""
    return [Token(*part) for part in _parts()[chunk]]


def _behind_space(start: int, length: int) -> int:
    return start + length + 1


def texts_of(tokens: Iterable[Token]) -> Iterator[str]:
    """Return the words, numbers and marks of tokens, to be looked up one after the other."""
    return map(_text, tokens)


@lru_cache(maxsize=_KEPT)
def token_starts(text: str) -> tuple[int, ...]:
    """Return where the tokens of a text begin; several layers look tokens up by their places."""
    return tuple(map(_start, tokenize(text)))


@cache
def _parts() -> Remembered[tuple[_Part, ...]]:
    return Remembered(_cut)


def _cut(chunk: str) -> tuple[_Part, ...]:
    """Return the tokens of what stands between two spaces, with their places in it."""
    words = _words()
    if _WORD.fullmatch(chunk):
        return ((0, len(chunk), words[compose(chunk)], "word"),)
    found = _TOKEN.finditer(chunk)
    return tuple([(*m.span(), words[compose(m.group())], m.lastgroup or "mark") for m in found])


@cache
def _words() -> Remembered[str]:
    """Return each word as the object that it was first: tables find it by its address, whatever stood around it."""
    return Remembered(str)
