"""What SQLite says went wrong, in words that name the library and the way out."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from sqlalchemy.exc import DBAPIError

from shutro.errors import LibraryError

WAIT = 5.0  # seconds that a command waits for another to let go of the library

_ADVICE = {
    "SQLITE_BUSY": f"is locked by another program for over {WAIT:.0f} seconds; try again when it has ended",
    "SQLITE_LOCKED": "is locked by another program; try again when it has ended",
    "SQLITE_PROTOCOL": "is locked by another program; try again when it has ended",
    "SQLITE_NOTADB": "is no library; name another file with --library",
    "SQLITE_CORRUPT": (
        "is damaged; `shutro doctor` says where, `shutro doctor --salvage NEW` saves what can be read, "
        "or put back a backup"
    ),
    "SQLITE_FULL": "cannot grow, the disk is full; make room and repeat the command, nothing stored is lost",
    "SQLITE_IOERR": "cannot be read or written, perhaps the disk is full; nothing stored is lost",
    "SQLITE_CANTOPEN": "cannot be opened; check that you may read and write it and its folder",
    "SQLITE_READONLY": "cannot be written; check that you may write it and its folder",
    "SQLITE_PERM": "cannot be opened; check that you may read and write it",
    "SQLITE_AUTH": "cannot be opened; check that you may read and write it",
}
_DAMAGED = _ADVICE["SQLITE_CORRUPT"]


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise a LibraryError in place of any error of the database file at `path`."""
    try:
        yield
    except DBAPIError as error:
        raise LibraryError(_message(path, error.orig)) from error
    except sqlite3.Error as error:
        raise LibraryError(_message(path, error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise LibraryError(f"{path}: {_DAMAGED} ({error})") from error


def is_locked(error: sqlite3.Error) -> bool:
    """Say whether the error will pass when another program has ended."""
    return _name(error) in ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")


def is_busy(error: LibraryError) -> bool:
    """Say whether another program held the library for too long; what was tried can be tried again."""
    cause = error.__cause__
    original = cause.orig if isinstance(cause, DBAPIError) else cause
    return isinstance(original, sqlite3.Error) and is_locked(original)


def _message(path: Path, error: BaseException | None) -> str:
    return f"{path}: {_ADVICE.get(_name(error), _DAMAGED)} ({error})"


def _name(error: BaseException | None) -> str:
    """Return the primary name of an error: SQLITE_IOERR for SQLITE_IOERR_WRITE."""
    name: str = getattr(error, "sqlite_errorname", "")
    return "_".join(name.split("_")[:2])
