"""Which stories a reader asks for: read from an address, written into one, with what can be chosen next."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import Query
from sqlalchemy import Connection

from shutro.model import MentionKind
from shutro.publish.naming import Naming
from shutro.publish.wording import Wording
from shutro.store.cards import KINDS, Count, FacetKind, Filters, count_all_facets, count_facets
from shutro.text.edtf import days
from shutro.web.named import find_one

Only = Literal["", "disputed", "one-origin"]
Values = Annotated[tuple[str, ...], Query()]
NAMED_KINDS: Mapping[FacetKind, tuple[MentionKind, ...]] = {
    "who": ("PER",),
    "place": ("LOC", "FAC"),
    "body": ("ORG",),
}
COUNTED = 250  # stories whose facets are counted one by one; of more the counts are of the whole library
_CHOICES = 6  # of each kind of names
_LONG = 60  # of outlets and agencies


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The filters as they stand in an address."""

    who: Values = ()
    place: Values = ()
    body: Values = ()
    act: Values = ()
    outlet: Values = ()
    agency: Values = ()
    uncovered: Values = ()
    since: Annotated[str, Query(alias="from")] = ""
    until: Annotated[str, Query(alias="to")] = ""
    only: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Active:
    """A filter that holds: its words, and the address without it."""

    words: str
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value that can be chosen."""

    value: str
    name: str
    stories: int
    is_chosen: bool


def as_filters(connection: Connection, chosen: Chosen, language: str) -> Filters:
    """Return the filters that are chosen, names of people, places and bodies turned into ids where they are known."""
    facets = dict.fromkeys(
        (kind, _id(connection, kind, value.strip(), language))
        for kind in KINDS
        for value in getattr(chosen, kind)
        if value.strip()
    )
    return Filters(
        facets=tuple(facets),
        uncovered=tuple(dict.fromkeys(value for value in chosen.uncovered if value)),
        since=chosen.since if days(chosen.since) else None,
        until=chosen.until if days(chosen.until) else None,
        is_disputed=chosen.only == "disputed",
        has_one_origin=chosen.only == "one-origin",
    )


def only_of(filters: Filters) -> Only:
    """Return which of the three lists of stories is asked for."""
    return "disputed" if filters.is_disputed else "one-origin" if filters.has_one_origin else ""


def address_of(filters: Filters, after: str | None = None) -> str:
    """Return the address of the stories that are wanted; the same filters have the same address."""
    pairs: list[tuple[str, str | None]] = [*filters.facets]
    pairs += [("uncovered", outlet) for outlet in filters.uncovered]
    pairs += [("from", filters.since), ("to", filters.until), ("only", only_of(filters)), ("after", after)]
    query = urlencode([pair for pair in pairs if pair[1]])
    return f"/?{query}" if query else "/"


def name_value(kind: str, value: str, naming: Naming, wording: Wording) -> str:
    """Return how a value of a filter is called."""
    if kind == "act":
        return wording.words.codes.get(value, value)
    return naming.name(value)


def active_filters(filters: Filters, naming: Naming, wording: Wording) -> tuple[Active, ...]:
    """Return the filters that hold, each with the address without it."""
    found = []
    for facet in filters.facets:
        rest = tuple(one for one in filters.facets if one != facet)
        name = name_value(*facet, naming, wording)
        found.append((name, replace(filters, facets=rest)))
    for outlet in filters.uncovered:
        left = tuple(one for one in filters.uncovered if one != outlet)
        words = wording.phrase("active_uncovered", outlet=naming.name(outlet))
        found.append((words, replace(filters, uncovered=left)))
    if filters.since:
        words = wording.phrase("active_from", day=wording.when(filters.since))
        found.append((words, replace(filters, since=None)))
    if filters.until:
        words = wording.phrase("active_to", day=wording.when(filters.until))
        found.append((words, replace(filters, until=None)))
    if filters.is_disputed:
        found.append((wording.phrase("only_disputed"), replace(filters, is_disputed=False)))
    if filters.has_one_origin:
        found.append((wording.phrase("only_one_origin"), replace(filters, has_one_origin=False)))
    return tuple(Active(words=words, without=address_of(rest)) for words, rest in found)


def count_choices(connection: Connection, filters: Filters, stories: int) -> dict[str, tuple[Count, ...]]:
    """Return the values that can be chosen next, by kind; outlets that are silent on something as `uncovered`."""
    of_all = Filters()
    counted: Mapping[FacetKind, tuple[Count, ...]] = (
        {kind: count_facets(connection, of_all, kind, limit=_LONG) for kind in KINDS}
        if filters == of_all or stories > COUNTED
        else count_all_facets(connection, filters)
    )
    found: dict[str, tuple[Count, ...]] = {
        kind: counted[kind][: _CHOICES if kind in NAMED_KINDS else _LONG] for kind in KINDS
    }
    found["uncovered"] = count_facets(connection, of_all, "outlet", limit=_LONG)
    return found


def name_choices(
    filters: Filters, counts: Mapping[str, tuple[Count, ...]], naming: Naming, wording: Wording
) -> dict[str, tuple[Choice, ...]]:
    """Return the values with their names, those that are chosen first, where the list does not have them."""
    chosen: dict[str, list[str]] = {kind: [] for kind in counts}
    for kind, value in filters.facets:
        chosen[kind].append(value)
    chosen["uncovered"] += filters.uncovered
    return {
        kind: tuple(
            Choice(
                value=count.value,
                name=name_value(kind, count.value, naming, wording),
                stories=count.stories,
                is_chosen=count.value in chosen[kind],
            )
            for count in (*_missing(chosen[kind], counts[kind]), *counts[kind])
        )
        for kind in counts
    }


def ids_in(filters: Filters, counts: Iterable[Collection[Count]]) -> set[str]:
    """Return all ids that a list of filters shows."""
    return {value for _, value in filters.facets} | {count.value for found in counts for count in found}


def _missing(chosen: Iterable[str], counts: Collection[Count]) -> list[Count]:
    known = {count.value for count in counts}
    return [Count(value=value, stories=0) for value in chosen if value not in known]


def _id(connection: Connection, kind: FacetKind, value: str, language: str) -> str:
    if kind not in NAMED_KINDS:
        return value
    actor = find_one(connection, value, language, NAMED_KINDS[kind])
    return actor.entity if actor else value
