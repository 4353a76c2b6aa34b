"""A copy of a library that is whole, whatever others write meanwhile."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, insert

from shutro.errors import LibraryError
from shutro.store import schema
from shutro.store.failures import explained
from shutro.store.opening import writing

_AT_ONCE = 2000  # pages of the file, between which others may write


def back_up(
    connection: Connection, library: Path, target: Path, *, at: str, may_replace: bool = False
) -> int:
    """Copy the library into a file of its own, check the copy, and return its size in bytes.

    The file appears under its name when it is whole. Raises LibraryError where it cannot be made.
    """
    _check(library, target, may_replace=may_replace)
    part = target.with_name(f"{target.name}.part")
    try:
        with explained(part):
            _copy(connection, part)
        with part.open("rb") as copied:
            os.fsync(copied.fileno())
        part.replace(target)
    except OSError as error:
        raise LibraryError(f"{target}: cannot be written ({error.strerror}); name another file") from error
    finally:
        part.unlink(missing_ok=True)
    with writing(connection):
        row = {"act": "backup", "subject": str(target.absolute()), "at": at}
        connection.execute(insert(schema.log).values(row))
    return target.stat().st_size


def _check(library: Path, target: Path, *, may_replace: bool) -> None:
    if target.exists() and target.samefile(library):
        raise LibraryError(f"{target}: is the library itself; name another file")
    if target.is_dir():
        raise LibraryError(f"{target}: is a folder; name a file in it, such as {target / library.name}")
    if target.exists() and not may_replace:
        raise LibraryError(f"{target}: exists; name another file, or take its place with --replace")


def _copy(connection: Connection, part: Path) -> None:
    part.unlink(missing_ok=True)
    source = connection.connection.driver_connection
    with closing(sqlite3.connect(part)) as copy:
        if isinstance(source, sqlite3.Connection):
            source.backup(copy, pages=_AT_ONCE)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise LibraryError(
                f"{part}: the copy is damaged as the library is ({found}); see `shutro doctor`"
            )
