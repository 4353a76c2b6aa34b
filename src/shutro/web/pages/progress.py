"""Work: how far the library is brought up to date."""

from fastapi import APIRouter, Request, Response

from shutro.store.status import read_status
from shutro.web.library import Library
from shutro.web.rendering import show
from shutro.web.work import worker_of

router = APIRouter()


@router.get("/work")
def work(request: Request, library: Library) -> Response:
    """Return the page of the work, which loads itself again until it is done."""
    return show(
        request, "pages/work.html.j2", progress=worker_of(request).progress, held=read_status(library)
    )


@router.post("/work")
def begin(request: Request, library: Library) -> Response:
    """Bring the library up to date with what other programs have changed."""
    worker_of(request).wake()
    return work(request, library)
