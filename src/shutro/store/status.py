"""What a library holds, and how far it is brought up to date."""

from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select

from shutro.store import schema
from shutro.store.opening import reading
from shutro.store.version import code_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """How many articles were read by which version of the code."""

    version: str
    articles: int
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a library holds; `size` counts the bytes of its file, `free` those of them that hold nothing."""

    articles: int
    stories: int
    decisions: int
    tombstones: int
    annotated: tuple[Annotated, ...]  # by this version first, then the most
    unread: int  # articles that no version has read yet
    first: str | None  # when the first article came
    last: str | None
    backup: str | None  # when the last backup was made
    size: int
    free: int

    @property
    def is_current(self) -> bool:
        """Return whether all articles are read by this version."""
        return not self.unread and all(version.is_current for version in self.annotated)


def read_status(connection: Connection) -> Status:
    """Return what the library holds."""
    with reading(connection):
        annotated = _annotated(connection)
        articles = _count(connection, schema.article)
        pages, free, size = (
            int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
            for name in ("page_count", "freelist_count", "page_size")
        )
        return Status(
            articles=articles,
            stories=_count(connection, schema.story),
            decisions=_count(connection, schema.decision),
            tombstones=_count(connection, schema.tombstone),
            annotated=annotated,
            unread=articles - sum(version.articles for version in annotated),
            first=_when(connection, "add", last=False),
            last=_when(connection, "add"),
            backup=_when(connection, "backup"),
            size=pages * size,
            free=free * size,
        )


def _annotated(connection: Connection) -> tuple[Annotated, ...]:
    version = schema.doc.c.version
    rows = connection.execute(select(version, func.count()).group_by(version)).all()
    found = (Annotated(version=v, articles=n, is_current=v == code_version()) for v, n in rows)
    return tuple(sorted(found, key=lambda one: (not one.is_current, -one.articles, one.version)))


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _when(connection: Connection, act: str, *, last: bool = True) -> str | None:
    log = schema.log.c
    order = log.number.desc() if last else log.number
    return connection.scalar(select(log.at).where(log.act == act).order_by(order).limit(1))
