"""Lists to take along: stories and what a search finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection
from starlette.requests import Request

from shutro.publish.cards import Card
from shutro.publish.naming import Naming
from shutro.publish.paper import Entry, Line, Paper, Run, Section
from shutro.publish.schema import SCHEMA
from shutro.publish.table import Table
from shutro.publish.wording import Wording
from shutro.store.cards import CardPage, Filters, find_cards
from shutro.web.exporting.taking import Parcel, made

if TYPE_CHECKING:  # a list of stories needs no search
    from shutro.store.searching import Hit, Results

MOST = 1000  # rows that are taken along
_CARD_COLUMNS = (
    "story",
    "title",
    "first",
    "last",
    "articles",
    "origins",
    "agreed",
    "single",
    "disputed",
    "revised",
    "outcome",
    "changed",
)
_HIT_COLUMNS = ("article", "story", "outlet", "published", "title", "snippet")


class ListOut(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of one kind; `more` says whether there are others that were left out."""

    schema: int = SCHEMA
    of: str
    rows: Sequence[Any]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article that a search found."""

    article: str
    story: str | None
    outlet: str | None
    published: str | None
    language: str
    title: str
    snippets: tuple[str, ...]


def list_json(of: str, rows: Sequence[Any], *, more: bool) -> bytes:
    """Return rows of one kind as one line of JSON."""
    return msgspec.json.encode(ListOut(of=of, rows=rows, more=more))


def plain_paper(
    request: Request,
    wording: Wording,
    title: str,
    sections: Sequence[Section],
    facts: Sequence[tuple[str, str]] = (),
) -> Paper:
    """Return a paper with the caution and the foot that all have."""
    return Paper(
        title=title,
        language=wording.words.code,
        digits=wording.words.digits,
        site=wording.phrase("site"),
        caution=wording.phrase("caution"),
        made=made(request, wording),
        facts=tuple(facts),
        sections=tuple(sections),
    )


def pack_cards(request: Request, connection: Connection, filters: Filters, wording: Wording) -> Parcel:
    """Return the stories that are wanted, newest change first."""

    @cache
    def page() -> CardPage:
        return find_cards(connection, filters, limit=MOST)

    def paper() -> Paper:
        section = Section(
            title=wording.phrase("contents"),
            shape="points",
            entries=tuple(_entry(card, wording) for card in page().cards),
        )
        return plain_paper(request, wording, wording.phrase("today_title"), [section])

    return Parcel(
        name="stories",
        table=lambda: Table(columns=_CARD_COLUMNS, rows=tuple(map(_row, page().cards))),
        json=lambda: list_json("stories", page().cards, more=page().next is not None),
        paper=paper,
    )


def pack_hits(request: Request, results: "Results", query: str, naming: Naming, wording: Wording) -> Parcel:
    """Return the articles that a search found."""
    found = [_found(hit) for hit in results.hits]

    def paper() -> Paper:
        entries = tuple(_hit_entry(one, naming, wording) for one in found)
        return plain_paper(
            request, wording, query, [Section(title=wording.phrase("search"), entries=entries)]
        )

    return Parcel(
        name="search",
        table=lambda: Table(columns=_HIT_COLUMNS, rows=tuple(map(_hit_row, found))),
        json=lambda: list_json("articles", found, more=results.total > len(found) or results.is_capped),
        paper=paper,
    )


def _row(card: Card) -> tuple[str, ...]:
    counts = (
        card.articles,
        card.origins,
        card.agreed,
        card.single,
        card.disputed,
        card.revised,
        card.outcome,
    )
    return (card.story, card.title, card.first or "", card.last or "", *map(str, counts), card.changed)


def _entry(card: Card, wording: Wording) -> Entry:
    counts = [wording.count("reports", card.articles), wording.count("origins", card.origins)]
    told = (("disputed", card.disputed), ("revised", card.revised), ("outcome", card.outcome))
    agreements = wording.words.agreements
    counts += [f"{agreements[name].short} {wording.number(number)}" for name, number in told if number]
    when = wording.when(card.last[:10] if card.last else None)
    notes: list[Line] = [(Run(words=" · ".join((when, *counts)), kind="soft"),)]
    notes += ((Run(words=fresh.text, kind="said"),) for fresh in card.fresh)
    return Entry(line=(Run(words=card.title, kind="strong"),), notes=tuple(notes))


def _found(hit: "Hit") -> Found:
    return Found(
        article=hit.article,
        story=hit.story,
        outlet=hit.outlet,
        published=hit.published,
        language=hit.language,
        title=hit.title,
        snippets=tuple(" ".join(snippet.span.of(hit.text).split()) for snippet in hit.snippets),
    )


def _hit_row(one: Found) -> tuple[str, ...]:
    snippets = " … ".join(one.snippets)
    return (one.article, one.story or "", one.outlet or "", one.published or "", one.title, snippets)


def _hit_entry(one: Found, naming: Naming, wording: Wording) -> Entry:
    outlet = naming.name(one.outlet) if one.outlet else wording.phrase("unknown_outlet")
    notes: list[Line] = [(Run(words=f"{outlet}, {wording.when(one.published)}", kind="soft"),)]
    notes += ((Run(words=snippet, kind="said"),) for snippet in one.snippets)
    return Entry(line=(Run(words=one.title, kind="strong"),), notes=tuple(notes))
