"""Sentences, with the abbreviations and words of saying of the article's language."""

from functools import cache

from shutro.languages import available, read
from shutro.languages.schema.language import LanguageTable
from shutro.model import Doc, Span
from shutro.text.sentences import split_sentences


def find_sentences(doc: Doc) -> tuple[Span, ...]:
    """Return the sentences; they cover all of the text but the space between them."""
    return split_sentences(doc.text, *_words(doc.article.language))


@cache
def _words(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return abbreviations, and words with which a sentence goes on after a quote."""
    if code not in available():
        return frozenset(), frozenset()
    table = read(code, "language", LanguageTable)
    return frozenset(table.abbreviations), frozenset(table.saying)
