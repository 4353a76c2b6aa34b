"""Whether a sentence can stand alone, or leans on the one before it: "He said", "But those"."""

from functools import cache

from shutro.languages import available
from shutro.languages.folder import read
from shutro.languages.schema.quotes import QuoteTable
from shutro.model import Doc, Span
from shutro.text.tokens import tokenize


def leans(doc: Doc, sentence: Span) -> bool:
    """Say whether the sentence opens with a word that points to what was said before it."""
    if any(one.span.start == sentence.start and one.role is None for one in doc.references):
        return True
    first = next((token for token in tokenize(sentence.of(doc.text)) if token.kind == "word"), None)
    return first is not None and first.text in _openers(doc.article.language)


@cache
def _openers(code: str) -> frozenset[str]:
    if code not in available():
        return frozenset()
    table = read(code, "quotes", QuoteTable)
    return frozenset(
        words.split()[0] for words in (*table.openers, *table.leaning, *table.contrasts, *table.itself)
    )
