"""Words of a language that say the same."""

from collections.abc import Mapping
from functools import cache

from shutro.errors import LanguageError
from shutro.languages.folder import available, lines


@cache
def synonyms(code: str) -> Mapping[str, str]:
    """Return for each word that has synonyms the first of its group.

    Raises LanguageError where a word stands in two groups, or a group has a single word.
    """
    if code not in available():
        return {}
    found: dict[str, str] = {}
    for row in lines(code, "synonyms"):
        if len(row) < 2:
            raise LanguageError(
                f"{code}/synonyms.tsv: {row[0]!r} stands alone; a group has two words or more"
            )
        for word in row:
            if word in found:
                raise LanguageError(f"{code}/synonyms.tsv: {word!r} stands in two groups; one would do")
            found[word] = row[0]
    return found
