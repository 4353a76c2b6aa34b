"""Decide: forms for what one sees, and what became of a decision."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from sqlalchemy import Connection

from shutro.decisions.orphans import Entry
from shutro.decisions.records import Decision, find_undone
from shutro.errors import ShutroError
from shutro.publish.decided import say_in_pieces, say_refusal
from shutro.publish.view import FindingView
from shutro.store.arrivals import Joined, stories_joined
from shutro.store.deciding import record, take_back
from shutro.store.decisions import read_log
from shutro.store.log import read_entries
from shutro.web.asked import AskedOf, decide
from shutro.web.library import Library
from shutro.web.reader import Reader, ReaderOf, clean_name, keep_reader
from shutro.web.rendering import address, local, see, show
from shutro.web.settings import settings_of
from shutro.web.shown import Shown, shown_story
from shutro.web.subjects import Wanted, find_subject
from shutro.web.work import worker_of

router = APIRouter()

_STORIES = 3  # whose findings are shown again
_FINDINGS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A story as a decision on it has left it, and its findings on the words of the decision."""

    joined: Joined
    shown: Shown | None = None
    findings: tuple[FindingView, ...] = ()


@router.get("/decide")
def ask(
    request: Request,
    library: Library,
    reader: ReaderOf,
    wanted: Annotated[Wanted, Depends()],
    next: str = "",  # noqa: A002 - the name in the address
) -> Response:
    """Return the forms that decide on something: a page, or the part of one where htmx asks."""
    subject = find_subject(request, library, reader.wording, wanted)
    is_part = request.headers.get("HX-Request") == "true"
    template = "parts/deciding.html.j2" if is_part else "pages/decide.html.j2"
    return show(request, template, subject=subject, next=local(next or subject.address), wrong="")


@router.post("/decisions")
def store(request: Request, library: Library, reader: ReaderOf, asked: AskedOf) -> Response:
    """Store a decision, let the worker honour it, and lead to what becomes of it."""
    reader = replace(reader, name=clean_name(asked.who) or reader.name)
    try:
        made = decide(library, asked)
    except ShutroError as error:
        return _refused(request, reader, error, asked.next)
    return _kept(request, library, reader, made, note=asked.note, next=asked.next)


@router.post("/decisions/{number}/undo")
def undo(request: Request, library: Library, reader: ReaderOf, asked: AskedOf, number: int) -> Response:
    """Take a decision back, or restore one where the number is that of its undo."""
    reader = replace(reader, name=clean_name(asked.who) or reader.name)
    return _kept(request, library, reader, take_back(number), note=asked.note, next=asked.next)


@router.get("/decisions/{number}")
def decided(
    request: Request,
    library: Library,
    reader: ReaderOf,
    number: int,
    next: str = "",  # noqa: A002 - the name in the address
) -> Response:
    """Return what a decision says and what came of it; the page loads itself again until that is done."""
    entries = {entry.decision.number: entry for entry in read_entries(library)}
    entry = entries.get(number)
    while entry is not None and entry.decision.undoes is not None:
        entry = entries.get(entry.decision.undoes)
    if entry is None:
        raise HTTPException(404)
    progress = worker_of(request).progress
    return show(
        request,
        "pages/decided.html.j2",
        entry=entry,
        pieces=say_in_pieces(entry.decision, reader.wording),
        undone_by=find_undone([one.decision for one in entries.values()]).get(entry.decision.number),
        outcomes=() if progress.is_at_work else _outcomes(request, library, reader, entry),
        progress=progress,
        next=local(next),
    )


def _kept(
    request: Request,
    library: Connection,
    reader: Reader,
    made: Decision,
    *,
    note: str,
    next: str,  # noqa: A002 - the name in the form
) -> Response:
    at = settings_of(request).clock().isoformat(timespec="seconds")
    try:
        stored = record(library, made, who=reader.name, at=at, note=note)
    except ShutroError as error:
        return _refused(request, reader, error, next)
    worker_of(request).wake()
    number = _first(library, stored)
    response = see(address(f"/decisions/{number}", next=local(next)))
    keep_reader(response, reader)
    return response


def _first(library: Connection, stored: Decision) -> int:
    """Return the number of the decision that an undo is about in the end."""
    undoes = {one.number: one.undoes for one in read_log(library)}
    number = stored.number
    while undoes.get(number) is not None:
        number = undoes[number] or number
    return number


def _refused(request: Request, reader: Reader, error: ShutroError, next_: str) -> Response:
    reason = say_refusal(error, reader.wording)
    return show(request, "pages/decide.html.j2", status=422, subject=None, wrong=reason, next=local(next_))


def _outcomes(request: Request, library: Connection, reader: Reader, entry: Entry) -> list[Outcome]:
    """Return the stories that the articles of a decision are in now, the first with what is found at its words."""
    decision = entry.decision
    anchors = decision.subject + decision.against
    joined = stories_joined(library, list(dict.fromkeys(anchor.article for anchor in anchors)))
    stories = list({one.story: one for one in joined.values()}.values())
    found = []
    for one in stories[:_STORIES]:
        shown = shown_story(request, library, one.story, reader.wording)
        found.append(Outcome(joined=one, shown=shown, findings=_findings(shown, decision)))
    return [*found, *(Outcome(joined=one) for one in stories[_STORIES:])]


def _findings(shown: Shown, decision: Decision) -> tuple[FindingView, ...]:
    """Return the findings of a story that rest on the words of a decision or on what was marked in them."""
    spans = {(one.article, one.span) for one in decision.subject + decision.against if one.span}
    on = {mark.finding or "" for mark in shown.story.marks if mark.decision == decision.number}
    on |= {
        finding.id
        for finding in shown.story.findings
        for value in finding.values
        for claim in value.claims
        if any(claim.article == article and claim.span.meets(span) for article, span in spans)
    }
    numbers = sorted(shown.numbers[id_] for id_ in on & shown.numbers.keys())
    return tuple(map(shown.finding, numbers[:_FINDINGS]))
