"""Which events of different statements are one: of one family, with actors that fit, told in like words."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shutro.claims.linkage import group_by_average
from shutro.claims.statements import Statement, actors, actors_of, cosine
from shutro.languages import available
from shutro.languages.lexicon import lexicon
from shutro.model import Event, Link, Span, TimeExpression
from shutro.text.edtf import Days, days

# Parts of the likeness of two events, and the average from which they are one; chosen on the example stories.
SAME = 0.50
CONFLICT = 0.55  # likeness from which two values are for one event beyond doubt
ACTOR = 0.30  # for each of two actors in common, where he is rare; a third of it where he is everywhere
PAIR = 0.15  # added where two or more actors are the same on both sides
TARGET = 0.20  # for the same country or body that is visited, met or struck
CLAUSE = 0.70  # for the same words in the clause
MODE = 0.35  # for the same family of modes, where it is rare
STRANGERS = 0.30  # taken off where no actor is in common
OTHER_AGENT = 0.15  # taken off where others act
MOST = 300  # events of one family that are compared with each other

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
    def when(self) -> TimeExpression | None:
        """Return the time that the statement gives for the event; how long it took is none."""
        times = [time for time in self.statement.times if days(time.value) is not None]
        own = [time for time in times if time.span == self.event.time]
        if own or self.event.time is None:
            return own[0] if own else None
        return times[0] if len(times) == 1 else None

    @property
    def days(self) -> Days | None:
        """Return the days that the statement gives for the event."""
        return days(self.when.value) if self.when else None


class Rarity:
    """How rare actors and kinds of act are among the events of a story, from 0 (everywhere) to 1 (once)."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._total = math.log(max(2, len(tellings)))
        self._actors = Counter(actor for telling in tellings for actor in telling.actors)
        self._families = Counter(family(telling.event) for telling in tellings)

    def of_actor(self, actor: str) -> float:
        """Return how rare an actor is."""
        return 1 - math.log(self._actors[actor]) / self._total

    def of_act(self, event: Event) -> float:
        """Return how rare the family of an event is."""
        return 1 - math.log(self._families[family(event)]) / self._total


@dataclass(frozen=True, slots=True)
class SameEvent:
    """Tellings of one event."""

    tellings: tuple[Telling, ...]
    rarity: Rarity

    def certain(self, groups: Mapping[str, Sequence[Telling]]) -> dict[str, list[Telling]]:
        """Return the groups of tellings, by value, of which one telling is beyond doubt of the event of another group.

        Two values are a dispute only where it is sure that both are values for one thing.
        """
        kept: dict[str, list[Telling]] = {}
        for value, tellings in groups.items():
            others = [telling for other, found in groups.items() if other != value for telling in found]
            sure = [
                one for one in tellings if any(self._likeness(one, other) >= CONFLICT for other in others)
            ]
            if sure:
                kept[value] = sure
        return kept

    def _likeness(self, one: Telling, other: Telling) -> float:
        return event_likeness(one, other, self.rarity)


def find_events(statements: Sequence[Statement], links: Links) -> tuple[SameEvent, ...]:
    """Return the events that at least two statements tell, each with its tellings in the order of the articles.

    Of a family of more than `MOST` events those that articles tell first are compared.
    """
    tellings = [
        _telling(statement, number, links.get(statement.article, {}))
        for statement in statements
        for number in range(len(statement.events))
    ]
    rarity = Rarity(tellings)
    by_family: dict[str, list[int]] = {}
    for number in sorted(range(len(tellings)), key=lambda n: (tellings[n].statement.position, n)):
        by_family.setdefault(family(tellings[number].event), []).append(number)
    pairs = [pair for numbers in by_family.values() for pair in _pairs(tellings, numbers[:MOST], rarity)]
    groups = group_by_average(len(tellings), pairs, SAME)
    return tuple(SameEvent(tuple(tellings[n] for n in group), rarity) for group in groups if len(group) > 1)


def family(event: Event) -> str:
    """Return what names the kind of act, whatever words tell it."""
    return _FAMILY.get(event.mode, event.mode)


def _telling(statement: Statement, number: int, links: Mapping[Span, Link]) -> Telling:
    event = statement.events[number]
    place = links.get(event.place) if event.place else None
    return Telling(
        statement=statement,
        event=event,
        clause=statement.clauses[number],
        agents=actors_of(event.agents, links),
        actors=actors(event, links),
        target=_state(place, statement.language) if place else None,
    )


def _state(place: Link, code: str) -> str:
    """Return the state that a capital stands for, else the place."""
    forms = lexicon(code).keys.get(place.entity, ()) if code in available() else ()
    return place.acts_for or next((form.acts_for for form in forms if form.acts_for), None) or place.entity


def _pairs(
    tellings: Sequence[Telling], numbers: Sequence[int], rarity: Rarity
) -> Iterator[tuple[int, int, float]]:
    for index, one in enumerate(numbers):
        for other in numbers[index + 1 :]:
            score = event_likeness(tellings[one], tellings[other], rarity)
            if score > 0:
                yield one, other, score


def event_likeness(one: Telling, other: Telling, rarity: Rarity) -> float:
    """Return how alike two events of one family are; those of one sentence are two."""
    if one.statement is other.statement:
        return 0.0
    shared = one.actors & other.actors
    weights = sorted((1 + 2 * rarity.of_actor(actor) for actor in shared), reverse=True)
    score = (
        ACTOR / 3 * sum(weights[:2])
        + CLAUSE * cosine(one.clause, other.clause)
        + MODE * rarity.of_act(one.event)
    )
    if len(shared) > 1 and one.actors == other.actors:
        score += PAIR
    if one.target is not None and one.target in {other.target, *other.actors}:
        score += TARGET
    if one.actors and other.actors and not shared:
        score -= STRANGERS
    if one.agents and other.agents and not one.agents & other.agents:
        score -= OTHER_AGENT
    return score
