"""The shape of `verbs.toml`."""

from dataclasses import dataclass, field
from typing import Literal

Tense = Literal[
    "present",
    "progressive",
    "was",
    "perfect",
    "pluperfect",
    "past",
    "habitual",
    "future",
    "imperative",
    "infinitive",
    "conjunctive",
    "conditional",
    "noun",
    "genitive",
    "locative",
]


@dataclass(frozen=True, slots=True)
class Conjugation:
    """The endings of a class of verbs: the number of a stem, then what follows it."""

    examples: dict[str, str]  # form to the verb's name
    tenses: dict[Tense, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class VerbTable:
    """The verbs of a language: their classes, stems and the forms that follow no class."""

    clitics: tuple[str, ...]  # may follow any form
    negations: tuple[str, ...]  # words that negate the verb beside them
    fused: str  # a negation that is written together with forms of the present
    first_person: tuple[str, ...]  # endings of finite forms
    honorific: tuple[str, ...]  # likewise
    classes: dict[str, Conjugation]
    verbs: dict[str, dict[str, tuple[str, ...]]]  # class to the name of a verb to its stems
    irregular: dict[str, dict[Tense, tuple[str, ...]]] = field(default_factory=dict)
