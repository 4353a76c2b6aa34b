"""Decisions in words, and the log of them as JSON."""

from collections.abc import Sequence

import msgspec

from shutro.decisions.records import Anchor, Argument, Decision
from shutro.publish.schema import SCHEMA
from shutro.publish.wording import shorten

_LONGEST = 40  # clusters of quoted words
_SHOWN = 3  # words of one side


class AnchorOut(msgspec.Struct, frozen=True, kw_only=True):
    """An article, or words in it."""

    article: str
    start: int | None
    end: int | None
    text: str


class ArgumentOut(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an annotation and what it should be."""

    field: str
    value: str | None
    places: list[AnchorOut]


class DecisionOut(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `shutro decisions --json`; `state` is stands, undone or orphan, with the reason of the last."""

    schema: int = SCHEMA
    decision: int
    judgement: str
    subject: list[AnchorOut]
    against: list[AnchorOut]
    what: str
    arguments: list[ArgumentOut]
    who: str
    at: str
    note: str
    undoes: int | None
    state: str
    reason: str | None


def say(decision: Decision) -> str:
    """Return the decision in one line of English."""
    if decision.undoes is not None:
        return f"undo decision {decision.undoes}"
    mine, theirs = _sides(decision.subject), _sides(decision.against)
    fields = ", ".join(_field(argument) for argument in decision.arguments)
    words = {
        "one story": f"one story: {mine} and {theirs}",
        "two stories": f"a story of its own: {mine}, apart from {theirs}",
        "one entity": f"one and the same: {mine} and {theirs}",
        "two entities": f"another one: {mine}, not {theirs}",
        "one event": f"one event: {mine} and {theirs}",
        "two events": f"another event: {mine}, not {theirs}",
        "remove": f"not one of the {decision.what}: {mine}",
        "change": f"in {decision.what} at {mine}: {fields}",
        "add": f"one of the {decision.what}: {mine}{f' ({fields})' if fields else ''}",
        "wrong": f"wrong: {mine}",
        "checked": f"checked: {mine}",
        "rests on": f"{mine} rests on {decision.what or theirs}",
        "independent": f"{mine} is independent of {theirs}",
    }
    return words.get(decision.judgement, decision.judgement)


def decision_out(decision: Decision, state: str, reason: str | None) -> DecisionOut:
    """Return the decision as the record that is encoded."""
    return DecisionOut(
        decision=decision.number,
        judgement=decision.judgement,
        subject=_anchors(decision.subject),
        against=_anchors(decision.against),
        what=decision.what,
        arguments=[
            ArgumentOut(field=argument.name, value=argument.value, places=_anchors(argument.places))
            for argument in decision.arguments
        ],
        who=decision.who,
        at=decision.at,
        note=decision.note,
        undoes=decision.undoes,
        state=state,
        reason=reason,
    )


def _anchors(anchors: Sequence[Anchor]) -> list[AnchorOut]:
    return [
        AnchorOut(
            article=anchor.article,
            start=anchor.span.start if anchor.span else None,
            end=anchor.span.end if anchor.span else None,
            text=anchor.words,
        )
        for anchor in anchors
    ]


def _sides(anchors: Sequence[Anchor]) -> str:
    shown = dict.fromkeys(_words(anchor) for anchor in anchors)
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return "; ".join(list(shown)[:_SHOWN]) + more


def _words(anchor: Anchor) -> str:
    words = shorten(" ".join(anchor.words.split()), _LONGEST)
    return f"‘{words}’ ({anchor.article[:6]})" if words else anchor.article[:6]


def _field(argument: Argument) -> str:
    if argument.value is not None:
        return f"{argument.name} = {argument.value or 'nothing'}"
    return f"{argument.name} = {'; '.join(place.words for place in argument.places) or 'nothing'}"
