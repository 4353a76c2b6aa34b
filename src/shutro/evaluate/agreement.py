"""How well two people who marked the same articles agree: the second one's marks scored against the first one's."""

from pathlib import Path
from typing import TypedDict

from shutro.evaluate.corpus import SECOND, read_article
from shutro.evaluate.gold import UNNAMED, GoldArticle, GoldEvent, GoldQuantity, GoldQuote
from shutro.evaluate.laying import lay
from shutro.evaluate.measure import SCORERS
from shutro.evaluate.scores import Compared, Fault, Score
from shutro.model import Span
from shutro.publish.schema import (
    DocOut,
    EventOut,
    MentionOut,
    QuantityOut,
    QuoteOut,
    SentenceOut,
    TimeOut,
)


def agreement(corpus: Path) -> tuple[int, list[Score], list[Fault]]:
    """Return how many sentences were marked twice, and the scores of the second reading against the first.

    Raises MarkupError where a file cannot be read, or its words are not those of the first reading.
    """
    compared = [compare_readings(first, second) for first, second in _pairs(corpus)]
    scores: list[Score] = []
    faults: list[Fault] = []
    for scorer in SCORERS.values():
        found, wrong = scorer(compared)
        scores += found
        faults += wrong
    return sum(len(one.gold.sentences) for one in compared), scores, faults


def _pairs(corpus: Path) -> list[tuple[GoldArticle, GoldArticle]]:
    firsts = {path.name: path for path in sorted(corpus.rglob("*.txt")) if path.parent.name != SECOND}
    seconds = sorted((corpus / SECOND).glob("*.txt"))
    return [(read_article(firsts[path.name]), read_article(path)) for path in seconds]


def compare_readings(first: GoldArticle, second: GoldArticle) -> Compared:
    """Return the second reading in the place of an output."""
    laid = lay(first.text, second.text, second.sentences)
    known = frozenset(name.entity for name in second.names)
    return Compared(gold=first, output=as_output(second), laid=laid, known=known)


def as_output(article: GoldArticle) -> DocOut:
    """Return what a reader marked in the form that annotation puts out."""
    text = article.text
    return DocOut(
        article=article.name,
        file=article.name,
        outlet=article.outlet,
        language="bn",
        published=article.published,
        published_how="given",
        title="",
        text=text,
        dropped=[],
        credits=[],
        sentences=[SentenceOut(start=span.start, end=span.end) for span in article.sentences],
        mentions=[
            MentionOut(**_place(one.span, text), kind=one.kind, lemma="", entity=one.entity)
            for one in article.names
        ],
        times=[
            TimeOut(**_place(one.span, text), type=one.kind, value=one.values[0], mod=one.modifier)
            for one in article.times
        ],
        quantities=[_quantity(one, text) for one in article.quantities],
        quotes=[_quote(one, text) for one in article.quotes],
        events=[_event(one, text) for one in article.events],
    )


class _Place(TypedDict):
    start: int
    end: int
    text: str


def _place(span: Span, text: str) -> _Place:
    return _Place(start=span.start, end=span.end, text=span.of(text))


def _quantity(amount: GoldQuantity, text: str) -> QuantityOut:
    low, high = (amount.figures[0], amount.figures[-1]) if amount.figures else (None, None)
    return QuantityOut(**_place(amount.span, text), low=low, high=high, unit=amount.unit, counted="")


def _quote(quote: GoldQuote, text: str) -> QuoteOut:
    return QuoteOut(
        **_place(quote.span, text),
        kind=quote.kind,
        speaker=_plain(quote.speaker),
        speaker_text=None,
        cue=None,
        via=[_plain(name) or "" for name in quote.via],
    )


def _event(event: GoldEvent, text: str) -> EventOut:
    return EventOut(
        **_place(event.span, text),
        code=event.code,
        mode=event.mode,
        agents=list(event.agents),
        patients=list(event.patients),
        partners=list(event.partners),
        place=event.place,
        time=event.time,
        polarity=event.polarity,
        modality=event.modality,
        source=[],
    )


def _plain(name: str | None) -> str | None:
    return name.removeprefix(UNNAMED) if name else None
