"""Claims: one article's value for one point, with the words that bear it and who says so."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from shutro.claims.informantwords import heads, is_part, paper_in
from shutro.claims.statements import Linked, Statement
from shutro.languages.inflection import stems
from shutro.link.bearings import Bearing, find_bearings
from shutro.model import Attribute, Claim, Doc, Link, Mention, Point, Quote, Span

_OFFICE = 4  # words of an office and of the body before it
_BEFORE = 60  # letters that they take at most


class Tellers:
    """Who says what in the docs of a story: chains of speakers as entity ids or plain words."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        self._docs = {doc.article.id: doc for doc in docs}
        self.links: dict[str, Linked] = {doc.article.id: _by_span(doc) for doc in docs}
        self._bearings: dict[str, Mapping[Span, Bearing]] = {}
        self._chains: dict[tuple[str, Span, Span], tuple[Span, ...]] = {}  # by article, sentence and words

    def doc(self, article: str) -> Doc:
        """Return the doc of an article."""
        return self._docs[article]

    def bearings(self, article: str) -> Mapping[Span, Bearing]:
        """Return what an article says beside its persons' names."""
        if article not in self._bearings:
            self._bearings[article] = find_bearings(self._docs[article])
        return self._bearings[article]

    def claim(
        self,
        statement: Statement,
        attribute: Attribute,
        event: str,
        value: str,
        span: Span,
        hedge: str | None = None,
    ) -> Claim:
        """Return the claim that a statement makes with the words of `span`."""
        chain = self._chain(statement, span)
        return Claim(
            point=Point(event=event, attribute=attribute),
            value=value,
            article=statement.article,
            span=span,
            sentence=statement.sentence,
            via=tuple(self.name(statement.article, part) for part in chain),
            said=self._docs[statement.article].dating.value,
            hedge=hedge,
            teller=chain[-1] if chain else None,
        )

    def via(self, statement: Statement, span: Span) -> tuple[str, ...]:
        """Return who says the words: a chain of entities or plain words."""
        return tuple(self.name(statement.article, part) for part in self._chain(statement, span))

    def _chain(self, statement: Statement, span: Span) -> tuple[Span, ...]:
        """Return the chain of the quote that holds the words, else of the one that holds most of the sentence.

        Where no quote does but the sentence goes by a paper, it is who speaks in the sentence, else the paper.
        """
        key = statement.article, statement.sentence, span
        if key not in self._chains:
            self._chains[key] = self._find_chain(statement, span)
        return self._chains[key]

    def _find_chain(self, statement: Statement, span: Span) -> tuple[Span, ...]:
        quote = _around(statement.quotes, span) or _most_of(statement)
        if quote is not None:
            return quote.via
        doc = self._docs[statement.article]
        paper = paper_in(doc.text, statement.sentence, doc.article.language)
        if paper is None:
            return ()
        return next((quote.via for quote in statement.quotes if quote.via), (paper,))

    def name(self, article: str, span: Span) -> str:
        """Return the entity that the words stand for, or the words."""
        links = self.links[article].get(span)
        return links[0].entity if links else span.of(self._docs[article].text)


def _by_span(doc: Doc) -> Linked:
    found: dict[Span, tuple[Link, ...]] = {}
    for link in doc.links:
        found[link.span] = (*found.get(link.span, ()), link)
    return found


def find_bodies(docs: Sequence[Doc], tellers: Tellers) -> Mapping[str, str]:
    """Return, for a spokesman, the body in whose name he speaks, and for a body the state whose it is.

    A body in the genitive, at most three words and then a person, without a mark between, are such a pair:
    «ক্রেমলিনের মুখপাত্র দিমিত্রি পেসকভ». So are a body and the state with which its name begins.
    """
    bodies: dict[str, str] = {}
    for doc in docs:
        states = {mention.span.start: mention for mention in doc.mentions if mention.kind == "LOC"}
        for mention in doc.mentions:
            state = states.get(mention.span.start)
            if mention.kind == "ORG" and state is not None:
                whole = tellers.name(doc.article.id, mention.span)
                bodies.setdefault(whole, tellers.name(doc.article.id, state.span))
    organisations = _organisations(docs, tellers)
    for doc in docs:
        code = doc.article.language
        for span, bearing in tellers.bearings(doc.article.id).items():
            for role in sorted(bearing.roles):
                headed = next((key for name, key in organisations if heads(role, name, code)), None)
                if headed is not None:
                    bodies.setdefault(tellers.name(doc.article.id, span), headed)
    for doc in docs:
        mentions = sorted(doc.mentions, key=lambda mention: mention.span)
        for body, person in pairwise(mentions):
            if _is_pair(doc, body, person):
                speaker = tellers.name(doc.article.id, person.span)
                bodies.setdefault(speaker, tellers.name(doc.article.id, body.span))
    return {speaker: body for speaker, body in bodies.items() if speaker != body}


