"""Sources: which outlets are watched, how each does, what came to nothing, and a form to watch another."""

from collections import Counter
from datetime import timedelta
from importlib import import_module
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool

from shutro.errors import FetchError
from shutro.publish.columns import draw_columns
from shutro.publish.naming import Naming
from shutro.publish.spark import draw_spark
from shutro.store.listed import dropped_pages
from shutro.store.sources import (
    Health,
    Watched,
    find_source,
    read_health,
    remove_source,
    stamp,
    switch_source,
    watch_sources,
)
from shutro.web.exporting.taking import Taking, take
from shutro.web.exporting.watching import pack_sources
from shutro.web.library import Library
from shutro.web.named import naming_of
from shutro.web.reader import Reader, ReaderOf
from shutro.web.rendering import see, show
from shutro.web.safety.limits import check_asking
from shutro.web.settings import settings_of

router = APIRouter()
_DAYS = 14
_DROPPED = 40
_LATE = timedelta(hours=1)  # after which a watch that asks nothing has ended
Address = Annotated[str, Form(max_length=4096)]


@router.get("/sources")
def sources(
    request: Request,
    library: Library,
    reader: ReaderOf,
    taking: Taking,
    dropped: Annotated[str, Query(max_length=4096)] = "",
) -> Response:
    """Return the page of all sources; with `dropped` the pages of one that came to nothing."""
    parcel = pack_sources(request, _found(request, library), _naming(library, reader), reader.wording)
    if (taken := take(request, taking, parcel)) is not None:
        return taken
    return _page(request, library, reader, dropped=dropped)


@router.post("/sources", dependencies=[Depends(check_asking)])
async def add(request: Request, library: Library, reader: ReaderOf, address: Address = "") -> Response:
    """Find the feeds and sitemaps of a site, and watch the best of them."""
    settings = settings_of(request)
    net = import_module("shutro.stream.once")  # takes longer to import than the desk takes to start
    try:
        source = await net.find_source(
            settings.library, address, private=settings.private, at=stamp(settings.clock())
        )
    except FetchError as error:
        return await run_in_threadpool(
            _page, request, library, reader, wrong=error.reason, address=address, status=422
        )
    await run_in_threadpool(_watch, library, source)
    return see("/sources")


@router.post("/sources/switch")
def switch(library: Library, address: Address, state: Annotated[str, Form()] = "") -> Response:
    """Watch a source, or watch it no longer."""
    source = find_source(library, address)
    if state == "gone":
        remove_source(library, source.address)
    else:
        switch_source(library, source.address, "on" if state == "on" else "off")
    return see("/sources")


def _watch(library: Library, source: Watched) -> None:
    watch_sources(library, [source])
    switch_source(library, source.address, "on")


def _page(
    request: Request,
    library: Library,
    reader: ReaderOf,
    *,
    dropped: str = "",
    wrong: str = "",
    address: str = "",
    status: int = 200,
) -> Response:
    now, found = settings_of(request).clock(), _found(request, library)
    days = Counter({day: 0 for one in found for day, _ in one.days})
    for one in found:
        days.update(dict(one.days))
    return show(
        request,
        "pages/sources.html.j2",
        status=status,
        found=found,
        sparks={one.source.address: draw_spark(one.days, reader.wording) for one in found},
        chart=draw_columns(sorted(days.items()), reader.wording) if any(days.values()) else None,
        naming=_naming(library, reader),
        dropped=dropped_pages(library, dropped, _DROPPED),
        only=dropped,
        is_asleep=bool(found) and _newest(found) < stamp(now - _LATE),
        wrong=wrong,
        typed=address,
    )


def _found(request: Request, library: Connection) -> list[Health]:
    """Return how all sources do, those that fail first."""
    return sorted(read_health(library, settings_of(request).clock(), _DAYS), key=_urgency)


def _naming(library: Connection, reader: Reader) -> Naming:
    return naming_of(library, (), reader.wording.words.code)


def _urgency(health: Health) -> int:
    """Return what puts sources that fail first, and those that are off last."""
    return 2 if health.source.state == "off" else int(not health.source.fault)


def _newest(found: list[Health]) -> str:
    return max((one.source.asked or "" for one in found), default="")
