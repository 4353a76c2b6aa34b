"""Opening a library: made where it is missing, upgraded where it is old, refused where it is none."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from shutro.errors import LibraryError
from shutro.store.failures import WAIT, explained, is_locked
from shutro.store.schema import APPLICATION, HEAD

_PAUSE = 0.05  # seconds
_AT_ONCE = "BEGIN IMMEDIATE"
_KEPT = 16_384  # KiB of the file that each connection of a pool keeps in memory


@contextmanager
def open_library(path: Path, *, create: bool = False) -> Iterator[Connection]:
    """Yield a connection to the library at `path`, upgraded to this version; `create` makes a missing one.

    Errors of the file, here and inside the `with`, are raised as LibraryError.
    """
    _check_path(path, create=create)
    with explained(path):
        _prepare(path)
        engine = connect(path, foreign_keys=True)
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()


def open_pool(path: Path, size: int) -> Engine:
    """Return an engine that lends connections to the library to many threads; a missing library is made."""
    _check_path(path, create=True)
    with explained(path):
        _prepare(path)
    engine = create_engine(
        "sqlite://",
        creator=partial(_open, path, foreign_keys=True, shared=True),
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=-1,
        pool_use_lifo=True,  # the one that was lent last has in its memory what pages need
    )
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """Hold the write lock for one transaction: all of it is stored, or nothing; inside another, as a part of it."""
    if connection.in_transaction() and connection.info.get("begin") == _AT_ONCE:
        yield
        return
    connection.info["begin"] = _AT_ONCE
    try:
        with connection.begin():
            yield
    finally:
        connection.info["begin"] = "BEGIN"


@contextmanager
def reading(connection: Connection) -> Iterator[None]:
    """See one state of the library, whatever others write meanwhile; inside another `reading`, the same state."""
    if connection.in_transaction():
        yield
        return
    with connection.begin():
        yield


def connect(path: Path, *, foreign_keys: bool) -> Engine:
    """Return an engine of one connection, whose transactions begin as `writing` and `reading` say."""
    engine = create_engine("sqlite://", creator=partial(_open, path, foreign_keys), poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.info.get("begin", "BEGIN"))


def _open(path: Path, foreign_keys: bool = False, *, shared: bool = False) -> sqlite3.Connection:
    # The driver would begin transactions only at the first change: too late for others to wait.
    plain = sqlite3.connect(path.absolute(), timeout=WAIT, isolation_level=None, check_same_thread=not shared)
    plain.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
    plain.execute("PRAGMA secure_delete = ON")  # what is dropped is gone
    if shared:
        plain.execute(f"PRAGMA cache_size = -{_KEPT}")
    return plain


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LibraryError(f"{path}: is a folder; a library is one file, such as {path / 'shutro.db'}")
    if not path.exists() and not create:
        raise LibraryError(f"{path}: there is no library; `shutro add` makes one, --library names another")
    if not path.absolute().parent.is_dir():
        raise LibraryError(f"{path}: the folder {path.absolute().parent} does not exist; make it first")


def _prepare(path: Path) -> None:
    with closing(_open(path)) as plain:
        if _version(plain, path) == HEAD:
            return
        _keep_ahead_log(plain)
    # Alembic takes longer to import than most commands take: only an old or new library pays for it.
    import_module("shutro.store.upgrade").upgrade(path)


def _version(plain: sqlite3.Connection, path: Path) -> str | None:
    """Return the migration that the file stands at, None for a new file."""
    tables = {name for (name,) in plain.execute("SELECT name FROM sqlite_master")}
    if not tables:
        return None
    (application,) = plain.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION or "alembic_version" not in tables:
        raise LibraryError(f"{path}: is an SQLite file of another program; name another file with --library")
    row = plain.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def _keep_ahead_log(plain: sqlite3.Connection) -> None:
    """Let readers and one writer work at the same time; SQLite itself does not wait for this change."""
    end = time.monotonic() + WAIT
    while True:
        try:
            plain.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_locked(error) or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
        else:
            return
