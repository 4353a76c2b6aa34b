"""The sources that are watched: where they are, how they do, when they are asked again."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Update,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_or_pass

from shutro.errors import NotInLibraryError
from shutro.fetch.entries import Kind
from shutro.store import schema
from shutro.store.opening import reading, writing

State = Literal["on", "off"]
_ALWAYS = "0001-01-01T00:00:00+00:00"  # due at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A source: the address of a feed or sitemap, and what is known of how it does. Times are in UTC."""

    address: str
    kind: Kind
    outlet: str | None = None
    title: str = ""
    state: State = "on"
    added: str = ""
    etag: str | None = None
    modified: str | None = None
    asked: str | None = None
    answered: str | None = None
    brought: str | None = None
    due: str = _ALWAYS
    failures: int = 0
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a source does: what its pages came to, and how many articles came on each of the last days."""

    source: Watched
    waiting: int
    stored: int
    dropped: int
    days: tuple[tuple[str, int], ...]  # day and number, all days of the time that is told of


def stamp(time: datetime) -> str:
    """Return a time as it is stored."""
    return time.astimezone(UTC).isoformat(timespec="seconds")


def watch_sources(connection: Connection, sources: Iterable[Watched]) -> int:
    """Store sources that are not known yet, and return how many they were; a known one that is off stays off."""
    rows = [asdict(source) for source in sources]
    if not rows:
        return 0
    with writing(connection):
        before = connection.scalar(select(func.count()).select_from(schema.watched)) or 0
        connection.execute(insert_or_pass(schema.watched).on_conflict_do_nothing(), rows)
        return (connection.scalar(select(func.count()).select_from(schema.watched)) or 0) - before


def switch_source(connection: Connection, address: str, state: State) -> None:
    """Switch a source on, to be asked at once, or off."""
    with writing(connection):
        values: dict[str, object] = {"state": state}
        if state == "on":
            values |= {"due": _ALWAYS, "failures": 0, "fault": None}
        _one(connection, address)
        connection.execute(_of(address).values(values))


def remove_source(connection: Connection, address: str) -> None:
    """Forget a source; its articles stay, and which of its pages are known, so that none comes twice."""
    with writing(connection):
        _one(connection, address)
        connection.execute(delete(schema.watched).where(schema.watched.c.address == address))
        waiting = schema.listed.c.source == address, schema.listed.c.state == "waiting"
        connection.execute(delete(schema.listed).where(*waiting))
        connection.execute(update(schema.listed).where(schema.listed.c.source == address).values(due=None))


def find_source(connection: Connection, address: str) -> Watched:
    """Return the source at an address, or the only one with these words in its address or name."""
    with reading(connection):
        found = list_sources(connection)
    exact = [one for one in found if one.address == address]
    within = [one for one in found if address in one.address or address in (one.outlet, one.title)]
    chosen = exact or within
    if len(chosen) != 1:
        which = "no source" if not chosen else "more than one source"
        raise NotInLibraryError(f"{which} of the library is {address!r}; `shutro source list` names them")
    return chosen[0]


def list_sources(connection: Connection) -> list[Watched]:
    """Return all sources, by outlet and address."""
    order = func.coalesce(schema.watched.c.outlet, "~"), schema.watched.c.address
    with reading(connection):
        return [_source(row) for row in connection.execute(select(schema.watched).order_by(*order))]


def due_sources(connection: Connection, now: datetime) -> list[Watched]:
    """Return the sources that are to be asked by now, the longest due first."""
    watched = schema.watched.c
    query = select(schema.watched).where(watched.state == "on", watched.due <= stamp(now))
    with reading(connection):
        return [_source(row) for row in connection.execute(query.order_by(watched.due, watched.address))]


def note_answer(
    connection: Connection,
    source: Watched,
    *,
    now: datetime,
    due: datetime,
    etag: str | None,
    modified: str | None,
    title: str = "",
) -> None:
    """Remember that a source answered, within the transaction around it."""
    connection.execute(
        _of(source.address).values(
            asked=stamp(now),
            answered=stamp(now),
            due=stamp(due),
            etag=etag,
            modified=modified,
            title=source.title or title,
            failures=0,
            fault=None,
        )
    )


def note_fault(connection: Connection, source: Watched, reason: str, *, now: datetime, due: datetime) -> None:
    """Remember that a source failed, and why."""
    with writing(connection):
        values = {"asked": stamp(now), "due": stamp(due), "failures": source.failures + 1, "fault": reason}
        connection.execute(_of(source.address).values(values))


def move_source(connection: Connection, source: Watched, address: str) -> None:
    """Remember that a source has moved for good; where the new address is watched already, the old one goes."""
    with writing(connection):
        watched = schema.watched.c
        is_known = connection.scalar(select(watched.address).where(watched.address == address)) is not None
        if is_known:
            connection.execute(delete(schema.watched).where(watched.address == source.address))
        else:
            connection.execute(_of(source.address).values(address=address, due=_ALWAYS))
        listed = update(schema.listed).where(schema.listed.c.source == source.address)
        connection.execute(listed.values(source=address))


def read_health(connection: Connection, now: datetime, days: int) -> list[Health]:
    """Return how all sources do, with the articles of as many days up to now."""
    last = now.astimezone(UTC).date()
    wanted = [str(last - timedelta(days=back)) for back in reversed(range(days))]
    listed = schema.listed.c
    day = func.substr(listed.found, 1, 10)
    with reading(connection):
        states = _counted(connection.execute(_per(listed.state)))
        since = _per(day).where(listed.state == "stored", listed.found >= wanted[0])
        by_day = _counted(connection.execute(since))
        return [
            Health(
                source=source,
                waiting=states.get((source.address, "waiting"), 0),
                stored=states.get((source.address, "stored"), 0),
                dropped=states.get((source.address, "dropped"), 0),
                days=tuple((one, by_day.get((source.address, one), 0)) for one in wanted),
            )
            for source in list_sources(connection)
        ]


def _of(address: str) -> Update:
    return update(schema.watched).where(schema.watched.c.address == address)


def _one(connection: Connection, address: str) -> None:
    watched = schema.watched.c.address
    if connection.scalar(select(watched).where(watched == address)) is None:
        raise NotInLibraryError(f"no source of the library has the address {address}")


def _source(row: Row[Any]) -> Watched:
    return Watched(**row._mapping)


def _per(what: ColumnElement[str]) -> Select[str, str, int]:
    source: ColumnElement[str] = schema.listed.c.source
    return select(source, what, func.count()).group_by(source, what)


def _counted(rows: Iterable[Row[str, str, int]]) -> dict[tuple[str, str], int]:
    return {(source, what): count for source, what, count in rows}
