"""Bringing a library to this version."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from shutro.errors import LibraryError
from shutro.store.opening import connect, writing

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(path: Path) -> None:
    """Run all migrations that the library at `path` has not seen, in one transaction."""
    # Without foreign keys: a migration that makes a table anew would delete all that points at it.
    engine = connect(path, foreign_keys=False)
    try:
        with engine.connect() as connection:
            with writing(connection):
                is_new = not _tables(connection)
                config = migrations()
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
            if is_new:
                _tidy(connection)
    except CommandError as error:
        raise LibraryError(
            f"{path}: was made by a newer version of Shutro; upgrade Shutro ({error})"
        ) from error
    finally:
        engine.dispose()


def _tables(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one())


def _tidy(connection: Connection) -> None:
    """Let what the file says of its tables stand at its beginning, and no free places behind."""
    plain = connection.connection.driver_connection
    with suppress(sqlite3.OperationalError):  # another program has begun to write
        if isinstance(plain, sqlite3.Connection):
            plain.execute("VACUUM")


def migrations() -> Config:
    """Return what Alembic needs to know to find the migrations."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config
