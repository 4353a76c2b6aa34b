"""An article by itself: its text with marks, what rests on it, its versions, and the page that it came from."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response
from markupsafe import Markup
from sqlalchemy import Connection

from shutro.model import Dating, Doc
from shutro.publish.articles import Shelf
from shutro.publish.reading import Layer
from shutro.publish.templating import leads_to
from shutro.publish.versions import ChangeView, view_changes
from shutro.publish.view import CopyView, FindingView, LabelView, Place
from shutro.publish.wording import Wording
from shutro.store.articles import find_article, read_page
from shutro.store.coverage import story_of
from shutro.store.docs import docs_of
from shutro.store.opening import reading
from shutro.story.versions import Version, find_versions
from shutro.web.beside import Opened, chosen, open_alone, open_article
from shutro.web.exporting.article import pack_article, pack_versions
from shutro.web.exporting.taking import Taking, take
from shutro.web.library import Library
from shutro.web.reader import ReaderOf
from shutro.web.rendering import address, see, show
from shutro.web.shown import Shown, shown_story

router = APIRouter()

_FIRST: tuple[Layer, ...] = ("names", "quotes")  # layers that show where an address chooses none
_WHOLE = 16  # characters of an id


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A later state of a page and the one before it, with what its outlet changed."""

    before: LabelView
    after: LabelView
    how: str
    ordered: bool
    changes: tuple[ChangeView, ...]


@router.get("/article/{id_}")
def article(
    request: Request,
    library: Library,
    reader: ReaderOf,
    taking: Taking,
    id_: str,
    at: str = "",
    marks: Annotated[list[str] | None, Query()] = None,
) -> Response:
    """Return the page of an article."""
    whole = _whole(library, id_)
    if whole != id_:
        return see(address(f"/article/{whole}", at=at, marks=marks, as_=taking.format))
    layers = chosen(marks, _FIRST)
    shown = _story(request, library, id_, reader.wording)
    opened = _open(library, shown, id_, reader.wording, at, layers)
    if (taken := take(request, taking, pack_article(request, opened, reader.wording))) is not None:
        return taken
    return show(
        request,
        "pages/article.html.j2",
        shown=shown,
        opened=opened,
        resting=_resting(shown, id_),
        copies=_copies(shown, id_),
        versions=_versions(shown, id_),
        at=to_article,
        on_desk=False,
    )


@router.get("/article/{id_}/versions")
def versions(request: Request, library: Library, reader: ReaderOf, taking: Taking, id_: str) -> Response:
    """Return what the outlet of an article changed in it, from version to version."""
    shown = _story(request, library, id_, reader.wording)
    if shown is None:
        raise HTTPException(404)
    parcel = pack_versions(request, id_, _versions(shown, id_), shown.docs, reader.wording)
    if (taken := take(request, taking, parcel)) is not None:
        return taken
    shelf = Shelf(
        [shown.docs[other] for other in shown.story.articles], shown.naming, reader.wording, shown.view.anchor
    )
    found = [
        VersionView(
            before=shelf.label(version.revises),
            after=shelf.label(version.article),
            how=version.how,
            ordered=version.ordered,
            changes=view_changes(version, shown.docs),
        )
        for version in _versions(shown, id_)
    ]
    title = shown.docs[id_].article.title
    return show(
        request,
        "pages/versions.html.j2",
        id_=id_,
        title=title,
        language=shown.view.language,
        versions=found,
        at=to_article,
        on_desk=False,
    )


@router.get("/article/{id_}/raw")
def raw(library: Library, id_: str) -> Response:
    """Return the page that an article came from, as plain text that no browser runs."""
    with reading(library):
        digest = find_article(library, id_).page
    page = read_page(library, digest)
    headers = {"content-security-policy": "sandbox; default-src 'none'", "x-content-type-options": "nosniff"}
    try:
        page.raw.decode("utf-8")
    except UnicodeDecodeError:
        headers["content-disposition"] = f'attachment; filename="{digest[:_WHOLE]}.bin"'
        return Response(page.raw, media_type="application/octet-stream", headers=headers)
    headers["content-disposition"] = f'inline; filename="{digest[:_WHOLE]}.txt"'
    return Response(page.raw, media_type="text/plain; charset=utf-8", headers=headers)


def to_article(place: Place) -> Markup:
    """Return where links to sentences lead that open an article by itself."""
    anchor = "#here" if place.start is not None else ""
    return leads_to(address(f"/article/{place.article}", at=place.start) + anchor)


def _whole(connection: Connection, id_: str) -> str:
    with reading(connection):
        return find_article(connection, id_).id


def _story(request: Request, connection: Connection, id_: str, wording: Wording) -> Shown | None:
    """Return the story that an article is in, or None while there is none."""
    story = story_of(connection, id_)
    shown = shown_story(request, connection, story, wording) if story else None
    return shown if shown is not None and id_ in shown.docs else None


def _open(
    connection: Connection,
    shown: Shown | None,
    id_: str,
    wording: Wording,
    at: str,
    layers: tuple[Layer, ...],
) -> Opened:
    opened = open_article(shown, id_, wording, at=at, layers=layers) if shown else None
    if opened is not None:
        return opened
    with reading(connection):
        doc = docs_of(connection, [id_]).get(id_)
        if doc is None:  # it was added, but not read yet
            added = find_article(connection, id_)
            doc = Doc(article=added, dating=Dating(article=id_, value=added.published, how="page"))
    return open_alone(doc, wording, at=at, layers=layers)


def _resting(shown: Shown | None, id_: str) -> tuple[FindingView, ...]:
    """Return the findings that rest on an article."""
    found = shown.resting().get(id_, ()) if shown else ()
    return tuple(shown.finding(shown.numbers[finding.id]) for finding in found) if shown else ()


def _copies(shown: Shown | None, id_: str) -> tuple[CopyView, ...]:
    """Return what was taken from an article, and from what it was taken."""
    if shown is None:
        return ()
    return tuple(copy for copy in shown.view.copies if id_ in (copy.article.article, copy.source.article))


def _versions(shown: Shown | None, id_: str) -> tuple[Version, ...]:
    """Return the versions of the page that an article is one of, in their order."""
    if shown is None:
        return ()
    found = find_versions([shown.docs[article] for article in shown.story.articles])
    mine = {id_}
    for version in (*found, *reversed(found)):  # the chain runs both ways from the article
        if mine & {version.article, version.revises}:
            mine |= {version.article, version.revises}
    return tuple(version for version in found if version.article in mine)
