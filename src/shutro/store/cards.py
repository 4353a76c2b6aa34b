"""Stories as lists show them: filtered, newest changes first, and counted by what they are filtered by."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Connection, Select, func, literal, select, text, tuple_

from shutro.errors import InputError
from shutro.publish.cards import Card, Fresh
from shutro.store import schema
from shutro.text.edtf import days

FacetKind = Literal["who", "place", "body", "act", "outlet", "agency"]
KINDS: tuple[FacetKind, ...] = get_args(FacetKind)
PAGE = 20
_card = schema.card.c
_ORDER = (_card.changed, _card.weight, _card.story)
_APART = {"days", "fresh"}
_OFTEN = 500  # stories of a value from which on the list is walked and each story asked for it
# All kinds are read at once, for what a story has lies together, and counted by their numbers: the view `facet` would
# name each of them first.
_FACETS = text(
    "SELECT kind, label.text, stories FROM (SELECT kind, value, count(*) AS stories FROM facet_row WHERE story IN "
    "(SELECT number FROM label WHERE text IN (SELECT value FROM json_each(:stories))) GROUP BY kind, value) "
    "JOIN label ON label.number = value"
)
_PLAIN = tuple(_card[field.name] for field in fields(Card) if field.name not in _APART)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which stories are wanted: those with all of these entities, codes of acts, outlets and agencies.

    `since` and `until` are days, months or years; a story counts where one of its days lies between.
    """

    facets: tuple[tuple[FacetKind, str], ...] = ()
    uncovered: tuple[str, ...] = ()  # outlets that have not reported it
    since: str | None = None
    until: str | None = None
    is_disputed: bool = False
    has_one_origin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPage:
    """Some cards, and from where the next page goes on."""

    cards: tuple[Card, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many stories have a value: an entity, a code, an outlet, an agency."""

    value: str
    stories: int


def find_cards(
    connection: Connection, filters: Filters, *, after: str | None = None, limit: int = PAGE
) -> CardPage:
    """Return the wanted stories, the newest change first; of one day, the one that brought most.

    Raises InputError where `after` is not the `next` of an earlier page.
    """
    often = {facet for facet in filters.facets if _tallied(connection, *facet) > _OFTEN}
    query = _wanted(select(*_PLAIN, _card.days, _card.fresh), filters, often)
    if after is not None:
        query = query.where(tuple_(*_ORDER) < _place(after))
    rows = connection.execute(query.order_by(*(column.desc() for column in _ORDER)).limit(limit + 1)).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return CardPage(
        cards=tuple(_read(row) for row in rows[:limit]),
        next=f"{last.changed}_{last.weight}_{last.story}" if last else None,
    )


def read_cards(connection: Connection, stories: tuple[str, ...]) -> dict[str, Card]:
    """Return the cards of these stories by their ids."""
    query = select(*_PLAIN, _card.days, _card.fresh).where(_card.story.in_(stories))
    return {row.story: _read(row) for row in connection.execute(query).all()}


def count_cards(connection: Connection, filters: Filters) -> int:
    """Return how many stories are wanted."""
    if len(filters.facets) == 1 and filters == Filters(facets=filters.facets):
        return _tallied(connection, *filters.facets[0])
    return connection.scalar(_wanted(select(func.count()).select_from(schema.card), filters)) or 0


def count_facets(
    connection: Connection, filters: Filters, kind: FacetKind, *, limit: int = PAGE
) -> tuple[Count, ...]:
    """Return the values that most of the wanted stories have, and how many of them do."""
    if filters != Filters():
        return count_all_facets(connection, filters)[kind][:limit]
    tally = schema.tally.c
    query = select(tally.value, tally.stories).where(tally.kind == kind)
    rows = connection.execute(query.order_by(tally.stories.desc(), tally.value).limit(limit))
    return tuple(Count(value=value, stories=stories) for value, stories in rows)


def count_all_facets(connection: Connection, filters: Filters) -> dict[FacetKind, tuple[Count, ...]]:
    """Return the values of each kind that the wanted stories have, those of most stories first."""
    stories = connection.scalars(_wanted(select(_card.story), filters)).all()
    found: dict[FacetKind, list[Count]] = {kind: [] for kind in KINDS}
    for kind, value, having in connection.execute(
        _FACETS, {"stories": msgspec.json.encode(stories).decode()}
    ).all():
        if kind in found:
            found[kind].append(Count(value=value, stories=having))
    return {kind: tuple(sorted(found[kind], key=lambda one: (-one.stories, one.value))) for kind in KINDS}


def _tallied(connection: Connection, kind: FacetKind, value: str) -> int:
    """Return how many stories have a value."""
    tally = schema.tally.c
    return connection.scalar(select(tally.stories).where(tally.kind == kind, tally.value == value)) or 0


def _wanted(
    query: Select[Any], filters: Filters, often: Collection[tuple[FacetKind, str]] = ()
) -> Select[Any]:
    """Return the query for the wanted stories; those of the values in `often` are not gathered first."""
    for kind, value in filters.facets:
        having = _having(kind, value)
        if (kind, value) in often:
            query = query.where(having.where(schema.facet.c.story == _card.story).exists())
        else:
            query = query.where(_card.story.in_(having))
    for outlet in filters.uncovered:
        query = query.where(_card.story.not_in(_having("outlet", outlet)))
    since, until = days(filters.since), days(filters.until)
    if since is not None:
        query = query.where(_card.last >= since.first.isoformat())
    if until is not None:
        query = query.where(func.substr(_card.first, 1, 10) <= until.last.isoformat())
    if filters.is_disputed:
        query = query.where(_card.disputed > 0)
    if filters.has_one_origin:
        query = query.where(_card.origins == 1)
    return query


def _having(kind: str, value: str) -> Select[Any]:
    facet = schema.facet.c
    return select(facet.story).where(facet.kind == kind, facet.value == value)


def _place(after: str) -> Any:
    changed, first, rest = after.partition("_")
    weight, second, story = rest.partition("_")
    if not (first and second and weight.isdecimal() and weight.isascii() and len(weight) < 10):
        raise InputError(f"{after!r} is no place in the list of stories")
    return tuple_(literal(changed), literal(int(weight)), literal(story))


def _read(row: Any) -> Card:
    plain = {column.name: getattr(row, column.name) for column in _PLAIN}
    plain["is_told"] = bool(row.is_told)
    return Card(
        **plain,
        days=msgspec.json.decode(row.days, type=tuple[tuple[str, int], ...]),
        fresh=msgspec.json.decode(row.fresh, type=tuple[Fresh, ...]),
    )
