"""Candidate stems of a word: what may be left when endings that glue to it are taken off."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import msgspec

from shutro.errors import LanguageError
from shutro.languages.folder import read
from shutro.languages.schema.inflection import Case, Ending, InflectionTable


class Stem(msgspec.Struct, frozen=True, gc=False):
    """What may be the word without its endings; a candidate, never a rewrite."""

    text: str
    ending: str  # all that was taken off
    case: Case


@dataclass(frozen=True, slots=True)
class _Endings:
    """The endings of a language by their last letters: a word has few whose last letter is its own."""

    vowels: frozenset[str]
    stem_letters: int
    clitics: Mapping[str, tuple[str, ...]]
    cases: Mapping[str, tuple[Ending, ...]]
    classifiers: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=65_536)
def stems(word: str, code: str) -> tuple[Stem, ...]:
    """Return the candidate stems of a normalized word, the whole word first, then by growing ending.

    One clitic (ও, ই), one case ending and one classifier may come off, in this order: নেতাদেরও gives নেতা.
    """
    endings = _endings(code)
    clitics, classifiers, least = endings.clitics, endings.classifiers, endings.stem_letters
    found: dict[str, Case] = {word: "nominative"}
    for bare in (word, *(_without(clitics[word[-1]], word, least) if word[-1:] in clitics else ())):
        found.setdefault(bare, "nominative")
        for stem, case in _without_case(bare, endings):
            found.setdefault(stem, case)
            if stem[-1] in classifiers:
                for root in _without(classifiers[stem[-1]], stem, least):
                    found.setdefault(root, case)
        if bare[-1:] in classifiers:
            for root in _without(classifiers[bare[-1]], bare, least):
                found.setdefault(root, "nominative")
    texts = sorted(found, key=len, reverse=True) if len(found) > 2 else found
    return tuple([Stem(stem, word[len(stem) :], found[stem]) for stem in texts])


@lru_cache(maxsize=65_536)
def roots(word: str, code: str) -> frozenset[str]:
    """Return what a normalized word may be without its endings, itself among it."""
    return frozenset([stem.text for stem in stems(word, code)])


@cache
def _endings(code: str) -> _Endings:
    table: InflectionTable = read(code, "inflection", InflectionTable)
    cases: defaultdict[str, list[Ending]] = defaultdict(list)
    for ending in table.endings:
        if not ending.examples:
            raise LanguageError(f"{code}/inflection.toml: ending {ending.text!r} has no example")
        cases[ending.text[-1]].append(ending)
    return _Endings(
        vowels=frozenset(table.vowels),
        stem_letters=table.stem_letters,
        clitics=by_last(table.clitics),
        cases={letter: tuple(found) for letter, found in cases.items()},
        classifiers=by_last(table.classifiers),
    )


def by_last(endings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the endings by their last letter: of many, a word may have few, which are then all that is compared."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for ending in endings:
        found[ending[-1]].append(ending)
    return {letter: tuple(written) for letter, written in found.items()}


def ends_in(word: str, endings: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether a word has one of the endings, which are given by their last letter."""
    return word.endswith(endings.get(word[-1:], ()))


def _without(endings: tuple[str, ...], word: str, stem_letters: int) -> list[str]:
    """Return the word without each of the endings that it has."""
    return [
        word[: -len(ending)]
        for ending in endings
        if word.endswith(ending) and len(word) - len(ending) >= stem_letters
    ]


def _without_case(word: str, endings: _Endings) -> list[tuple[str, Case]]:
    """Return the word without each of its case endings, where that may stand behind the letter before it."""
    found: list[tuple[str, Case]] = []
    for ending in endings.cases.get(word[-1:], ()):
        length = len(word) - len(ending.text)
        if length < endings.stem_letters or not word.endswith(ending.text):
            continue
        after = ending.after
        kind = "vowel" if word[length - 1] in endings.vowels else "consonant"
        if after in ("any", kind) or word.endswith(after, 0, length) or ending.text.startswith("য়"):
            found.append((word[:length], ending.case))
    return found
