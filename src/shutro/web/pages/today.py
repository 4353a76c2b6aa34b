"""Today: the stories of the library."""

from fastapi import APIRouter, Request, Response

from shutro.store.stories import read_stories
from shutro.web.library import Library
from shutro.web.rendering import show

router = APIRouter()


@router.get("/")
def today(request: Request, library: Library) -> Response:
    """Return the page of all stories."""
    return show(request, "pages/today.html.j2", stories=read_stories(library))
