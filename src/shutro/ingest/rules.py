"""The rules of page furniture of a language, compiled from its table."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import regex

from shutro.errors import LanguageError
from shutro.languages import available, read
from shutro.languages.schema.page import FurnitureRule, PageTable

TABLE = "page"
_NAME = regex.compile(r"(?<!\?P)<([a-z]+)>")
_DEPTH = 6
# As a plain number: with the flag itself, compiling a pattern takes half as long again.
IGNORE_CASE = int(regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled pattern and the reason that is given for what it takes away."""

    name: str
    reason: str
    pattern: regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class PageRules:
    """The compiled rules of one language."""

    lines: tuple[Rule, ...]
    inside: tuple[Rule, ...]
    headings: tuple[Rule, ...]
    keep: tuple[str, ...]


@cache
def page_rules(code: str) -> PageRules | None:
    """Return the rules for pages in this language, or None where it has no folder.

    Raises LanguageError where a rule has no example.
    """
    if code not in available():
        return None
    table = read(code, TABLE, PageTable)
    rules = PageRules(
        lines=tuple(_compiled(rule, table, code) for rule in table.line),
        inside=tuple(_compiled(rule, table, code) for rule in table.inside),
        headings=tuple(_compiled(rule, table, code) for rule in table.heading),
        keep=table.keep,
    )
    for declared in (*table.line, *table.inside, *table.heading):
        if not declared.goes:
            raise LanguageError(f"{code}/{TABLE}.toml: rule {declared.name!r} has no example")
    return rules


def check_page(code: str) -> list[str]:
    """Return a complaint for each example of page furniture that its rule does not treat as it shows."""
    table, rules = read(code, TABLE, PageTable), page_rules(code)
    if rules is None:
        return []
    complaints = []
    for declared, rule in zip((*table.line, *table.heading), (*rules.lines, *rules.headings), strict=True):
        complaints += _wrong(declared, rule.pattern.fullmatch, code)
    for declared, rule in zip(table.inside, rules.inside, strict=True):
        complaints += _wrong(declared, rule.pattern.search, code)
    return complaints


def expand(pattern: str, table: PageTable) -> str:
    """Return the pattern with each <name> replaced by its words or its own pattern."""
    for _ in range(_DEPTH):
        wider = _NAME.sub(lambda match: _meaning(match.group(0), match.group(1), table), pattern)
        if wider == pattern:
            break
        pattern = wider
    return pattern


def _meaning(whole: str, name: str, table: PageTable) -> str:
    numbered = {"months": table.months, "halves": table.halves, "parts": table.parts}
    words = table.words.get(name) or tuple(numbered.get(name, ()))
    if words:
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        return "(?:" + "|".join(regex.escape(word, literal_spaces=True) for word in longest_first) + ")"
    return table.patterns.get(name, whole)


def _compiled(rule: FurnitureRule, table: PageTable, code: str) -> Rule:
    try:
        pattern = regex.compile(expand(rule.find, table), IGNORE_CASE)
    except regex.error as error:
        raise LanguageError(f"{code}/{TABLE}.toml: rule {rule.name!r}: {error}") from error
    return Rule(rule.name, rule.reason, pattern)


def _wrong(rule: FurnitureRule, matches: Callable[[str], object], code: str) -> list[str]:
    wrong = [line for line in rule.goes if not matches(line)] + [line for line in rule.stays if matches(line)]
    return [f"{code}/{TABLE}.toml: rule {rule.name!r} fails on {line!r}" for line in wrong]
