"""Decisions: the log of what was decided, by whom, and what of it stands."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, get_args

import msgspec
from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from shutro.decisions.orphans import Entry
from shutro.decisions.records import Judgement, find_undone
from shutro.publish.decided import Piece, entry_out, say, say_in_pieces
from shutro.publish.wording import Wording
from shutro.store.articles import known_articles
from shutro.store.log import read_entries
from shutro.web.library import Library
from shutro.web.reader import ReaderOf
from shutro.web.rendering import show

router = APIRouter()

PAGE = 40
_COLUMNS = ("decision", "judgement", "text", "who", "at", "note", "undoes", "state", "reason")
_RUNS = ("=", "+", "-", "@", "\t", "\r")  # with which a cell begins that spreadsheets would run


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the log; `undone_by` is the undo that stands, `gone` the articles that are no longer there."""

    entry: Entry
    pieces: tuple[Piece, ...]
    gone: frozenset[str]
    undone_by: int | None
    can_turn: bool  # an undo is turned at the decision that it is about


@router.get("/decisions")
def decisions(
    request: Request,
    library: Library,
    reader: ReaderOf,
    by: str = "",
    kind: str = "",
    state: str = "",
    before: int | None = None,
    as_: Annotated[str, Query(alias="as")] = "",
) -> Response:
    """Return the log, newest first, as a page, as CSV or as JSON."""
    entries = read_entries(library)
    wanted = [
        entry
        for entry in reversed(entries)
        if by in ("", entry.decision.who)
        and kind in ("", entry.decision.judgement)
        and state in ("", entry.state)
    ]
    if as_ in ("csv", "json"):
        return _exported(wanted, as_, reader.wording)
    rest = [entry for entry in wanted if before is None or entry.decision.number < before]
    kinds = {entry.decision.judgement for entry in entries}
    return show(
        request,
        "pages/decisions.html.j2",
        any=bool(entries),
        rows=_rows(library, entries, rest[:PAGE], reader.wording),
        count=len(wanted),
        older=rest[PAGE - 1].decision.number if len(rest) > PAGE else None,
        people=sorted({entry.decision.who for entry in entries if entry.decision.who}),
        kinds=[judgement for judgement in get_args(Judgement) if judgement in kinds],
        by=by,
        kind=kind,
        state=state,
    )


def _rows(library: Connection, log: Sequence[Entry], entries: Sequence[Entry], wording: Wording) -> list[Row]:
    undone = find_undone([entry.decision for entry in log])
    return [
        Row(
            entry=entry,
            pieces=say_in_pieces(entry.decision, wording),
            gone=_gone(library, entry),
            undone_by=undone.get(entry.decision.number),
            can_turn=entry.decision.undoes is None,
        )
        for entry in entries
    ]


def _gone(library: Connection, entry: Entry) -> frozenset[str]:
    """Return the articles of a decision that are no longer in the library; only an orphan can have some."""
    if entry.state == "stands":
        return frozenset()
    named = {anchor.article for anchor in entry.decision.subject + entry.decision.against}
    return frozenset(named - known_articles(library, named))


def _exported(entries: Sequence[Entry], kind: str, wording: Wording) -> Response:
    rows = [entry_out(entry) for entry in entries]
    if kind == "json":
        return Response(msgspec.json.encode(rows), media_type="application/json")
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(_COLUMNS)
    for entry, row in zip(entries, rows, strict=True):
        text = say(entry.decision, wording)
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
        writer.writerow([_cell(cell) for cell in cells])
    headers = {"content-disposition": 'attachment; filename="decisions.csv"'}
    return Response("\ufeff" + written.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _cell(value: object) -> str:
    words = "" if value is None else str(value)
    return f"'{words}" if words.startswith(_RUNS) else words
