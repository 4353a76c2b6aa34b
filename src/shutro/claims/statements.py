"""Sentences as statements: who, when, what and which rare words, so that those of two articles can be compared."""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shutro.claims.leaning import leans
from shutro.claims.wording import concepts_of, figure_of, runs_of
from shutro.languages import available
from shutro.languages.inflection import stems
from shutro.languages.words import common_words
from shutro.model import Doc, Event, Link, Quantity, Quote, Span, TimeExpression
from shutro.text.tokens import Token, tokenize

_FEWEST_WORDS = 3
_ENDS = '।॥?!.’”"»'
_BESIDE_CREDIT = 2  # code points between a date and the agency behind it
_BYLINE = 6  # words; a longer line without an end is a caption or a sentence that lost its danda


Linked = Mapping[Span, tuple[Link, ...]]  # words of an article to those whom they name: দুই নেতা are two


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence of an article with what was found in it; `terms` are stems, entities and figures, weighted."""

    article: str
    language: str
    sentence: Span
    events: tuple[Event, ...]
    clauses: tuple[
        Mapping[str, float], ...
    ]  # for each event the words before it, without names, roles and times
    named: tuple[frozenset[str], ...]  # for each event what the words that name it come to
    told: tuple[bool, ...]  # for each event whether it is told, not only named in a genitive
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    quotes: tuple[Quote, ...]
    entities: frozenset[str]
    terms: Mapping[str, float]
    concepts: Mapping[str, float]  # likewise, with synonyms as one and verbs without their endings
    runs: Mapping[str, float]  # runs of letters, weighted
    said: str | None  # the date of the article
    position: int  # the how manieth sentence of its article it is
    leans: bool  # it opens with a word that points to what was said before


def find_statements(docs: Sequence[Doc]) -> tuple[Statement, ...]:
    """Return the statements of all docs, in order; sentences without a word of their own are none.

    A term weighs the more, the fewer statements of these docs hold it.
    """
    bare = [
        _Bare(doc, position, sentence, terms, tuple(_concepts(doc, sentence)))
        for doc in docs
        for position, sentence in enumerate(doc.sentences)
        if len(terms := _terms(doc, sentence)) >= _FEWEST_WORDS - _takes_few_words(doc, sentence)
        and _tells(doc, sentence)
    ]
    runs = [runs_of(one.sentence.of(one.doc.text)) for one in bare]
    weights = _weights([one.terms for one in bare])
    concepts = _vectors([one.concepts for one in bare])
    letters = _vectors(runs)
    return tuple(_statement(*found, weights) for found in zip(bare, concepts, letters, strict=True))


@dataclass(frozen=True, slots=True)
class _Bare:
    """A sentence with its terms, not weighted yet."""

    doc: Doc
    position: int
    sentence: Span
    terms: list[str]
    concepts: tuple[str, ...]


def _weights(bags: Sequence[Iterable[str]]) -> Mapping[str, float]:
    """Return for each term how much it weighs: the more, the fewer of the bags hold it."""
    counts: Counter[str] = Counter()
    for bag in bags:
        counts.update(bag)
    return {term: math.log(1 + len(bags) / count) for term, count in counts.items()}


def _vectors(bags: Sequence[Iterable[str]]) -> list[dict[str, float]]:
    weights = _weights(bags)
    return [of_length_one({term: weights[term] for term in bag}) for bag in bags]


def _tells(doc: Doc, sentence: Span) -> bool:
    """Say whether the words tell something: a byline without an end and without an event does not."""
    title = doc.article.title_span
    if (title is not None and title.meets(sentence)) or len(sentence.of(doc.text).split()) > _BYLINE:
        return True
    ended = sentence.of(doc.text)[-1] in _ENDS
    return ended or any(event.trigger.within(sentence) for event in doc.events)


def _takes_few_words(doc: Doc, sentence: Span) -> bool:
    """Say whether the sentence counts something or tells of an act that was not done: it is not found yet."""
    return any(event.polarity == "-" and event.trigger.within(sentence) for event in doc.events) or any(
        quantity.span.within(sentence) for quantity in doc.quantities
    )


def likeness(one: Statement, other: Statement) -> float:
    """Return the cosine of two statements' terms, from 0 to 1."""
    return cosine(one.terms, other.terms)


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the sum of products of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum([weight * other[term] for term, weight in one.items() if term in other])


def stem_of(word: str, code: str) -> str:
    """Return the shortest stem of a word; in an unknown language the word in small letters."""
    return stems(word, code)[-1].text if word and code in available() else word.casefold()


def actors(event: Event, links: Linked) -> frozenset[str]:
    """Return the entities that take part in an event."""
    return actors_of((*event.agents, *event.patients, *event.partners), links)


def actors_of(parts: Sequence[Span], links: Linked) -> frozenset[str]:
    """Return the entities that the words stand for; a capital stands for its state."""
    return frozenset(link.acts_for or link.entity for part in parts for link in links.get(part, ()))


