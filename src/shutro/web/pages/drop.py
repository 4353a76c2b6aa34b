"""Drop: an article out of the library, after it was asked for a second time."""

from fastapi import APIRouter, Request, Response

from shutro.store.articles import drop_article, find_article
from shutro.store.coverage import story_of
from shutro.store.opening import reading
from shutro.web.library import Library
from shutro.web.rendering import local, see, show
from shutro.web.settings import settings_of
from shutro.web.work import worker_of

router = APIRouter()


@router.get("/article/{id_}/drop")
def ask(request: Request, library: Library, id_: str, next: str = "") -> Response:  # noqa: A002 - the name in the address
    """Return the page that asks whether an article shall go."""
    with reading(library):
        article = find_article(library, id_)
    back = local(next or f"/article/{article.id}")
    return show(request, "pages/drop.html.j2", article=article, next=back)


@router.post("/article/{id_}/drop")
def drop(request: Request, library: Library, id_: str) -> Response:
    """Delete the article of this very id, and lead to the work on what is left of its story."""
    with reading(library):
        article = find_article(library, id_)
    if article.id != id_:
        return see(f"/article/{article.id}/drop")
    has_story = story_of(library, id_) is not None
    drop_article(library, id_, at=settings_of(request).clock().isoformat(timespec="seconds"))
    worker_of(request).wake()
    return see("/work" if has_story else "/")
