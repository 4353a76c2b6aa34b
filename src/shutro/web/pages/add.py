"""Add: files or words into the library, and what became of each."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Annotated

import regex
from fastapi import APIRouter, Depends, File, Form, HTTPException, Request, Response, UploadFile
from starlette.concurrency import run_in_threadpool

from shutro.errors import FetchError
from shutro.ingest.files import pages_of_bytes
from shutro.ingest.given import GivenArticle, is_date
from shutro.model import Dropped, Page
from shutro.sources.registry import outlets
from shutro.store.arrivals import Arrival, add_page, stories_joined
from shutro.store.dropped import note_dropped
from shutro.web.batches import Batch, batches_of
from shutro.web.library import Library
from shutro.web.rendering import see, show
from shutro.web.safety.limits import check_asking
from shutro.web.settings import settings_of
from shutro.web.work import worker_of

router = APIRouter()

_LONGEST = 200  # of the name of a file
_UNSEEN = regex.compile(r"[\p{C}\p{Zl}\p{Zp}]+")
_GONE = 404


@router.get("/add")
def ask(request: Request) -> Response:
    """Return the page on which files are dropped and words are pasted."""
    return _form(request)


@router.post("/add")
async def add(
    request: Request,
    library: Library,
    files: Annotated[list[UploadFile] | None, File()] = None,
    text: Annotated[str, Form()] = "",
    outlet: Annotated[str, Form()] = "",
    url: Annotated[str, Form()] = "",
    day: Annotated[str, Form()] = "",
    clock: Annotated[str, Form()] = "",
) -> Response:
    """Store what was sent, and lead to what became of it."""
    published = f"{day}T{clock}" if day and clock else day
    if published and not is_date(published):
        return _form(request, "add_no_date", text=text)
    known = GivenArticle(published=published or None, outlet=outlet.strip() or None, url=url.strip() or None)
    pages = await _pages(files or [], text)
    if not pages:
        return _form(request, "add_nothing")
    batch = await run_in_threadpool(partial(_store, library, pages, known))
    if batch.arrivals:
        worker_of(request).wake()
    return see(f"/added/{batches_of(request).keep(batch)}")


@router.post("/add/address", dependencies=[Depends(check_asking)])
async def fetch(request: Request, library: Library, address: Annotated[str, Form()] = "") -> Response:
    """Fetch the page at an address, store its article, and lead to what became of it."""
    if not address.strip():
        return _form(request, "add_nothing")
    try:
        settings = settings_of(request)
        page, known = await _net().fetch_page(settings.library, address, private=settings.private)
    except FetchError as error:
        dropped = Dropped(text=_clean(error.address), stage="fetch", reason=error.reason)
        await run_in_threadpool(partial(note_dropped, library, dropped, at=_now()))
        batch = Batch((), (dropped,))
    else:
        batch = await run_in_threadpool(partial(_store, library, [page], known))
    if batch.arrivals:
        worker_of(request).wake()
    return see(f"/added/{batches_of(request).keep(batch)}")


@router.get("/added/{name}")
def added(request: Request, library: Library, name: str) -> Response:
    """Return the page of what became of a batch, which loads itself again until its stories are made."""
    batch = batches_of(request).get(name)
    if batch is None:
        raise HTTPException(_GONE)
    joined = stories_joined(library, [arrival.article.id for arrival in batch.arrivals])
    progress = worker_of(request).progress
    return show(request, "pages/added.html.j2", batch=batch, joined=joined, progress=progress)


@router.post("/examples")
def examples(request: Request, library: Library) -> Response:
    """Add the articles that come with Shutro."""
    # They bring the engine with them, which takes longer to import than the desk takes to start.
    import_module("shutro.examples").add_examples(library, at=_now())
    worker_of(request).wake()
    return see("/work")


def _net() -> ModuleType:
    # What asks the net takes longer to import than the desk takes to start.
    return import_module("shutro.stream.once")


def _form(request: Request, wrong: str = "", text: str = "") -> Response:
    status = 422 if wrong else 200
    names = sorted({outlet.name for outlet in outlets()})
    return show(request, "pages/add.html.j2", status=status, wrong=wrong, text=text, outlets=names)


async def _pages(files: Sequence[UploadFile], text: str) -> list[Page | Dropped]:
    pages: list[Page | Dropped] = []
    for file in files:
        if file.filename:  # a form without a file sends one without a name
            pages += pages_of_bytes(_clean(file.filename), await file.read())
    if text.strip():
        pages += pages_of_bytes("text", text.encode(errors="replace"))
    return pages


def _store(library: Library, pages: Sequence[Page | Dropped], known: GivenArticle) -> Batch:
    came = list(_outcomes(library, pages, known))
    return Batch(
        arrivals=tuple(one for one in came if isinstance(one, Arrival)),
        refused=tuple(one for one in came if isinstance(one, Dropped)),
    )


def _outcomes(
    library: Library, pages: Sequence[Page | Dropped], known: GivenArticle
) -> Iterator[Arrival | Dropped]:
    for page in pages:
        if isinstance(page, Dropped):
            note_dropped(library, page, at=_now())
            yield page
        else:
            yield add_page(library, page, known, at=_now())


def _clean(name: str) -> str:
    """Return the name of a file without what would steer a page or a terminal, and no longer than a line."""
    words = _UNSEEN.sub(" ", name).strip()
    return words if len(words) <= _LONGEST else f"…{words[-_LONGEST:]}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
