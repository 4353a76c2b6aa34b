"""The addresses of the desk for programs: what each gives as JSON, CSV, Markdown or PDF, with an example."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from shutro.store.actors import most_named
from shutro.store.cards import Filters, find_cards
from shutro.store.outlets import articles_of, count_agencies, count_outlets
from shutro.web.exporting.taking import FORMATS
from shutro.web.library import Library
from shutro.web.rendering import address, show

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A page that programs can ask for: its name, its path, what its query may hold, and a query to try."""

    name: str
    path: str
    asks: tuple[str, ...] = ()
    tried: tuple[tuple[str, str], ...] = ()


ADDRESSES = (
    Address(
        name="stories",
        path="/",
        asks=("only", "place", "who", "body", "act", "outlet", "agency", "uncovered", "from", "to"),
        tried=(("only", "disputed"),),
    ),
    Address(name="story", path="/story/{story}"),
    Address(name="search", path="/search", asks=("q",), tried=(("q", "{name}"),)),
    Address(name="article", path="/article/{article}"),
    Address(name="versions", path="/article/{article}/versions"),
    Address(name="actor", path="/actor/{actor}"),
    Address(
        name="dossier",
        path="/dossier",
        asks=("a", "b", "act", "from", "to"),
        tried=(("a", "{actor}"), ("b", "{other}")),
    ),
    Address(name="quotes", path="/quotes", asks=("who", "about", "via", "from", "to")),
    Address(name="outlets", path="/outlets"),
    Address(name="outlet", path="/outlet/{outlet}", asks=("part",), tried=(("part", "own"),)),
    Address(name="agency", path="/agency/{agency}"),
    Address(name="decisions", path="/decisions", asks=("by", "kind", "state")),
    Address(name="alerts", path="/alerts", asks=("watch",)),
    Address(name="sources", path="/sources"),
    Address(name="dropped", path="/dropped", asks=("reason",)),
)


@router.get("/api")
def addresses(request: Request, library: Library) -> Response:
    """Return the page of the addresses for programs."""
    known = _known(library)
    host = str(request.base_url).rstrip("/")
    return show(
        request,
        "pages/addresses.html.j2",
        addresses=ADDRESSES,
        examples={one.name: _example(one, known) for one in ADDRESSES},
        formats_=FORMATS,
        host=host,
    )


def _example(one: Address, known: Mapping[str, str]) -> str:
    """Return an address to try; none where the library holds nothing of the kind."""
    try:
        query = {f"{name}_": value.format(**known) for name, value in one.tried}
        return address(one.path.format(**known), **query, as_="json")
    except KeyError:
        return ""


def _known(connection: Connection) -> dict[str, str]:
    """Return a story, an article, actors and sources of the library, as far as it has some."""
    actors = most_named(connection, ("LOC",), limit=2)
    cards = find_cards(connection, Filters(), limit=1).cards
    articles = articles_of(connection, cards[0].story) if cards else ()
    outlets = [count.outlet for count in count_outlets(connection) if count.outlet]
    agencies = [taken.source for taken in count_agencies(connection) if taken.source]
    found: dict[str, list[str]] = {
        "story": [card.story for card in cards],
        "article": [row.article for row in articles],
        "actor": [actor.entity for actor in actors],
        "other": [actor.entity for actor in actors[1:]],
        "name": [name for actor in actors for _, name in actor.names],
        "outlet": outlets,
        "agency": agencies,
    }
    return {name: values[0] for name, values in found.items() if values}
