"""The log of decisions to take along."""

from collections.abc import Sequence

import msgspec
from starlette.requests import Request

from shutro.decisions.orphans import Entry
from shutro.publish.decided import entry_out, say
from shutro.publish.paper import Entry as Row
from shutro.publish.paper import Line, Paper, Run, Section
from shutro.publish.table import Table
from shutro.publish.wording import Wording
from shutro.web.exporting.lists import plain_paper
from shutro.web.exporting.taking import Parcel

_COLUMNS = ("decision", "judgement", "text", "who", "at", "note", "undoes", "state", "reason")


def pack_decisions(request: Request, entries: Sequence[Entry], wording: Wording) -> Parcel:
    """Return the lines of the log, as the JSON of the terminal in one list."""

    def paper() -> Paper:
        title = wording.phrase("nav_decisions")
        section = Section(title="", shape="moments", entries=tuple(_line(one, wording) for one in entries))
        return plain_paper(request, wording, title, [section])

    return Parcel(
        name="decisions",
        table=lambda: Table(columns=_COLUMNS, rows=tuple(_row(one, wording) for one in entries)),
        json=lambda: msgspec.json.encode([entry_out(one) for one in entries]),
        paper=paper,
    )


def _row(entry: Entry, wording: Wording) -> tuple[str, ...]:
    row, text = entry_out(entry), say(entry.decision, wording)
    cells = (
        row.decision,
        row.judgement,
        text,
        row.who,
        row.at,
        row.note,
        row.undoes,
        row.state,
        row.reason,
    )
    return tuple("" if cell is None else str(cell) for cell in cells)


def _line(entry: Entry, wording: Wording) -> Row:
    decision = entry.decision
    notes: list[Line] = [(Run(words=f"{decision.who}, {wording.words.states[entry.state]}", kind="soft"),)]
    if decision.note:
        notes.append((Run(words=decision.note),))
    return Row(
        mark=f"{wording.digits(decision.number)} · {wording.when(decision.at[:10])}",
        line=(Run(words=say(decision, wording)),),
        notes=tuple(notes),
    )
