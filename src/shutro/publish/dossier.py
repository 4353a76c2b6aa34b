"""A dossier: what passed between two actors, or what one did and said, in the order of time."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from shutro.claims.coreference import find_events
from shutro.claims.statements import Statement, actors_of, find_statements, stem_of
from shutro.claims.told import Tellers
from shutro.model import Doc, Event, Finding, Modality, Polarity, Quote, QuoteKind, Span, Story
from shutro.text.edtf import Days, days
from shutro.text.tokens import tokenize

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
_Ids = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A sentence of an article."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act as the reports tell it; `when` is the day of the first report where no time is told."""

    when: str | None
    is_dated: bool
    code: str
    mode: str
    quad: Quad | None
    direction: Direction  # who acts
    modality: Modality
    polarity: Polarity
    text: str
    places: tuple[Place, ...]
    origins: int
    findings: tuple[str, ...]  # those that dispute or revise something of it

    @property
    def is_told_as_done(self) -> bool:
        """Say whether it is reported as something that took place."""
        return self.modality == "asserted" and self.polarity == "+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What one of them is reported to have said."""

    when: str | None  # the day of the report
    speaker: str
    kind: QuoteKind
    text: str
    place: Place
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Acts and sayings in the order of time, and where their sources differ; `second` is empty for one actor."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    acts: tuple[Act, ...]
    sayings: tuple[Saying, ...]
    disputes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whom a dossier is on, between which days, and on which words one actor's statements are wanted."""

    first: tuple[str, ...]
    second: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    on: str = ""

    def holds(self, value: str | None) -> bool:
        """Say whether a time may lie between the days that are asked for; an unknown one only where all are."""
        found, since, until = days(value), days(self.since), days(self.until)
        if since is None and until is None:
            return True
        if found is None:
            return False
        return not ((since and found.last < since.first) or (until and found.first > until.last))


def make_dossier(stories: Sequence[Story], docs: Mapping[str, Doc], question: Question) -> Dossier:
    """Return the dossier that the stories give; `docs` holds their articles by id."""
    acts: list[Act] = []
    sayings: list[Saying] = []
    disputes: list[Finding] = []
    for story in stories:
        reader = _Reader(story, [docs[article] for article in story.articles], question)
        found = list(reader.acts())
        acts += found
        sayings += reader.sayings()
        disputed = {finding for act in found for finding in act.findings}
        disputes += (finding for finding in story.findings if finding.id in disputed)
    return Dossier(
        first=question.first,
        second=question.second,
        acts=tuple(
            sorted(
                acts, key=lambda act: (_day(act.when), act.places[0].article, act.places[0].span, act.mode)
            )
        ),
        sayings=tuple(
            sorted(sayings, key=lambda one: (_day(one.when), one.place.article, one.place.span, one.text))
        ),
        disputes=tuple(disputes),
    )


def _day(value: str | None) -> tuple[bool, Days | None]:
    found = days(value)
    return (True, None) if found is None else (False, found)


