"""Which events of different statements are one: of one family, with actors that fit, told in like words."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shutro.claims.families import family
from shutro.claims.linkage import group_by_average
from shutro.claims.statements import Linked, Statement, actors, actors_of, cosine
from shutro.decisions.grouping import regroup
from shutro.decisions.records import NONE, Decisions
from shutro.languages import available
from shutro.languages.lexicon import lexicon
from shutro.model import Event, Span, TimeExpression
from shutro.text.edtf import Days, days

# Parts of the likeness of two events, and the average from which they are one. Chosen by search on nine stories, six of
# them the bundled ones; the country visited and a bonus for equal pairs of actors were tried and made no difference.
SAME = 0.39
ACTOR = 0.48  # for each of two actors in common, where he is rare; a third of it where he is everywhere
CLAUSE = 0.84  # for the same words in the clause
MODE = 0.59  # for the same family of modes, where it is rare
STRANGERS = 0.19  # taken off where no actor is in common
OTHER_AGENT = 0.53  # taken off where others act
SURE = 1.55  # weight of shared actors from which they alone can make one event of two
OTHER_PARTNER = 0.28  # taken off where the one in common meets, strikes or visits different ones
OTHER_SEASON = 0.35  # taken off where the days lie more than `SEASON` apart
SEASON = 45  # days
MOST = 300  # events of one family that are compared with each other

# What counts besides where it is only asked which tellings are of one event, and the average from which they are one.
# Chosen by search on twelve stories; two values are held against each other only where events are one without these.
RETOLD = 0.25
SENTENCES = 2.0  # for sentences that say the same
DATES = 0.2  # for the same day
WORD = 0.32  # for the same mode, not only one of its family
OTHER_DATES = 0.15  # taken off where the days differ by less
_YEAR = 300  # days
_YEARS_APART = -2.0  # in place of the likeness of two that lie years apart
EXACT = 2  # days of a time that says which day it was
TOUCHING = 0.1  # likeness of sentences from which their events are compared, whatever else they share

Links = Mapping[str, Linked]


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement's telling of an event."""

    statement: Statement
    event: Event
    clause: Mapping[str, float]
    named: frozenset[str]
    agents: frozenset[str]
    actors: frozenset[str]
    is_told: bool

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


Likeness = Callable[[Telling, Telling, Rarity], float]


def find_events(
    statements: Sequence[Statement], links: Links, decisions: Decisions = NONE
) -> tuple[tuple[Telling, ...], ...]:
    """Return the events that at least two statements tell, each with its tellings in the order of the articles.

    Of a family of more than `MOST` events those that articles tell first are compared.
    """
    return _find(statements, links, decisions, event_likeness, SAME)


def find_retold(
    statements: Sequence[Statement], links: Links, decisions: Decisions = NONE
) -> tuple[tuple[Telling, ...], ...]:
    """Return the events as `find_events` does, with the sentences around them and days in common counted, too.

    More tellings of an event come together, but its values must not be held against each other by that.
    """
    return _find(statements, links, decisions, retold_likeness, RETOLD)


def _find(
    statements: Sequence[Statement], links: Links, decisions: Decisions, alike: Likeness, least: float
) -> tuple[tuple[Telling, ...], ...]:
    tellings = tellings_of(statements, links)
    rarity = Rarity(tellings)
    by_family = bucket(tellings, lambda telling: (family(telling.event),))
    pairs = (
        pair for numbers in by_family.values() for pair in _pairs(tellings, numbers[:MOST], rarity, alike)
    )
    return grouped(tellings, pairs, least, decisions)


def tellings_of(statements: Sequence[Statement], links: Links) -> list[Telling]:
    """Return what statements tell of events, in their order."""
    return [
        _telling(statement, number, links.get(statement.article, {}))
        for statement in statements
        for number in range(len(statement.events))
    ]


def bucket(tellings: Sequence[Telling], kinds: Callable[[Telling], Iterable[str]]) -> dict[str, list[int]]:
    """Return the numbers of the tellings of each kind, those that stand first in their articles first."""
    found: dict[str, list[int]] = {}
    for number in sorted(range(len(tellings)), key=lambda n: (tellings[n].statement.position, n)):
        for kind in kinds(tellings[number]):
            found.setdefault(kind, []).append(number)
    return found


