"""Works and vehicles: a title in quotation marks beside a word such as উপন্যাস, a ship behind এমভি."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from shutro.annotate.names.known import Name, make_name
from shutro.annotate.names.words import is_near, sense, stem_texts, stems_of, vocabulary
from shutro.languages.inflection import Stem
from shutro.languages.lexicon import HYPHENS
from shutro.text.tokens import Token

_LONGEST = 6  # words of a title
_WEIGHT = 6  # a title is a name as it stands, whatever names are in it


def find_works(tokens: Sequence[Token], places: Iterable[int], code: str) -> Iterator[Name]:
    """Yield titles of films, books and operations, and names of ships."""
    marks = _marks(code)
    for at in places:
        token = tokens[at]
        if token.kind == "mark":
            last = _closed(tokens, at, marks[token.text])
            if last is not None and _is_work(tokens, at, last, code):
                stem = Stem(tokens[last].text, "", "nominative")
                yield make_name(tokens, at + 1, last, "MISC", stem, weight=_WEIGHT)
        elif is_near(tokens, at) and tokens[at + 1].kind == "word":
            yield _ship(tokens, at, code)


@cache
def _marks(code: str) -> dict[str, str]:
    """Return the marks that open a title, each with the one that closes it."""
    return dict(vocabulary(code).table.work_marks)


def may_begin_work(text: str, code: str) -> bool:
    """Say whether a mark opens a title, or a word stands before the name of a ship."""
    return text in _marks(code) or text in vocabulary(code).table.ships


def _closed(tokens: Sequence[Token], first: int, mark: str) -> int | None:
    """Return the last word between an opening mark and the one that closes it, if the words may be a title."""
    for at in range(first + 1, min(len(tokens), first + _LONGEST + 2)):
        if tokens[at].text == mark:
            return at - 1 if at - 1 > first else None
        if tokens[at].kind == "mark" and tokens[at].text not in HYPHENS:
            return None
    return None


def _is_work(tokens: Sequence[Token], first: int, last: int, code: str) -> bool:
    """Say whether the words between marks are a title, for the word before, behind, or at their head."""
    table = vocabulary(code).table
    if tokens[first + 1].text in table.work_heads and last > first + 1:
        return True
    if first > 0 and not stem_texts(tokens[first - 1].text, code).isdisjoint(table.works):
        return True
    after = last + 2
    while after < len(tokens) and tokens[after].text in (*HYPHENS, *table.hyphen_endings, *table.called):
        after += 1
    return after < len(tokens) and not stem_texts(tokens[after].text, code).isdisjoint(table.works)


def _ship(tokens: Sequence[Token], first: int, code: str) -> Name:
    """Return the ship whose name begins with the token, with the words of its name and its number."""
    last = first + 1
    if is_near(tokens, last) and _goes_on(tokens, last, code):
        last += 1
    if last + 2 < len(tokens) and tokens[last + 1].text in HYPHENS and tokens[last + 2].kind == "number":
        return make_name(
            tokens, first, last + 2, "MISC", stems_of(tokens[last + 2].text, code)[0], weight=_WEIGHT
        )
    found = stems_of(tokens[last].text, code)
    stem = next((stem for stem in found if stem.ending in vocabulary(code).table.clear_endings), found[0])
    return make_name(tokens, first, last, "MISC", stem, weight=_WEIGHT)


def _goes_on(tokens: Sequence[Token], at: int, code: str) -> bool:
    word, before = sense(tokens[at + 1].text, code), sense(tokens[at].text, code)
    plain = word.ordinary or word.title or word.noun or word.counted or before.inflected
    return tokens[at + 1].kind == "word" and not plain
