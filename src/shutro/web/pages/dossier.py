"""Dossier: what passed between two actors, what they said of each other, and on what the reports differ."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy import Connection

from shutro.publish.acts import Quad
from shutro.publish.dossierview import DisputeView, view_kinds
from shutro.publish.quadchart import draw_chart
from shutro.publish.wording import Wording
from shutro.store.actors import Actor, find_beside, most_named, suggest_actors
from shutro.store.acts import PAGE, StoredAct, WantedActs, count_acts, find_acts
from shutro.store.quotes import StoredQuote, WantedQuotes, find_quotes
from shutro.store.stories import findings_of
from shutro.text.edtf import days
from shutro.web.exporting.dossier import pack_dossier
from shutro.web.exporting.taking import Taken, Taking, take, withhold
from shutro.web.library import Library
from shutro.web.named import find_one, naming_of
from shutro.web.reader import ReaderOf
from shutro.web.rendering import see, show
from shutro.web.told import Told, to_sentence

router = APIRouter()
_SAYINGS = 12  # of each of the two
_STORIES = 8  # whose disputes are shown
_ACTORS, _PAIRS = 8, 3  # that an empty page offers


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A dossier as it stands in an address."""

    a: str = ""
    b: str = ""
    since: Annotated[str, Query(alias="from")] = ""
    until: Annotated[str, Query(alias="to")] = ""
    act: Annotated[tuple[str, ...], Query()] = ()

    def address(self, **other: str) -> str:
        """Return the address of the dossier, with other values where they are given."""
        single = {"a": self.a, "b": self.b, "from": self.since, "to": self.until, **other}
        pairs = [*single.items(), *(("act", code) for code in self.act if "act" not in other)]
        return f"/dossier?{urlencode([pair for pair in pairs if pair[1]])}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two who often act together."""

    first: str
    second: str
    acts: int
    to: str


@router.get("/dossier")
def dossier(
    request: Request,
    library: Library,
    reader: ReaderOf,
    taking: Taking,
    asked: Annotated[Asked, Depends()],
    after: int | None = None,
) -> Response:
    """Return the dossier of two actors, or of one; without any, the page on which they are chosen."""
    first, second = (
        find_one(library, name.strip(), reader.endings) if name.strip() else None
        for name in (asked.a, asked.b)
    )
    unknown = [name for name, actor in ((asked.a, first), (asked.b, second)) if name.strip() and not actor]
    if first is None or unknown:
        return _choose(request, library, reader, asked, unknown)
    found = Asked(
        a=first.entity,
        b=second.entity if second else "",
        since=asked.since if days(asked.since) else "",
        until=asked.until if days(asked.until) else "",
        act=tuple(code for code in dict.fromkeys(asked.act) if code),
    )
    if found != asked:
        return see(found.address(**{"as": taking.format or ""}))
    return _show(request, library, reader, found, taking, after)


def _one(connection: Connection, name: str, code: str) -> Actor | None:
    return find_one(connection, name.strip(), code) if name.strip() else None


def _show(
    request: Request,
    connection: Connection,
    reader: ReaderOf,
    asked: Asked,
    taking: Taken,
    after: int | None,
) -> Response:
    wording = reader.wording
    wanted = _wanted(asked)
    quotes = _quotes(connection, asked)
    parcel = pack_dossier(request, connection, wanted, quotes, wording)
    if (taken := take(request, taking, parcel)) is not None:
        return taken
    acts = find_acts(connection, wanted, after=after)
    told = Told(connection, wording, acts=acts, quotes=quotes, also=(asked.a, asked.b))
    counts = count_acts(connection, replace(wanted, codes=()))
    shown = asked.act or {one.code for one in counts}
    kinds: Counter[tuple[str, Quad | None]] = Counter()
    for count in counts:
        kinds[count.code, count.quad] += count.acts
    return show(
        request,
        "pages/dossier.html.j2",
        asked=asked,
        names=(told.naming.name(asked.a), told.naming.name(asked.b)),
        told=told,
        language=told.language(),
        kinds=view_kinds(kinds, wording),
        chart=draw_chart(((one.when, one.quad, one.acts) for one in counts if one.code in shown), wording),
        disputes=_disputes(connection, acts, told),
        further=asked.address(after=str(acts[-1].number)) if len(acts) == PAGE else "",
        is_further=after is not None,
        to=to_sentence,
        on_desk=True,
    )


def _wanted(asked: Asked) -> WantedActs:
    return WantedActs(
        first=(asked.a,),
        second=(asked.b,) if asked.b else (),
        since=asked.since or None,
        until=asked.until or None,
        codes=asked.act,
    )


def _quotes(connection: Connection, asked: Asked) -> list[StoredQuote]:
    """Return what the two say of each other, or what the one says, newest first."""
    sides = ((asked.a, asked.b), (asked.b, asked.a)) if asked.b else ((asked.a, ""),)
    wanted = [
        WantedQuotes(
            who=(who,),
            about=(about,) if about else (),
            since=asked.since or None,
            until=asked.until or None,
        )
        for who, about in sides
    ]
    found = [quote for one in wanted for quote in find_quotes(connection, one, limit=_SAYINGS)]
    return sorted(
        {quote.number: quote for quote in found}.values(),
        key=lambda quote: (quote.day or "", quote.number),
        reverse=True,
    )


def _disputes(connection: Connection, acts: Sequence[StoredAct], told: Told) -> list[tuple[str, DisputeView]]:
    """Return the stories in which the reports of the acts differ, each with what on."""
    of_story = {id_: one.story for one in acts for id_ in one.act.findings}
    stories = list(dict.fromkeys(of_story.values()))[:_STORIES]
    findings = findings_of(connection, stories, of_story.keys()) if stories else {}
    return [(story, told.dispute(findings[id_])) for id_, story in of_story.items() if id_ in findings]


def _choose(
    request: Request, connection: Connection, reader: ReaderOf, asked: Asked, unknown: Sequence[str]
) -> Response:
    withhold(request)
    near = [one for name in unknown for one in suggest_actors(connection, name, reader.endings, limit=4)]
    return show(
        request,
        "pages/dossier_choose.html.j2",
        asked=asked,
        unknown=unknown,
        near=near,
        pairs=_pairs(connection, reader.wording),
    )


def _pairs(connection: Connection, wording: Wording) -> list[Pair]:
    """Return who most often has to do with whom, of those who are named most."""
    actors: Sequence[Actor] = most_named(connection, limit=_ACTORS)
    found = {
        frozenset((actor.entity, beside.entity)): (actor.entity, beside)
        for actor in actors
        for beside in find_beside(connection, actor.entity, limit=_PAIRS)
    }
    naming = naming_of(connection, {id_ for pair in found for id_ in pair}, wording.words.code)
    pairs = [
        Pair(
            first=naming.name(first),
            second=naming.name(beside.entity),
            acts=beside.acts,
            to=Asked(a=first, b=beside.entity).address(),
        )
        for first, beside in found.values()
    ]
    return sorted(pairs, key=lambda pair: (-pair.acts, pair.to))[:12]
