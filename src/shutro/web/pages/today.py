"""Today: the stories of the library by what is new in them, filtered."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from shutro.publish.spark import draw_spark
from shutro.store.affairs import count_parts
from shutro.store.cards import Filters, count_cards, find_cards
from shutro.web.exporting.lists import pack_cards
from shutro.web.exporting.taking import Taking, take, withhold
from shutro.web.filtering import (
    COUNTED,
    Chosen,
    active_filters,
    address_of,
    as_filters,
    count_choices,
    ids_in,
    name_choices,
    only_of,
)
from shutro.web.library import Library
from shutro.web.looked import news_since, whose
from shutro.web.named import naming_of
from shutro.web.reader import ReaderOf
from shutro.web.rendering import see, show

router = APIRouter()


@router.get("/")
def today(
    request: Request,
    library: Library,
    reader: ReaderOf,
    taking: Taking,
    chosen: Annotated[Chosen, Depends()],
    after: str = "",
) -> Response:
    """Return the page of the stories that are asked for."""
    wording = reader.wording
    filters = as_filters(library, chosen, reader.endings)
    if (taken := take(request, taking, pack_cards(request, library, filters, wording))) is not None:
        return taken
    here = address_of(filters, after or None)
    # A form sends what is empty, too, and names as they were typed: the address that one copies has neither.
    if any(not value for value in request.query_params.values()) or _has_names(chosen, filters.facets):
        return see(here)
    page = find_cards(library, filters, after=after or None)
    total = count_cards(library, filters)
    if not total and filters == Filters():
        withhold(request)
    counts = count_choices(library, filters, total)
    naming = naming_of(library, ids_in(filters, counts.values()), wording.words.code)
    stories = [card.story for card in page.cards]
    return show(
        request,
        "pages/today.html.j2",
        cards=page.cards,
        since=news_since(request, library, whose(request, reader.name), stories),
        affairs=count_parts(library, stories),
        sparks={card.story: draw_spark(card.days, wording) for card in page.cards},
        total=total,
        is_counted=total <= COUNTED,
        filters=filters,
        only=only_of(filters),
        active=active_filters(filters, naming, wording),
        choices=name_choices(filters, counts, naming, wording),
        further=address_of(filters, page.next) if page.next else "",
        beginning=address_of(filters) if after else "",
    )


def _has_names(chosen: Chosen, facets: tuple[tuple[str, str], ...]) -> bool:
    asked = {(kind, value) for kind in ("who", "place", "body") for value in getattr(chosen, kind)}
    return not asked <= set(facets)
