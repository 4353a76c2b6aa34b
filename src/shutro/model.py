"""The records that pass from stage to stage; every one is frozen and points into a text that never changes.

Offsets count code points of `Article.text` from 0, ends are exclusive, unless a record says otherwise.
"""

from dataclasses import dataclass
from typing import Literal

import msgspec

MentionKind = Literal["PER", "ORG", "LOC", "FAC", "MISC"]
TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]
TimeModifier = Literal["START", "END", "MORE_THAN", "LESS_THAN", "BEFORE", "AFTER", "APPROX"]
DatingHow = Literal["given", "page", "dateline", "inferred"]
CreditRole = Literal["origin", "cited"]
QuoteKind = Literal["direct", "indirect"]
Polarity = Literal["+", "-"]
Modality = Literal["asserted", "planned", "possible", "requested", "wished", "denied"]
Relation = Literal["copy", "rewrite", "translation", "shared credit"]
Attribute = Literal["happened", "date", "place", "count", "participant", "object", "said"]
Agreement = Literal["agreed", "single", "disputed", "revised", "outcome"]


# Hundreds of spans are made and compared in an article; this takes a fifth of the time that a dataclass takes.
class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A place in one text: code points from `start` up to, without, `end`."""

    start: int
    end: int

    def within(self, other: "Span") -> bool:
        """Say whether this span lies wholly inside the other."""
        return other.start <= self.start and self.end <= other.end

    def meets(self, other: "Span") -> bool:
        """Say whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the words that the span points at."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Raw bytes as they came, named by their SHA-256 digest."""

    digest: str
    raw: bytes
    name: str  # the file's name, or the address that answered
    media: Literal["text", "html", "json"]
    charset: str | None = None  # as the answer's header names it
    fetched: str | None = None  # ISO 8601 with zone, of a page that was asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Something a stage left out, and why."""

    text: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A report as its outlet published it, cleaned once; `id` is a hash of outlet, url, title, text and date."""

    id: str
    file: str
    page: str  # digest of the page
    outlet: str | None  # id of a declared outlet
    url: str | None
    language: str
    title: str
    text: str
    title_span: Span | None  # where the headline stands in `text`
    published: str | None  # ISO 8601 as the page gives it, with zone where it has one
    byline: str | None = None
    dateline: Span | None = None
    revises: str | None = None
    modified: str | None = None  # when it was changed last, as the page gives it; no part of the id


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """The publication date that is used for an article, and how it was found."""

    article: str
    value: str | None  # EDTF or ISO 8601, never more exact than known
    how: DatingHow


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in the text; `lemma` is the name without its case ending."""

    span: Span
    kind: MentionKind
    lemma: str
    adjective: bool = False  # রুশ, ভারতীয়: tells which state acts, and is not given out as a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words that stand for a named one: a pronoun, or a role such as রাশিয়ার প্রতিরক্ষামন্ত্রী.

    `mention` is the name in the same article that the words stand for, where one is found. A role whose holder the
    article does not name keeps `role` (without ending) and `of`, the mention of its country or body, for `link`.
    """

    span: Span
    mention: Span | None = None
    role: str | None = None
    of: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that name a time, and the EDTF or TIMEX3 value they stand for."""

    span: Span
    kind: TimeKind
    value: str  # "2026-04" when the article says April: never more exact than the words
    modifier: TimeModifier | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A counted or measured amount; `low` and `high` are equal where the words give one figure.

    অন্তত ৭ has low 7 and no high; ৫ থেকে ৭ has both; a vague amount has neither.
    """

    span: Span
    low: float | None
    high: float | None
    unit: str  # "person", "piece", "BDT", "percent", "km" …
    counted: str  # the words for what is counted, without ending; "" if none


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Words that name an agency or outlet as the source of the article (origin) or of a part of it (cited)."""

    span: Span
    name: str  # as declared, or the words where nobody declared it
    source: str | None  # id in the registry of sources
    role: CreditRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What somebody is reported to have said; `span` is the content without the marks.

    `via` leads from the outermost cited medium to the speaker, without the article's own outlet or origin credit;
    it is empty where nobody is named. Each part is the span of a mention, a reference, or plain words.
    """

    span: Span
    kind: QuoteKind
    speaker: Span | None
    cue: Span | None
    via: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An act or happening; participants are spans of mentions, references or plain words."""

    trigger: Span
    code: str  # PLOVER root, or OTHER
    mode: str
    agents: tuple[Span, ...] = ()
    patients: tuple[Span, ...] = ()
    partners: tuple[Span, ...] = ()
    place: Span | None = None
    time: Span | None = None  # span of a time expression
    polarity: Polarity = "+"
    modality: Modality = "asserted"
    source: tuple[Span, ...] = ()  # the chain of the quote around it
    about: Span | None = None  # the object: what is given, inspected, signed …


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Which entity a mention, reference or credited name stands for, and the one it acts for."""

    span: Span
    entity: str
    acts_for: str | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """An article with its layers; each is set once, by the stage of the same name."""

    article: Article
    dating: Dating
    dropped: tuple[Dropped, ...] = ()
    sentences: tuple[Span, ...] = ()
    credits: tuple[Credit, ...] = ()
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def text(self) -> str:
        """Return the article's clean text, into which all spans of the doc point."""
        return self.article.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One that is named in the articles; `names` are pairs of language code and name, most frequent first."""

    id: str
    kind: MentionKind
    names: tuple[tuple[str, str], ...]
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What a relation of two articles was told by; each part from 0 to 1 but for `passage`, a weight."""

    runs: float  # share of the article's runs of three words that stand in the source
    back: float  # share of the source's runs that stand in the article
    own: float  # share of their common runs that no third text of the story holds
    passage: float  # weight of the rare facts that one passage takes over, times its share taken
    order: float  # share of the sentences taken over that stand in the order of the source


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One article derives from an earlier one, or both rest on one text or agency.

    `evidence` pairs the sentences of the two that say the same, `shares` how much of each of the article's is taken
    over. Where not `ordered`, the dates do not tell which came first, and more of the article stands in the other.
    """

    article: str
    source: str
    relation: Relation
    score: float  # share of the article's words that stand in the source; of a rewrite, of what it tells
    evidence: tuple[tuple[Span, Span], ...]
    shares: tuple[float, ...] = ()
    ordered: bool = True
    credit: str | None = None  # the agency or outlet that both rest on, where one is named
    likeness: Likeness | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Why an article belongs to a story: the article it was joined to, what they share, and what each kind adds."""

    article: str
    to: str
    score: float
    shared: tuple[str, ...]
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What can be agreed or disputed: one attribute of one happening, which `event` names."""

    event: str
    attribute: Attribute


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One article's value for one point; never merged away.

    `via` names the chain of speakers (entity ids, or plain words); `said` is the day as of which it is said.
    """

    point: Point
    value: str
    article: str
    span: Span  # the words that bear the value
    sentence: Span  # around them
    via: tuple[str, ...] = ()
    said: str | None = None
    hedge: str | None = None  # modality, where it is not asserted; bounds such as "at least"
    teller: Span | None = None  # the words that name the last of the chain


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """The claim that was published first, or why the times of the reports do not tell which."""

    claim: Claim | None
    unknown: Literal["undated", "same time"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One of the values of a finding, with all claims that bear it."""

    value: str
    claims: tuple[Claim, ...]
    first: First | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Why a report counts to an origin: the test, what it leads to, and the words in the article that show it.

    `on` is the article that a copy is taken from, or whose house or words it shares; else the informant or agency.
    """

    article: str
    test: Literal["informant", "agency", "own report", "copy", "owner", "cited", "unattributed", "unsure"]
    on: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """An independent origin behind a statement, the test that found it, and the articles that rest on it."""

    name: str
    test: Literal["copy", "owner", "agency", "informant", "own report"]
    articles: tuple[str, ...]
    evidence: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the claims on one point come to."""

    id: str
    point: Point
    text: str
    agreement: Agreement
    values: tuple[Value, ...]
    reports: int
    origins: tuple[Origin, ...]
    arithmetic: str
    first: First | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a person said of a claim; one that is wrong counts for nothing, but stays to be seen."""

    decision: int
    judgement: Literal["wrong", "checked"]
    claim: Claim
    finding: str | None  # None where the claim was all there was
    who: str
    at: str  # ISO 8601 in UTC
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """What is said to have happened at a time, or to be planned for it; `when` is EDTF."""

    when: str
    text: str
    findings: tuple[str, ...]
    evidence: tuple[tuple[str, Span], ...]  # article id and the words in it
    modality: Modality = "asserted"  # "planned": it lies ahead of all that tell it


@dataclass(frozen=True, slots=True, kw_only=True)
class Retelling:
    """One event, and the words that name it wherever the articles of a story tell of it."""

    id: str
    told: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports of one happening, and what they say together."""

    id: str
    title: str
    articles: tuple[str, ...]
    first: str | None
    last: str | None
    joins: tuple[Join, ...] = ()
    copies: tuple[Copy, ...] = ()
    entities: tuple[Entity, ...] = ()
    findings: tuple[Finding, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    marks: tuple[Mark, ...] = ()
    retold: tuple[Retelling, ...] = ()