class _Reader:
    """One story read for what an actor did, or two between them."""

    def __init__(self, story: Story, docs: Sequence[Doc], question: Question) -> None:
        self._docs = {doc.article.id: doc for doc in docs}
        self._question = question
        self._first, self._second = frozenset(question.first), frozenset(question.second)
        self._tellers = Tellers(docs)
        self._statements = find_statements(docs)
        self._findings: dict[Place, list[Finding]] = {}
        for finding in story.findings:
            claims = (claim for value in finding.values for claim in value.claims)
            for place in dict.fromkeys(Place(article=c.article, span=c.sentence) for c in claims):
                self._findings.setdefault(place, []).append(finding)

    def acts(self) -> Iterator[Act]:
        """Yield the acts that concern those who are asked for; one that several reports tell is one act."""
        for tellings in self._tellings():
            concerned = [(one, event) for one, event in tellings if self._concerns(one, event)]
            if concerned:
                act = self._act(concerned)
                if self._question.holds(act.when):
                    yield act

    def sayings(self) -> Iterator[Saying]:
        """Yield what the two say of each other, or what the one says on the words that are asked for."""
        for doc in self._docs.values():
            for quote in doc.quotes:
                saying = self._saying(doc, quote)
                if saying is not None and self._question.holds(saying.when):
                    yield saying

    def _tellings(self) -> list[list[tuple[Statement, Event]]]:
        groups = [
            [(telling.statement, telling.event) for telling in found]
            for found in find_events(self._statements, self._tellers.links)
        ]
        told = {(id(statement), event.trigger) for group in groups for statement, event in group}
        groups += (
            [(statement, event)]
            for statement in self._statements
            for event in statement.events
            if (id(statement), event.trigger) not in told
        )
        return groups

    def _concerns(self, statement: Statement, event: Event) -> bool:
        if event.polarity == "-" and event.modality == "asserted":
            return False
        agents, all_ = self._actors(statement, event)
        if not self._second:
            return bool(agents & self._first)
        return bool(all_ & self._first and all_ & self._second)

    def _actors(self, statement: Statement, event: Event) -> tuple[_Ids, _Ids]:
        links = self._tellers.links[statement.article]
        all_ = actors_of((*event.agents, *event.patients, *event.partners), links)
        return actors_of(event.agents, links), all_

    def _act(self, tellings: Sequence[tuple[Statement, Event]]) -> Act:
        statement, event = min(tellings, key=_plainness)
        places = tuple(dict.fromkeys(Place(article=one.article, span=one.sentence) for one, _ in tellings))
        places = (Place(article=statement.article, span=statement.sentence), *places)
        found = [finding for place in places for finding in self._findings.get(place, ())]
        dated = [value for one, told in tellings if (value := _time(one, told)) is not None]
        best = min(dated, key=lambda value: (_length(value), value), default=None)
        reported = min((one.said for one, _ in tellings if one.said), default=None)
        return Act(
            when=best or (reported[:10] if reported else None),
            is_dated=best is not None,
            code=event.code,
            mode=event.mode,
            quad=_QUADS_OF_MODES.get(event.mode) or QUADS.get(event.code),
            direction=self._direction(statement, event),
            modality=event.modality,
            polarity=event.polarity,
            text=" ".join(statement.sentence.of(self._docs[statement.article].text).split()),
            places=tuple(dict.fromkeys(places)),
            origins=max((len(one.origins) for one in found), default=1),
            findings=tuple(
                dict.fromkeys(one.id for one in found if one.agreement not in ("agreed", "single"))
            ),
        )

    def _direction(self, statement: Statement, event: Event) -> Direction:
        agents, _ = self._actors(statement, event)
        if agents & self._first and agents & self._second:
            return "both"
        return "second" if agents & self._second else "first"

    def _saying(self, doc: Doc, quote: Quote) -> Saying | None:
        if not quote.via or quote.speaker is None:
            return None
        links = self._tellers.links[doc.article.id]
        speakers = actors_of((quote.speaker,), links) | {self._tellers.name(doc.article.id, quote.speaker)}
        if not self._is_on(doc, quote, speakers):
            return None
        return Saying(
            when=doc.dating.value,
            speaker=min(speakers & (self._first | self._second)),
            kind=quote.kind,
            text=" ".join(quote.span.of(doc.text).split()),
            place=Place(article=doc.article.id, span=_sentence(doc, quote.span)),
            via=tuple(self._tellers.name(doc.article.id, part) for part in quote.via),
        )

    def _is_on(self, doc: Doc, quote: Quote, speakers: Collection[str]) -> bool:
        if not self._second:
            return bool(self._first.intersection(speakers)) and self._is_on_words(doc, quote)
        named = {link.acts_for or link.entity for link in doc.links if link.span.within(quote.span)}
        return bool(
            (self._first.intersection(speakers) and named & self._second)
            or (self._second.intersection(speakers) and named & self._first)
        )

    def _is_on_words(self, doc: Doc, quote: Quote) -> bool:
        code = doc.article.language
        wanted = {stem_of(token.text, code) for token in tokenize(self._question.on)}
        return not wanted or bool(
            wanted & {stem_of(token.text, code) for token in tokenize(quote.span.of(doc.text))}
        )


def _plainness(telling: tuple[Statement, Event]) -> tuple[bool, bool, int, str, Span]:
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


def _sentence(doc: Doc, span: Span) -> Span:
    return next((sentence for sentence in doc.sentences if sentence.meets(span)), span)
