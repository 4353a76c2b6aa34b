"""The JSON that others rely on: one object an article, one object a story. Offsets are code points of `text`."""

from typing import Any

import msgspec

SCHEMA = 1


class _Out(msgspec.Struct, frozen=True, kw_only=True):
    """Keys stand in the order of their declaration."""


class DroppedOut(_Out, frozen=True, kw_only=True):
    """Words that were left out, and why."""

    text: str
    reason: str


class CreditOut(_Out, frozen=True, kw_only=True):
    """An agency or outlet credited in the text."""

    start: int
    end: int
    text: str
    name: str
    entity: str | None
    role: str


class SentenceOut(_Out, frozen=True, kw_only=True):
    """A sentence."""

    start: int
    end: int


class MentionOut(_Out, frozen=True, kw_only=True):
    """A name."""

    start: int
    end: int
    text: str
    kind: str
    lemma: str
    entity: str | None


class TimeOut(_Out, frozen=True, kw_only=True):
    """A time expression."""

    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str | None


class QuantityOut(_Out, frozen=True, kw_only=True):
    """A quantity."""

    start: int
    end: int
    text: str
    low: float | int | None
    high: float | int | None
    unit: str
    counted: str


class CueOut(_Out, frozen=True, kw_only=True):
    """The words that report a quote."""

    start: int
    end: int
    text: str


class QuoteOut(_Out, frozen=True, kw_only=True):
    """A quote with its speaker."""

    start: int
    end: int
    text: str
    kind: str
    speaker: str | None
    speaker_text: str | None
    cue: CueOut | None
    via: list[str]


class EventOut(_Out, frozen=True, kw_only=True):
    """An event with who took part."""

    start: int
    end: int
    text: str
    code: str
    mode: str
    agents: list[str]
    patients: list[str]
    partners: list[str]
    place: str | None
    time: str | None
    polarity: str
    modality: str
    source: list[str]


class DocOut(_Out, frozen=True, kw_only=True):
    """An annotated article."""

    schema: int = SCHEMA
    article: str
    file: str
    outlet: str | None
    language: str
    published: str | None
    published_how: str
    title: str
    text: str
    dropped: list[DroppedOut]
    credits: list[CreditOut]
    sentences: list[SentenceOut]
    mentions: list[MentionOut]
    times: list[TimeOut]
    quantities: list[QuantityOut]
    quotes: list[QuoteOut]
    events: list[EventOut]


class StoryArticleOut(_Out, frozen=True, kw_only=True):
    """An article of a story."""

    article: str
    file: str
    outlet: str | None
    published: str | None
    origin: list[str]
    revises: str | None


class EntityOut(_Out, frozen=True, kw_only=True):
    """One that is named in the story."""

    entity: str
    kind: str
    names: dict[str, list[str]]
    wikidata: str | None


class EvidenceOut(_Out, frozen=True, kw_only=True):
    """Sentences of a copy and of its source that say the same."""

    start: int
    end: int
    from_start: int
    from_end: int
    share: float


class LikenessOut(_Out, frozen=True, kw_only=True):
    """What a relation was told by."""

    runs: float
    back: float
    own: float
    passage: float
    order: float


class CopyOut(_Out, frozen=True, kw_only=True):
    """Who derives from whom."""

    article: str
    source: str = msgspec.field(name="from")
    relation: str
    score: float
    ordered: bool
    credit: str | None
    likeness: LikenessOut | None
    evidence: list[EvidenceOut]


class PointOut(_Out, frozen=True, kw_only=True):
    """What is agreed or disputed."""

    event: str
    attribute: str


class ClaimOut(_Out, frozen=True, kw_only=True):
    """One article's words for a value."""

    article: str
    start: int
    end: int
    text: str
    via: list[str]
    published: str | None


class ValueOut(_Out, frozen=True, kw_only=True):
    """A value, who says it, and who said it first."""

    value: str
    claims: list[ClaimOut]
    first: ClaimOut | None
    first_unknown: str | None


class StepOut(_Out, frozen=True, kw_only=True):
    """Why an article counts to an origin, and its words that show it."""

    origin: str
    article: str
    test: str
    on: str | None
    start: int
    end: int
    text: str


class FindingOut(_Out, frozen=True, kw_only=True):
    """What the claims on a point come to."""

    finding: str
    text: str
    agreement: str
    point: PointOut
    reports: int
    origins: int
    origin_names: list[str]
    origin_steps: list[StepOut]
    arithmetic: str
    first: ClaimOut | None
    first_unknown: str | None
    values: list[ValueOut]


class PlaceOut(_Out, frozen=True, kw_only=True):
    """Words in an article."""

    article: str
    start: int
    end: int


class WordsOut(PlaceOut, frozen=True, kw_only=True):
    """Words in an article, as they stand."""

    text: str


class TimelineOut(_Out, frozen=True, kw_only=True):
    """What happened when."""

    when: str
    text: str
    findings: list[str]
    evidence: list[PlaceOut]
    modality: str


class MarkOut(_Out, frozen=True, kw_only=True):
    """What a person said of a claim; `finding` is null where nothing else was claimed on the point."""

    decision: int
    judgement: str
    who: str
    at: str
    note: str
    finding: str | None
    attribute: str
    value: str
    claim: ClaimOut


class RetoldOut(_Out, frozen=True, kw_only=True):
    """One event, and the words that name it in each article."""

    event: str
    told: list[WordsOut]


class StoryOut(_Out, frozen=True, kw_only=True):
    """A story."""

    schema: int = SCHEMA
    story: str
    title: str
    articles: list[StoryArticleOut]
    entities: list[EntityOut]
    copies: list[CopyOut]
    findings: list[FindingOut]
    timeline: list[TimelineOut]
    marks: list[MarkOut]
    events: list[RetoldOut]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of both kinds of object."""
    _, components = msgspec.json.schema_components([DocOut, StoryOut])
    return components
