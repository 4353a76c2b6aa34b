"""Rules read side by side: where each may end at most, before its pattern is tried on the place."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from shutro.errors import LanguageError

_PART = regex.compile(r"<[^<>]*>|[^\s<>()|?\[\]]+|[()|?\[\]]")

State = frozenset[int]  # places in rules that may come next; -1 - rule where that rule is at its end


@dataclass(frozen=True, slots=True, eq=False)
class Automaton:
    """All rules as one net of places: what stands at each, and which may follow it."""

    codes: tuple[frozenset[str], ...]
    after: tuple[State, ...]
    start: State


def make_automaton(rules: Iterable[str], codes_of: Callable[[str], frozenset[str]]) -> Automaton:
    """Return the automaton of some rules; `codes_of` gives the codes that an element such as <day> stands for.

    What must follow a rule, in [ ], is read with it where the rule ends there, else passed over.
    Raises LanguageError where brackets do not match.
    """
    net = _Net(codes_of)
    start = frozenset[int]().union(*(net.read(rule, number) for number, rule in enumerate(rules)))
    return Automaton(tuple(net.codes), tuple(net.after), start)


def longest_ends(automaton: Automaton, codes: str, at: int) -> list[tuple[int, int]]:
    """Return the rules that may match the codes from `at`, with the furthest end of each, the furthest first."""
    ends: dict[int, int] = {}
    state = automaton.start
    while at < len(codes):
        state, ended = _step(automaton, state, codes[at])
        if not state:
            break
        at += 1
        for rule in ended:
            ends[rule] = at
    return sorted(ends.items(), key=lambda pair: (-pair[1], pair[0])) if len(ends) > 1 else list(ends.items())


def may_begin(automaton: Automaton, codes: str) -> bool:
    """Say whether a match may begin with these codes, be it that it ends among them or goes on behind them."""
    state = automaton.start
    for code in codes:
        state, ended = _step(automaton, state, code)
        if ended or not state:
            return bool(ended)
    return True


@lru_cache(maxsize=65_536)
def _step(automaton: Automaton, state: State, code: str) -> tuple[State, tuple[int, ...]]:
    """Return the state after a code, and the rules that may end there."""
    fitting = (automaton.after[place] for place in state if place >= 0 and code in automaton.codes[place])
    reached = frozenset[int]().union(*fitting)
    return reached, tuple(-1 - place for place in reached if place < 0)


class _Net:
    """Reads rules from their end to their beginning, so that it knows of each place what may follow."""

    def __init__(self, codes_of: Callable[[str], frozenset[str]]) -> None:
        self.codes_of = codes_of
        self.codes: list[frozenset[str]] = []
        self.after: list[State] = []

    def read(self, rule: str, number: int) -> State:
        """Add a rule and return the places that it may begin with."""
        parts = _PART.findall(rule)
        end = frozenset((-1 - number,))
        start, left = self._choice(parts, len(parts), end, end)
        if left:
            raise LanguageError(f"the rule {rule!r} closes a bracket that it does not open")
        return start

    def _choice(self, parts: Sequence[str], at: int, follow: State, end: State) -> tuple[State, int]:
        """Return the beginnings of the alternatives that end before `at`, and where the first of them begins."""
        begun, choices = follow, frozenset[int]()
        while at and parts[at - 1] not in ("(", "["):
            if parts[at - 1] == "|":
                begun, choices, at = follow, choices | begun, at - 1
            else:
                begun, at = self._part(parts, at, begun, end)
        return choices | begun, at

    def _part(self, parts: Sequence[str], at: int, follow: State, end: State) -> tuple[State, int]:
        part = parts[at - 1]
        if part == "?":
            begun, at = self._part(parts, at - 1, follow, end)
            return begun | follow, at
        if part == ")":
            begun, at = self._choice(parts, at - 1, follow, end)
            return begun, at - 1
        if part == "]":
            begun, at = self._choice(parts, at - 1, end, end)
            return begun if follow == end else follow, at - 1
        self.codes.append(self.codes_of(part))
        self.after.append(follow)
        return frozenset((len(self.codes) - 1,)), at - 1
