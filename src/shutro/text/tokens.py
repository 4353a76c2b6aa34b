"""Words and marks of a text, with their places."""

from functools import lru_cache
from typing import NamedTuple

import regex

from shutro.text.normalize import compose

# Letters with their marks, digits with the separators inside a figure; every other visible character stands alone.
_TOKEN = regex.compile(
    r"(?P<number>\p{Nd}+(?:[.,:]\p{Nd}+)*)|(?P<word>[\p{L}\p{M}\u200c\u200d]+(?:[’'](?=\p{L})\p{L}[\p{L}\p{M}]*)?)|(?P<mark>\S)"
)
_new = tuple.__new__  # a quarter of the time that Token() takes


class Token(NamedTuple):
    """A word, number or mark, as `kind` says; `text` is composed, the places are those of the text as it was typed."""

    start: int
    end: int
    text: str
    kind: str

    def at(self, offset: int) -> int:
        """Return where in the text this letter stands, or the end of a word that was typed otherwise."""
        return self.start + offset if len(self.text) == self.end - self.start else self.end


@lru_cache(maxsize=8)
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of a normalized text in order; spaces are in none of them."""
    found: list[Token] = []
    start = 0
    for line in text.split("\n"):
        for chunk in line.split(" "):
            for first, after, words, kind in _parts(chunk):
                found.append(_new(Token, (start + first, start + after, words, kind)))
            start += len(chunk) + 1
    return tuple(found)


@lru_cache(maxsize=65_536)
def _parts(chunk: str) -> tuple[tuple[int, int, str, str], ...]:
    """Return the tokens of what stands between two spaces, with their places in it."""
    return tuple((*m.span(), compose(m.group()), m.lastgroup or "mark") for m in _TOKEN.finditer(chunk))
