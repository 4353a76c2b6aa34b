"""What the commands of the library share: opening it, bringing it up to date, the time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from shutro import updating
from shutro.cli.reading import ending_on_errors, shown_steps
from shutro.store.docs import missing_docs
from shutro.store.erasing import sweep
from shutro.store.opening import open_library


@contextmanager
def opened(library: Path, *, create: bool = False) -> Iterator[Connection]:
    """Yield a connection to the library; ends the program with status 2 on what a user can mend."""
    with ending_on_errors(), open_library(library, create=create) as connection:
        yield connection


def refresh(connection: Connection) -> None:
    """Bring docs and stories up to date."""
    make_docs(connection, missing_docs(connection))
    updating.make_stories(connection)
    sweep(connection)


def make_docs(connection: Connection, articles: Sequence[str]) -> None:
    """Make the docs of these articles, under a progress bar where they are many."""
    shown_steps(updating.make_docs(connection, articles), len(articles), "Annotating")


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
