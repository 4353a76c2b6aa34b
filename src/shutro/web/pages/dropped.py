"""Dropped: the pages and files that held no article, and why."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from shutro.store.dropped import count_dropped, read_dropped
from shutro.web.exporting.dropped import pack_dropped
from shutro.web.exporting.taking import Taking, take
from shutro.web.library import Library
from shutro.web.reader import ReaderOf
from shutro.web.rendering import show

router = APIRouter()
_SHOWN = 100
_REASONS = 30


@router.get("/dropped")
def dropped(
    request: Request,
    library: Library,
    reader: ReaderOf,
    taking: Taking,
    reason: Annotated[str, Query(max_length=4096)] = "",
) -> Response:
    """Return the page of what was dropped, for all reasons or for one."""
    parcel = pack_dropped(request, library, reason, reader.wording)
    if (taken := take(request, taking, parcel)) is not None:
        return taken
    counts = count_dropped(library)
    return show(
        request,
        "pages/dropped.html.j2",
        pages=read_dropped(library, _SHOWN, reason),
        counts=counts[:_REASONS],
        total=sum(number for found, number in counts if reason in ("", found)),
        reason=reason,
    )
