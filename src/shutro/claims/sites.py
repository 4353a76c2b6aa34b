"""Sites: a factory, a hospital or a field that two reports put into two places."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from shutro.claims.contrasts import Bearer, Contrast, Side
from shutro.claims.coreference import state_of
from shutro.claims.families import family
from shutro.claims.statements import Linked, Statement, tokens_of
from shutro.claims.wording import concept_of
from shutro.languages import available, read
from shutro.languages.lexicon import lexicon
from shutro.languages.schema.contrasts import ContrastTable
from shutro.model import Doc, Event, Mention, Span

_BEFORE = 4  # words from the place to the site
_MOST = 60  # sites of one kind that are compared


@dataclass(frozen=True, slots=True)
class _Site:
    """A site that a statement puts into a place, with the words for the place."""

    statement: Statement
    place: str
    words: Span


def find_sites(
    statements: Sequence[Statement], docs: Sequence[Doc], links: Mapping[str, Linked]
) -> Iterator[Contrast]:
    """Yield the sites at which one does the same by two articles, in two places that do not lie in one another."""
    by_article = {doc.article.id: doc for doc in docs}
    by_kind: dict[str, list[_Site]] = defaultdict(list)
    for statement in statements:
        for kind, site in _sites(statement, by_article[statement.article], links):
            by_kind[kind].append(site)
    for kind in sorted(by_kind):
        for one, other in combinations(by_kind[kind][:_MOST], 2):
            if _is_one(one.statement, other.statement) and _are_apart(one, other):
                yield _contrast(one, other)


def _sites(statement: Statement, doc: Doc, links: Mapping[str, Linked]) -> Iterator[tuple[str, _Site]]:
    """Yield the sites of a statement, each with what names its kind."""
    code = statement.language
    if code not in available():
        return
    kinds = _kinds(code)
    tokens = tokens_of(doc, statement.sentence)
    named = [mention for mention in doc.mentions if mention.span.within(statement.sentence)]
    for index, token in enumerate(tokens):
        kind = concept_of(token.text, code) if token.kind == "word" else ""
        if kind in kinds:
            first = tokens[max(0, index - _BEFORE)].start
            before = [mention for mention in named if first < mention.span.end <= token.start]
            place = before[-1] if before else None
            if place is not None and _is_place(place, doc) and not _is_cut(doc, place.span.end, token.start):
                link = links[statement.article].get(place.span)
                if link and not any(form.adjective for form in lexicon(code).keys.get(link[0].entity, ())):
                    yield kind, _Site(statement, link[0].entity, place.span)


@cache
def _kinds(code: str) -> frozenset[str]:
    return frozenset(concept_of(word, code) for word in read(code, "contrasts", ContrastTable).sites)


def _is_place(mention: Mention, doc: Doc) -> bool:
    """Say whether a name is that of a place in which something lies: it bears an ending."""
    return mention.kind == "LOC" and not mention.adjective and mention.span.of(doc.text) != mention.lemma


def _is_cut(doc: Doc, start: int, end: int) -> bool:
    """Say whether a mark or a told act stands between the place and the site."""
    between = Span(start, end)
    return any(mark in between.of(doc.text) for mark in ",;।") or any(
        event.trigger.within(between)
        for event in doc.events[bisect_left(doc.events, start, key=_begin) :][:1]
    )


def _begin(event: Event) -> int:
    return event.trigger.start


def _is_one(one: Statement, other: Statement) -> bool:
    """Say whether two articles tell of one act of one person or body."""
    acts = {family(event) for event in one.events} & {family(event) for event in other.events}
    return one.article != other.article and bool(acts and one.entities & other.entities)


def _are_apart(one: _Site, other: _Site) -> bool:
    """Say whether the places are two, and neither statement names the other's."""
    code = one.statement.language
    states = state_of(one.place, code), state_of(other.place, code)
    return (
        one.place != other.place
        and states[0] != other.place
        and states[1] != one.place
        and one.place not in other.statement.entities
        and other.place not in one.statement.entities
    )


def _contrast(one: _Site, other: _Site) -> Contrast:
    sides = tuple(
        Side(value=site.place, bearers=(Bearer(statement=site.statement, span=site.words),))
        for site in (one, other)
    )
    return Contrast(attribute="place", agreement="disputed", sides=sides)
