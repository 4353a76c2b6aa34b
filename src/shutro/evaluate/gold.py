"""What a careful reader finds in an article: the records that annotation is measured against.

Offsets count code points of `GoldArticle.text`, from 0, ends exclusive. Ids are the reader's own; one that begins with
a star is plain words for somebody whom the article does not name.
"""

from dataclasses import dataclass

from shutro.model import CreditRole, MentionKind, Modality, Polarity, QuoteKind, Span, TimeKind

UNNAMED = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldName:
    """A name and the id of what it names."""

    span: Span
    kind: MentionKind
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTime:
    """A time; the first of `values` is the reader's, the others will do, too."""

    span: Span
    kind: TimeKind
    values: tuple[str, ...]
    modifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuantity:
    """An amount; `optional` ones count neither way."""

    span: Span
    figures: tuple[float, ...]  # none where the words are vague; both ends of a range
    unit: str
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuote:
    """What is said, by whom, and through whom; `speaker` is None where nobody is told."""

    span: Span
    kind: QuoteKind
    speaker: str | None
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """An act or happening with its participants."""

    span: Span
    code: str
    mode: str
    agents: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    place: str | None = None
    time: str | None = None
    polarity: Polarity = "+"
    modality: Modality = "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCredit:
    """An agency or outlet that the article rests on, or cites."""

    span: Span
    source: str
    role: CreditRole


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article as its page gives it, and all that a reader marked in it."""

    name: str  # of the file
    story: str  # articles of one story are read in one call
    text: str
    published: str | None
    outlet: str | None
    furniture: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()  # empty where the reader did not mark them
    names: tuple[GoldName, ...] = ()
    times: tuple[GoldTime, ...] = ()
    quantities: tuple[GoldQuantity, ...] = ()
    quotes: tuple[GoldQuote, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    credits: tuple[GoldCredit, ...] = ()
