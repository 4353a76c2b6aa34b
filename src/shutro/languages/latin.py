"""Names in Latin letters, as English writes them, by those of a language."""

from collections.abc import Mapping
from functools import cache

from shutro.errors import LanguageError
from shutro.languages.folder import lines


@cache
def latin_names(code: str) -> Mapping[str, tuple[str, ...]]:
    """Return by what a name may be looked up that is written in Latin letters otherwise than it sounds."""
    found = {}
    for row in lines(code, "latin"):
        if len(row) != 2:
            raise LanguageError(f"{code}/latin.tsv: {row!r} is not a name and names in Latin letters")
        found[row[0]] = tuple(row[1].split("|"))
    return found
