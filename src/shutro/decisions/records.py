"""The records of what people decide: who judged what, when, and on which words.

A subject is an anchor, an article or words in it, never an id that was derived: it means the same after the code,
the grouping or the story has changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from shutro.model import Article, Span

Judgement = Literal[
    "one story",
    "two stories",
    "one entity",
    "two entities",
    "one event",
    "two events",
    "remove",
    "change",
    "add",
    "wrong",
    "checked",
    "rests on",
    "independent",
    "undo",
]
Grouping = Literal["story", "entity", "event"]
GROUPINGS: dict[Grouping, tuple[Judgement, Judgement]] = {
    "story": ("one story", "two stories"),
    "entity": ("one entity", "two entities"),
    "event": ("one event", "two events"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """An article, or exact words at a place in it."""

    article: str
    span: Span | None = None
    words: str = ""

    def fits(self, article: Article) -> bool:
        """Say whether the words still stand at their place in the article."""
        return article.id == self.article and (self.span is None or self.span.of(article.text) == self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """What a field of an annotation should be: words as they are, or places in the article."""

    name: str
    value: str | None = None
    places: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One judgement of one person; `number` is its place in the log.

    `subject` and `against` are the two sides of a grouping or of an origin. `what` is the layer of an annotation, the
    attribute of a claim, or the outlet or agency that an article rests on.
    """

    number: int
    judgement: Judgement
    subject: tuple[Anchor, ...] = ()
    against: tuple[Anchor, ...] = ()
    what: str = ""
    arguments: tuple[Argument, ...] = ()
    who: str
    at: str  # ISO 8601 in UTC
    note: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The decisions that stand, oldest first: input to the stages."""

    standing: tuple[Decision, ...] = ()

    def of(self, *judgements: Judgement) -> list[Decision]:
        """Return the decisions with one of these judgements, oldest first."""
        return [decision for decision in self.standing if decision.judgement in judgements]

    def on_groups(self, grouping: Grouping) -> list[Decision]:
        """Return the decisions on what is one and what is two, oldest first."""
        return self.of(*GROUPINGS[grouping])


NONE = Decisions()


def find_standing(log: tuple[Decision, ...]) -> Decisions:
    """Return the decisions of the log that nobody has undone; one that is undone undoes nothing."""
    undone: set[int] = set()
    standing = []
    for decision in sorted(log, key=lambda decision: decision.number, reverse=True):
        if decision.number in undone:
            continue
        if decision.undoes is not None:
            undone.add(decision.undoes)
        else:
            standing.append(decision)
    return Decisions(standing=tuple(reversed(standing)))


def find_undone(log: Sequence[Decision]) -> Mapping[int, int]:
    """Return the numbers of the decisions and undos that are undone, each with that of the undo that stands."""
    undone: dict[int, int] = {}
    for decision in sorted(log, key=lambda decision: decision.number, reverse=True):
        if decision.undoes is not None and decision.number not in undone:
            undone.setdefault(decision.undoes, decision.number)
    return undone
