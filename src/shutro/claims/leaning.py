"""Whether a sentence can stand alone, or leans on the one before it: "He said", "But those"."""

from bisect import bisect_left
from functools import cache

from shutro.languages import available
from shutro.languages.folder import read
from shutro.languages.schema.quotes import QuoteTable
from shutro.model import Doc, Span
from shutro.text.tokens import token_starts, tokenize


def leans(doc: Doc, sentence: Span) -> bool:
    """Say whether the sentence opens with a word that points to what was said before it."""
    if any(one.span.start == sentence.start and one.role is None for one in doc.references):
        return True
    first = _first_word(doc, sentence)
    return first is not None and first in _openers(doc.article.language)


def _first_word(doc: Doc, sentence: Span) -> str | None:
    """Return the first word of a sentence; the tokens of the text are at hand, its own would have to be made."""
    tokens = tokenize(doc.text)
    for at in range(bisect_left(token_starts(doc.text), sentence.start), len(tokens)):
        if tokens[at].start >= sentence.end:
            return None
        if tokens[at].kind == "word":
            return tokens[at].text
    return None


@cache
def _openers(code: str) -> frozenset[str]:
    if code not in available():
        return frozenset()
    table = read(code, "quotes", QuoteTable)
    return frozenset(
        words.split()[0] for words in (*table.openers, *table.leaning, *table.contrasts, *table.itself)
    )
