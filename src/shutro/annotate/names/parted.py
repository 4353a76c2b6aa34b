"""Parted: names of persons that hold an owner, and two that are one."""

from collections.abc import Iterator, Sequence

from shutro.annotate.names.endings import is_genitive, last_stem
from shutro.annotate.names.known import Name, make_name
from shutro.annotate.names.words import is_near, sense, stems_of
from shutro.languages.inflection import Stem
from shutro.text.tokens import Token

_WHOLE = 2  # parts of a whole name


def parted(tokens: Sequence[Token], names: Sequence[Name], code: str) -> list[Name]:
    """Return the names, a person's cut behind the owner in it: রহিমের, then পিএস করিম উদ্দিন."""
    return [piece for name in names for piece in _pieces(tokens, name, code)]


def _pieces(tokens: Sequence[Token], name: Name, code: str) -> Iterator[Name]:
    at = _owner_in(tokens, name, code) if name.kind == "PER" and name.form is None else None
    if at is None:
        yield name
        return
    owner = _genitive(tokens[at].text, code)
    yield make_name(tokens, name.first, at, "PER", owner, weight=name.weight)
    first = next((n for n in range(at + 1, name.last + 1) if _is_part(tokens[n].text, code)), name.last)
    if name.last - first + 1 >= _WHOLE:
        stem = last_stem(tokens[name.last].text, "PER", code)
        yield make_name(tokens, first, name.last, "PER", stem, weight=name.weight)


def _owner_in(tokens: Sequence[Token], name: Name, code: str) -> int | None:
    """Return the token inside a name that is a part in the genitive, or an unknown word with its whole ending."""
    for at in range(name.first, name.last):
        word = sense(tokens[at].text, code)
        if word.initial or word.part == word.text or not is_near(tokens, at):
            continue
        owns = any(is_genitive(stem) for stem in stems_of(word.text, code))
        inflected = word.part is not None and any(
            stem.text == word.part and stem.case == "genitive" for stem in stems_of(word.text, code)
        )
        if inflected or (owns and word.part is None):
            return at
    return None


def _genitive(text: str, code: str) -> Stem:
    part = sense(text, code).part
    found = [stem for stem in stems_of(text, code) if stem.case == "genitive"]
    return next((stem for stem in found if stem.text == part or is_genitive(stem)), found[0])


def _is_part(text: str, code: str) -> bool:
    word = sense(text, code)
    return word.part is not None or word.initial
