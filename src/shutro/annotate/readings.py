"""Readings: which form of a verb a word is where it stands."""

from collections.abc import Sequence
from itertools import takewhile

from shutro.annotate.triggerwords import table
from shutro.annotate.verbs import FINITE, Form, forms
from shutro.text.tokens import Token

_STOPS = ("।", "?", "!")


def reading(tokens: Sequence[Token], at: int, code: str) -> Form | None:
    """Return the reading of a token as a verb form that its place suggests, or None."""
    readings = forms(tokens[at].text, code)
    if len(readings) < 2:
        return readings[0] if readings else None
    closes = at + 1 == len(tokens) or tokens[at + 1].kind == "mark"
    tenses = {form.tense for form in readings}
    closes = closes or ("noun" in tenses and _is_subject(tokens[at + 1].text, code))
    closes = closes or ("locative" in tenses and _is_last(tokens, at, code))
    for form in readings:
        if (form.tense in FINITE) == closes:
            return form
    return readings[0]


def _is_subject(word: str, code: str) -> bool:
    """Say whether a word behind a verb goes on with its clause, as a subject does, and is no further verb."""
    return word not in table(code).coordinators and not forms(word, code)


def _is_last(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether no other form of a verb stands between a word and the stop: *Ireland loses a wicket.*"""
    behind = list(takewhile(lambda token: token.kind != "mark", tokens[at + 1 :]))
    stop = tokens[at + 1 + len(behind) :][:1]
    closed = bool(stop) and stop[0].text in _STOPS
    return closed and not any(forms(token.text, code) for token in behind)
