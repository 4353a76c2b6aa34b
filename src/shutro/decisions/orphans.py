"""Decisions that no longer fit: their words are gone, or nothing is found there any more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shutro.decisions.corrections import annotated, correct
from shutro.decisions.records import GROUPINGS, Anchor, Decision, Decisions
from shutro.model import Doc, Story

_CORRECTIONS = ("remove", "change")


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A decision that stands and cannot be applied, and why."""

    decision: int
    reason: str


def find_orphans(
    decisions: Decisions, docs: Mapping[str, Doc], stories: Sequence[Story]
) -> tuple[Orphan, ...]:
    """Return the decisions that change nothing, oldest first; `docs` are linked and not corrected."""
    marked = {mark.decision for story in stories for mark in story.marks}
    found = []
    for place, decision in enumerate(decisions.standing):
        before = Decisions(standing=decisions.standing[:place])
        reason = _reason(decision, before, docs, marked)
        if reason is not None:
            found.append(Orphan(decision=decision.number, reason=reason))
    return tuple(found)


def _reason(decision: Decision, before: Decisions, docs: Mapping[str, Doc], marked: set[int]) -> str | None:
    sides = [side for side in (decision.subject, decision.against) if side]
    for side in sides:
        left = [anchor for anchor in side if anchor.article in docs]
        if not left:
            return f"the article {side[0].article} is not in the library"
        if not any(anchor.fits(docs[anchor.article].article) for anchor in left):
            return f"the words {left[0].words!r} no longer stand in the article {left[0].article}"
    if decision.judgement in _CORRECTIONS:
        return _nothing_there(decision, before, docs)
    if decision.judgement in ("wrong", "checked") and decision.number not in marked:
        return "no claim is made with these words, or a later decision is on it"
    if decision.judgement in GROUPINGS["entity"] and not all(_is_linked(side, docs) for side in sides):
        return "no name is found at these words"
    return None


def _nothing_there(decision: Decision, before: Decisions, docs: Mapping[str, Doc]) -> str | None:
    (anchor,) = decision.subject
    doc = correct(docs[anchor.article], before)
    found = annotated(doc, decision.what, anchor)
    return f"none of the {decision.what} stands at these words" if found is None else None


def _is_linked(side: Sequence[Anchor], docs: Mapping[str, Doc]) -> bool:
    return any(
        anchor.span is not None and link.span.meets(anchor.span)
        for anchor in side
        if anchor.article in docs
        for link in docs[anchor.article].links
    )