def _statement(
    bare: _Bare, concepts: Mapping[str, float], runs: Mapping[str, float], weights: Mapping[str, float]
) -> Statement:
    doc, sentence = bare.doc, bare.sentence
    vector = {term: weights[term] for term in bare.terms}
    events = tuple(event for event in doc.events if event.trigger.within(sentence))
    return Statement(
        article=doc.article.id,
        language=doc.article.language,
        sentence=sentence,
        events=events,
        clauses=tuple(of_length_one(clause) for clause in _clauses(doc, sentence, events, weights)),
        named=tuple(
            frozenset(concepts_of(tokens_of(doc, event.trigger), doc.article.language)) for event in events
        ),
        told=tuple(not _is_genitive(event, doc) for event in events),
        times=tuple(time for time in doc.times if time.span.within(sentence) and not _in_dateline(time, doc)),
        quantities=tuple(quantity for quantity in doc.quantities if quantity.span.within(sentence)),
        quotes=tuple(quote for quote in doc.quotes if quote.span.meets(sentence)),
        entities=frozenset(link.acts_for or link.entity for link in doc.links if link.span.within(sentence)),
        terms=of_length_one(vector),
        concepts=concepts,
        runs=runs,
        said=doc.dating.value,
        position=bare.position,
        leans=leans(doc, sentence),
    )


def _is_genitive(event: Event, doc: Doc) -> bool:
    word = event.trigger.of(doc.text)
    code = doc.article.language
    return (
        " " not in word and code in available() and any(stem.case == "genitive" for stem in stems(word, code))
    )


def _in_dateline(time: TimeExpression, doc: Doc) -> bool:
    """Say whether a time is that of the report itself: in its dateline, or right before its agency."""
    if doc.article.dateline is not None and time.span.within(doc.article.dateline):
        return True
    return any(0 <= credit.span.start - time.span.end <= _BESIDE_CREDIT for credit in doc.credits)


def _clauses(
    doc: Doc, sentence: Span, events: Sequence[Event], weights: Mapping[str, float]
) -> Iterator[dict[str, float]]:
    """Yield for each event the weighted words between the event before it and its own end."""
    layers = (doc.mentions, doc.references, doc.times)
    inside = [found.span for layer in layers for found in layer if found.span.within(sentence)]
    inside += [event.trigger for event in events]
    start = sentence.start
    for event in events:
        clause = Span(min(start, event.trigger.start), event.trigger.end)
        tokens = [token for token in tokens_of(doc, clause) if not _is_covered(token, inside)]
        yield {stem: weights[stem] for stem in _stems(tokens, doc.article.language) if stem in weights}
        start = event.trigger.end


def _is_covered(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.start < span.end for span in spans)


def of_length_one(vector: Mapping[str, float]) -> dict[str, float]:
    """Return the vector scaled to length 1; an empty one stays empty."""
    norm = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / norm for term, weight in vector.items()}


def _terms(doc: Doc, sentence: Span) -> list[str]:
    """Return entities, stems of other words that mean something, and figures."""
    words = _stems(_unnamed(doc, sentence), doc.article.language)
    return list(dict.fromkeys([*_named(doc, sentence), *words]))


def _concepts(doc: Doc, sentence: Span) -> dict[str, None]:
    """Return entities, what other words come to, and figures."""
    words = concepts_of(_unnamed(doc, sentence), doc.article.language)
    return dict.fromkeys([*_named(doc, sentence), *words])


def _named(doc: Doc, sentence: Span) -> list[str]:
    return [f"@{link.entity}" for link in doc.links if link.span.within(sentence)]


def _unnamed(doc: Doc, sentence: Span) -> list[Token]:
    """Return the tokens of a sentence that are no part of a name."""
    named = {mention.span for mention in doc.mentions if mention.span.within(sentence)}
    covered = {offset for span in named for offset in range(span.start, span.end)}
    return [token for token in tokens_of(doc, sentence) if token.start not in covered]


def _stems(tokens: Sequence[Token], code: str) -> Iterator[str]:
    """Yield the stems of words that mean something, and figures behind a #."""
    common = common_words(code)
    for token in tokens:
        if token.kind == "number":
            yield figure_of(token)
        elif token.kind == "word":
            stem = stem_of(token.text, code)
            if stem not in common and token.text not in common and len(stem) > 1:
                yield stem


def tokens_of(doc: Doc, sentence: Span) -> tuple[Token, ...]:
    """Return the tokens of a doc's text that stand in a sentence."""
    tokens = tokenize(doc.text)
    first = bisect_left(tokens, sentence.start, key=lambda token: token.start)
    return tokens[first : bisect_left(tokens, sentence.end, key=lambda token: token.start)]


def told_in(statements: Iterable[Statement], docs: Iterable[Doc]) -> Iterator[tuple[Doc, list[Statement]]]:
    """Yield each doc with its statements, in the order in which it tells them."""
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_article[statement.article].append(statement)
    for doc in docs:
        yield doc, sorted(by_article[doc.article.id], key=lambda statement: statement.position)