def grouped(
    tellings: Sequence[Telling], pairs: Iterable[tuple[int, int, float]], least: float, decisions: Decisions
) -> tuple[tuple[Telling, ...], ...]:
    """Return the groups of two tellings and more that are alike by `least` on average, or as people decided."""
    told = [[tellings[n] for n in group] for group in group_by_average(len(tellings), pairs, least)]
    decided = regroup(told, decisions.on_groups("event"), _place)
    return tuple(tuple(group) for group in decided if len(group) > 1)


def _place(telling: Telling) -> tuple[str, Span]:
    return telling.statement.article, telling.event.trigger


def _telling(statement: Statement, number: int, links: Linked) -> Telling:
    event = statement.events[number]
    return Telling(
        statement=statement,
        event=event,
        clause=statement.clauses[number],
        named=statement.named[number],
        agents=actors_of(event.agents, links),
        actors=actors(event, links),
        is_told=statement.told[number],
    )


def state_of(place: str, code: str) -> str:
    """Return the state that a capital stands for, else the place."""
    forms = lexicon(code).keys.get(place, ()) if code in available() else ()
    return next((form.acts_for for form in forms if form.acts_for), None) or place


def _pairs(
    tellings: Sequence[Telling], numbers: Sequence[int], rarity: Rarity, alike: Likeness
) -> Iterator[tuple[int, int, float]]:
    exact = {number: _exact_days(tellings[number]) for number in numbers}
    for index, one in enumerate(numbers):
        for other in numbers[index + 1 :]:
            if _are_years_apart(exact[one], exact[other]):
                yield one, other, _YEARS_APART
            elif (score := alike(tellings[one], tellings[other], rarity)) > 0:
                yield one, other, score


def _exact_days(telling: Telling) -> Days | None:
    """Return the days of the event where these are few enough to say when it was."""
    found = telling.days
    return found if found is not None and found.count <= SEASON else None


def _are_years_apart(one: Days | None, other: Days | None) -> bool:
    """Say whether two events bear exact days of different years: the treaty of old, and the new one."""
    return one is not None and other is not None and one.apart(other) > _YEAR


def event_likeness(one: Telling, other: Telling, rarity: Rarity) -> float:
    """Return how alike two events of one family are; those of one sentence are two."""
    if one.statement is other.statement:
        return 0.0
    if not cosine(one.clause, other.clause) and _shared(one, other, rarity) < SURE:
        return 0.0
    return _likeness(one, other, rarity)


def retold_likeness(one: Telling, other: Telling, rarity: Rarity) -> float:
    """Return the same where the sentences around and the days count, too."""
    if one.statement is other.statement:
        return 0.0
    sentences = cosine(one.statement.concepts, other.statement.concepts)
    times = one.days, other.days
    meet = times[0] is not None and times[1] is not None and are_one_time(times[0], times[1])
    near = meet or sentences >= TOUCHING or _shared(one, other, rarity) >= SURE
    if not near and not cosine(one.clause, other.clause):
        return 0.0
    score = _likeness(one, other, rarity) + SENTENCES * sentences + DATES * meet
    if times[0] and times[1] and not times[0].meets(times[1]):
        score -= OTHER_DATES
    return score + WORD * (one.event.mode == other.event.mode)


def _shared(one: Telling, other: Telling, rarity: Rarity) -> float:
    """Return the weight of the two rarest actors in common."""
    weights = sorted((1 + 2 * rarity.of_actor(actor) for actor in one.actors & other.actors), reverse=True)
    return sum(weights[:2])


def _likeness(one: Telling, other: Telling, rarity: Rarity) -> float:
    shared = one.actors & other.actors
    score = ACTOR / 3 * _shared(one, other, rarity) + CLAUSE * cosine(one.clause, other.clause)
    score += MODE * rarity.of_act(one.event)
    if one.actors and other.actors and not shared:
        score -= STRANGERS
    if one.agents and other.agents and not one.agents & other.agents:
        score -= OTHER_AGENT
    if shared and one.actors - shared and other.actors - shared:
        score -= OTHER_PARTNER
    if one.days and other.days and one.days.apart(other.days) > SEASON:
        score -= OTHER_SEASON
    return score


def are_one_time(one: Days, other: Days) -> bool:
    """Say whether two times meet, one of them no longer than a day or two."""
    return one.meets(other) and min(one.count, other.count) <= EXACT
