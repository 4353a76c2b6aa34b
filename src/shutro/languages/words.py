"""How common the words of a language are."""

from collections.abc import Mapping
from functools import cache

from shutro.languages.folder import available, lines, read
from shutro.languages.schema.language import LanguageTable


@cache
def common_words(code: str) -> frozenset[str]:
    """Return the words that say nothing of what a sentence is about."""
    return (
        frozenset(read(code, "language", LanguageTable).common_words) if code in available() else frozenset()
    )


@cache
def document_share(code: str) -> Mapping[str, float]:
    """Return, for the stems that are common in news, the share of articles that hold them, from 0 to 1."""
    if code not in available():
        return {}
    return {stem: float(share) for stem, share in lines(code, "shares")}
