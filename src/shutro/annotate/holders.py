"""Holders: the person who is named behind an office."""

from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from shutro.annotate.names.words import sense, vocabulary
from shutro.languages.lexicon import lexicon, name_words
from shutro.model import Mention
from shutro.text.tokens import Token

_FIELDS = 10  # tokens of the fields of an office
_FIELD = 4  # letters of a field
_JOINED = 3  # words that may stand between a conjunction and the name it joins
_TITLES = 6  # tokens of titles between a role and the name of its holder


def holder_behind(
    tokens: Sequence[Token], at: int, starts: Mapping[int, Mention], code: str
) -> Mention | None:
    """Return the person named behind the role at a token, be it behind titles or a bracket."""
    return (
        _behind_titles(tokens, at, starts, code)
        or _behind_bracket(tokens, at, starts)
        or _in_bracket(tokens, at, starts)
    )


def _behind_titles(
    tokens: Sequence[Token], at: int, starts: Mapping[int, Mention], code: str
) -> Mention | None:
    """Return the person named right after the role, or after titles that follow it: উপাচার্য অধ্যাপক রহিম উদ্দিন."""
    for after in range(at + 1, min(at + _TITLES, len(tokens))):
        person = starts.get(tokens[after].start)
        if person is not None:
            return person
        if tokens[after].text != "." and not sense(tokens[after].text, code).title:
            return None
    return None


def _behind_bracket(tokens: Sequence[Token], at: int, starts: Mapping[int, Mention]) -> Mention | None:
    """Return the person named after a bracket that follows the role: উপাচার্য (ভিসি) রহিম উদ্দিন."""
    if at + 1 >= len(tokens) or tokens[at + 1].text != "(":
        return None
    close = next((n for n in range(at + 2, min(at + 7, len(tokens))) if tokens[n].text == ")"), None)
    return starts.get(tokens[close + 1].start) if close is not None and close + 1 < len(tokens) else None


def _in_bracket(tokens: Sequence[Token], at: int, starts: Mapping[int, Mention]) -> Mention | None:
    """Return the person named after the bracket that holds only the role: ভারপ্রাপ্ত কর্মকর্তা (ওসি) রহিম উদ্দিন."""
    if not 0 < at < len(tokens) - 2 or tokens[at - 1].text != "(" or tokens[at + 1].text != ")":
        return None
    return starts.get(tokens[at + 2].start)


def fields_start(tokens: Sequence[Token], first: int, inside: Container[int], code: str) -> int:
    """Return the token at which the fields of an office begin: পরিবেশ, বন ও জলবায়ু পরিবর্তন উপদেষ্টা."""
    table, links = vocabulary(code).table, (*vocabulary(code).table.joiners, *vocabulary(code).table.commas)
    start = at = first
    while at and at - 1 not in inside and start - at < _FIELDS:
        before = tokens[at - 1].text
        if before in table.fields:
            first = at - 1
        elif at == start or before not in links or at != first:
            break
        at -= 1
    return first


def is_short_for(short: str, whole: str) -> bool:
    """Say whether an office is another one told with fewer of its fields: মন্ত্রী, শিক্ষামন্ত্রী."""
    if whole.endswith(short):
        return True
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(short, whole, strict=False)))
    return shared >= _FIELD and whole.endswith(short[shared:])


def introduce(words: Sequence[str], code: str) -> bool:
    """Say whether words only tell who the next one is: *Rahim and his brother Karim*."""
    owners = vocabulary(code).table.pronouns
    known = (sense(word, code) for word in words if owners.get(word) != "whose")
    return len(words) <= _JOINED and all(word.title or word.kin or word.role is not None for word in known)


@lru_cache(maxsize=16_384)
def identity(lemma: str, code: str) -> str:
    """Return what tells one named thing from another within an article."""
    form = lexicon(code).forms.get(name_words(lemma))
    return form.key if form is not None and form.key else lemma
