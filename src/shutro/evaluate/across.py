"""Events across articles held against files that say which words name one event."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import regex

from shutro.model import Doc, Span
from shutro.pipeline import tell
from shutro.text.normalize import normalize

_NUMBER = regex.compile(r"\d+")

Place = tuple[str, Span]  # an article and the words that name an event in it


class KnownEvent(msgspec.Struct):
    """One event, and the words that name it: the number of the article, words that stand once in it."""

    id: str
    at: list[tuple[str, str]]


class _File(msgspec.Struct):
    events: list[KnownEvent] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class AcrossScore:
    """How well events are told to be one, among the words that both sides take for an event; scores add up."""

    named: int = 0  # words that name an event by construction
    found: int = 0  # of these, where an event is found
    precision_sum: float = 0.0  # over the found ones: share of those put together with one that belong to it
    recall_sum: float = 0.0  # and of those that belong to it that are put together with it

    def __add__(self, other: "AcrossScore") -> "AcrossScore":
        return AcrossScore(
            named=self.named + other.named,
            found=self.found + other.found,
            precision_sum=self.precision_sum + other.precision_sum,
            recall_sum=self.recall_sum + other.recall_sum,
        )

    @property
    def precision(self) -> float:
        """Return the precision of B-cubed; 1 where nothing was found."""
        return self.precision_sum / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return the recall of B-cubed; 1 where nothing was found."""
        return self.recall_sum / self.found if self.found else 1.0

    @property
    def b_cubed(self) -> float:
        """Return the harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_events(path: Path) -> list[KnownEvent]:
    """Return the events of a construction file; none where it has no such key."""
    return msgspec.json.decode(normalize(path.read_text(encoding="utf-8")), type=_File).events


def score_across(docs: Sequence[Doc], known: Sequence[KnownEvent]) -> AcrossScore:
    """Return how well the events of docs, that are not linked yet, are told to be one."""
    stories, linked = tell(docs)
    groups = [one.told for story in stories for one in story.retold]
    return compare(groups, events_by_place(linked, known), sum(len(event.at) for event in known))


def compare(
    groups: Iterable[Sequence[Place]], known: Mapping[Place, Iterable[str]], named: int = 0
) -> AcrossScore:
    """Return B-cubed over the places of `known`, which says the events that each names; ungrouped ones stand alone."""
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    events = {place: frozenset(ids) for place, ids in known.items()}
    precision = recall = 0.0
    for place, ids in events.items():
        group = group_of.get(place)
        mine = {o for o in events if o == place or (group is not None and group_of.get(o) == group)}
        theirs = {other for other, others in events.items() if ids & others}
        precision += len(mine & theirs) / len(mine)
        recall += len(mine & theirs) / len(theirs)
    return AcrossScore(
        named=max(named, len(events)), found=len(events), precision_sum=precision, recall_sum=recall
    )


def events_by_place(docs: Sequence[Doc], known: Sequence[KnownEvent]) -> Mapping[Place, set[str]]:
    """Return the triggers that are found where a known event is named, with the ids of the events."""
    numbers = {match.group(): doc for doc in docs if (match := _NUMBER.match(Path(doc.article.file).name))}
    found: dict[Place, set[str]] = defaultdict(set)
    for event in known:
        for number, words in event.at:
            doc = numbers.get(number)
            trigger = _trigger_at(doc, words) if doc else None
            if doc and trigger:
                found[doc.article.id, trigger].add(event.id)
    return found


def _trigger_at(doc: Doc, words: str) -> Span | None:
    """Return the trigger that has the most in common with the words."""
    start = doc.text.find(words)
    span = Span(start, start + len(words))
    meeting: Iterator[Span] = (event.trigger for event in doc.events if event.trigger.meets(span))
    return (
        max(
            meeting,
            key=lambda trigger: (min(trigger.end, span.end) - max(trigger.start, span.start), trigger),
            default=None,
        )
        if start >= 0
        else None
    )
