"""Decisions: the log of what was decided, by whom, and what of it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from shutro.decisions.orphans import Entry
from shutro.decisions.records import Judgement, find_undone
from shutro.publish.decided import Piece, say_in_pieces
from shutro.publish.wording import Wording
from shutro.store.articles import known_articles
from shutro.store.log import read_entries
from shutro.web.exporting.decisions import pack_decisions
from shutro.web.exporting.taking import Taking, take
from shutro.web.library import Library
from shutro.web.reader import ReaderOf
from shutro.web.rendering import show

router = APIRouter()

PAGE = 40


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
    taking: Taking,
    by: str = "",
    kind: str = "",
    state: str = "",
    before: int | None = None,
) -> Response:
    """Return the log, newest first."""
    entries = read_entries(library)
    wanted = [
        entry
        for entry in reversed(entries)
        if by in ("", entry.decision.who)
        and kind in ("", entry.decision.judgement)
        and state in ("", entry.state)
    ]
    if (taken := take(request, taking, pack_decisions(request, wanted, reader.wording))) is not None:
        return taken
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
