"""Names that are spelled or numbered rather than spoken: কেসিএনএ, KCNA, জেরান-২৫, ৩৪ বিজিবি."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

import regex

from shutro.annotate.names.known import Name, make_name
from shutro.annotate.names.words import is_near, sense, stems_of, vocabulary
from shutro.languages.inflection import Stem
from shutro.languages.lexicon import HYPHENS
from shutro.model import MentionKind
from shutro.text.tokens import Token

_CAPITALS = regex.compile(r"[A-Z]{3,8}s?")
_LONGEST = 40
_FEWEST = 3  # letters of an unknown acronym


def find_codes(
    tokens: Sequence[Token], places: Iterable[int], taken: AbstractSet[int], code: str
) -> Iterator[Name]:
    """Yield acronyms in either script, and models: an unknown word, a hyphen and a number."""
    for at in places:
        token = tokens[at]
        if at in taken:
            continue
        if _CAPITALS.fullmatch(token.text):
            yield make_name(tokens, at, at, "ORG", Stem(token.text, "", "nominative"), weight=1)
            continue
        stem = _acronym(token.text, code)
        if stem is not None and not _opens_name(tokens, at, code):
            yield make_name(tokens, at, at, "ORG", stem, weight=1)
        elif _is_model(tokens, at, code):
            number = tokens[at + 2].text
            yield make_name(tokens, at, at + 2, "MISC", Stem(number, "", "nominative"), weight=1)


def may_be_code(text: str, code: str) -> bool:
    """Say whether a word may be an acronym, or the first part of a model's name."""
    word = sense(text, code)
    return (
        _CAPITALS.fullmatch(text) is not None
        or _acronym(text, code) is not None
        or (word.part is None and (not word.ordinary or word.initial))
    )


def find_seats(tokens: Sequence[Token], known: Sequence[Name]) -> Iterator[Name]:
    """Yield constituencies and numbered courts: চট্টগ্রাম-১৫."""
    for name in known:
        after = tokens[name.last + 1 : name.last + 3]
        kinds: tuple[MentionKind, ...] = ("LOC", "ORG")
        if len(after) < 2 or not name.bare or name.kind not in kinds or after[0].text not in HYPHENS:
            continue
        if after[1].kind == "number" and after[1].start - tokens[name.last].end == 1:
            stem = Stem(after[1].text, "", "nominative")
            yield make_name(tokens, name.first, name.last + 2, name.kind, stem, weight=6)


def spelled(text: str, code: str) -> str | None:
    """Return the Latin letters whose names a word is made of, in lower case, or None if it is not."""
    match = _letters(code).fullmatch(text)
    if match is None:
        return None
    return "".join(_latin(code)[letter] for letter in match.captures(1))


@lru_cache(maxsize=65_536)
def _acronym(text: str, code: str) -> Stem | None:
    if _spelling(code).match(text) is None:
        return None
    words = vocabulary(code)
    if len(text) > _LONGEST or any(
        stem.text in words.table.letter_words or stem.text in words.roles for stem in stems_of(text, code)
    ):
        return None
    for stem in reversed(stems_of(text, code)):
        letters = spelled(stem.text, code)
        if letters is not None and len(letters) >= _FEWEST and stem.text not in words.ordinary:
            return stem
    return None


def _opens_name(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether the letters are the initials of the person whose name follows."""
    if sense(tokens[at].text, code).initial:
        return True
    after = tokens[at + 1 : at + 2]
    return (
        bool(after)
        and sense(after[0].text, code).part is not None
        and not sense(after[0].text, code).ordinary
    )


def _is_model(tokens: Sequence[Token], at: int, code: str) -> bool:
    after = tokens[at + 1 : at + 3]
    if len(after) < 2 or after[0].text not in HYPHENS or after[1].kind != "number":
        return False
    word = sense(tokens[at].text, code)
    return (
        after[0].start == tokens[at].end
        and after[1].start == after[0].end
        and word.part is None
        and (not word.ordinary or word.initial)
    )


@cache
def _letters(code: str) -> regex.Pattern[str]:
    names = sorted(_latin(code), key=len, reverse=True)
    return regex.compile(f"({'|'.join(names)})+")


@cache
def _spelling(code: str) -> regex.Pattern[str]:
    """Return what all words begin with that are spelled: the fewest letters of an unknown acronym."""
    names = sorted(_latin(code), key=len, reverse=True)
    longest = max(map(len, _latin(code).values()))
    return regex.compile(f"(?:{'|'.join(names)}){{{-(-_FEWEST // longest)}}}")


@cache
def _latin(code: str) -> dict[str, str]:
    return dict(vocabulary(code).table.letters)


def find_numbered(tokens: Sequence[Token], known: Sequence[Name], code: str) -> Iterator[Name]:
    """Yield parts of forces that are known by their number: ৩৪ বিজিবি."""
    for name in known:
        at = name.first - 1
        if at >= 0 and name.lemma in vocabulary(code).table.numbered and tokens[at].kind == "number":
            stem = next((s for s in stems_of(tokens[name.last].text, code) if s.text == name.lemma), None)
            if stem is not None and is_near(tokens, at):
                yield make_name(tokens, at, name.last, name.kind, stem, weight=6)
