"""The names that a language knows beforehand, by their words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

import msgspec
import regex

from shutro.errors import LanguageError
from shutro.languages.folder import lines
from shutro.model import MentionKind
from shutro.text.tokens import tokenize

_LISTS = (
    "names_states",
    "names_places",
    "names_bodies",
    "names_people",
    "names_bangladesh",
    "names_localities",
    "names_world",
)
_NONE = "-"
HYPHENS = frozenset("-–‑‐")
_PLAIN = regex.compile(r"[\p{L}\p{M} ]+")  # what cutting at spaces reads as `tokenize` does


class Form(msgspec.Struct, frozen=True, gc=False):
    """One name of a known thing."""

    name: str
    kind: MentionKind
    key: str | None  # Wikidata id or slug; None where the name itself is the key
    acts_for: str | None
    adjective: bool = False
    guarded: bool = False  # a common word too: a name only beside words that say so


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Known names by their words, without hyphens."""

    forms: Mapping[tuple[str, ...], Form]
    single: Mapping[str, Form]  # those of one word
    lengths: Mapping[str, int]  # first word of a name of several words to the most words after it
    keys: Mapping[str, tuple[Form, ...]]  # key to all its forms


@cache
def lexicon(code: str) -> Lexicon:
    """Return the known names of a language; of two things with one name, the unguarded, then the first."""
    forms: dict[tuple[str, ...], Form] = {}
    keys: dict[str, list[Form]] = {}
    for form in _forms(code):
        words = name_words(form.name)
        known = forms.get(words)
        if words and (known is None or (known.guarded and not form.guarded)):
            forms[words] = form
        if form.key:
            keys.setdefault(form.key, []).append(form)
    lengths: dict[str, int] = {}
    for words in forms:
        if len(words) > 1:
            lengths[words[0]] = max(lengths.get(words[0], 0), len(words) - 1)
    single = {words[0]: form for words, form in forms.items() if len(words) == 1}
    return Lexicon(forms, single, lengths, {key: tuple(found) for key, found in keys.items()})


def name_words(name: str) -> tuple[str, ...]:
    """Return the words and marks of a name without its hyphens."""
    if _PLAIN.fullmatch(name):
        return tuple(name.split())
    return tuple(token.text for token in tokenize(name) if token.text not in HYPHENS)


def _forms(code: str) -> Iterator[Form]:
    kinds = frozenset(get_args(MentionKind))
    for title in _LISTS:
        for row in lines(code, title):
            if len(row) != 4 or row[0] not in kinds:
                raise LanguageError(f"{code}/{title}.tsv: {row!r} is not kind, key, acts for and names")
            _, key, acts_for, names = row
            kind = cast(MentionKind, row[0])
            known = None if key == _NONE else key, None if acts_for == _NONE else acts_for
            for name in names.split("|"):
                bare = name.rstrip("*?")
                flags = name[len(bare) :]
                yield Form(bare, kind, *known, "*" in flags, "?" in flags)
