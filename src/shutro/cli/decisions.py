"""`shutro decisions` and `shutro undo`: the log of what was decided."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection

from shutro.cli.decide import note_option, who_option, written
from shutro.cli.opened import now, opened, refresh
from shutro.cli.options import library_option, user
from shutro.cli.reading import complain, plain
from shutro.cli.showing import make_console
from shutro.decisions.orphans import find_orphans
from shutro.decisions.records import Decision, find_standing
from shutro.publish.decided import DecisionOut, decision_out, say
from shutro.store.decisions import add_decision, read_log
from shutro.store.opening import reading
from shutro.store.stories import found_docs, read_stories
from shutro.text.normalize import normalize


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a decision.")
@library_option
def decisions(as_json: bool, library: Path) -> None:
    """Show all decisions, oldest first, which of them stand, and which no longer fit the articles."""
    with opened(library) as connection:
        refresh(connection)
        log = read_log(connection)
        rows = _rows(connection, log)
    if as_json:
        sys.stdout.buffer.writelines(msgspec.json.encode(row) + b"\n" for row in rows)
    elif rows:
        make_console().print(_table(log, rows))
    else:
        complain(f"{library}: nothing is decided yet; see `shutro decide --help`")


@click.command()
@click.argument("number", type=click.IntRange(min=1), metavar="DECISION")
@who_option
@note_option
@library_option
def undo(number: int, who: str | None, note: str, library: Path) -> None:
    """Take back the DECISION of this number; an undo can be undone in turn."""
    made = Decision(
        number=0,
        judgement="undo",
        who=written(who or user()),
        at=now(),
        note=normalize(written(note)),
        undoes=number,
    )
    with opened(library) as connection:
        stored = add_decision(connection, made)
    click.echo(plain(f"decision {stored}: {say(made)}"))


def _rows(connection: Connection, log: tuple[Decision, ...]) -> list[DecisionOut]:
    standing = find_standing(log)
    with reading(connection):
        docs = found_docs(connection)
    orphans = {
        found.decision: found.reason for found in find_orphans(standing, docs, read_stories(connection))
    }
    stand = {decision.number for decision in standing.standing}
    undone = _undone(log)
    return [
        decision_out(
            decision,
            "undone" if decision.number in undone else "orphan" if decision.number in orphans else "stands",
            orphans.get(decision.number) if decision.number in stand else None,
        )
        for decision in log
    ]


def _undone(log: Sequence[Decision]) -> set[int]:
    undone: set[int] = set()
    for decision in reversed(log):
        if decision.undoes is not None and decision.number not in undone:
            undone.add(decision.undoes)
    return undone


def _table(log: Sequence[Decision], rows: Sequence[DecisionOut]) -> Table:
    table = Table(box=None)
    table.add_column("No", justify="right", no_wrap=True)
    table.add_column("Decision", ratio=1)
    for name in ("By", "When (UTC)", "State"):
        table.add_column(name, no_wrap=name != "By")
    for decision, row in zip(log, rows, strict=True):
        words = say(decision) + (f" — {row.note}" if row.note else "")
        words += f"\n{row.reason}" if row.reason else ""
        lines = "\n".join(plain(line) for line in words.split("\n"))
        cells = (str(row.decision), lines, plain(row.who), row.at[:16].replace("T", " "), row.state)
        table.add_row(*(Text(cell) for cell in cells), style="" if row.state == "stands" else "dim")
    return table
