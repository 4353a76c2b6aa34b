"""A story as it is shown: named, numbered and linked, the same for the page and for the terminal."""

from collections.abc import Sequence
from dataclasses import dataclass

from shutro.model import Agreement, Relation

ORDER: tuple[Agreement, ...] = ("agreed", "disputed", "revised", "outcome", "single")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One claim: who says it, when and through whom, and the sentence around its words."""

    anchor: str
    article: str
    start: int  # of the sentence
    outlet: str
    published: str
    said: str  # the day as of which it is said, where it is not that of the report
    chain: tuple[str, ...]
    before: str
    words: str
    after: str
    hedge: str
    same: bool = False  # whether a source named before it says so in the same sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueView:
    """One value of a finding, with those who say so."""

    label: str
    sources: Sequence[SourceView]  # each made when it is asked for
    first: SourceView | None = None  # of several reports the one that said it first
    first_unknown: str = ""  # else why nobody can tell


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """Why a report counts to an origin: its outlet, the reason, and its words that show it."""

    outlet: str
    reason: str
    words: str
    anchor: str
    article: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """An independent origin, why it is one, and the outlets that rest on it."""

    name: str
    test: str
    outlets: tuple[str, ...]
    evidence: str
    steps: Sequence[StepView] = ()  # each made when it is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """What a person said of a claim."""

    judgement: str
    words: str
    who: str
    when: str
    note: str
    source: SourceView


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """What the claims on one point come to."""

    id: str
    number: int
    anchor: str
    text: str
    claimed: str  # the values side by side, where the text alone does not say what is claimed
    attribute: str
    agreement: Agreement
    values: tuple[ValueView, ...]
    reports: int
    origins: tuple[OriginView, ...]
    arithmetic: str
    marks: tuple[MarkView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """The findings of one kind of agreement."""

    agreement: Agreement
    title: str
    short: str
    note: str
    findings: Sequence[FindingView]  # each made when it is asked for
    open: int  # of them, which stand open; the rest is folded


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceView:
    """A sentence of an article, with the numbers of the findings that rest on it."""

    text: str
    anchor: str
    article: str
    start: int
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    """A paragraph of an article, or its headline."""

    pieces: tuple[PieceView, ...]
    headline: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelView:
    """A report where it is only named."""

    number: int
    anchor: str
    article: str
    outlet: str
    published: str
    start: int | None = None  # the whole article is meant


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """A report with its text; `how` says how its date is known."""

    id: str
    label: LabelView
    title: str
    outlet: str | None  # its id
    url: str | None
    day: str | None  # EDTF, to the day at most
    how: str
    byline: str | None
    credits: tuple[str, ...]
    language: str
    paragraphs: Sequence[ParagraphView]  # each made when it is asked for
    dropped: tuple[tuple[str, str], ...]  # words and reason


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinView:
    """Why a report is in its story: the report it is nearest to, and in what; or the decision that put it there."""

    to: LabelView
    score: float
    parts: tuple[tuple[str, float], ...]  # what is alike, and what it adds to the likeness, most first
    shared: tuple[str, ...]  # words, names and figures
    decision: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """A sentence of a report and the one it was taken from."""

    mine: PieceView
    theirs: PieceView


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """A report that was taken from another."""

    article: LabelView
    source: LabelView
    relation: Relation
    relation_words: str
    percent: int
    pairs: Sequence[PairView]  # each made when it is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """One that is named: the name, the name in the other script, other spellings, and how often."""

    id: str
    name: str
    other: str | None
    spellings: tuple[str, ...]
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitiesView:
    """The named ones of one kind."""

    title: str
    entities: tuple[EntityView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    """An entry of the timeline."""

    when: str
    text: str
    sources: tuple[SourceView, ...]
    hedge: str = ""  # the word for what was only planned


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A number worth seeing at once."""

    number: int
    words: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """All that is shown of a story."""

    id: str
    anchor: str
    language: str  # of most of its articles
    title: str
    when: str
    where: tuple[str, ...]
    figures: tuple[FigureView, ...]
    sections: tuple[SectionView, ...]
    timeline: tuple[MomentView, ...]
    entities: tuple[EntitiesView, ...]
    copies: tuple[CopyView, ...]
    articles: tuple[ArticleView, ...]
    marks: tuple[MarkView, ...] = ()  # those on claims that were all there was on their point


Place = (
    SourceView | StepView | PieceView | LabelView
)  # what a link may lead to: an article, and a sentence in it
