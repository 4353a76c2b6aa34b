"""Drop: an article out of the library, for now or for good, after it was asked for a second time."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from shutro.model import Article
from shutro.store.articles import drop_article, find_article
from shutro.store.coverage import story_of
from shutro.store.erasing import erase_article
from shutro.store.opening import reading
from shutro.web.library import Library
from shutro.web.reader import ReaderOf, clean_line, clean_name
from shutro.web.rendering import local, see, show
from shutro.web.settings import settings_of
from shutro.web.work import worker_of

router = APIRouter()


@router.get("/article/{id_}/drop")
def ask(request: Request, library: Library, id_: str, next: str = "") -> Response:  # noqa: A002 - the name in the address
    """Return the page that asks whether an article shall go."""
    with reading(library):
        article = find_article(library, id_)
    return _form(request, article, local(next or f"/article/{article.id}"))


@router.post("/article/{id_}/drop")
def drop(request: Request, library: Library, id_: str) -> Response:
    """Delete the article of this very id, and lead to the work on what is left of its story."""
    with reading(library):
        article = find_article(library, id_)
    if article.id != id_:
        return see(f"/article/{article.id}/drop")
    has_story = story_of(library, id_) is not None
    drop_article(library, id_, at=_now(request))
    _forget(request)
    worker_of(request).wake()
    return see("/work" if has_story else "/")


@router.post("/article/{id_}/erase")
def erase(
    request: Request,
    library: Library,
    reader: ReaderOf,
    id_: str,
    reason: Annotated[str, Form()] = "",
    who: Annotated[str, Form()] = "",
    versions: Annotated[bool, Form()] = False,
    may_return: Annotated[bool, Form()] = False,
    sure: Annotated[bool, Form()] = False,
) -> Response:
    """Take the article of this very id down for good, and show what went with it and what stays."""
    with reading(library):
        article = find_article(library, id_)
    why, name = clean_line(reason), clean_name(who) or reader.name
    if article.id != id_ or not (why and name and sure):
        return _form(request, article, f"/article/{article.id}", wrong=True)
    erased = erase_article(
        library,
        id_,
        reason=why,
        who=name,
        at=_now(request),
        with_versions=versions,
        may_return=may_return,
    )
    _forget(request)
    worker_of(request).wake()
    return show(request, "pages/erased.html.j2", erased=erased)


def _form(request: Request, article: Article, back: str, *, wrong: bool = False) -> Response:
    status = 422 if wrong else 200
    return show(request, "pages/drop.html.j2", status=status, article=article, next=back, wrong=wrong)


def _forget(request: Request) -> None:
    """Let nothing of an article stay in the memory of the desk."""
    request.app.state.shown.clear()
    request.app.state.told.clear()


def _now(request: Request) -> str:
    return settings_of(request).clock().isoformat(timespec="seconds")
