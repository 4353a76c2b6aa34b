"""What reports open with, and who tells the circumstances of it: two voices, of one act."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from shutro.claims.beside import elsewhere
from shutro.claims.families import family, is_spoken
from shutro.claims.statements import Statement
from shutro.model import Event

_LEAD = 3  # statements of an article that tell what it is about
_FEWEST = 2  # articles whose leads tell of an act

Persons = Callable[[Statement], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Leads:
    """What reports open with: the acts that two of them tell of, their words, and the acts that a word names there."""

    acts: frozenset[str]
    main: frozenset[str]  # those that half of the reports tell of, so that they are one wherever it is put
    words: frozenset[str]
    named: Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells a circumstance, and in which statement."""

    statement: Statement
    teller: str  # "" where the article says it in its own voice


@dataclass(frozen=True, slots=True)
class Voices:
    """Whether two tell of one act: `persons` says of whom a statement tells, `places` holds the names of places.

    `named` holds whom and what each article names at its beginning.
    """

    persons: Persons
    places: Collection[str]
    named: Mapping[str, frozenset[str]]

    def may_argue(self, one: Told, other: Told, act: str, leads: Leads) -> bool:
        """Say whether two may argue about one act: one that reports open with, else as two named voices of a report."""
        if act not in leads.main and elsewhere(one.statement, other.statement, self.places):
            return False
        if self._are_of_other_matters(one.statement.article, other.statement.article):
            return False
        return (act in leads.acts or _argue(one, other)) and not self._tell_of_others(
            one.statement, other.statement
        )

    def _are_of_other_matters(self, one: str, other: str) -> bool:
        """Say whether two articles open with nothing that has a name in both: two fires, two accidents of one story."""
        return one != other and self.named[one].isdisjoint(self.named[other])

    def _tell_of_others(self, one: Statement, other: Statement) -> bool:
        mine, theirs = self.persons(one), self.persons(other)
        return bool(mine and theirs) and mine.isdisjoint(theirs)


def find_leads(statements: Sequence[Statement]) -> Leads:
    """Return what two articles tell of at their beginning, and the words that two of them have there."""
    acts: dict[str, set[str]] = defaultdict(set)
    words: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if statement.position < _LEAD:
            for word in statement.concepts:
                words[word].add(statement.article)
            for event, names in zip(statement.events, statement.named, strict=True):
                if is_done(event) and not is_spoken(event):
                    acts[family(event)].add(statement.article)
                    for name in names:
                        named[name].add(family(event))
    half = len({statement.article for statement in statements}) / 2
    return Leads(
        main=frozenset(act for act, articles in acts.items() if len(articles) >= max(half, _FEWEST)),
        acts=frozenset(act for act, articles in acts.items() if len(articles) >= _FEWEST),
        words=frozenset(word for word, articles in words.items() if len(articles) >= _FEWEST),
        named=named,
    )


def is_done(event: Event) -> bool:
    """Say whether an act is told as one that was done."""
    return event.polarity == "+" and event.modality == "asserted"


def are_of_one_voice(one: Told, other: Told) -> bool:
    """Say whether one informant, or one article in its own voice, tells both."""
    if one.teller or other.teller:
        return one.teller == other.teller
    return one.statement.article == other.statement.article


def _argue(one: Told, other: Told) -> bool:
    return bool(one.teller and other.teller) and one.statement.article == other.statement.article
