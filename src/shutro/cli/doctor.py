"""`shutro doctor`: what is wrong with a library, what can be made again, what can be saved."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
import msgspec
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection

from shutro.cli.opened import now, opened, refresh
from shutro.cli.options import library_option
from shutro.cli.reading import complain, ending_on_errors, fail, plain
from shutro.cli.showing import make_console
from shutro.errors import LibraryError
from shutro.publish.schema import SCHEMA
from shutro.store.doctor.faults import Examined, Fault, Remedy
from shutro.store.doctor.kept import check_file
from shutro.store.doctor.repair import examine, repair
from shutro.store.doctor.salvage import Salvaged, salvage
from shutro.store.opening import open_library
from shutro.updating import differing_docs

_SHOWN = 20  # faults of one check
_WORDS: dict[Remedy, str] = {
    "made again": "--repair makes it again",
    "file mended": "--repair mends it",
    "lost": "lost",
    "for you": "for you to judge",
}
_MENDABLE, _LOST = 1, 2


class ExaminedOut(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `shutro doctor --json`."""

    schema: int = SCHEMA
    check: str
    looked: int
    faults: tuple[Fault, ...]


@click.command()
@click.option("--repair", "is_repair", is_flag=True, help="Make again what can be made again.")
@click.option(
    "--salvage",
    "target",
    metavar="NEW",
    type=click.Path(path_type=Path),
    help="Carry what can be read of a damaged library into a new one.",
)
@click.option(
    "--deep", is_flag=True, help="Also read every article again and compare; takes as long as adding it."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a check.")
@library_option
def doctor(is_repair: bool, target: Path | None, deep: bool, as_json: bool, library: Path) -> None:
    """Check the library: its file, the digests of pages, ids, places in texts, decisions, stories, the index.

    Nothing is changed without --repair, and --repair deletes only what can be made again. A file that --salvage reads
    stays as it is. The status is 0 where all is well, 1 where --repair can mend what is not, 2 where something is lost.
    """
    if target is not None:
        _salvage(library, target, as_json=as_json)
        return
    found = _look(library, deep=deep)
    faults = [fault for one in found for fault in one.faults]
    if is_repair and faults:
        with opened(library) as connection:
            repair(connection, faults, at=now())
            refresh(connection)
        _report(found, as_json=as_json)
        complain("after the repair:")
        found = _look(library, deep=deep)
    _report(found, as_json=as_json)
    _end(found)


def _look(library: Path, *, deep: bool) -> list[Examined]:
    try:
        with open_library(library) as connection:
            found = list(examine(connection, library))
            return [*found, _deep(connection)] if deep else found
    except LibraryError as error:
        if not library.is_file():
            fail(str(error))
        _report([check_file(library)], as_json=False)
        fail(f"{error}; `shutro doctor --salvage NEW` carries over what can be read")


def _deep(connection: Connection) -> Examined:
    looked, differing = differing_docs(connection)
    faults = (
        Fault(check="docs", subject=id_, detail="is not what this version makes", remedy="made again")
        for id_ in differing
    )
    return Examined(check="docs", looked=looked, faults=tuple(faults))


def _end(found: Sequence[Examined]) -> None:
    remedies = {fault.remedy for one in found for fault in one.faults}
    if "lost" in remedies:
        sys.exit(_LOST)
    if remedies & {"made again", "file mended"}:
        sys.exit(_MENDABLE)


def _report(found: Sequence[Examined], *, as_json: bool) -> None:
    if as_json:
        rows = (ExaminedOut(check=one.check, looked=one.looked, faults=one.faults) for one in found)
        sys.stdout.buffer.writelines(msgspec.json.encode(row) + b"\n" for row in rows)
        return
    make_console().print(_table(found))
    for one in found:
        for fault in one.faults[:_SHOWN]:
            click.echo(plain(f"{fault.check}: {fault.subject}: {fault.detail} ({_WORDS[fault.remedy]})"))
        if len(one.faults) > _SHOWN:
            click.echo(f"{one.check}: and {len(one.faults) - _SHOWN} more; --json names all")


def _table(found: Iterable[Examined]) -> Table:
    table = Table(box=None)
    table.add_column("Check", no_wrap=True)
    table.add_column("Looked at", justify="right", no_wrap=True)
    table.add_column("Wrong", justify="right", no_wrap=True)
    table.add_column("", ratio=1)
    for one in found:
        remedies = Counter(_WORDS[fault.remedy] for fault in one.faults)
        words = ", ".join(f"{word}: {count}" for word, count in sorted(remedies.items()))
        cells = (one.check, f"{one.looked:,}", str(len(one.faults)) if one.faults else "–", words)
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _salvage(library: Path, target: Path, *, as_json: bool) -> None:
    with ending_on_errors():
        found = salvage(library, target)
    with opened(target) as connection:
        repair(connection, [fault for one in examine(connection, target) for fault in one.faults], at=now())
        refresh(connection)
    if as_json:
        sys.stdout.buffer.writelines(msgspec.json.encode(one) + b"\n" for one in found)
    else:
        _tell(found, target)
    if any(one.lost or one.damaged for one in found):
        sys.exit(_LOST)


def _tell(found: Iterable[Salvaged], target: Path) -> None:
    table = Table(box=None)
    table.add_column("Kept", no_wrap=True)
    for name in ("Carried over", "Damaged", "Lost"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in found:
        counts = (one.carried, len(one.damaged), len(one.lost))
        table.add_row(one.table, *(f"{count:,}" if count else "–" for count in counts))
    make_console().print(table)
    for one in found:
        for line in (*one.damaged, *one.lost):
            click.echo(plain(f"{one.table}: {line}"))
    click.echo(f"{plain(str(target))}: made of what could be read; stories and index are made again")
