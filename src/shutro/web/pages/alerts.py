"""Alerts: what is watched for, what was told of it, and its feeds."""

from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, Form, HTTPException, Request, Response
from sqlalchemy import Connection

from shutro.claims.novelty import KINDS
from shutro.decisions.records import Anchor
from shutro.errors import ShutroError
from shutro.model import Attribute
from shutro.publish.letter import FeedEntry, write_feed
from shutro.publish.wording import wording
from shutro.store.actors import find_actors
from shutro.store.alerts import Channel, State, count_deliveries, read_alerts
from shutro.store.articles import find_article
from shutro.store.opening import reading
from shutro.store.places import Places, of_article
from shutro.store.watches import Watch, add_watch, find_watch, read_watches, remove_watch
from shutro.web.exporting.taking import Taking, take
from shutro.web.exporting.watching import pack_alerts
from shutro.web.library import Library
from shutro.web.reader import ReaderOf
from shutro.web.rendering import see, show
from shutro.web.settings import settings_of

router = APIRouter()

PAGE = 40
_ENTRIES = 100
_LONGEST = 120  # of a name
_GONE = 404


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A watch as it is listed: how many alerts it raised, and how many could not be sent."""

    watch: Watch
    alerts: int
    failed: int


@router.get("/alerts")
def alerts(
    request: Request,
    library: Library,
    reader: ReaderOf,
    taking: Taking,
    query: str = "",
    who: str = "",
    story: str = "",
    watch: int | None = None,
    before: int | None = None,
) -> Response:
    """Return the watches, a form for a further one, and the alerts of one or of all, newest first."""
    if (taken := take(request, taking, pack_alerts(request, library, watch, reader.wording))) is not None:
        return taken
    return _page(request, library, query=query, who=who, story=story, watch=watch, before=before)


@router.post("/alerts")
def add(
    request: Request,
    library: Library,
    reader: ReaderOf,
    name: Annotated[str, Form()] = "",
    query: Annotated[str, Form()] = "",
    who: Annotated[list[str] | None, Form()] = None,
    kind: Annotated[list[str] | None, Form()] = None,
    about: Annotated[str, Form()] = "",
    origins: Annotated[int, Form(ge=0, le=99)] = 0,
    story: Annotated[str, Form()] = "",
) -> Response:
    """Keep a watch, and lead back to the list."""
    called = [one.strip() for one in who or () if one.strip()]
    words = reader.wording.words.phrases
    title = " ".join(name.split())[:_LONGEST]
    if not title:
        return _page(request, library, wrong=words["alerts_no_name"], query=query, story=story)
    if not all(find_actors(library, one, reader.endings, limit=1) for one in called):
        return _page(request, library, wrong=words["alerts_nobody"], query=query, story=story)
    made = Watch(
        name=title,
        language=reader.wording.words.code,
        made=settings_of(request).clock().isoformat(timespec="seconds"),
        kinds=tuple(one for one in KINDS if not kind or one in kind),
        query=query.strip(),
        who=tuple(called),
        about=next((one for one in get_args(Attribute) if one == about), None),
        origins=origins,
        anchor=_anchor(library, story),
    )
    try:
        library.rollback()
        add_watch(library, made)
    except ShutroError:
        return _page(request, library, wrong=words["alerts_taken"], query=query, story=story)
    return see("/alerts")


@router.post("/alerts/{number}/remove")
def remove(library: Library, number: int) -> Response:
    """Stop a watch; its alerts go with it."""
    watch = _watch(library, number)
    remove_watch(library, watch)
    return see("/alerts")


@router.get("/alerts/{number}.atom")
def feed(request: Request, library: Library, number: int) -> Response:
    """Return the alerts of a watch as an Atom feed."""
    watch = _watch(library, number)
    root = str(request.base_url).rstrip("/")
    entries = [
        FeedEntry(alert=raised.alert, at=raised.at)
        for raised in read_alerts(library, watch.number, limit=_ENTRIES)
    ]
    own = f"{root}/alerts/{number}.atom"
    body = write_feed(watch.name, own, root, entries, wording(watch.language))
    return Response(body, media_type="application/atom+xml")


def _watch(library: Connection, number: int) -> Watch:
    try:
        return find_watch(library, str(number))
    except ShutroError as error:
        raise HTTPException(_GONE) from error


def _anchor(library: Connection, story: str) -> Anchor | None:
    """Return the anchor of a story: its first article."""
    if not story:
        return None
    first = Places(library).story(story).articles[0]
    with reading(library):
        return of_article(find_article(library, first))


def _page(
    request: Request,
    library: Connection,
    *,
    wrong: str = "",
    query: str = "",
    who: str = "",
    story: str = "",
    watch: int | None = None,
    before: int | None = None,
) -> Response:
    with reading(library):
        watches = read_watches(library)
        counts = count_deliveries(library)
        found = read_alerts(library, watch, before=before, limit=PAGE + 1)
        title = Places(library).story(story).title if story else ""
    rows = [
        Row(
            watch=one,
            alerts=sum(counts.get((one.number, _SHOWN, state), 0) for state in get_args(State)),
            failed=sum(counts.get((one.number, channel, "failed"), 0) for channel in get_args(Channel)),
        )
        for one in watches
    ]
    return show(
        request,
        "pages/alerts.html.j2",
        rows=rows,
        names={one.number: one.name for one in watches},
        found=found[:PAGE],
        older=found[PAGE - 1].number if len(found) > PAGE else None,
        watch=watch,
        kinds=KINDS,
        attributes=get_args(Attribute),
        wrong=wrong,
        given_query=query,
        given_who=who,
        story=story,
        title=title,
    )


_SHOWN: Channel = "terminal"
