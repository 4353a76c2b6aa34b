"""What was dropped to take along."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection
from starlette.requests import Request

from shutro.publish.paper import Entry, Paper, Run, Section
from shutro.publish.table import Table
from shutro.publish.wording import Wording
from shutro.store.dropped import DroppedPage, read_dropped
from shutro.web.exporting.lists import MOST, list_json, plain_paper
from shutro.web.exporting.taking import Parcel

_COLUMNS = ("name", "stage", "reason", "at")


def pack_dropped(request: Request, connection: Connection, reason: str, wording: Wording) -> Parcel:
    """Return the pages that were dropped, newest first."""

    @cache
    def pages() -> Sequence[DroppedPage]:
        return read_dropped(connection, MOST + 1, reason)

    def paper() -> Paper:
        title = wording.phrase("dropped_title")
        entries = tuple(_entry(page, wording) for page in pages()[:MOST])
        return plain_paper(request, wording, title, [Section(title="", shape="moments", entries=entries)])

    return Parcel(
        name="dropped",
        table=lambda: Table(
            columns=_COLUMNS,
            rows=tuple((page.name, page.stage, page.reason, page.at) for page in pages()[:MOST]),
        ),
        json=lambda: list_json("dropped", pages()[:MOST], more=len(pages()) > MOST),
        paper=paper,
    )


def _entry(page: DroppedPage, wording: Wording) -> Entry:
    return Entry(
        mark=wording.when(page.at[:10]),
        line=(Run(words=page.name, kind="said"),),
        notes=((Run(words=wording.reason(page.reason), kind="soft"),),),
    )
