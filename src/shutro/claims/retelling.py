"""Which tellings are of one event, whatever words it takes: what speaks for it, weighed as was learned from stories."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter, mul
from pathlib import Path

from shutro.claims import families
from shutro.claims.coreference import (
    MOST,
    SEASON,
    Links,
    are_one_time,
    bucket,
    grouped,
    tellings_of,
)
from shutro.claims.happenings import key_of
from shutro.claims.statements import Statement, cosine
from shutro.decisions.records import NONE, Decisions
from shutro.model import Retelling

_WEIGHTS = Path(__file__).with_name("retold.tsv")
JOIN = 0.25  # average chance from which tellings are of one event
LEAST = 0.02  # chance below which two tellings count as not alike at all
TOUCHING = 0.08  # likeness of sentences from which acts of one field are compared, whatever their words
MOST_OF_FIELD = 150  # events of one field that are compared with each other
LEAD = 2  # sentences of an article behind its headline that tell its main matter


@dataclass(frozen=True, slots=True)
class Traits:
    """What speaks for and against two tellings being of one event; each from 0 to about 1 or 2."""

    family: float  # one family, not only one field
    family_rarity: float  # how rare that family is in the story
    family_spread: float  # the share of the articles that tell of it
    field_rarity: float  # the same where only a field is in common
    field_spread: float
    rare: float  # the three rarest concepts that both sentences have
    concepts: float  # likeness of what the sentences' words come to
    named: float  # share of the words for the act that are in common
    far: float  # days that lie a season apart
    leads: float  # how many of the two stand where articles tell their main matter
    strangers: float  # both have actors, none in common
    polarity: float  # both are told, or both denied
    clause: float  # likeness of the words in the clause
    times: float  # days that meet
    events: float  # events in the sentence that tells fewer of them
    vague: float  # where families differ, how many of the two are told by a word that says little
    other_agents: float  # others act


def find_retellings(
    statements: Sequence[Statement], links: Links, decisions: Decisions = NONE
) -> tuple[Retelling, ...]:
    """Return the events that at least two statements tell, by acts of one family or one field.

    More tellings of an event come together than with `find_events`, but its values must not be held against each
    other by that.
    """
    compared = Retellings(statements, links)
    groups = grouped(compared.tellings, compared.chances(), JOIN, decisions)
    return tuple(
        Retelling(
            id=key_of([group[0].statement], f"{group[0].event.trigger.start} told"),
            told=tuple((telling.statement.article, telling.event.trigger) for telling in group),
        )
        for group in groups
    )


class Retellings:
    """The tellings of a story, to be compared two by two."""

    def __init__(self, statements: Sequence[Statement], links: Links) -> None:
        self.tellings = tellings_of(statements, links)
        self._by_family = bucket(self.tellings, lambda telling: (families.family(telling.event),))
        self._by_field = bucket(self.tellings, lambda telling: sorted(families.fields(telling.event)))
        self._articles = max(1, len({telling.statement.article for telling in self.tellings}))
        self._of_family = {kind: self._weight(numbers) for kind, numbers in self._by_family.items()}
        self._of_field = {kind: self._weight(numbers) for kind, numbers in self._by_field.items()}
        self._days = [telling.days for telling in self.tellings]
        self._families = [families.family(telling.event) for telling in self.tellings]
        self._vague = [families.is_vague(telling.event) for telling in self.tellings]
        numbers = {id(statement): number for number, statement in enumerate(statements)}
        self._statements = [numbers[id(telling.statement)] for telling in self.tellings]
        self._alike: dict[tuple[int, int], tuple[float, float]] = {}
        counts = Counter(concept for statement in statements for concept in statement.concepts)
        count = max(2, len(statements))
        self._rare = {
            concept: math.log(1 + count / held) / math.log(1 + count) for concept, held in counts.items()
        }

    def chances(self) -> Iterator[tuple[int, int, float]]:
        """Yield the pairs of tellings that may be of one event, with how sure that is, from 0 to 1."""
        bias, learned = weights()
        values = attrgetter(*(name for name, _ in learned))
        factors = [weight for _, weight in learned]
        for one, other, traits in self.traits():
            total = bias + sum(map(mul, factors, values(traits)))
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
            if chance >= LEAST:
                yield one, other, chance

    def traits(self) -> Iterator[tuple[int, int, Traits]]:
        """Yield the pairs that are worth comparing, each once, with what speaks for and against them."""
        for kind, numbers in self._by_family.items():
            for one, other in self._pairs(numbers[:MOST]):
                yield one, other, self._traits(one, other, self._of_family[kind], (0.0, 0.0))
        seen: set[tuple[int, int]] = set()
        for numbers in self._by_field.values():
            for pair in self._pairs(numbers[:MOST_OF_FIELD]):
                if pair in seen:
                    continue
                seen.add(pair)
                if self._are_compared(*pair):
                    yield *pair, self._traits(*pair, None, self._field_of(*pair))

    def _pairs(self, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield all pairs but those of one sentence, whose events are two."""
        for index, one in enumerate(numbers):
            for other in numbers[index + 1 :]:
                if self.tellings[one].statement is not self.tellings[other].statement:
                    yield min(one, other), max(one, other)

    def _are_compared(self, one: int, other: int) -> bool:
        if self._families[one] == self._families[other]:
            return False
        shared = not self.tellings[one].named.isdisjoint(self.tellings[other].named)
        return shared or self._likeness(one, other)[0] >= TOUCHING

    def _likeness(self, one: int, other: int) -> tuple[float, float]:
        """Return how alike two sentences are, and how rare the three rarest concepts are that both hold."""
        key = self._statements[one], self._statements[other]
        found = self._alike.get(key)
        if found is None:
            mine, theirs = self.tellings[one].statement.concepts, self.tellings[other].statement.concepts
            shared = [concept for concept in mine if concept in theirs]
            likeness = sum(mine[concept] * theirs[concept] for concept in shared)
            rare = sum(sorted((self._rare[concept] for concept in shared), reverse=True)[:3])
            found = self._alike[key] = likeness, rare
        return found

    def _weight(self, numbers: Sequence[int]) -> tuple[float, float]:
        """Return how rare a kind of act is, and the share of the articles that tell of it."""
        told = {self.tellings[number].statement.article for number in numbers}
        rarity = 1 - math.log(len(numbers)) / math.log(max(2, len(self.tellings)))
        return rarity, len(told) / self._articles

    def _field_of(self, one: int, other: int) -> tuple[float, float]:
        """Return the rarity and the share of articles of the fields that two acts have in common."""
        shared = families.fields(self.tellings[one].event) & families.fields(self.tellings[other].event)
        return (
            max(self._of_field[kind][0] for kind in shared),
            max(self._of_field[kind][1] for kind in shared),
        )

    def _traits(
        self,
        first: int,
        second: int,
        kind: tuple[float, float] | None,
        field: tuple[float, float],
    ) -> Traits:
        one, other = self.tellings[first], self.tellings[second]
        likeness, rare = self._likeness(first, second)
        days, others = self._days[first], self._days[second]
        vague = self._vague[first] + self._vague[second]
        return Traits(
            family=float(kind is not None),
            family_rarity=kind[0] if kind else 0.0,
            family_spread=kind[1] if kind else 0.0,
            field_rarity=field[0],
            field_spread=field[1],
            rare=rare,
            concepts=likeness,
            named=len(one.named & other.named) / max(1, min(len(one.named), len(other.named))),
            far=float(days is not None and others is not None and days.apart(others) > SEASON),
            leads=(one.statement.position <= LEAD) + (other.statement.position <= LEAD),
            strangers=float(bool(one.actors and other.actors) and one.actors.isdisjoint(other.actors)),
            polarity=float(one.event.polarity == other.event.polarity),
            clause=cosine(one.clause, other.clause),
            times=float(days is not None and others is not None and are_one_time(days, others)),
            events=min(len(one.statement.events), len(other.statement.events)),
            vague=0.0 if kind else vague,
            other_agents=float(bool(one.agents and other.agents) and one.agents.isdisjoint(other.agents)),
        )


@cache
def weights() -> tuple[float, tuple[tuple[str, float], ...]]:
    """Return what the sum of traits begins with, and the weight of each trait."""
    rows = _WEIGHTS.read_text(encoding="utf-8").split("\n")
    told = dict(row.split("\t") for row in rows if row and not row.startswith("#"))
    return float(told["bias"]), tuple((field.name, float(told[field.name])) for field in fields(Traits))
