"""What the commands of the library share: opening it, bringing it up to date, the time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Connection

from shutro.cli.reading import ending_on_errors, shown_steps
from shutro.model import Doc
from shutro.pipeline import annotate, tell
from shutro.store import stories
from shutro.store.articles import StoredArticle
from shutro.store.opening import open_library

library_option = click.option(
    "--library",
    type=click.Path(path_type=Path),
    default=Path("shutro.db"),
    show_default=True,
    envvar="SHUTRO_LIBRARY",
    help="The file of the library.",
)


@contextmanager
def opened(library: Path, *, create: bool = False) -> Iterator[Connection]:
    """Yield a connection to the library; ends the program with status 2 on what a user can mend."""
    with ending_on_errors(), open_library(library, create=create) as connection:
        yield connection


def refresh(connection: Connection) -> None:
    """Bring docs and stories up to date."""
    make_docs(connection, stories.missing_docs(connection))
    stories.refresh_stories(connection, tell)


def make_docs(connection: Connection, articles: Sequence[str]) -> None:
    """Make the docs of these articles, under a progress bar where they are many."""
    shown_steps(stories.make_docs(connection, articles, _annotate), len(articles), "Annotating")


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _annotate(stored: StoredArticle) -> Doc:
    return annotate(stored.article, stored.dropped, published=stored.published)
