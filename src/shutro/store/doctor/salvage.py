"""What can be read of a damaged library, carried into a new one."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Column, Connection, String, Table, insert, select
from sqlalchemy.exc import IntegrityError

from shutro.errors import LibraryError
from shutro.store import schema
from shutro.store.doctor.kept import is_page, wrong_with
from shutro.store.opening import open_library, writing
from shutro.store.schema.packed import Packed

_PROBED = 1_000_000  # places of rows that are tried one by one
_MAGIC = b"SQLite format 3\0"
_HEADER = 100  # bytes
_LEAST = 512  # bytes of a page
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What became of one table: rows carried over, and what is known of those that were not, or not whole."""

    table: str
    carried: int
    lost: tuple[str, ...]
    damaged: tuple[str, ...] = ()


def salvage(damaged: Path, target: Path) -> tuple[Salvaged, ...]:
    """Make a new library of all that is kept in a damaged one and can be read; the damaged file stays as it is."""
    if target.exists():
        raise LibraryError(f"{target}: exists; name a file that does not")
    with TemporaryDirectory(dir=target.absolute().parent) as folder:
        copy = Path(folder) / damaged.name
        for end in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{damaged}{end}", f"{copy}{end}")
        if not _has_header(copy):
            _make_header(copy, Path(folder) / "empty.db")
        with closing(sqlite3.connect(copy)) as plain:
            _check_readable(plain, damaged)
            with open_library(target, create=True) as connection:
                return tuple(_carry(plain, connection, table) for table in schema.KEPT)


def _has_header(file: Path) -> bool:
    """Say whether a file begins as those of SQLite do, and says of itself what a library's header says."""
    with file.open("rb") as opened:
        head = opened.read(_HEADER)
    size = int.from_bytes(head[16:18], "big")
    return head.startswith(_MAGIC) and (size == 1 or (size >= _LEAST and not size & (size - 1)))


def _make_header(copy: Path, empty: Path) -> None:
    """Give a file the header of a new library, with its own number of pages; what stands behind it stays."""
    with open_library(empty, create=True):
        pass
    head = bytearray(empty.read_bytes()[:_HEADER])
    pages = copy.stat().st_size // int.from_bytes(head[16:18], "big")
    head[28:32] = pages.to_bytes(4, "big")
    head[32:40] = bytes(8)  # where free pages stand is not known
    head[92:96] = head[24:28]  # the number of pages is that of this change
    with copy.open("r+b") as opened:
        opened.write(head)


def _check_readable(plain: sqlite3.Connection, damaged: Path) -> None:
    plain.text_factory = bytes  # a broken letter costs its row, not the table
    plain.execute("PRAGMA writable_schema = ON")  # SQLite reads a file that was cut as far as it goes
    try:
        plain.execute("SELECT name FROM sqlite_master").fetchall()
    except sqlite3.DatabaseError as error:
        raise LibraryError(
            f"{damaged}: nothing of it can be read ({error}); put back a backup, or add the articles again"
        ) from error


def _carry(plain: sqlite3.Connection, connection: Connection, table: Table) -> Salvaged:
    carried, lost, damaged = 0, list[str](), list[str]()
    with writing(connection):
        for name, row in _rows(plain, table):
            wrong = "cannot be read" if row is None else _wrong_with(table, row)
            if row is None or (wrong and table is schema.article):
                lost.append(f"{name}: {wrong}")
                continue
            if table is schema.article:
                wrong = _stand_in(connection, row)
            try:
                connection.execute(insert(table).values(**row))
            except IntegrityError as error:
                lost.append(f"{name}: {error.orig}")
                continue
            damaged += [f"{name}: {wrong}"] if wrong else []
            carried += 1
    return Salvaged(table=table.name, carried=carried, lost=tuple(lost), damaged=tuple(damaged))


def _wrong_with(table: Table, row: Row) -> str | None:
    if table is schema.article:
        return wrong_with(row["id"], row["record"])
    if table is schema.page and not is_page(row["digest"], row["raw"]):
        return f"{row['name']}: its bytes are not those that came"
    return None


