"""Acts: what one or several reports of a story tell as one event, with those who take part."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from shutro.claims.coreference import find_events
from shutro.claims.statements import Statement, actors_of, find_statements
from shutro.claims.told import Tellers
from shutro.model import Doc, Event, Finding, Modality, Polarity, Span, Story
from shutro.text.edtf import days

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
Direction = Literal["first", "second", "both"]
QUADS: Mapping[str, Quad] = {  # as the sections of PLOVER's codebook have it; OTHER stands in none
    "AGREE": "verbal cooperation",
    "CONSULT": "verbal cooperation",
    "SUPPORT": "verbal cooperation",
    "CONCEDE": "verbal cooperation",
    "COOPERATE": "material cooperation",
    "AID": "material cooperation",
    "RETREAT": "material cooperation",
    "REQUEST": "verbal conflict",
    "ACCUSE": "verbal conflict",
    "REJECT": "verbal conflict",
    "THREATEN": "verbal conflict",
    "PROTEST": "material conflict",
    "SANCTION": "material conflict",
    "MOBILIZE": "material conflict",
    "COERCE": "material conflict",
    "ASSAULT": "material conflict",
}
# An invitation asks for something, so its root is REQUEST; nobody would call it a conflict.
_QUADS_OF_MODES: Mapping[str, Quad] = {"invite": "verbal cooperation", "invitation": "verbal cooperation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A sentence of an article."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act as the reports tell it; `when` is the day of the first report where no time is told.

    `direction` says who acts, of two that are asked for; of one alone it is `first`.
    """

    when: str | None
    is_dated: bool
    code: str
    mode: str
    quad: Quad | None
    modality: Modality
    polarity: Polarity
    text: str
    places: tuple[Place, ...]
    origins: int
    findings: tuple[str, ...]  # those that dispute or revise something of it
    agents: tuple[str, ...] = ()
    others: tuple[str, ...] = ()  # to whom or with whom it is done
    direction: Direction = "first"

    @property
    def is_told_as_done(self) -> bool:
        """Say whether it is reported as something that took place."""
        return self.modality == "asserted" and self.polarity == "+"

    def is_between(self, first: Collection[str], second: Collection[str]) -> bool:
        """Say whether it passed between the two, or whether the first did it where there is no second."""
        if not second:
            return not set(first).isdisjoint(self.agents)
        all_ = {*self.agents, *self.others}
        return not (all_.isdisjoint(first) or all_.isdisjoint(second))

    def seen_by(self, first: Collection[str], second: Collection[str]) -> "Act":
        """Return it with the direction that it has between the two."""
        agents = set(self.agents)
        is_second = not agents.isdisjoint(second)
        is_both = is_second and not agents.isdisjoint(first)
        return replace(self, direction="both" if is_both else "second" if is_second else "first")


def find_acts(story: Story, docs: Sequence[Doc], tellers: Tellers | None = None) -> Iterator[Act]:
    """Yield the acts that the docs of a story tell; what several reports tell is one act."""
    reader = _Reader(story, docs, tellers or Tellers(docs))
    for tellings in reader.tellings():
        yield reader.act(tellings)


_Telling = tuple[Statement, Event]


class _Reader:
    """One story read for what was done in it."""

    def __init__(self, story: Story, docs: Sequence[Doc], tellers: Tellers) -> None:
        self._docs = {doc.article.id: doc for doc in docs}
        self._links = tellers.links
        self._statements = find_statements(docs)
        self._findings: dict[Place, list[Finding]] = {}
        for finding in story.findings:
            claims = (claim for value in finding.values for claim in value.claims)
            for place in dict.fromkeys(Place(article=c.article, span=c.sentence) for c in claims):
                self._findings.setdefault(place, []).append(finding)

    def tellings(self) -> Iterator[list[_Telling]]:
        """Yield what is told of each event, without what is denied."""
        groups = [
            [(telling.statement, telling.event) for telling in found]
            for found in find_events(self._statements, self._links)
        ]
        told = {(id(statement), event.trigger) for group in groups for statement, event in group}
        groups += (
            [(statement, event)]
            for statement in self._statements
            for event in statement.events
            if (id(statement), event.trigger) not in told
        )
        for group in groups:
            left = [one for one in group if not (one[1].polarity == "-" and one[1].modality == "asserted")]
            if left:
                yield left

    def act(self, tellings: Sequence[_Telling]) -> Act:
        """Return what is told of one event as one act."""
        statement, event = min(tellings, key=_plainness)
        places = dict.fromkeys(_place(one) for one in (statement, *(one for one, _ in tellings)))
        found = [finding for place in places for finding in self._findings.get(place, ())]
        dated = [value for one, told in tellings if (value := _time(one, told)) is not None]
        best = min(dated, key=lambda value: (_length(value), value), default=None)
        reported = min((one.said for one, _ in tellings if one.said), default=None)
        agents, others = self._parties(tellings)
        return Act(
            when=best or (reported[:10] if reported else None),
            is_dated=best is not None,
            code=event.code,
            mode=event.mode,
            quad=_QUADS_OF_MODES.get(event.mode) or QUADS.get(event.code),
            modality=event.modality,
            polarity=event.polarity,
            text=" ".join(statement.sentence.of(self._docs[statement.article].text).split()),
            places=tuple(places),
            origins=max((len(one.origins) for one in found), default=1),
            findings=tuple(
                dict.fromkeys(one.id for one in found if one.agreement not in ("agreed", "single"))
            ),
            agents=agents,
            others=others,
        )

    def _parties(self, tellings: Sequence[_Telling]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return who does it and who else takes part, by all that tell it."""
        agents: set[str] = set()
        others: set[str] = set()
        for statement, event in tellings:
            links = self._links[statement.article]
            agents |= actors_of(event.agents, links)
            others |= actors_of((*event.patients, *event.partners), links)
        return tuple(sorted(agents)), tuple(sorted(others))


def _place(statement: Statement) -> Place:
    return Place(article=statement.article, span=statement.sentence)


def _plainness(telling: _Telling) -> tuple[bool, bool, int, str, Span]:
    """Return a key that sorts what is told as done to the front, and headlines to the back."""
    statement, event = telling
    is_told = event.modality == "asserted" and event.polarity == "+"
    return not is_told, statement.position == 0, statement.position, statement.article, event.trigger


def _time(statement: Statement, event: Event) -> str | None:
    time = next((one for one in statement.times if one.span == event.time), None)
    return time.value if time is not None and days(time.value) is not None else None


def _length(value: str) -> int:
    found = days(value)
    return found.count if found else 0
