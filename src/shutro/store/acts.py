"""Acts of the library: between two or of one, in the order of time, and counted for a chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from shutro.publish.acts import Act, Quad
from shutro.store import schema
from shutro.store.records import unpack
from shutro.text.edtf import days

PAGE = 50
_UNKNOWN = "~"  # the day of an act without one; it sorts behind all others
_act, _party = schema.act.c, schema.party.c


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedActs:
    """Which acts: between `first` and `second`, or done by `first` where there is no second."""

    first: tuple[str, ...]
    second: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAct:
    """An act and the story that it is told in; `number` tells from where a next page goes on."""

    number: int
    story: str
    act: Act


@dataclass(frozen=True, slots=True, kw_only=True)
class ActCount:
    """How many acts of a kind are told as done for a time, which is EDTF."""

    when: str | None
    code: str
    quad: Quad | None
    acts: int


def find_acts(
    connection: Connection, wanted: WantedActs, *, after: int | None = None, limit: int = PAGE
) -> tuple[StoredAct, ...]:
    """Return the wanted acts by their days, those whose day is not known last; `after` is the last of a page before."""
    query = _wanted(connection, select(_act.number, _act.story, _act.record), wanted)
    if after is not None:
        first = select(_act.first).where(_act.number == after).scalar_subquery()
        query = query.where(or_(_party.first > first, and_(_party.first == first, _party.act > after)))
    rows = connection.execute(query.order_by(_party.first, _party.act).limit(limit))
    return tuple(_read(row, wanted) for row in rows.all())


def newest_acts(connection: Connection, wanted: WantedActs, *, limit: int = PAGE) -> tuple[StoredAct, ...]:
    """Return the wanted acts whose day is known, newest first."""
    query = _wanted(connection, select(_act.number, _act.story, _act.record), wanted)
    query = query.where(_party.first < _UNKNOWN)
    rows = connection.execute(query.order_by(_party.first.desc(), _party.act.desc()).limit(limit))
    return tuple(_read(row, wanted) for row in rows.all())


def every_act(connection: Connection, wanted: WantedActs) -> Iterator[StoredAct]:
    """Yield all wanted acts in the same order."""
    last = None
    while found := find_acts(connection, wanted, after=last, limit=500):
        yield from found
        last = found[-1].number


def count_acts(connection: Connection, wanted: WantedActs) -> tuple[ActCount, ...]:
    """Return how many of the wanted acts are told as done, by time and kind."""
    number = func.count(_act.number.distinct())
    query = _wanted(connection, select(_act.day, _act.code, _act.quad, number), wanted, is_single=False)
    query = query.where(_act.modality == "asserted", _act.polarity == "+")
    rows = connection.execute(query.group_by(_act.day, _act.code, _act.quad).order_by(_act.day, _act.code))
    return tuple(ActCount(when=when, code=code, quad=quad, acts=count) for when, code, quad, count in rows)


def _wanted(
    connection: Connection, query: Select[Any], wanted: WantedActs, *, is_single: bool = True
) -> Select[Any]:
    mine, others = wanted.first, wanted.second
    # Of two, the acts of the one who is named less are read, and each asked for the other.
    if others and _named(connection, others) < _named(connection, mine):
        mine, others = others, mine
    query = query.select_from(schema.party).join(schema.act, _act.number == _party.act)
    query = query.where(_party.entity.in_(mine))
    if others:
        # Parties lie by entity and day: those of both are read in one order, which is half the work of any other way.
        other = schema.party.alias("other").c
        beside = select(other.act).where(
            other.entity.in_(others), other.first == _party.first, other.act == _party.act
        )
        query = query.where(beside.exists())
    else:
        query = query.where(_party.role == "agent")
    since, until = days(wanted.since), days(wanted.until)
    if since is not None:
        query = query.where(_act.last >= since.first.isoformat())
    if until is not None:
        query = query.where(_party.first <= until.last.isoformat())
    if wanted.codes:
        query = query.where(_act.code.in_(wanted.codes))
    # An act of two of the first stands in the table of parties twice.
    return query.group_by(_party.first, _party.act) if is_single and len(mine) > 1 else query


def _named(connection: Connection, entities: Sequence[str]) -> int:
    actor = schema.actor.c
    return connection.scalar(select(func.sum(actor.mentions)).where(actor.entity.in_(entities))) or 0


def _read(row: Any, wanted: WantedActs) -> StoredAct:
    act = unpack(row.record, Act)
    return StoredAct(number=row.number, story=row.story, act=act.seen_by(wanted.first, wanted.second))
