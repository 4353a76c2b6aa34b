"""The shape of `quantities.toml`."""

import math
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class QuantityRule:
    """Words that count or measure; examples are written "7 person", "7.. person", "5..7 piece" or ".. piece"."""

    name: str
    find: str  # as in the rules for times
    unit: str  # a unit, `<class>` for the one that the words bring, or "noun": that of the noun that must follow
    examples: dict[str, str]
    noun: bool = False  # the counted noun may follow
    needs_noun: bool = False  # it must
    bare: bool = False  # only the amount counts, not the words before it
    pair: bool = False  # two amounts, as in the score of a game
    amount: float | None = None  # where the words hold no number
    at_least: float = 0.0  # a smaller number is something else, and so is a larger one
    at_most: float = math.inf


@dataclass(frozen=True, slots=True)
class QuantityTable:
    """The words for quantities of a language and the rules that join them."""

    words: dict[str, dict[str, str | int]]
    uninflected: tuple[str, ...]
    parts: dict[str, str]
    nouns: dict[str, tuple[str, ...]]  # unit to nouns that are counted in it
    noun_endings: dict[str, tuple[str, ...]]  # unit to endings of nouns that are counted in it
    bare_units: tuple[str, ...]  # units that count nothing besides
    definite: tuple[str, ...]  # units of which "one" is a figure
    aged: tuple[str, ...]  # words beside a span of years that make it an age
    modifiers: tuple[str, ...]  # words that stand between a number and its noun
    modifier_endings: tuple[str, ...]
    stops: tuple[str, ...]  # words that are no part of what is counted
    not_counted: tuple[str, ...]  # nouns before or after a number that make it a name: section 9
    rule: tuple[QuantityRule, ...] = field(default=())
