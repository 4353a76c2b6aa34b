"""Called: what a person is called by, as the words behind a name say: his age, *by name, a young man*."""

from collections.abc import Sequence

from shutro.annotate.names.weights import OWN, lead_of, weights
from shutro.annotate.names.words import sense, stem_texts, vocabulary
from shutro.text.tokens import Token

PLAIN = 60  # lead of the label of no name, in the trained model, from which an unknown word is rather of none
NAMED = -50  # the same, from which on downwards it may well be of one
SURE = -100  # the same, from which on downwards it likely is
_AGE = 3  # digits


def is_named(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether a single word is what somebody is called, or has his age behind it: … জিহাদ নামে এক যুবক."""
    if not (is_called(tokens, at, code) or has_age(tokens, at)):
        return False
    word = sense(tokens[at].text, code)
    if word.title or word.role is not None or word.kin or word.noun or word.inflected or word.counted:
        return word.given or word.part == word.text
    return word.given or word.part == word.text or leads(word.text, code, SURE)


def has_age(tokens: Sequence[Token], last: int) -> bool:
    """Say whether an age stands in brackets behind a token."""
    after = tokens[last + 1 : last + 4]
    if len(after) < 3 or after[0].text != "(" or after[2].text != ")":
        return False
    return after[1].kind == "number" and len(after[1].text) <= _AGE


def is_called(tokens: Sequence[Token], last: int, code: str) -> bool:
    """Say whether the words up to a token are what somebody is called: … নামে এক যুবক."""
    after = tokens[last + 1 : last + 4]
    if len(after) < 2 or after[0].text not in vocabulary(code).table.called:
        return False
    humans = vocabulary(code).table.humans
    return any(
        sense(token.text, code).title or not stem_texts(token.text, code).isdisjoint(humans)
        for token in after[1:]
    )


def leads(text: str, code: str, least: int) -> bool:
    """Say whether the trained model, by the word alone, is sure enough that it is of a name."""
    return weights(code) is None or lead_of(text, OWN, code) <= least
