"""Which events of different statements are one: of one family, with actors that fit, told in like words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shutro.claims.linkage import group_by_average
from shutro.claims.statements import Statement, actors, actors_of, cosine
from shutro.model import Event, Link, Span
from shutro.text.edtf import Days, days

# Parts of the likeness of two events, and the average from which they are one; chosen on the example stories.
SAME = 0.50
ACTOR = 0.25  # for each of two actors in common
TARGET = 0.20  # for the same country or body that is visited, met or struck
CLAUSE = 0.70  # for the same words in the clause
MODE = 0.10  # for the same mode
STRANGERS = 0.30  # taken off where no actor is in common
OTHER_AGENT = 0.15  # taken off where others act
PAIR = 0.15  # added where two or more actors are the same on both sides
CONFLICT = 0.60  # likeness from which two values are for one event beyond doubt

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
    clause: Mapping[str, float]
    agents: frozenset[str]
    actors: frozenset[str]
    target: str | None

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
    tellings = [
        _telling(statement, number, links.get(statement.article, {}))
        for statement in statements
        for number in range(len(statement.events))
    ]
    by_family: dict[str, list[int]] = {}
    for number, telling in enumerate(tellings):
        by_family.setdefault(family(telling.event), []).append(number)
    pairs = [pair for numbers in by_family.values() for pair in _pairs(tellings, numbers)]
    groups = group_by_average(len(tellings), pairs, SAME)
    return tuple(tuple(tellings[number] for number in group) for group in groups if len(group) > 1)


def family(event: Event) -> str:
    """Return what names the kind of act, whatever words tell it."""
    return _FAMILY.get(event.mode, event.mode)


def certain_groups(groups: Mapping[str, Sequence[Telling]]) -> dict[str, list[Telling]]:
    """Return the groups of tellings, by value, of which one telling is beyond doubt of the event of another group.

    Two values are a dispute only where it is sure that both are values for one thing.
    """
    kept: dict[str, list[Telling]] = {}
    for value, tellings in groups.items():
        others = [telling for other, found in groups.items() if other != value for telling in found]
        sure = [one for one in tellings if any(event_likeness(one, other) >= CONFLICT for other in others)]
        if sure:
            kept[value] = sure
    return kept


def _telling(statement: Statement, number: int, links: Mapping[Span, Link]) -> Telling:
    event = statement.events[number]
    place = links.get(event.place) if event.place else None
    return Telling(
        statement=statement,
        event=event,
        clause=statement.clauses[number],
        agents=actors_of(event.agents, links),
        actors=actors(event, links),
        target=(place.acts_for or place.entity) if place else None,
    )


def _pairs(tellings: Sequence[Telling], numbers: Sequence[int]) -> Iterator[tuple[int, int, float]]:
    for index, one in enumerate(numbers):
        for other in numbers[index + 1 :]:
            score = event_likeness(tellings[one], tellings[other])
            if score > 0:
                yield one, other, score


def event_likeness(one: Telling, other: Telling) -> float:
    """Return how alike two events are; those of one sentence are two."""
    if one.statement is other.statement:
        return 0.0
    shared = one.actors & other.actors
    score = ACTOR * min(2, len(shared)) + CLAUSE * cosine(one.clause, other.clause)
    if len(shared) > 1 and one.actors == other.actors:
        score += PAIR
    if one.event.mode == other.event.mode:
        score += MODE
    if one.target is not None and one.target in {other.target, *other.actors}:
        score += TARGET
    if one.actors and other.actors and not shared:
        score -= STRANGERS
    if one.agents and other.agents and not one.agents & other.agents:
        score -= OTHER_AGENT
    return score
