"""A story: what its reports agree on, with the article that one opens beside it."""

from collections.abc import Callable, Mapping
from secrets import token_hex
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from markupsafe import Markup, escape
from sqlalchemy import Connection

from shutro.claims.novelty import find_news
from shutro.publish.view import ORDER, Place
from shutro.store.affairs import parts_of
from shutro.store.changes import read_changes
from shutro.store.coverage import is_told, silent_outlets
from shutro.store.kept_out import read_kept_out
from shutro.store.opening import reading
from shutro.store.readers import mark_seen, moved_away, read_seen, seen_among, seen_of
from shutro.store.stories import as_told
from shutro.web.beside import Opened, chosen, open_article
from shutro.web.exporting.story import pack_story
from shutro.web.exporting.taking import Taken, Taking, take
from shutro.web.kept import Kept
from shutro.web.library import Library
from shutro.web.looked import whose
from shutro.web.reader import Reader, ReaderOf
from shutro.web.rendering import address, draw, see, show
from shutro.web.safety.session import form_token, session_of
from shutro.web.settings import settings_of
from shutro.web.shown import Shown, shown_story

router = APIRouter()
Marks = Annotated[list[str] | None, Query()]

HERE = "here"  # the anchor of what is highlighted
BESIDE = "aside#beside"  # what htmx says of the part of the page that it asks for
_COPIES = "copies"  # what is asked for whole, beside findings by their ids
_MOST_NEW = 12
_MOST_CHANGES = 40
_TOKEN = token_hex(16)  # stands in what is kept for the token of the one who reads


@router.get("/story/{id_}")
def story(
    request: Request,
    library: Library,
    reader: ReaderOf,
    taking: Taking,
    id_: str,
    only: str = "",
    finding: str = "",
    whole: str = "",
    article: str = "",
    at: str = "",
    marks: Marks = None,
) -> Response:
    """Return the page of a story; asked by a link in it, only the article that opens beside it.

    `whole` is a finding by its id, or `copies`: that part alone, with all that is folded on the page.
    """
    with reading(library):  # all of it as it is at one moment
        return _page(
            request,
            library,
            reader,
            taking,
            id_,
            only=only,
            finding=finding,
            whole=whole,
            article=article,
            at=at,
            marks=marks,
        )


def _page(
    request: Request,
    library: Connection,
    reader: Reader,
    taking: Taken,
    id_: str,
    *,
    only: str,
    finding: str,
    whole: str,
    article: str,
    at: str,
    marks: list[str] | None,
) -> Response:
    shown = shown_story(request, library, id_, reader.wording)
    if finding in shown.numbers:
        return see(shown.finding_at(shown.numbers[finding]))
    if shown.story.id != id_:
        path = f"/story/{shown.story.id}"
        return see(address(path, only=only, whole=whole, article=article, at=at, as_=taking.format))
    if (taken := take(request, taking, pack_story(request, shown, reader.wording))) is not None:
        return taken
    if whole in shown.numbers or whole == _COPIES:
        return _part(request, shown, whole, only)
    opened = open_article(shown, article, reader.wording, at=at, layers=chosen(marks, ()), only=only)
    if article and opened is None:
        raise HTTPException(404)
    parts = _parts(shown, opened, only)
    if request.headers.get("HX-Target") == BESIDE:
        return show(request, "parts/beside.html.j2", **parts)
    told = _told(request, reader, parts)
    since = _since(library, shown, whose(request, reader.name))
    return show(request, "pages/story.html.j2", told=told, **since, **_beside(library, shown), **parts)


def _part(request: Request, shown: Shown, whole: str, only: str) -> Response:
    """Return a page of one part of a story, with nothing folded; only the part where htmx asks."""
    found = shown.finding(shown.numbers[whole]) if whole in shown.numbers else None
    is_asked = request.headers.get("HX-Request") == "true"
    template = "parts/whole.html.j2" if is_asked else "pages/whole.html.j2"
    return show(request, template, found=found, **_parts(shown, None, only))


@router.post("/story/{id_}/seen")
def seen(
    request: Request, library: Library, reader: ReaderOf, id_: str, only: Annotated[str, Form()] = ""
) -> Response:
    """Remember that the reader has seen the story as it is now."""
    shown = shown_story(request, library, id_, reader.wording)
    at = settings_of(request).clock().isoformat(timespec="seconds")
    told = as_told(library, shown.story)
    mark_seen(library, whose(request, reader.name), [told], at=at)
    return see(address(f"/story/{shown.story.id}", only=only))


def leading(shown: Shown, only: str = "") -> Callable[[Place], Markup]:
    """Return where links to sentences and articles lead: to the story with the article beside it."""
    path = address(f"/story/{shown.story.id}", only=only) + ("&" if only else "?")
    # A page has hundreds of these: what they share is made once.
    heads = {one.id: f'href="{escape(path)}article={quote(one.id)}' for one in shown.view.articles}
    tail = f'#{HERE}" hx-boost="true"'

    def at(place: Place) -> Markup:
        start = "" if place.start is None else f"&amp;at={place.start}"
        return Markup(heads[place.article] + start + tail)  # noqa: S704 - every part is escaped

    return at


def _parts(shown: Shown, opened: Opened | None, only: str) -> dict[str, Any]:
    """Return what the page and its parts see of a story."""
    return {
        "shown": shown,
        "one": shown.view,
        "opened": opened,
        "course_of": shown.course_of,
        "only": only if only in ORDER else "",
        "at": leading(shown, only),
        "on_desk": True,
    }


def _beside(connection: Connection, shown: Shown) -> dict[str, Any]:
    """Return what is told of a story beside what it says: it changes while the story does not."""
    id_ = shown.story.id
    return {
        "silent": silent_outlets(connection, id_),
        "affair": parts_of(connection, id_),
        "apart": read_kept_out(connection, id_),
        "changes": read_changes(connection, id_, limit=_MOST_CHANGES),
        "labels": {one.id: one.label for one in shown.view.articles},
        "is_told": is_told(connection, id_),
    }


def _told(request: Request, reader: Reader, parts: Mapping[str, Any]) -> Markup:
    """Return what all readers see of the story, made once; only the token of forms in it is each reader's own."""
    kept: Kept[str] = request.app.state.told
    shown: Shown = parts["shown"]
    key = (shown.state, reader.language, reader.calendar, parts["only"])
    plain = {"csrf": _TOKEN, "here": address(f"/story/{shown.story.id}", only=parts["only"]), "query": {}}
    html = kept.get(key, lambda: draw(request, "parts/told.html.j2", **{**parts, "opened": None, **plain}))
    settings = settings_of(request)
    return Markup(html.replace(_TOKEN, form_token(settings.secret, session_of(request))))  # noqa: S704 - our own page


def _since(connection: Connection, shown: Shown, reader: str) -> dict[str, Any]:
    """Return what is new to a reader who has marked the story before, and what he saw in it that is elsewhere now."""
    seen = read_seen(connection, reader)
    past = seen_of(shown.story, seen)
    here = seen_among(connection, reader, [shown.story.id]).get(shown.story.id) if seen else None
    return {
        "news": find_news(shown.story, shown.docs, past) if past.articles else None,
        "moved": moved_away(connection, shown.story, here) if here else (),
        "most_new": _MOST_NEW,
    }
