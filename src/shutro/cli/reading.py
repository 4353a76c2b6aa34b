"""What the commands share: files in, with a progress bar and a message for each that could not be read."""

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click
import regex
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from shutro.errors import ShutroError
from shutro.ingest.files import find_files, read_pages
from shutro.ingest.given import Given, read_given
from shutro.model import Doc, Dropped, Page
from shutro.pipeline import read_docs

_NOTHING_DONE = 2
_LONG = 20  # articles; a shorter run shows no bar
_LARGE = 200_000  # bytes of about as many
# Line ends, escape codes and marks that turn the line round: a file's name must not write on the terminal.
_CONTROL = regex.compile(r"[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]")

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
    docs: dict[str, Doc] = {}
    for found in read_docs(shown_pages(files), given):
        if isinstance(found, Dropped):
            complain(f"{found.text}: {found.reason}")
        else:
            docs.setdefault(found.article.id, found)
    if not docs:
        fail("no article could be read")
    return list(docs.values())


def shown_pages(files: Sequence[Path]) -> Iterator[Page | Dropped]:
    """Yield the pages of all files as they are asked for, under a progress bar where there is much to read."""
    # What the libraries log of a bad page would stand on the terminal beside our own message.
    logging.getLogger().addHandler(logging.NullHandler())
    total = sum(_size(found) for file in files for found in find_files(file))
    with _progress(TaskProgressColumn(), is_shown=total >= _LARGE) as bar:
        task = bar.add_task("Reading", total=total)
        for found in read_pages(files, sys.stdin.buffer):
            yield found
            if isinstance(found, Page):
                bar.advance(task, len(found.raw))


def shown_steps(steps: Iterator[str], total: int, description: str) -> None:
    """Take all steps, under a progress bar where there are many."""
    with _progress(MofNCompleteColumn(), is_shown=total >= _LONG) as bar:
        task = bar.add_task(description, total=total)
        for _ in steps:
            bar.advance(task)


def given_or_exit(published: str | None) -> Given:
    """Return what the user gives for articles; ends the program with status 2 where it cannot be used."""
    with ending_on_errors():
        return read_given(published)


@contextmanager
def ending_on_errors() -> Iterator[None]:
    """End the program with status 2 and a message where something is wrong that a user can mend."""
    try:
        yield
    except ShutroError as error:
        fail(str(error))


def complain(message: str) -> None:
    """Write a message to standard error."""
    click.echo(f"shutro: {plain(message)}", err=True)


def fail(message: str) -> NoReturn:
    """Write a message to standard error and end the program with status 2."""
    complain(message)
    sys.exit(_NOTHING_DONE)


def plain(text: str) -> str:
    r"""Return the text as one line, with `\n` or `\x1b` in place of characters that would steer a terminal."""
    return _CONTROL.sub(lambda match: match.group().encode("unicode_escape").decode(), text)


def _progress(count: TaskProgressColumn | MofNCompleteColumn, *, is_shown: bool) -> Progress:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), count, TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not (is_shown and console.is_terminal))


def _size(found: Path | Dropped) -> int:
    try:
        return 0 if isinstance(found, Dropped) else found.stat().st_size
    except OSError:
        return 0
