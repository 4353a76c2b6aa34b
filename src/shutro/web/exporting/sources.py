"""Quotes, outlets and agencies to take along."""

from collections.abc import Callable, Sequence
from functools import cache

from sqlalchemy import Connection
from starlette.requests import Request

from shutro.publish.naming import Naming
from shutro.publish.paper import Entry, Grid, Paper, Run, Section
from shutro.publish.table import Table
from shutro.publish.wording import Wording
from shutro.store.outlets import ArticleRow, OutletCount
from shutro.store.outlets import Taken as Resting
from shutro.store.quotes import StoredQuote, WantedQuotes, find_quotes
from shutro.web.exporting.lists import MOST, list_json, plain_paper
from shutro.web.exporting.taking import Parcel
from shutro.web.told import Told

_QUOTE_COLUMNS = (
    "day",
    "speaker",
    "speaker_id",
    "chain",
    "kind",
    "words",
    "story",
    "article",
    "start",
    "end",
)
_OUTLET_COLUMNS = ("kind", "id", "name", "articles", "derived", "first", "revised")
_ARTICLE_COLUMNS = (
    "article",
    "story",
    "outlet",
    "agency",
    "published",
    "language",
    "title",
    "relation",
    "derived_from",
    "of_outlet",
    "revises",
    "is_first",
)


def pack_quotes(request: Request, connection: Connection, wanted: WantedQuotes, wording: Wording) -> Parcel:
    """Return the wanted quotes, newest first."""

    @cache
    def found() -> tuple[tuple[StoredQuote, ...], Told]:
        quotes = find_quotes(connection, wanted, limit=MOST)
        return quotes, Told(connection, wording, quotes=quotes)

    def paper() -> Paper:
        entries = tuple(
            Entry(
                mark=saying.when,
                line=(
                    Run(words=f"{' → '.join(saying.chain) or saying.speaker}: ", kind="strong"),
                    Run(words=saying.text, kind="said"),
                ),
                notes=((Run(words=f"{saying.source.outlet}, {saying.source.published}", kind="soft"),),),
            )
            for saying in found()[1].sayings
        )
        title = wording.phrase("nav_quotes")
        return plain_paper(request, wording, title, [Section(title="", shape="moments", entries=entries)])

    return Parcel(
        name="quotes",
        table=lambda: Table(
            columns=_QUOTE_COLUMNS, rows=tuple(_quote_row(one, found()[1].naming) for one in found()[0])
        ),
        json=lambda: list_json("quotes", found()[0], more=len(found()[0]) == MOST),
        paper=paper,
    )


def pack_outlets(
    request: Request,
    outlets: Sequence[OutletCount],
    agencies: Sequence[Resting],
    naming: Naming,
    wording: Wording,
) -> Parcel:
    """Return the counts of all outlets and agencies."""
    rows = [_outlet_row("outlet", one.outlet or "", naming, _counts(one)) for one in outlets]
    rows += [_outlet_row("agency", one.source or "", naming, (one.articles,)) for one in agencies]

    def paper() -> Paper:
        figures = tuple(
            (naming.name(one.outlet or ""), *(wording.number(number) for number in _counts(one)))
            for one in outlets
        )
        used = tuple((naming.name(one.source or ""), wording.number(one.articles)) for one in agencies)
        counted = wording.words.figures
        heads = (
            counted["reports"],
            counted["derived"],
            wording.phrase("part_first"),
            wording.phrase("part_revised"),
        )
        title = wording.phrase("nav_outlets")
        sections = [
            Section(title="", grid=Grid(columns=("", *heads), rows=figures)),
            Section(title=wording.phrase("agencies"), grid=Grid(columns=("", heads[0]), rows=used)),
        ]
        return plain_paper(request, wording, title, [one for one in sections if one.grid and one.grid.rows])

    return Parcel(
        name="outlets",
        table=lambda: Table(columns=_OUTLET_COLUMNS, rows=tuple(rows)),
        json=lambda: list_json("outlets", [*outlets, *agencies], more=False),
        paper=paper,
    )


def pack_articles(
    request: Request,
    key: str,
    list_all: Callable[[], Sequence[ArticleRow]],
    naming: Naming,
    wording: Wording,
) -> Parcel:
    """Return the articles of an outlet or agency, newest first."""
    listed = cache(list_all)

    def paper() -> Paper:
        entries = tuple(
            Entry(
                mark=wording.when(one.published),
                line=(Run(words=one.title, kind="said"),),
                notes=((Run(words=_names(one, naming), kind="soft"),),),
            )
            for one in listed()
        )
        section = Section(title=wording.phrase("articles"), shape="moments", entries=entries)
        return plain_paper(request, wording, naming.name(key), [section])

    return Parcel(
        name=f"outlet-{key}",
        table=lambda: Table(columns=_ARTICLE_COLUMNS, rows=tuple(map(_article_row, listed()))),
        json=lambda: list_json("articles", listed(), more=len(listed()) == MOST),
        paper=paper,
    )


def _quote_row(one: StoredQuote, naming: Naming) -> tuple[str, ...]:
    return (
        one.day or "",
        naming.name(one.speaker),
        one.speaker,
        " → ".join(naming.name(part) for part in one.chain),
        one.kind,
        one.words,
        one.story,
        one.article,
        str(one.span.start),
        str(one.span.end),
    )


def _counts(one: OutletCount) -> tuple[int, ...]:
    return (one.articles, one.derived, one.first, one.revised)


def _outlet_row(kind: str, key: str, naming: Naming, counts: Sequence[int]) -> tuple[str, ...]:
    cells = (*map(str, counts), "", "", "")[:4]
    return (kind, key, naming.name(key), *cells)


def _article_row(one: ArticleRow) -> tuple[str, ...]:
    cells = (one.article, one.story, one.outlet, one.agency, one.published, one.language, one.title)
    rest = (one.relation, one.derived_from, one.of_outlet, one.revises)
    return (*(cell or "" for cell in (*cells, *rest)), "yes" if one.is_first else "no")


def _names(one: ArticleRow, naming: Naming) -> str:
    chain = [one.agency, one.of_outlet, one.outlet]
    return " → ".join(dict.fromkeys(naming.name(part) for part in chain if part))
