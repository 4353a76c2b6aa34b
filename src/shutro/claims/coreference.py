"""Which events of different statements are one: of one family, with actors that fit, told in like words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shutro.claims.linkage import group_by_average
from shutro.claims.statements import Statement, actors, likeness
from shutro.model import Event, Link, Span
from shutro.text.edtf import Days, days

SAME = 0.42  # average likeness from which events are one
ACTORS = 0.30  # added for the share of actors in common, taken off where there are none
SAME_MODE = 0.06
WORDS = 0.06  # likeness of statements below which their events are not compared

Links = Mapping[str, Mapping[Span, Link]]

# Modes by which reports tell the same act.
_FAMILIES = (
    ("meet", "talks", "talk", "summit", "phone-call", "arms-talks", "roundtable", "welcome"),
    ("visit", "journey", "inspect"),
    ("arrive", "land", "enter"),
    ("die", "kill", "find-dead", "declare-dead", "recover-body"),
    ("sign", "sign-agreement", "agree"),
    ("gift", "exchange", "donate", "grant", "hand-over", "relief"),
    ("accident", "crash", "collision", "sink", "collapse"),
    ("attack", "shoot", "stab", "bomb", "explosion", "attempted-murder"),
    ("sentence", "ruling", "convict", "imprison"),
    ("arrest", "take-in"),
    ("form-inquiry", "investigate"),
)
_FAMILY = {mode: family[0] for family in _FAMILIES for mode in family}


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement's telling of an event."""

    statement: Statement
    event: Event

    @property
    def time(self) -> str | None:
        """Return the value of the time that the statement gives for the event."""
        return next((time.value for time in self.statement.times if time.span == self.event.time), None)

    @property
    def days(self) -> Days | None:
        """Return the days that the statement gives for the event."""
        return days(self.time)


def find_events(statements: Sequence[Statement], links: Links) -> tuple[tuple[Telling, ...], ...]:
    """Return the events that at least two statements tell, each with its tellings in the order of the articles."""
    tellings = [Telling(statement, event) for statement in statements for event in statement.events]
    by_family: dict[str, list[int]] = {}
    for number, telling in enumerate(tellings):
        by_family.setdefault(family(telling.event), []).append(number)
    pairs = [pair for numbers in by_family.values() for pair in _pairs(tellings, numbers, links)]
    groups = group_by_average(len(tellings), pairs, SAME)
    return tuple(tuple(tellings[number] for number in group) for group in groups if len(group) > 1)


def family(event: Event) -> str:
    """Return what names the kind of act, whatever words tell it."""
    return _FAMILY.get(event.mode, event.mode)


def _pairs(
    tellings: Sequence[Telling], numbers: Sequence[int], links: Links
) -> Iterator[tuple[int, int, float]]:
    who = {n: actors(tellings[n].event, links.get(tellings[n].statement.article, {})) for n in numbers}
    for index, one in enumerate(numbers):
        for other in numbers[index + 1 :]:
            score = _score(tellings[one], tellings[other], who[one], who[other])
            if score > 0:
                yield one, other, score


def _score(one: Telling, other: Telling, mine: frozenset[str], theirs: frozenset[str]) -> float:
    if one.statement is other.statement:
        return 0.0
    words = likeness(one.statement, other.statement)
    if words < WORDS:
        return 0.0
    share = 0.0
    if mine and theirs:
        share = ACTORS * (len(mine & theirs) / len(mine | theirs)) if mine & theirs else -ACTORS
    return words + share + (SAME_MODE if one.event.mode == other.event.mode else 0.0)
