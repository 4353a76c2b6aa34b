"""Quotes: by whom, about whom, and through whom they came."""

from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy import Connection

from shutro.sources.registry import find_alias
from shutro.store.cards import read_cards
from shutro.store.quotes import PAGE, Role, WantedQuotes, count_voices, find_quotes, is_voice
from shutro.text.edtf import days
from shutro.web.exporting.sources import pack_quotes
from shutro.web.exporting.taking import Taking, take
from shutro.web.library import Library
from shutro.web.named import find_one
from shutro.web.reader import ReaderOf
from shutro.web.rendering import see, show
from shutro.web.told import Told, to_sentence

router = APIRouter()
_VOICES = 10
_ROLES: tuple[tuple[str, Role], ...] = (("who", "speaker"), ("about", "about"), ("via", "via"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which quotes an address asks for."""

    who: str = ""
    about: str = ""
    via: str = ""
    since: Annotated[str, Query(alias="from")] = ""
    until: Annotated[str, Query(alias="to")] = ""

    def address(self, **other: Any) -> str:
        """Return the address of the quotes, with other values where they are given."""
        pairs = {"who": self.who, "about": self.about, "via": self.via, "from": self.since, "to": self.until}
        query = urlencode([pair for pair in (pairs | other).items() if pair[1]])
        return f"/quotes?{query}" if query else "/quotes"


@router.get("/quotes")
def quotes(
    request: Request,
    library: Library,
    reader: ReaderOf,
    taking: Taking,
    asked: Annotated[Asked, Depends()],
    after: int | None = None,
) -> Response:
    """Return the page of the quotes that are asked for, newest first."""
    found = _understood(library, asked, reader.endings)
    if found != asked:
        return see(found.address(**{"as": taking.format or ""}))
    wanted = WantedQuotes(
        who=(asked.who,) if asked.who else (),
        about=(asked.about,) if asked.about else (),
        via=(asked.via,) if asked.via else (),
        since=asked.since or None,
        until=asked.until or None,
    )
    if (taken := take(request, taking, pack_quotes(request, library, wanted, reader.wording))) is not None:
        return taken
    page = find_quotes(library, wanted, after=after)
    voices = {name: count_voices(library, role, wanted, limit=_VOICES) for name, role in _ROLES}
    names = [voice.name for one in voices.values() for voice in one]
    told = Told(library, reader.wording, quotes=page, also=(*names, asked.who, asked.about, asked.via))
    return show(
        request,
        "pages/quotes.html.j2",
        asked=asked,
        told=told,
        quotes=list(zip(page, told.sayings, strict=True)),
        cards=read_cards(library, tuple({quote.story for quote in page})),
        voices=voices,
        language=told.language(),
        further=asked.address(after=page[-1].number) if len(page) == PAGE else "",
        is_further=after is not None,
        to=to_sentence,
        on_desk=True,
    )


def _understood(connection: Connection, asked: Asked, code: str) -> Asked:
    """Return what is asked for by ids, where somebody is known by the name; else by the words themselves."""
    return replace(
        asked,
        who=_id(connection, asked.who, code),
        about=_id(connection, asked.about, code),
        via=_id(connection, asked.via, code),
        since=asked.since if days(asked.since) else "",
        until=asked.until if days(asked.until) else "",
    )


def _id(connection: Connection, written: str, code: str) -> str:
    name = written.strip()
    if not name:
        return ""
    if is_voice(connection, name):
        return name
    source = find_alias(name)
    actor = find_one(connection, name, code)
    return actor.entity if actor else source.source if source else name
