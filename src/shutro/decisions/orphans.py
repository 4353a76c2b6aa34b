"""Decisions that no longer fit: their words are gone, or nothing is found there any more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from shutro.decisions.corrections import annotated, correct
from shutro.decisions.records import GROUPINGS, Anchor, Decision, Decisions, find_standing, find_undone
from shutro.model import Doc, Story

_CORRECTIONS = ("remove", "change")
State = Literal["stands", "undone", "orphan"]
Kind = Literal["article", "words", "annotation", "claim", "name"]  # what is no longer there


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A decision that stands and cannot be applied, and why."""

    decision: int
    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A decision of the log, whether it stands, and why it changes nothing where it does not fit."""

    decision: Decision
    state: State
    orphan: Orphan | None = None


def find_orphans(
    decisions: Decisions, docs: Mapping[str, Doc], stories: Sequence[Story]
) -> tuple[Orphan, ...]:
    """Return the decisions that change nothing, oldest first; `docs` are linked and not corrected."""
    marked = {mark.decision for story in stories for mark in story.marks}
    found = []
    for place, decision in enumerate(decisions.standing):
        before = Decisions(standing=decisions.standing[:place])
        why = _why(decision, before, docs, marked)
        if why is not None:
            kind, reason = why
            found.append(Orphan(decision=decision.number, kind=kind, reason=reason))
    return tuple(found)


def make_entries(
    log: Sequence[Decision], docs: Mapping[str, Doc], stories: Sequence[Story]
) -> tuple[Entry, ...]:
    """Return the log, oldest first, with the state of each decision; docs and stories as for `find_orphans`."""
    orphans = {orphan.decision: orphan for orphan in find_orphans(find_standing(tuple(log)), docs, stories)}
    undone = find_undone(log)
    return tuple(
        Entry(
            decision=decision,
            state="undone"
            if decision.number in undone
            else "orphan"
            if decision.number in orphans
            else "stands",
            orphan=None if decision.number in undone else orphans.get(decision.number),
        )
        for decision in log
    )


def _why(
    decision: Decision, before: Decisions, docs: Mapping[str, Doc], marked: set[int]
) -> tuple[Kind, str] | None:
    sides = [side for side in (decision.subject, decision.against) if side]
    for side in sides:
        left = [anchor for anchor in side if anchor.article in docs]
        if not left:
            return "article", f"the article {side[0].article} is not in the library"
        if not any(anchor.fits(docs[anchor.article].article) for anchor in left):
            return "words", f"the words {left[0].words!r} no longer stand in the article {left[0].article}"
    if decision.judgement in _CORRECTIONS:
        return _nothing_there(decision, before, docs)
    if decision.judgement in ("wrong", "checked") and decision.number not in marked:
        return "claim", "no claim is made with these words, or a later decision is on it"
    if decision.judgement in GROUPINGS["entity"] and not all(_is_linked(side, docs) for side in sides):
        return "name", "no name is found at these words"
    return None


def _nothing_there(decision: Decision, before: Decisions, docs: Mapping[str, Doc]) -> tuple[Kind, str] | None:
    (anchor,) = decision.subject
    doc = correct(docs[anchor.article], before)
    found = annotated(doc, decision.what, anchor)
    return ("annotation", f"none of the {decision.what} stands at these words") if found is None else None


def _is_linked(side: Sequence[Anchor], docs: Mapping[str, Doc]) -> bool:
    return any(
        anchor.span is not None and link.span.meets(anchor.span)
        for anchor in side
        if anchor.article in docs
        for link in docs[anchor.article].links
    )
