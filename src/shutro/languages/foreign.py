"""Words of languages that have no folder: what two forms of one have in common, as far as their letters tell."""

import unicodedata
from collections.abc import Iterator
from functools import cache

import regex

from shutro.errors import LanguageError
from shutro.languages.folder import lines

BEGINNING = 4  # letters by which a word is known
_ANY = "any"  # the folder of what holds for all these languages
_MARKS = regex.compile(r"\p{M}+")
_COLUMNS = 4

_Attached = tuple[str, int]  # a word, and the fewest letters that have to be left behind it


def beginning(word: str) -> str:
    """Return what is compared of a word whose endings nobody told us: how its bare form begins."""
    return bare(word)[:BEGINNING]


def bare(word: str) -> str:
    """Return a word without capitals, accents, what is left of elided words, and words that are written before it."""
    plain = unaccented(word.casefold()).replace("’", "'")
    longest = max(plain.split("'"), key=len)
    for attached, fewest in _attached().get(longest[:1], ()):
        if longest.startswith(attached) and len(longest) >= len(attached) + fewest:
            return longest[len(attached) :]
    return longest


def unaccented(word: str) -> str:
    """Return a word without the marks on its letters."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", word))


@cache
def _attached() -> dict[str, tuple[_Attached, ...]]:
    """Return the words that are written before others, by their first letter, the longest first."""
    found = sorted(_rows(), key=lambda row: (-len(row[0]), row[0]))
    return {
        letter: tuple(row for row in found if row[0][0] == letter) for letter in {row[0][0] for row in found}
    }


def _rows() -> Iterator[_Attached]:
    """Yield the rows of the list; raises LanguageError where one does not leave what its example shows."""
    for row in lines(_ANY, "attached"):
        if len(row) != _COLUMNS or row[2] != row[0] + row[3] or len(row[3]) < int(row[1]):
            raise LanguageError(f"{_ANY}/attached.tsv: {row!r} does not leave what its example shows")
        yield row[0], int(row[1])
