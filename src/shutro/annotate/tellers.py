"""Tellers: those whose words a noun announces, as in *Salma's account, the bank gave way*."""

from collections.abc import Sequence
from itertools import pairwise

from shutro.languages.folder import read
from shutro.languages.schema.quotes import QuoteTable
from shutro.text.tokens import Token


def tellers(tokens: Sequence[Token], code: str) -> frozenset[int]:
    """Return where the words end that have a noun for what is said right behind them; offsets from 0."""
    nominals = read(code, "quotes", QuoteTable).nominals
    last = len(tokens) - 1
    return frozenset(
        before.end
        for at, (before, word) in enumerate(pairwise(tokens), 1)
        if word.text in nominals.alone
        or (word.text in nominals.comma and at < last and tokens[at + 1].kind == "mark")
    )
