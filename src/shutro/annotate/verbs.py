"""Forms of verbs: which verb a word may be a form of, in which tense, and whether it is negated."""

from collections import defaultdict
from functools import cache, lru_cache

import msgspec

from shutro.errors import LanguageError
from shutro.languages.folder import read
from shutro.languages.schema.verbs import Conjugation, Tense, VerbTable

NOUNS: frozenset[Tense] = frozenset(("noun", "genitive", "locative"))
FINITE: frozenset[Tense] = frozenset(
    ("present", "progressive", "was", "perfect", "pluperfect", "past", "habitual", "future", "imperative")
)


class Form(msgspec.Struct, frozen=True, gc=False):
    """One reading of a word as a form of a verb."""

    verb: str
    tense: Tense
    negative: bool = False


@lru_cache(maxsize=65_536)
def forms(word: str, code: str) -> tuple[Form, ...]:
    """Return the readings of a normalized word as a verb form, with a clitic or without; () for others."""
    table = _forms(code)
    if word in table:
        return table[word]
    for clitic in read(code, "verbs", VerbTable).clitics:
        if word.endswith(clitic) and word[: -len(clitic)] in table:
            return table[word[: -len(clitic)]]
    return ()


@cache
def negations(code: str) -> frozenset[str]:
    """Return the words that negate the verb beside them."""
    return frozenset(read(code, "verbs", VerbTable).negations)


def is_first_person(word: str, code: str) -> bool:
    """Say whether a finite form has an ending with which the speaker tells of himself."""
    table = read(code, "verbs", VerbTable)
    return word.removesuffix(table.fused).endswith(table.first_person)


def is_of_speaker(word: str, code: str) -> bool:
    """Say whether a word is a finite form in the first person, not one of another person with a clitic behind it."""
    if not is_first_person(word, code) or not _is_finite(word, code):
        return False
    return not (word.endswith(tuple(read(code, "verbs", VerbTable).clitics)) and _is_finite(word[:-1], code))


def _is_finite(word: str, code: str) -> bool:
    return any(form.tense in FINITE for form in forms(word, code))


def is_honorific(word: str, code: str) -> bool:
    """Say whether a finite form has an ending of respect."""
    table = read(code, "verbs", VerbTable)
    return word.removesuffix(table.fused).endswith(table.honorific)


@cache
def verb_names(code: str) -> frozenset[str]:
    """Return the names under which the verbs of the language are listed."""
    table = read(code, "verbs", VerbTable)
    return frozenset(name for verbs in table.verbs.values() for name in verbs)


def check_verbs(code: str) -> list[str]:
    """Return one line for each example of `verbs.toml` that its conjugation does not explain."""
    table = read(code, "verbs", VerbTable)
    return [
        f"{code}/verbs.toml: {word!r} is no form of {verb!r}"
        for conjugation in table.classes.values()
        for word, verb in conjugation.examples.items()
        if all(form.verb != verb for form in forms(word, code))
    ]


@cache
def _forms(code: str) -> dict[str, tuple[Form, ...]]:
    table = read(code, "verbs", VerbTable)
    found: defaultdict[str, dict[Form, None]] = defaultdict(dict)
    for name, verbs in table.verbs.items():
        conjugation = table.classes.get(name)
        if conjugation is None or not conjugation.examples:
            raise LanguageError(f"{code}/verbs.toml: class {name!r} needs endings and an example")
        for verb, stems in verbs.items():
            for word, tense in _conjugate(verb, stems, conjugation, code):
                _add(found, word, verb, tense, table.fused)
    for verb, tenses in table.irregular.items():
        for tense, words in tenses.items():
            for word in words:
                _add(found, word, verb, tense, table.fused)
    return {word: tuple(readings) for word, readings in found.items()}


def _conjugate(
    verb: str, stems: tuple[str, ...], conjugation: Conjugation, code: str
) -> list[tuple[str, Tense]]:
    words: list[tuple[str, Tense]] = []
    for tense, endings in conjugation.tenses.items():
        for ending in endings:
            number = int(ending[0]) - 1
            if number >= len(stems):
                raise LanguageError(f"{code}/verbs.toml: verb {verb!r} has no stem {number + 1}")
            words.append((stems[number] + ending[1:], tense))
    return words


def _add(found: dict[str, dict[Form, None]], word: str, verb: str, tense: Tense, fused: str) -> None:
    found[word][Form(verb, tense)] = None
    if tense == "present":
        found[word + fused][Form(verb, "perfect", negative=True)] = None
