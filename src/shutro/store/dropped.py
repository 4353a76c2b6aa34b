"""Pages that held no article, and why: stored, so that nothing is left out in silence."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from shutro.model import Dropped
from shutro.store import schema
from shutro.store.opening import reading, writing


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedPage:
    """A page that was dropped: its file or address, the reason, and when it came last."""

    name: str
    stage: str
    reason: str
    at: str  # ISO 8601 in UTC


def note_dropped(connection: Connection, dropped: Dropped, *, at: str) -> None:
    """Store that a page was dropped; the same page and reason stand once."""
    row = insert(schema.dropped).values(name=dropped.text, reason=dropped.reason, stage=dropped.stage, at=at)
    with writing(connection):
        connection.execute(row.on_conflict_do_update(index_elements=["name", "reason"], set_={"at": at}))


def forget_dropped(connection: Connection, name: str) -> None:
    """Forget what was said of a page that holds an article after all; a transaction has begun."""
    connection.execute(delete(schema.dropped).where(schema.dropped.c.name == name))


def read_dropped(connection: Connection, most: int = 100, reason: str = "") -> Sequence[DroppedPage]:
    """Return the pages that were dropped last, newest first; with `reason` those that were dropped for it."""
    table = schema.dropped
    query = select(table).order_by(table.c.at.desc(), table.c.name, table.c.reason).limit(most)
    query = query.where(table.c.reason == reason) if reason else query
    with reading(connection):
        return [
            DroppedPage(name=row.name, stage=row.stage, reason=row.reason, at=row.at)
            for row in connection.execute(query)
        ]


def count_dropped(connection: Connection) -> list[tuple[str, int]]:
    """Return how many pages were dropped for each reason, the most frequent first."""
    table = schema.dropped.c
    count = func.count()
    query = select(table.reason, count).group_by(table.reason).order_by(count.desc(), table.reason)
    with reading(connection):
        return [(reason, number) for reason, number in connection.execute(query)]
