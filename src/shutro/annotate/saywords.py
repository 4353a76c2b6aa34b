"""What a word may be in reported speech, looked up once for each distinct word."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from shutro.annotate.reading import is_writing, nominal_words
from shutro.annotate.speakerwords import SpeakerWord, speaker_word
from shutro.languages.folder import read
from shutro.languages.schema.quotes import QuoteTable
from shutro.text.remembered import Remembered
from shutro.text.tokens import Token, texts_of

_BRACKETS = "()"


class SayWord(NamedTuple):
    """A word that may name a speaker, a writing or what is said, or ends an indirect question, or a bracket."""

    speaker: SpeakerWord | None
    is_writing: bool
    is_nominal: bool
    is_whether: bool
    is_bracket: bool


def find_saywords(tokens: Sequence[Token], code: str) -> list[tuple[int, SayWord]]:
    """Return the tokens, with what they may be, that are more than plain words."""
    known = _say_words(code)
    found = [(at, known[tokens[at].text]) for at in known.places(texts_of(tokens))]
    return [(at, word) for at, word in found if word is not None]


@cache
def _say_words(code: str) -> Remembered[SayWord | None]:
    return Remembered(lambda word: _say_word(word, code))


def _say_word(word: str, code: str) -> SayWord | None:
    table: QuoteTable = read(code, "quotes", QuoteTable)
    found = SayWord(
        speaker_word(word, code),
        is_writing(word, code),
        word in nominal_words(code),
        word in table.whether,
        word in _BRACKETS,
    )
    return found if any(found) else None