def _stand_in(connection: Connection, article: Row) -> str | None:
    """Put an empty page in the place of one that is lost, since the article is whole without it."""
    page = schema.page
    if connection.scalar(select(page.c.digest).where(page.c.digest == article["page"])) is not None:
        return None
    row = {"digest": article["page"], "name": "", "media": "text", "raw": b""}
    connection.execute(insert(page).values(row))
    return "its page is lost, its text is whole"


def _rows(plain: sqlite3.Connection, table: Table) -> Iterator[tuple[str, Row | None]]:
    """Yield the rows of a table with names for them, None for those that cannot be read."""
    there = {column.decode() for _, column, *_ in plain.execute(f"PRAGMA table_info({table.name})")}
    columns = [column for column in table.columns if column.name in there]
    if not columns:
        return
    key = next(iter(table.primary_key.columns)).name
    if not table.dialect_options["sqlite"]["with_rowid"]:
        yield from _scanned(plain, table, columns, key)
        return
    names = _names(plain, table)
    chosen = ", ".join(f'"{column.name}"' for column in columns)
    for rowid in sorted({*names, *_rowids(plain, table)}):
        name = names.get(rowid, f"{table.name} {rowid}")
        with suppress(sqlite3.DatabaseError):
            query = f'SELECT {chosen} FROM "{table.name}" WHERE rowid = ?'  # noqa: S608 - our own names
            found = plain.execute(query, [rowid]).fetchone()
            if found is None and rowid not in names:
                continue
            yield name, _row(columns, found) if found else None
            continue
        yield name, None


def _scanned(
    plain: sqlite3.Connection, table: Table, columns: Sequence[Column[Any]], key: str
) -> Iterator[tuple[str, Row | None]]:
    """Yield the rows of a table that has no numbers, from both ends as far as they can be read."""
    chosen, seen = ", ".join(f'"{column.name}"' for column in columns), set[object]()
    for order in ("", " DESC"):
        with suppress(sqlite3.DatabaseError):
            query = f'SELECT {chosen} FROM "{table.name}" ORDER BY "{key}"{order}'  # noqa: S608 - our own names
            for found in plain.execute(query):
                row = _row(columns, found)
                name = str(row[key]) if row else f"{table.name}: a row"
                if name not in seen:
                    seen.add(name)
                    yield name, row


def _rowids(plain: sqlite3.Connection, table: Table) -> Iterator[int]:
    """Yield the numbers of rows: from both ends as far as they can be read, and all between."""
    ends: list[int | None] = [None, None]
    for end, order in enumerate(("", " DESC")):
        with suppress(sqlite3.DatabaseError):
            query = f'SELECT rowid FROM "{table.name}" NOT INDEXED ORDER BY rowid{order}'  # noqa: S608 - our own names
            for (rowid,) in plain.execute(query):
                ends[end] = rowid
                yield rowid
    first, last = ends
    if first is not None:
        yield from range(first + 1, min(last if last is not None else first + _PROBED, first + _PROBED))


def _names(plain: sqlite3.Connection, table: Table) -> dict[int, str]:
    """Return the names that an index has for the rows of a table, which may stand where the rows do not."""
    unique = next((column.name for column in table.columns if column.unique or column.primary_key), None)
    names: dict[int, str] = {}
    with suppress(sqlite3.DatabaseError):
        query = f'SELECT rowid, "{unique}" FROM "{table.name}" ORDER BY "{unique}"'  # noqa: S608 - our own names
        for rowid, name in plain.execute(query):
            is_word = isinstance(name, bytes)
            names[rowid] = name.decode(errors="replace") if is_word else f"{table.name} {name}"
    return names


def _row(columns: Sequence[Column[Any]], values: Sequence[object]) -> Row | None:
    """Return a row with its words as words and its bytes as they came; None where they are none."""
    row: Row = {}
    for column, value in zip(columns, values, strict=True):
        if isinstance(value, bytes) and isinstance(column.type, String):
            try:
                row[column.name] = value.decode()
            except UnicodeDecodeError:
                return None
        elif isinstance(value, bytes) and isinstance(column.type, Packed):
            row[column.name] = column.type.unpack(value)
        else:
            row[column.name] = value
    return row
