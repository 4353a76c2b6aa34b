"""Sentences as statements: who, when, what and which rare words, so that those of two articles can be compared."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shutro.languages import available
from shutro.languages.inflection import stems
from shutro.languages.words import common_words
from shutro.model import Doc, Event, Link, Quantity, Quote, Span, TimeExpression
from shutro.text.numerals import to_ascii_digits
from shutro.text.tokens import Token, tokenize

_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence of an article with what was found in it; `terms` are stems, entities and figures, weighted."""

    article: str
    language: str
    sentence: Span
    events: tuple[Event, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    quotes: tuple[Quote, ...]
    entities: frozenset[str]
    terms: Mapping[str, float]
    position: int  # the how manieth sentence of its article it is


def find_statements(docs: Sequence[Doc]) -> tuple[Statement, ...]:
    """Return the statements of all docs, in order; sentences without a word of their own are none.

    A term weighs the more, the fewer statements of these docs hold it.
    """
    bare = [
        (doc, position, sentence, _terms(doc, sentence))
        for doc in docs
        for position, sentence in enumerate(doc.sentences)
    ]
    bare = [row for row in bare if len(row[3]) >= _FEWEST_WORDS]
    frequency: Counter[str] = Counter()
    for _, _, _, terms in bare:
        frequency.update(set(terms))
    total = len(bare)
    weights = {term: math.log(1 + total / count) for term, count in frequency.items()}
    return tuple(
        _statement(doc, position, sentence, terms, weights) for doc, position, sentence, terms in bare
    )


def likeness(one: Statement, other: Statement) -> float:
    """Return the cosine of two statements' terms, from 0 to 1."""
    if len(one.terms) > len(other.terms):
        one, other = other, one
    shared = sum(weight * other.terms[term] for term, weight in one.terms.items() if term in other.terms)
    return shared


def actors(event: Event, links: Mapping[Span, Link]) -> frozenset[str]:
    """Return the entities that take part in an event."""
    return actors_of((*event.agents, *event.patients, *event.partners), links)


def actors_of(parts: Sequence[Span], links: Mapping[Span, Link]) -> frozenset[str]:
    """Return the entities that the words stand for; a capital stands for its state."""
    return frozenset(links[part].acts_for or links[part].entity for part in parts if part in links)


def _statement(
    doc: Doc, position: int, sentence: Span, terms: list[str], weights: Mapping[str, float]
) -> Statement:
    vector = {term: weights[term] for term in terms}
    norm = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return Statement(
        article=doc.article.id,
        language=doc.article.language,
        sentence=sentence,
        events=tuple(event for event in doc.events if event.trigger.within(sentence)),
        times=tuple(time for time in doc.times if time.span.within(sentence)),
        quantities=tuple(quantity for quantity in doc.quantities if quantity.span.within(sentence)),
        quotes=tuple(quote for quote in doc.quotes if quote.span.meets(sentence)),
        entities=frozenset(link.acts_for or link.entity for link in doc.links if link.span.within(sentence)),
        terms={term: weight / norm for term, weight in vector.items()},
        position=position,
    )


def _terms(doc: Doc, sentence: Span) -> list[str]:
    """Return entities, stems of other words that mean something, and figures."""
    named = {mention.span for mention in doc.mentions if mention.span.within(sentence)}
    covered = {offset for span in named for offset in range(span.start, span.end)}
    terms = [f"@{link.entity}" for link in doc.links if link.span.within(sentence)]
    words = common_words(doc.article.language)
    for token in _tokens(doc, sentence):
        if token.start in covered:
            continue
        if token.kind == "number":
            terms.append("#" + to_ascii_digits(token.text).replace(",", ""))
        elif token.kind == "word":
            stem = _stem(token.text, doc.article.language)
            if stem not in words and token.text not in words and len(stem) > 1:
                terms.append(stem)
    return list(dict.fromkeys(terms))


def _tokens(doc: Doc, sentence: Span) -> tuple[Token, ...]:
    tokens = tokenize(doc.text)
    first = bisect_left(tokens, sentence.start, key=lambda token: token.start)
    return tokens[first : bisect_left(tokens, sentence.end, key=lambda token: token.start)]


def _stem(word: str, code: str) -> str:
    return stems(word, code)[-1].text if code in available() else word.casefold()
