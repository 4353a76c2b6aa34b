"""Sentences, with the abbreviations of the article's language."""

from functools import cache

from shutro.languages import available, read
from shutro.languages.schema.language import LanguageTable
from shutro.model import Doc, Span
from shutro.text.sentences import split_sentences


def find_sentences(doc: Doc) -> tuple[Span, ...]:
    """Return the sentences; they cover all of the text but the space between them."""
    return split_sentences(doc.text, _abbreviations(doc.article.language))


@cache
def _abbreviations(code: str) -> frozenset[str]:
    if code not in available():
        return frozenset()
    return frozenset(read(code, "language", LanguageTable).abbreviations)
