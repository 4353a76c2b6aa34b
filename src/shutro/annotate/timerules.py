"""The rules for times of a language, compiled and checked."""

from dataclasses import dataclass
from functools import cache

import regex

from shutro.annotate.calendars import Region
from shutro.annotate.grammar import Grammar, compile_grammar
from shutro.annotate.timevalues import is_operation
from shutro.errors import LanguageError
from shutro.languages.folder import read
from shutro.languages.schema.times import TimeRule, TimeTable

_PART = regex.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, eq=False)
class TimeRules:
    """The compiled rules; a match's rule is an index into `rules`."""

    language: str
    grammar: Grammar
    rules: tuple[TimeRule, ...]
    hours: dict[str, int]
    names: dict[str, str]
    fiscal_month: dict[Region, int]
    regions: dict[str, Region]  # places, by the Bengal that they lie in
    afterwards: dict[str, str]  # a part of the day to the one behind it
    near: dict[str, str]  # words that in any case set a modifier: নাগাদ
    may: frozenset[str]
    coming: frozenset[str]
    lasting: dict[str, tuple[str, ...]]
    begins: frozenset[str]
    plans: frozenset[str]
    stands: frozenset[str]
    done: frozenset[str]
    deadlines: frozenset[str]
    owners: frozenset[str]
    answers: dict[str, str]
    limits: frozenset[str]
    bounds: dict[str, str]  # words that after a genitive set a modifier: পর, আগে


@cache
def time_rules(code: str) -> TimeRules:
    """Return the compiled rules of a language; raises LanguageError where a rule breaks the schema."""
    table = read(code, "times", TimeTable)
    for rule in table.rule:
        _check(code, rule)
    finds = tuple(expand(f"{code}/times.toml", rule.find, table.parts) for rule in table.rule)
    grammar = compile_grammar(code, table.words, finds, table.uninflected)
    bounds = {word: str(value) for word, value in table.words.get("bound", {}).items()}
    return TimeRules(
        language=code,
        grammar=grammar,
        rules=table.rule,
        hours=table.hours,
        names=table.names,
        fiscal_month=table.fiscal_month,
        regions={place: region for region, places in table.regions.items() for place in places},
        afterwards=table.afterwards,
        near={word: str(value) for word, value in table.words.get("near", {}).items()},
        may=frozenset(table.may),
        coming=frozenset(table.coming),
        lasting=table.lasting,
        begins=frozenset(table.begins),
        plans=frozenset(table.plans),
        stands=frozenset(table.stands),
        done=frozenset(table.done),
        deadlines=frozenset(table.deadlines),
        owners=frozenset(table.owners),
        answers=table.answers,
        limits=frozenset(table.words.get("limit", {})),
        bounds=bounds,
    )


def _check(code: str, rule: TimeRule) -> None:
    if not rule.examples:
        raise LanguageError(f"{code}/times.toml: the rule {rule.name!r} has no example")
    if not is_operation(rule.value):
        raise LanguageError(
            f"{code}/times.toml: the value of the rule {rule.name!r} begins with no known operation"
        )


def expand(table: str, find: str, parts: dict[str, str]) -> str:
    """Return a rule of a table with its {parts} written out, parts within parts too."""
    for _ in range(6):
        names = set(_PART.findall(find))
        if not names:
            return find
        for name in names:
            if name not in parts:
                raise LanguageError(f"{table}: the rule {find!r} names a part {name!r} that is not there")
            find = find.replace(f"{{{name}}}", f"({parts[name]})")
    raise LanguageError(f"{table}: parts of rules stand in one another: {find[:80]!r}")
