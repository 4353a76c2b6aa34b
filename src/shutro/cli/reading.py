"""What the commands share: files in, with a progress bar and a message for each that could not be read."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from shutro.errors import ShutroError
from shutro.ingest.files import read_pages
from shutro.ingest.given import Given, read_given
from shutro.model import Doc, Dropped
from shutro.pipeline import read_docs

_NOTHING_DONE = 2
_LONG = 20  # articles; a shorter run shows no bar

files_argument = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
published_option = click.option(
    "--published",
    metavar="DATE|TSV",
    help="Date of articles whose pages give none: a date, or a TSV with the columns file and published.",
)


def read_files(files: Sequence[Path], published: str | None) -> list[Doc]:
    """Return the docs of all files that can be read; a message goes to standard error for each other.

    Ends the program with status 2 where there is no doc at all.
    """
    given = given_or_exit(published)
    pages = list(read_pages(files, sys.stdin.buffer))
    docs: dict[str, Doc] = {}
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=len(pages) < _LONG) as bar:
        task = bar.add_task("Reading", total=len(pages))
        for found in read_docs(pages, given):
            if isinstance(found, Dropped):
                complain(f"{found.text}: {found.reason}")
            else:
                docs.setdefault(found.article.id, found)
            bar.advance(task)
    if not docs:
        fail("no article could be read")
    return list(docs.values())


def given_or_exit(published: str | None) -> Given:
    """Return what the user gives for articles; ends the program with status 2 where it cannot be used."""
    try:
        return read_given(published)
    except ShutroError as error:
        fail(str(error))


def complain(message: str) -> None:
    """Write a message to standard error."""
    click.echo(f"shutro: {message}", err=True)


def fail(message: str) -> NoReturn:
    """Write a message to standard error and end the program with status 2."""
    complain(message)
    sys.exit(_NOTHING_DONE)
