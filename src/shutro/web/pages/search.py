"""Search: articles by words, names and fields, grouped by story, with what was found marked in their own words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from shutro.model import Span
from shutro.publish.cards import Card
from shutro.publish.naming import Naming
from shutro.search.highlight import pieces
from shutro.search.query import FIELDS, Field, parse, write
from shutro.search.query import Query as Words
from shutro.store.actors import Actor, begin_with
from shutro.store.cards import read_cards
from shutro.store.searching import PAGE, Hit, Results, search
from shutro.web.exporting.lists import pack_hits
from shutro.web.exporting.taking import Taking, take
from shutro.web.library import Library
from shutro.web.named import as_entity, naming_of
from shutro.web.reader import ReaderOf
from shutro.web.rendering import address, show

router = APIRouter()
RESULTS = "div#results"  # what htmx says of the part of the page that it asks for
_NAMES = 6
_TAKEN = 200  # hits that are taken along

Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """An article that was found, in pieces with whether each is one of the words; `to` leads to the first of them."""

    outlet: str
    published: str | None
    language: str
    title: Pieces
    snippets: tuple[Pieces, ...]
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The hits of one story; no card for articles that no story was made of yet."""

    card: Card | None
    hits: tuple[HitView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrower:
    """A choice that narrows the search, or takes a field of it back."""

    name: str
    articles: int
    to: str


@router.get("/search")
def find(
    request: Request,
    library: Library,
    reader: ReaderOf,
    taking: Taking,
    q: str = "",
    page: Annotated[int, Query(ge=1, le=50)] = 1,
) -> Response:
    """Return what a query finds; asked while one types, only the results."""
    code = reader.wording.words.code
    offset, limit = (0, _TAKEN) if taking.format else ((page - 1) * PAGE, PAGE)
    results = search(library, q, reader.endings, offset=offset, limit=limit)
    asked = parse(q)
    naming = naming_of(library, (), code)
    if (taken := take(request, taking, pack_hits(request, results, q, naming, reader.wording))) is not None:
        return taken
    is_part = request.headers.get("HX-Target") == RESULTS
    return show(
        request,
        "parts/results.html.j2" if is_part else "pages/search.html.j2",
        q=q,
        results=results,
        groups=_groups(library, results.hits, naming),
        names=[as_entity(actor) for actor in _names(library, results, asked)],
        fields=_fields(asked, code),
        outlets=_narrowed(asked, "outlet", results, naming, code),
        months=_narrowed(asked, "when", results, naming, code),
        names_of_fields=FIELDS,
        further=address("/search", q=q, page=page + 1) if results.total > page * PAGE else "",
        back=address("/search", q=q, page=page - 1) if page > 2 else address("/search", q=q),
        page=page,
    )


def _groups(connection: Connection, hits: Sequence[Hit], naming: Naming) -> list[Group]:
    """Return the hits by story, in the order of the best of each."""
    cards = read_cards(connection, tuple({hit.story for hit in hits if hit.story}))
    by_story: dict[str | None, list[HitView]] = {}
    for hit in hits:
        story = hit.story if hit.story in cards else None
        by_story.setdefault(story, []).append(_view(hit, naming))
    return [Group(card=cards[story] if story else None, hits=tuple(by_story[story])) for story in by_story]


def _view(hit: Hit, naming: Naming) -> HitView:
    first = next((span for snippet in hit.snippets for span in snippet.found), None)
    at = f"{first.start}-{first.end}" if first else None
    return HitView(
        outlet=naming.name(hit.outlet) if hit.outlet else "",
        published=hit.published,
        language=hit.language,
        title=pieces(hit.title, Span(0, len(hit.title)), hit.in_title),
        snippets=tuple(pieces(hit.text, snippet.span, snippet.found) for snippet in hit.snippets),
        to=address(f"/article/{hit.article}", at=at) + ("#here" if at else ""),
    )


def _names(connection: Connection, results: Results, asked: Words) -> list[Actor]:
    """Return whom the words name, and whose names begin as the last of them do."""
    found = {term.actor.entity: term.actor for term in results.terms if term.actor}
    last = " ".join(asked.runs[-1][-2:]) if asked.runs else ""
    for words in (last, last.rpartition(" ")[2]):
        if words and len(found) < _NAMES:
            found |= {one.entity: one for one in begin_with(connection, words, limit=_NAMES)}
    return list(found.values())[:_NAMES]


def _fields(asked: Words, code: str) -> list[Narrower]:
    """Return the fields that are asked for, each with the address without it."""
    return [
        Narrower(
            name=field.value,
            articles=0,
            to=address("/search", q=write(replace(asked, fields=_without(asked, field)), code)),
        )
        for field in asked.fields
    ]


def _without(asked: Words, field: Field) -> tuple[Field, ...]:
    return tuple(one for one in asked.fields if one != field)


def _narrowed(asked: Words, name: str, results: Results, naming: Naming, code: str) -> list[Narrower]:
    """Return the outlets or months of the hits, each with the address that asks for it alone."""
    if any(field.name == name for field in asked.fields):
        return []
    counts = results.outlets if name == "outlet" else results.months
    found = []
    for count in counts:
        called = naming.name(count.value)
        field = Field("outlet", called) if name == "outlet" else Field("when", count.value)
        to = address("/search", q=write(replace(asked, fields=(*asked.fields, field)), code))
        found.append(Narrower(name=called, articles=count.articles, to=to))
    return found
