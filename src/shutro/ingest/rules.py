"""The rules of page furniture of a language, compiled from its table."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import regex

from shutro.errors import LanguageError
from shutro.languages import available, read
from shutro.languages.schema.page import FurnitureRule, PageTable

TABLE = "page"
_NAME = regex.compile(r"(?<!\?P)<([a-z]+)>")
_LIST = regex.compile(r"\(\?&([a-z]+)\)")
_DEPTH = 6
_DIGIT = regex.compile(r"\p{Nd}")
# As a plain number: with the flag itself, compiling a pattern takes half as long again.
IGNORE_CASE = int(regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and the reason that is given for what it takes away; it is compiled when a line may fit it."""

    name: str
    reason: str
    find: str
    needs: tuple[tuple[str, ...], ...]

    @property
    def pattern(self) -> regex.Pattern[str]:
        """Return the compiled pattern; LanguageError is raised where it is none."""
        return _compiled(self.find, self.name)

    def may_fit(self, bare: str) -> bool:
        """Say whether a line that was made bare holds what the pattern cannot do without."""
        for words in self.needs:
            for word in words:
                if word in bare:
                    break
            else:
                return False
        return True


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
        lines=tuple(_rule(rule, table, code) for rule in table.line),
        inside=tuple(_rule(rule, table, code) for rule in table.inside),
        headings=tuple(_rule(rule, table, code) for rule in table.heading),
        keep=table.keep,
    )
    for declared in (*table.line, *table.inside, *table.heading):
        if not declared.goes:
            raise LanguageError(f"{code}/{TABLE}.toml: rule {declared.name!r} has no example")
    return rules


def bare(line: str) -> str:
    """Return the line as the needs of a rule are written: without capitals, and 0 for each digit."""
    return _DIGIT.sub("0", line.casefold())


def check_page(code: str) -> list[str]:
    """Return a complaint for each example of page furniture that its rule does not treat as it shows."""
    table, rules = read(code, TABLE, PageTable), page_rules(code)
    if rules is None:
        return []
    complaints = []
    for declared, rule in zip((*table.line, *table.heading), (*rules.lines, *rules.headings), strict=True):
        complaints += _wrong(declared, rule, rule.pattern.fullmatch, code)
    for declared, rule in zip(table.inside, rules.inside, strict=True):
        complaints += _wrong(declared, rule, rule.pattern.search, code)
    return complaints


def expand(pattern: str, table: PageTable) -> str:
    """Return the pattern with each <name> replaced by its pattern or its words; a list that stands twice is shared."""
    for _ in range(_DEPTH):
        wider = _NAME.sub(lambda match: _meaning(match.group(0), match.group(1), table), pattern)
        if wider == pattern:
            break
        pattern = wider
    # Compiling takes as long as the pattern is: with the months written out wherever a date may stand, thrice as long.
    uses = Counter(_LIST.findall(pattern))
    for name in uses:
        if uses[name] == 1:
            pattern = pattern.replace(f"(?&{name})", f"(?:{_alternatives(name, table)})")
    shared = "".join(f"(?P<{name}>{_alternatives(name, table)})" for name in uses if uses[name] > 1)
    return f"(?(DEFINE){shared}){pattern}" if shared else pattern


def _meaning(whole: str, name: str, table: PageTable) -> str:
    return f"(?&{name})" if _words(name, table) else table.patterns.get(name, whole)


def _words(name: str, table: PageTable) -> tuple[str, ...]:
    numbered = {"months": table.months, "halves": table.halves, "parts": table.parts}
    return table.words.get(name) or tuple(numbered.get(name, ()))


def _alternatives(name: str, table: PageTable) -> str:
    longest_first = sorted(_words(name, table), key=lambda word: (-len(word), word))
    return "|".join(regex.escape(word, literal_spaces=True) for word in longest_first)


def _rule(rule: FurnitureRule, table: PageTable, code: str) -> Rule:
    find = expand(rule.find, table)
    return Rule(f"{code}/{TABLE}.toml: rule {rule.name!r}", rule.reason, find, _needs(rule, table))


def _needs(rule: FurnitureRule, table: PageTable) -> tuple[tuple[str, ...], ...]:
    """Return the needs of a rule with the words of each <name>; of words in one another, the shortest is enough."""
    found = []
    for needed in rule.needs:
        words = {bare(word) for name in needed for word in _listed(name, table)}
        found.append(tuple(word for word in sorted(words) if not any(o in word for o in words - {word})))
    return tuple(found)


def _listed(name: str, table: PageTable) -> tuple[str, ...]:
    return _words(name[1:-1], table) if name.startswith("<") else (name,)


@cache
def _compiled(find: str, name: str) -> regex.Pattern[str]:
    try:
        return regex.compile(find, IGNORE_CASE)
    except regex.error as error:
        raise LanguageError(f"{name}: {error}") from error


def _wrong(declared: FurnitureRule, rule: Rule, matches: Callable[[str], object], code: str) -> list[str]:
    wrong = [line for line in declared.goes if not (rule.may_fit(bare(line)) and matches(line))]
    wrong += [line for line in declared.stays if matches(line)]
    return [f"{code}/{TABLE}.toml: rule {declared.name!r} fails on {line!r}" for line in wrong]
