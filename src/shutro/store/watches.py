"""Watches: what readers asked to be told of, and what they were told of each story."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from shutro.claims.novelty import KINDS, Kind, Seen, unite
from shutro.decisions.records import Anchor
from shutro.errors import NotInLibraryError
from shutro.model import Attribute, Story
from shutro.store import schema
from shutro.store.opening import reading, writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is watched for, and where alerts go; every condition that is set has to hold.

    `arrival` is the last article that was in the library when the watch was made: what it brought is no news.
    """

    number: int = 0
    name: str
    language: str  # of the alerts
    made: str  # UTC, ISO 8601
    arrival: int = 0
    kinds: tuple[Kind, ...] = KINDS
    query: str = ""  # in the words of the search; an article that brings the news has to be found by it
    who: tuple[str, ...] = ()  # names; the sentence that brings the news names all who are meant
    about: Attribute | None = None  # such as count, for tolls
    anchor: Anchor | None = None  # an article whose story is watched, or words in it whose finding is
    origins: int = 0  # how many a finding has to reach
    webhook: str = ""
    secret: str = ""  # by which what is sent to the webhook is signed
    mail: tuple[str, ...] = ()
    daily: str = ""  # the local time at which the day's alerts are sent as one letter: 07:00


def add_watch(connection: Connection, watch: Watch) -> Watch:
    """Store a watch, and return it with its number; raise NotInLibraryError where its name is taken."""
    with writing(connection):
        if watch.name in {known.name for known in _watches(connection)}:
            raise NotInLibraryError(f"a watch is called {watch.name!r} already; give another --name")
        arrival = connection.scalar(select(func.max(schema.article.c.arrival))) or 0
        made = replace(watch, arrival=arrival)
        key = connection.execute(insert(schema.watch).values(record=msgspec.json.encode(made)))
        inserted = key.inserted_primary_key
    return replace(made, number=int(inserted[0]) if inserted else 0)


def read_watches(connection: Connection) -> tuple[Watch, ...]:
    """Return all watches, oldest first."""
    with reading(connection):
        return _watches(connection)


def find_watch(connection: Connection, name: str) -> Watch:
    """Return the watch of this name or number; raise NotInLibraryError where there is none."""
    for watch in read_watches(connection):
        if name in (watch.name, str(watch.number)):
            return watch
    raise NotInLibraryError(f"no watch is called {name!r}; `shutro alert list` shows them")


def remove_watch(connection: Connection, watch: Watch) -> None:
    """Delete a watch with its alerts and all that was noted of it."""
    with writing(connection):
        for table, key in _OF_WATCH:
            connection.execute(delete(table).where(key == watch.number))


def told_of(connection: Connection, watch: Watch, story: Story) -> Seen | None:
    """Return what the watch has seen of a story, under whatever ids it had; None where it never looked."""
    told, ids = schema.told.c, schema.story_id.c
    former = select(ids.id).where(ids.redirect == story.id)
    query = select(told.record).where(
        told.watch == watch.number, (told.story == story.id) | told.story.in_(former)
    )
    seen = [msgspec.json.decode(record, type=Seen) for record in connection.scalars(query)]
    return unite(seen) if seen else None


def note_told(connection: Connection, watch: Watch, story: str, seen: Seen) -> None:
    """Note that the watch has seen this of a story; a transaction for writing has begun."""
    row = {"record": msgspec.json.encode(seen)}
    statement = insert_or_update(schema.told).values(watch=watch.number, story=story, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["watch", "story"], set_=row))


def note_reached(connection: Connection, watch: Watch, arrival: int) -> None:
    """Note up to which article the watch has looked; a transaction for writing has begun."""
    table = schema.watch
    connection.execute(update(table).where(table.c.number == watch.number).values(reached=arrival))


def reached_by(connection: Connection, watch: Watch) -> int:
    """Return up to which article the watch has looked."""
    query = select(schema.watch.c.reached).where(schema.watch.c.number == watch.number)
    return max(connection.scalar(query) or 0, watch.arrival)


def forget_anchor(connection: Connection, article: str) -> None:
    """Take the words of an article out of the watches on it, which then find nothing; writing has begun."""
    for watch in _watches(connection):
        anchor = watch.anchor
        if anchor is not None and anchor.article == article:
            record = msgspec.json.encode(replace(watch, anchor=replace(anchor, words="")))
            table = schema.watch
            connection.execute(update(table).where(table.c.number == watch.number).values(record=record))


def _watches(connection: Connection) -> tuple[Watch, ...]:
    rows: Sequence[tuple[int, bytes]] = [
        (row.number, row.record)
        for row in connection.execute(select(schema.watch).order_by(schema.watch.c.number))
    ]
    return tuple(replace(msgspec.json.decode(record, type=Watch), number=number) for number, record in rows)


_OF_WATCH = (
    (schema.delivery, schema.delivery.c.watch),
    (schema.alert, schema.alert.c.watch),
    (schema.told, schema.told.c.watch),
    (schema.watch, schema.watch.c.number),
)
