"""Words of triggers: the rows of `triggers.tsv`, ready to be looked up by the first word of each."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast, get_args

import regex

from shutro.errors import LanguageError
from shutro.languages.folder import lines, read
from shutro.languages.inflection import stems
from shutro.languages.schema.events import Code, EventTable, TriggerRow
from shutro.languages.schema.inflection import Case
from shutro.model import Modality
from shutro.text.tokens import tokenize

_COLUMNS = 8
_NONE = "-"
_FLAGS = frozenset(("finite", "uninflected", "casualty", "needs_place", "needs_patient", "telling", "phase"))
_PLAIN = regex.compile(r"[\p{L}\p{M} ]+")  # what tokens cut at spaces only


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Triggers by their first words."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], TriggerRow], ...]]  # by first word, longest phrase first
    verbs: dict[str, tuple[TriggerRow, ...]]
    never: dict[str, tuple[tuple[str, ...], ...]]  # by first word


@cache
def table(code: str) -> EventTable:
    """Return the event table of a language."""
    events: EventTable = read(code, "events", EventTable)
    return events


@lru_cache(maxsize=65_536)
def candidates(word: str, code: str) -> tuple[tuple[tuple[str, ...], TriggerRow, Case], ...]:
    """Return the phrases that may begin with a word: the longest first, then those that want most beside them."""
    phrases = lexicon(code).phrases
    found = [
        (words, row, stem.case)
        for stem in stems(word, code)
        for words, row in phrases.get(stem.text, ())
        if len(words) == 1 or stem.text == word
    ]
    if len(found) > 1:
        found.sort(key=lambda found: (-len(found[0]), not found[1].near, not found[1].before))
    return tuple(found)


@cache
def rows(code: str) -> tuple[TriggerRow, ...]:
    """Return the rows of `triggers.tsv`.

    Raises LanguageError where a row has no example, or names no known code, frame or flag.
    """
    return tuple(_row(cells, code) for cells in lines(code, "triggers"))


def _row(cells: tuple[str, ...], code: str) -> TriggerRow:
    if len(cells) != _COLUMNS or "[" not in cells[-1]:
        raise LanguageError(f"{code}/triggers.tsv: {cells!r} needs {_COLUMNS} columns and [ ] in its example")
    root, mode, frame, words, before, near, flags, example = cells
    if (
        root not in get_args(Code)
        or frame not in table(code).frames
        or not set(_listed(flags, " ")) <= _FLAGS
    ):
        raise LanguageError(f"{code}/triggers.tsv: unknown code, frame or flag in {cells!r}")
    return TriggerRow(
        code=cast(Code, root),
        mode=mode,
        frame=frame,
        words=_listed(words, "|"),
        before=_listed(before, "|"),
        near=frozenset(_listed(near, "|")),
        example=example,
        **dict.fromkeys(_listed(flags, " "), True),
    )


def _listed(cell: str, mark: str) -> tuple[str, ...]:
    return () if cell == _NONE else tuple(cell.split(mark))


@cache
def lexicon(code: str) -> Lexicon:
    """Return the triggers of a language, and what only looks like one."""
    phrases: defaultdict[str, list[tuple[tuple[str, ...], TriggerRow]]] = defaultdict(list)
    verbs: defaultdict[str, list[TriggerRow]] = defaultdict(list)
    for row in rows(code):
        for verb in () if row.words else row.before:
            verbs[verb].append(row)
        for phrase in row.words:
            parts = _parts(phrase)
            phrases[parts[0]].append((parts, row))
    never: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in table(code).never:
        never[phrase.split()[0]].append(tuple(phrase.split()))
    return Lexicon(
        {first: tuple(found) for first, found in phrases.items()},
        {verb: tuple(sorted(found, key=lambda row: not row.near)) for verb, found in verbs.items()},
        {first: tuple(found) for first, found in never.items()},
    )


def _parts(phrase: str) -> tuple[str, ...]:
    if _PLAIN.fullmatch(phrase):
        return tuple(phrase.split())
    return tuple(token.text for token in tokenize(phrase))


@lru_cache(maxsize=16_384)
def modality_of(word: str, code: str) -> Modality | None:
    """Return what a noun makes of the event before it, or None."""
    known = _modalities(code)
    for stem in stems(word, code):
        if stem.text in known:
            return known[stem.text]
    return None


@cache
def _modalities(code: str) -> dict[str, Modality]:
    return {word: modality for modality, words in table(code).modality.items() for word in words}
