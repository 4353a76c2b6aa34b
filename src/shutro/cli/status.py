"""`shutro status` and `shutro backup`: what a library holds, and a copy of it."""

import sys
from datetime import datetime
from pathlib import Path

import click
import msgspec
from rich.table import Table
from rich.text import Text

from shutro.cli.opened import now, opened
from shutro.cli.options import library_option
from shutro.cli.reading import plain
from shutro.cli.showing import make_console
from shutro.publish.schema import SCHEMA
from shutro.store.backup import back_up
from shutro.store.status import Annotated, Status, read_status

_UNITS = ("bytes", "KiB", "MiB", "GiB", "TiB")


class StatusOut(msgspec.Struct, frozen=True, kw_only=True):
    """What `shutro status --json` prints."""

    schema: int = SCHEMA
    articles: int
    annotated: tuple[Annotated, ...]
    unread: int
    stories: int
    decisions: int
    tombstones: int
    size: int
    free: int
    first: str | None
    last: str | None
    backup: str | None


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@library_option
def status(as_json: bool, library: Path) -> None:
    """Show what the library holds, which version of Shutro has read how many of its articles, and the last backup."""
    with opened(library) as connection:
        found = read_status(connection)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(_out(found)) + b"\n")
    else:
        make_console().print(_table(found))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Take the place of a file of this name.")
@library_option
def backup(file: Path, replace: bool, library: Path) -> None:
    """Copy the library to FILE, whole and checked, while others go on reading and writing it.

    The copy is a library: `shutro stories --library FILE` reads it, and to go back to it is to put it in the place of
    the library, without the files -wal and -shm that may lie beside that.
    """
    with opened(library) as connection:
        size = back_up(connection, library, file, at=now(), may_replace=replace)
    click.echo(f"{plain(str(file))}: {_bytes(size)}, checked")


def _out(found: Status) -> StatusOut:
    return StatusOut(
        articles=found.articles,
        annotated=found.annotated,
        unread=found.unread,
        stories=found.stories,
        decisions=found.decisions,
        tombstones=found.tombstones,
        size=found.size,
        free=found.free,
        first=found.first,
        last=found.last,
        backup=found.backup,
    )


def _table(found: Status) -> Table:
    table = Table(box=None, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1)
    came = " – ".join(dict.fromkeys(_day(at) for at in (found.first, found.last) if at))
    _row(table, "Articles", found.articles, f"came {came}" if came else "")
    for version in found.annotated:
        note = "this version" if version.is_current else "an older version: read again, newest first"
        _row(table, f"  read by {version.version}", version.articles, note)
    if found.unread:
        _row(table, "  not read yet", found.unread, "read with the next `shutro stories`, or by the desk")
    _row(table, "Stories", found.stories, "" if found.is_current else "as of the last reading")
    _row(table, "Decisions", found.decisions, "")
    _row(table, "Taken down", found.tombstones, "see `shutro tombstones`" if found.tombstones else "")
    _row(table, "Size", _bytes(found.size), f"{_bytes(found.free)} of it free" if found.free else "")
    _row(
        table, "Last backup", _day(found.backup) if found.backup else "none", "`shutro backup FILE` makes one"
    )
    return table


def _row(table: Table, name: str, value: int | str, note: str) -> None:
    shown = f"{value:,}" if isinstance(value, int) else value
    table.add_row(*(Text(plain(cell)) for cell in (name, shown)), Text(plain(note), style="dim"))


def _day(at: str) -> str:
    return datetime.fromisoformat(at).strftime("%Y-%m-%d %H:%M")


def _bytes(count: int) -> str:
    size, unit = float(count), 0
    while size >= 1024 and unit < len(_UNITS) - 1:
        size, unit = size / 1024, unit + 1
    return f"{count} bytes" if unit == 0 else f"{size:.1f} {_UNITS[unit]}"
