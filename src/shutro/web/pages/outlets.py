"""Outlets and agencies: what is their own, from whom the rest is, what they had first and what they changed."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response

from shutro.publish.columns import draw_columns
from shutro.publish.wording import Wording
from shutro.store.outlets import (
    PAGE,
    ArticleRow,
    Part,
    Taken,
    count_agencies,
    count_months,
    count_outlet,
    count_outlets,
    list_articles,
    rests_on,
    taken_by,
    taken_from,
    used_by,
)
from shutro.web.exporting.lists import MOST
from shutro.web.exporting.sources import pack_articles, pack_outlets
from shutro.web.exporting.taking import Taking, take
from shutro.web.library import Library
from shutro.web.named import naming_of
from shutro.web.reader import ReaderOf
from shutro.web.rendering import address, show

router = APIRouter()
_MOST = 200  # outlets and agencies in a list
_TAKEN = 12
Start = Annotated[int, Query(ge=0, le=100_000)]


@router.get("/outlets")
def outlets(request: Request, library: Library, reader: ReaderOf, taking: Taking) -> Response:
    """Return the page of all outlets and agencies."""
    found = [one for one in count_outlets(library) if one.outlet]
    agencies = [one for one in count_agencies(library) if one.source]
    naming = naming_of(library, (), reader.wording.words.code)
    parcel = pack_outlets(request, found, agencies, naming, reader.wording)
    if (taken := take(request, taking, parcel)) is not None:
        return taken
    return show(
        request,
        "pages/outlets.html.j2",
        outlets=found[:_MOST],
        agencies=agencies[:_MOST],
        naming=naming,
    )


@router.get("/outlet/{key:path}")
def outlet(
    request: Request,
    library: Library,
    reader: ReaderOf,
    taking: Taking,
    key: str,
    part: Part = "all",
    start: Start = 0,
) -> Response:
    """Return the page of one outlet."""
    count = count_outlet(library, key)
    if count is None:
        raise HTTPException(404)
    naming = naming_of(library, (), reader.wording.words.code)

    def listed() -> Sequence[ArticleRow]:
        return list_articles(library, outlet=key, part=part, limit=MOST)

    parcel = pack_articles(request, key, listed, naming, reader.wording)
    if (taken := take(request, taking, parcel)) is not None:
        return taken
    lists = (
        ("outlet_from", taken_from(library, key)),
        ("outlet_rests", rests_on(library, key)),
        ("outlet_by", taken_by(library, key)),
    )
    articles = list_articles(library, outlet=key, part=part, offset=start)
    parts: dict[Part, int] = {
        "all": count.articles,
        "own": count.articles - count.derived,
        "derived": count.derived,
        "first": count.first,
        "revised": count.revised,
    }
    months = [(one.month, one.articles) for one in count_months(library, outlet=key)]
    return _show(request, library, reader.wording, key, lists, articles, months, parts, part, start)


@router.get("/agency/{key:path}")
def agency(
    request: Request, library: Library, reader: ReaderOf, taking: Taking, key: str, start: Start = 0
) -> Response:
    """Return the page of one agency, or of an outlet that others name as their source."""
    users = used_by(library, key)
    total = sum(one.articles for one in users)
    articles = list_articles(library, agency=key, offset=start)
    if not articles and not start:
        raise HTTPException(404)
    naming = naming_of(library, (), reader.wording.words.code)

    def listed() -> Sequence[ArticleRow]:
        return list_articles(library, agency=key, limit=MOST)

    parcel = pack_articles(request, key, listed, naming, reader.wording)
    if (taken := take(request, taking, parcel)) is not None:
        return taken
    months = [(one.month, one.articles) for one in count_months(library, agency=key)]
    lists = (("agency_used", users),)
    return _show(request, library, reader.wording, key, lists, articles, months, {"all": total}, "all", start)


def _show(
    request: Request,
    library: Library,
    wording: Wording,
    key: str,
    lists: Sequence[tuple[str, Sequence[Taken]]],
    articles: Sequence[ArticleRow],
    months: Sequence[tuple[str, int]],
    parts: dict[Part, int],
    part: Part,
    start: int,
) -> Response:
    naming = naming_of(library, (), wording.words.code)
    path = request.url.path
    asked = part if part != "all" else ""
    return show(
        request,
        "pages/outlet.html.j2",
        name=naming.name(key),
        naming=naming,
        lists=[(title, found[:_TAKEN]) for title, found in lists if found],
        articles=articles,
        chart=draw_columns(months, wording),
        parts=parts,
        part=part,
        further=address(path, part=asked, start=start + PAGE) if start + PAGE < parts[part] else "",
        beginning=address(path, part=asked) if start else "",
    )
