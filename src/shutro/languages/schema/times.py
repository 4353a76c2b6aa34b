"""The shape of `times.toml`."""

from dataclasses import dataclass, field
from typing import Literal

from shutro.model import TimeKind


@dataclass(frozen=True, slots=True)
class TimeRule:
    """Words that name a time, and how its value is made; a value in `examples` is for the table's `published` day."""

    name: str
    find: str  # `<month>` a word of a class, a plain word itself, {part} one of `parts`, [word] what must follow
    value: str  # an operation of `annotate.timevalues` and what it works on
    examples: dict[str, str]
    kind: TimeKind = "DATE"
    mod: str = ""  # a modifier, or `<class>` for the one that the words bring


@dataclass(frozen=True, slots=True)
class TimeTable:
    """The words for times of a language and the rules that join them."""

    published: str  # the day on which the examples are read
    fiscal_month: dict[Literal["bd", "in"], int]  # the month in which the fiscal year begins, in each Bengal
    regions: dict[Literal["bd", "in"], tuple[str, ...]]  # places that tell which Bengal an article is from
    may: tuple[str, ...]  # verbs that after an infinitive say what may still come
    coming: tuple[str, ...]  # verbs whose progressive tells what will be
    lasting: dict[
        str, tuple[str, ...]
    ]  # such a verb to participles behind which it tells what has gone on till now
    begins: tuple[str, ...]  # words before which a progressive tells what will be: শুরু হচ্ছে
    plans: tuple[str, ...]  # words that after a verb's genitive say what is to be: হওয়ার কথা
    stands: tuple[str, ...]  # words after which a plan still holds
    done: tuple[str, ...]  # participles of headlines that tell what has been
    deadlines: tuple[str, ...]  # words behind a time that is to come
    owners: tuple[str, ...]  # words in the genitive that are no happening from which time is counted
    answers: dict[str, str]  # words that only answer another before them, to that one
    hours: dict[str, int]  # for each part of the day, the first of the twelve hours that clocks count in it
    names: dict[str, str]  # parts of the day that TIMEX3 has no name for, to one that it has
    afterwards: dict[str, str]  # a part of the day to the one behind it
    words: dict[str, dict[str, str | int]]
    uninflected: tuple[str, ...]  # words that with an ending are other words
    parts: dict[str, str]  # pieces of rules by name
    rule: tuple[TimeRule, ...] = field(default=())