def find_officers(docs: Sequence[Doc], tellers: Tellers) -> Mapping[str, str]:
    """Return, for a person whose office is told behind a body in the genitive, that body.

    The body may be told by the last word of its name, where the article names one such body: «মন্ত্রণালয়ের সচিব».
    """
    officers: dict[str, str] = {}
    for doc in docs:
        bearings = tellers.bearings(doc.article.id)
        named = _by_last_word(doc, tellers)
        for body, person in pairwise(sorted(doc.mentions, key=lambda mention: mention.span)):
            bearing = bearings.get(person.span)
            if bearing is None or not bearing.roles:
                continue
            is_whose = _is_pair(doc, body, person) and (
                bearing.of is not None or _has_part(doc, body, person)
            )
            whose = (
                tellers.name(doc.article.id, body.span) if is_whose else _body_before(doc, person.span, named)
            )
            if whose is not None:
                officers.setdefault(tellers.name(doc.article.id, person.span), whose)
    return officers


def _has_part(doc: Doc, body: Mention, person: Mention) -> bool:
    words = doc.text[body.span.end : person.span.start].split()
    return any(is_part(word, doc.article.language) for word in words)


def _by_last_word(doc: Doc, tellers: Tellers) -> Mapping[str, str | None]:
    """Return what the last words of bodies' names stand for, None of those that more than one of them ends in."""
    found: dict[str, str | None] = {}
    for mention in doc.mentions:
        if mention.kind == "ORG" and " " in mention.lemma:
            word = mention.lemma.rpartition(" ")[2]
            body = tellers.name(doc.article.id, mention.span)
            found[word] = body if found.get(word, body) == body else None
    return found


def _body_before(doc: Doc, person: Span, named: Mapping[str, str | None]) -> str | None:
    """Return the body that the words before a person name by its last word in the genitive."""
    before = doc.text[max(0, person.start - _BEFORE) : person.start]
    for word in reversed(before.split()[-_OFFICE:]):
        for stem in stems(word, doc.article.language):
            if stem.text != word and stem.text in named:
                return named[stem.text]
    return None


def _organisations(docs: Sequence[Doc], tellers: Tellers) -> list[tuple[str, str]]:
    """Return the names of bodies in the docs with what they stand for, in order."""
    found = {
        (mention.lemma, tellers.name(doc.article.id, mention.span))
        for doc in docs
        for mention in doc.mentions
        if mention.kind == "ORG"
    }
    return sorted(found)


def _is_pair(doc: Doc, body: Mention, person: Mention) -> bool:
    between = doc.text[body.span.end : person.span.start]
    return (
        body.kind == "ORG"
        and person.kind == "PER"
        and body.span.of(doc.text) != body.lemma
        and 1 <= len(between.split()) <= 3
        and all(ch.isalpha() or ch.isspace() or ch.isalnum() or not ch.isascii() for ch in between)
        and not set(between) & {"।", "‘", "’", "“", "”", "–", "—", "\n"}
    )


def _around(quotes: Sequence[Quote], span: Span) -> Quote | None:
    holding = [quote for quote in quotes if span.within(quote.span) and quote.via]
    return min(holding, key=lambda quote: quote.span.end - quote.span.start) if holding else None


def _most_of(statement: Statement) -> Quote | None:
    """Return the quote that holds most of the sentence, else the only one where nothing is told outside of it."""
    told = [quote for quote in statement.quotes if quote.via]
    for quote in told:
        start = max(quote.span.start, statement.sentence.start)
        end = min(quote.span.end, statement.sentence.end)
        if 2 * (end - start) > statement.sentence.end - statement.sentence.start:
            return quote
    return told[0] if len(told) == 1 and _tells_nothing_else(statement, told[0]) else None


def _tells_nothing_else(statement: Statement, quote: Quote) -> bool:
    """Say whether the rest of the sentence only says whose words they are, however long his office is."""
    return all(
        event.trigger.within(quote.span) or (quote.cue is not None and event.trigger.meets(quote.cue))
        for event in statement.events
    )
