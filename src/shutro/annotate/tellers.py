"""Tellers: those who are about to say something, though no subject of a verb: *Salma's account*, *asked, he*."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from shutro.annotate.names.words import vocabulary
from shutro.annotate.verbs import forms
from shutro.languages.folder import read
from shutro.languages.schema.quotes import QuoteTable
from shutro.text.tokens import Token

_ASKED = 12  # tokens before a pronoun in which the one who was asked is named


def tellers(tokens: Sequence[Token], code: str) -> frozenset[int]:
    """Return where words end that may name who is about to say something; offsets from 0."""
    return frozenset((*_owning(tokens, code), *_asked(tokens, code)))


def _owning(tokens: Sequence[Token], code: str) -> Iterator[int]:
    """Yield where the words end that have a noun for what is said right behind them."""
    nominals = read(code, "quotes", QuoteTable).nominals
    last = len(tokens) - 1
    for at, (before, word) in enumerate(pairwise(tokens), 1):
        is_led = word.text in nominals.comma and at < last and tokens[at + 1].kind == "mark"
        if is_led or word.text in nominals.alone:
            yield before.end


def _asked(tokens: Sequence[Token], code: str) -> Iterator[int]:
    """Yield where the words end before *when asked, he*: a conditional with a pronoun behind it."""
    pronouns = vocabulary(code).table.pronouns
    for at, (before, word) in enumerate(pairwise(tokens)):
        if pronouns.get(word.text) != "one" or all(
            form.tense != "conditional" for form in forms(before.text, code)
        ):
            continue
        for token in reversed(tokens[max(0, at - _ASKED) : at]):
            if token.kind == "mark" and token.text not in "().-":
                break
            yield token.end
