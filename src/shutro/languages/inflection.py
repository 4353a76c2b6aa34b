"""Candidate stems of a word: what may be left when endings that glue to it are taken off."""

from dataclasses import dataclass
from functools import cache, lru_cache

from shutro.errors import LanguageError
from shutro.languages.folder import read
from shutro.languages.schema.inflection import Case, InflectionTable


@dataclass(frozen=True, slots=True)
class Stem:
    """What may be the word without its endings; a candidate, never a rewrite."""

    text: str
    ending: str  # all that was taken off
    case: Case


@lru_cache(maxsize=65_536)
def stems(word: str, code: str) -> tuple[Stem, ...]:
    """Return the candidate stems of a normalized word, the whole word first, then by growing ending.

    One clitic (ও, ই), one case ending and one classifier may come off, in this order: নেতাদেরও gives নেতা.
    """
    table = _table(code)
    found: dict[str, Stem] = {word: Stem(word, "", "nominative")}
    for bare in _without_clitic(word, table):
        if bare != word:
            found.setdefault(bare, Stem(bare, word[len(bare) :], "nominative"))
        for stem, case in [*_without_ending(bare, table), (bare, "nominative")]:
            found.setdefault(stem, Stem(stem, word[len(stem) :], case))
            for root in _without_classifier(stem, table):
                found.setdefault(root, Stem(root, word[len(root) :], case))
    return tuple(sorted(found.values(), key=lambda stem: len(stem.ending)))


@cache
def _table(code: str) -> InflectionTable:
    table: InflectionTable = read(code, "inflection", InflectionTable)
    for ending in table.endings:
        if not ending.examples:
            raise LanguageError(f"{code}/inflection.toml: ending {ending.text!r} has no example")
    return table


def _without_clitic(word: str, table: InflectionTable) -> list[str]:
    bare = [
        word[: -len(clitic)]
        for clitic in table.clitics
        if word.endswith(clitic) and _is_stem(word, clitic, table)
    ]
    return [word, *bare]


def _without_ending(word: str, table: InflectionTable) -> list[tuple[str, Case]]:
    found: list[tuple[str, Case]] = []
    for ending in table.endings:
        if not word.endswith(ending.text) or not _is_stem(word, ending.text, table):
            continue
        stem = word[: -len(ending.text)]
        vowel = stem[-1] in table.vowels
        if ending.after == "any" or (ending.after == "vowel") == vowel or ending.text.startswith("য়"):
            found.append((stem, ending.case))
    return found


def _without_classifier(word: str, table: InflectionTable) -> list[str]:
    return [
        word[: -len(ending)]
        for ending in table.classifiers
        if word.endswith(ending) and _is_stem(word, ending, table)
    ]


def _is_stem(word: str, ending: str, table: InflectionTable) -> bool:
    return len(word) - len(ending) >= table.stem_letters
