"""In which districts places are."""

from collections.abc import Mapping
from functools import cache

from shutro.errors import LanguageError
from shutro.languages.folder import available, lines


@cache
def districts(code: str) -> Mapping[str, tuple[str, ...]]:
    """Return for each known place the districts that have one of its name, each by its first spelling.

    Raises LanguageError where a row has more columns than two.
    """
    if code not in available():
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for row in lines(code, "districts"):
        if len(row) > 2:
            raise LanguageError(f"{code}/districts.tsv: {row[0]!r} has {len(row)} columns; two would do")
        spellings = row[0].split("|")
        for name in (*spellings, *(row[1].split("|") if len(row) > 1 else ())):
            if spellings[0] not in found.setdefault(name, ()):
                found[name] = (*found[name], spellings[0])
    return found
