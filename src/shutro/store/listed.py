"""The pages that sources list: which are known, which are to be asked, and what became of each."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, insert, select, update

from shutro.fetch.entries import Entry
from shutro.store import schema
from shutro.store.opening import reading, writing
from shutro.store.sources import Watched, note_answer, stamp

State = Literal["waiting", "stored", "dropped"]
_PORTION = 400  # of what one query names


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page that a source listed. Times are in UTC."""

    address: str
    source: str
    name: str | None
    found: str
    changed: str | None = None
    state: State = "waiting"
    due: str | None = None
    asked: str | None = None
    visits: int = 0
    failures: int = 0
    reason: str | None = None
    etag: str | None = None
    modified: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedPage:
    """A page that came to nothing, and why."""

    address: str
    source: str
    asked: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """How many new pages one asking of a source may bring; of some it does not say when they are from."""

    pages: int = 300
    undated: int = 50


def note_listing(
    connection: Connection,
    source: Watched,
    entries: Sequence[Entry],
    most: Portion,
    *,
    now: datetime,
    due: datetime,
    etag: str | None,
    modified: str | None,
    title: str,
) -> int:
    """Remember what a source answered, and return how many pages it lists that are to be asked, so many at most.

    An article that comes again under another address, with the same headline and time, is known by these. Where more
    are new, the source is asked next time as if it had changed.
    """
    with writing(connection):
        known = _known(connection, [entry.address for entry in entries])
        names = _names(connection, source.address, [name for entry in entries if (name := _name(entry))])
        fresh: dict[str, Listed] = {}
        changed, undated, has_more = 0, 0, False
        for entry in entries:
            name = _name(entry)
            if entry.address in known:
                changed += _note_change(connection, known[entry.address], entry, now)
            elif len(fresh) >= most.pages or (entry.newest is None and undated >= most.undated):
                has_more = True
            elif entry.address not in fresh and (name is None or name not in names):
                fresh[entry.address] = _listed(source, entry, name, now)
                names.add(name or "")
                undated += entry.newest is None
        if fresh:
            connection.execute(insert(schema.listed), [asdict(one) for one in fresh.values()])
        etag, modified = (None, None) if has_more else (etag, modified)
        note_answer(connection, source, now=now, due=due, etag=etag, modified=modified, title=title)
        return len(fresh) + changed


def due_pages(connection: Connection, now: datetime, most: int) -> list[Listed]:
    """Return pages that are to be asked by now, those that were never asked and the newest first."""
    listed, watched = schema.listed.c, schema.watched.c
    is_on = select(watched.address).where(watched.state == "on")
    query = (
        select(schema.listed)
        .where(listed.due <= stamp(now), listed.source.in_(is_on))
        .order_by(listed.visits, listed.found.desc(), listed.address)
        .limit(most)
    )
    with reading(connection):
        return [_page(row) for row in connection.execute(query)]


def note_page(
    connection: Connection,
    page: Listed,
    *,
    now: datetime,
    due: datetime | None,
    state: State,
    reason: str | None = None,
    article: str | None = None,
    etag: str | None = None,
    modified: str | None = None,
) -> None:
    """Remember what became of a page when it was asked; what `article` it held makes its source one that brings."""
    with writing(connection):
        listed = schema.listed.c
        connection.execute(
            update(schema.listed)
            .where(listed.address == page.address)
            .values(
                state=state,
                asked=stamp(now),
                due=stamp(due) if due else None,
                visits=page.visits + 1,
                failures=0,
                reason=reason,
                article=article or page.article,
                etag=etag,
                modified=modified,
            )
        )
        if article is not None and article != page.article:
            source = schema.watched.c.address == page.source
            connection.execute(update(schema.watched).where(source).values(brought=stamp(now)))


def note_delay(connection: Connection, page: Listed, reason: str, *, now: datetime, due: datetime) -> None:
    """Remember that a page could not be had for a while."""
    with writing(connection):
        connection.execute(
            update(schema.listed)
            .where(schema.listed.c.address == page.address)
            .values(asked=stamp(now), due=stamp(due), failures=page.failures + 1, reason=reason)
        )


def dropped_pages(connection: Connection, source: str = "", most: int = 100) -> list[DroppedPage]:
    """Return the pages that came to nothing, of one source or of all, the last first."""
    listed = schema.listed.c
    query = select(listed.address, listed.source, listed.asked, listed.reason)
    query = query.where(listed.state == "dropped")
    query = query.where(listed.source == source) if source else query
    with reading(connection):
        rows = connection.execute(query.order_by(listed.asked.desc(), listed.address).limit(most))
        return [DroppedPage(address=row[0], source=row[1], asked=row[2], reason=row[3] or "") for row in rows]


def next_due(connection: Connection) -> str | None:
    """Return when the next source or page is to be asked, None where there is none."""
    listed, watched = schema.listed.c, schema.watched.c
    is_on = select(watched.address).where(watched.state == "on")
    with reading(connection):
        times = (
            connection.scalar(select(func.min(watched.due)).where(watched.state == "on")),
            connection.scalar(select(func.min(listed.due)).where(listed.source.in_(is_on))),
        )
    return min((time for time in times if time), default=None)


def _known(connection: Connection, addresses: Sequence[str]) -> dict[str, Listed]:
    found: dict[str, Listed] = {}
    for at in range(0, len(addresses), _PORTION):
        some = schema.listed.c.address.in_(addresses[at : at + _PORTION])
        found |= {row.address: _page(row) for row in connection.execute(select(schema.listed).where(some))}
    return found


def _names(connection: Connection, source: str, names: Sequence[str]) -> set[str]:
    """Return those of the names under which the source has listed a page."""
    listed, found = schema.listed.c, set[str]()
    for at in range(0, len(names), _PORTION):
        query = select(listed.name).where(listed.source == source, listed.name.in_(names[at : at + _PORTION]))
        found.update(name for name in connection.scalars(query) if name)
    return found


def _note_change(connection: Connection, known: Listed, entry: Entry, now: datetime) -> int:
    """Have a page asked again that its source says has changed since."""
    if entry.changed is None or (known.changed or "") >= (changed := stamp(entry.changed)):
        return 0
    values = {"changed": changed, "due": stamp(now)}
    connection.execute(update(schema.listed).where(schema.listed.c.address == known.address).values(values))
    return 1


def _listed(source: Watched, entry: Entry, name: str | None, now: datetime) -> Listed:
    changed = stamp(entry.changed) if entry.changed else None
    return Listed(
        address=entry.address,
        source=source.address,
        name=name,
        found=stamp(now),
        changed=changed,
        due=stamp(now),
    )


def _name(entry: Entry) -> str | None:
    if not entry.title or entry.published is None:
        return None
    words = f"{entry.title}\x1f{stamp(entry.published)}"
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()[:16]


def _page(row: Row[Any]) -> Listed:
    return Listed(**row._mapping)
