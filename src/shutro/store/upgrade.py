"""Bringing a library to this version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from shutro.errors import LibraryError
from shutro.store.opening import connect, writing

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(path: Path) -> None:
    """Run all migrations that the library at `path` has not seen, in one transaction."""
    # Without foreign keys: a migration that makes a table anew would delete all that points at it.
    engine = connect(path, foreign_keys=False)
    try:
        with engine.connect() as connection, writing(connection):
            config = migrations()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise LibraryError(
            f"{path}: was made by a newer version of Shutro; upgrade Shutro ({error})"
        ) from error
    finally:
        engine.dispose()


def migrations() -> Config:
    """Return what Alembic needs to know to find the migrations."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config
