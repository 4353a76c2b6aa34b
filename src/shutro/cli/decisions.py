"""`shutro decisions` and `shutro undo`: the log of what was decided."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec
from rich.table import Table
from rich.text import Text

from shutro.cli.decide import note_option, who_option, written
from shutro.cli.opened import now, opened, refresh
from shutro.cli.options import library_option, user
from shutro.cli.reading import complain, plain
from shutro.cli.showing import make_console
from shutro.decisions.orphans import Entry
from shutro.publish.decided import entry_out, say
from shutro.publish.wording import wording
from shutro.store.deciding import record, take_back
from shutro.store.log import read_entries


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a decision.")
@library_option
def decisions(as_json: bool, library: Path) -> None:
    """Show all decisions, oldest first, which of them stand, and which no longer fit the articles."""
    with opened(library) as connection:
        refresh(connection)
        log = read_entries(connection)
    if as_json:
        sys.stdout.buffer.writelines(msgspec.json.encode(entry_out(entry)) + b"\n" for entry in log)
    elif log:
        make_console().print(_table(log))
    else:
        complain(f"{library}: nothing is decided yet; see `shutro decide --help`")


@click.command()
@click.argument("number", type=click.IntRange(min=1), metavar="DECISION")
@who_option
@note_option
@library_option
def undo(number: int, who: str | None, note: str, library: Path) -> None:
    """Take back the DECISION of this number; an undo can be undone in turn."""
    with opened(library) as connection:
        made = record(connection, take_back(number), who=written(who or user()), at=now(), note=written(note))
    click.echo(plain(f"decision {made.number}: {say(made, wording('en'))}"))


def _table(log: Sequence[Entry]) -> Table:
    table = Table(box=None)
    table.add_column("No", justify="right", no_wrap=True)
    table.add_column("Decision", ratio=1)
    for name in ("By", "When (UTC)", "State"):
        table.add_column(name, no_wrap=name != "By")
    for entry in log:
        decision = entry.decision
        words = say(decision, wording("en")) + (f" — {decision.note}" if decision.note else "")
        words += f"\n{entry.orphan.reason}" if entry.orphan else ""
        lines = "\n".join(plain(line) for line in words.split("\n"))
        when = decision.at[:16].replace("T", " ")
        cells = (str(decision.number), lines, plain(decision.who), when, entry.state)
        table.add_row(*(Text(cell) for cell in cells), style="" if entry.state == "stands" else "dim")
    return table
