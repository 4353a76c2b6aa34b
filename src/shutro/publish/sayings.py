"""Sayings: who is reported to have said what, about whom, and through whom it came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shutro.claims.statements import actors_of
from shutro.claims.told import Tellers
from shutro.model import Doc, Quote, QuoteKind, Span
from shutro.publish.acts import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What somebody is reported to have said; `when` is the day of the report.

    `speaker` is an entity or plain words, `speakers` all that it stands for: মস্কো speaks for Russia. `via` leads from
    the outermost medium to the speaker.
    """

    when: str | None
    speaker: str
    kind: QuoteKind
    text: str
    place: Place
    via: tuple[str, ...]
    span: Span  # of the words that were said
    speakers: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  # who is named in the words


def find_sayings(docs: Sequence[Doc], tellers: Tellers | None = None) -> Iterator[Saying]:
    """Yield what is said in the docs by somebody whom they name, in the order of the text."""
    known = tellers or Tellers(docs)
    for doc in docs:
        for quote in doc.quotes:
            if quote.via and quote.speaker is not None:
                yield _saying(doc, quote, quote.speaker, known)


def _saying(doc: Doc, quote: Quote, speaker: Span, tellers: Tellers) -> Saying:
    name = tellers.name(doc.article.id, speaker)
    speakers = actors_of((speaker,), tellers.links[doc.article.id]) | {name}
    named = {link.acts_for or link.entity for link in doc.links if link.span.within(quote.span)}
    return Saying(
        when=doc.dating.value,
        speaker=name,
        kind=quote.kind,
        text=" ".join(quote.span.of(doc.text).split()),
        place=Place(article=doc.article.id, span=_sentence(doc, quote.span)),
        via=tuple(tellers.name(doc.article.id, part) for part in quote.via),
        span=quote.span,
        speakers=tuple(sorted(speakers)),
        about=tuple(sorted(named)),
    )


def _sentence(doc: Doc, span: Span) -> Span:
    return next((sentence for sentence in doc.sentences if sentence.meets(span)), span)
