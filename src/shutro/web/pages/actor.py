"""An actor: what a person, state or body says and does, with whom, where, and in which stories."""

from collections import Counter
from collections.abc import Mapping

from fastapi import APIRouter, HTTPException, Request, Response

from shutro.model import MentionKind
from shutro.publish.acts import Quad
from shutro.publish.columns import draw_columns
from shutro.publish.dossierview import view_kinds
from shutro.publish.quadchart import draw_chart
from shutro.publish.spark import draw_spark
from shutro.store.actors import find_beside, read_actors
from shutro.store.acts import WantedActs, count_acts, newest_acts
from shutro.store.cards import FacetKind, Filters, count_facets, find_cards
from shutro.store.quotes import WantedQuotes, count_spoken, find_quotes
from shutro.web.exporting.dossier import pack_dossier
from shutro.web.exporting.taking import Taking, take
from shutro.web.filtering import address_of
from shutro.web.library import Library
from shutro.web.reader import ReaderOf
from shutro.web.rendering import show
from shutro.web.told import Told, to_sentence

router = APIRouter()
_SHOWN, _STORIES = 12, 6
_KINDS: Mapping[MentionKind, FacetKind] = {"PER": "who", "ORG": "body", "LOC": "place", "FAC": "place"}


@router.get("/actor/{id_:path}")
def actor(request: Request, library: Library, reader: ReaderOf, taking: Taking, id_: str) -> Response:
    """Return the page of one that is named in the library."""
    found = read_actors(library, [id_]).get(id_)
    if found is None:
        raise HTTPException(404)
    wording, wanted = reader.wording, WantedActs(first=(id_,))
    kind = _KINDS.get(found.kind)
    filters = Filters(facets=((kind, id_),)) if kind else None
    acts = newest_acts(library, wanted, limit=_SHOWN)
    quotes = find_quotes(library, WantedQuotes(who=(id_,)), limit=_SHOWN)
    if (taken := take(request, taking, pack_dossier(request, library, wanted, quotes, wording))) is not None:
        return taken
    beside = find_beside(library, id_, limit=_SHOWN)
    places = count_facets(library, filters, "place", limit=_SHOWN) if filters else ()
    cards = find_cards(library, filters, limit=_STORIES).cards if filters else ()
    named = [one.entity for one in beside] + [one.value for one in places]
    told = Told(library, wording, acts=acts, quotes=quotes, also=(id_, *named))
    counts = count_acts(library, wanted)
    kinds: Counter[tuple[str, Quad | None]] = Counter()
    for count in counts:
        kinds[count.code, count.quad] += count.acts
    return show(
        request,
        "pages/actor.html.j2",
        actor=found,
        told=told,
        name=told.naming.name(id_),
        language=told.language(),
        beside=beside,
        most=max((one.acts for one in beside), default=1),
        places=[place for place in places if place.value != id_],
        cards=cards,
        sparks={card.story: draw_spark(card.days, wording) for card in cards},
        all_stories=address_of(filters) if filters else "",
        kinds=view_kinds(kinds, wording),
        chart=draw_chart(((one.when, one.quad, one.acts) for one in counts), wording),
        spoken=draw_columns(count_spoken(library, id_), wording),
        to=to_sentence,
        on_desk=True,
    )
