"""Decisions in words, and the log of them as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import regex

from shutro.decisions.orphans import Entry
from shutro.decisions.records import Anchor, Argument, Decision
from shutro.errors import DecisionError, NotInLibraryError, ShutroError
from shutro.publish.naming import Naming
from shutro.publish.schema import SCHEMA
from shutro.publish.wording import Wording, shorten

_PLACE = regex.compile(r"\{(\w+)\}")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a line about a decision; those that are an article, or stand in one, with their anchor."""

    words: str
    anchor: Anchor | None = None


def say(decision: Decision, wording: Wording) -> str:
    """Return the decision in one line, with the beginnings of the articles' ids."""
    return "".join(
        piece.words if piece.anchor is None else _with_id(piece.words, piece.anchor)
        for piece in say_in_pieces(decision, wording)
    )


def say_in_pieces(decision: Decision, wording: Wording) -> tuple[Piece, ...]:
    """Return the line about a decision as `say` does, in pieces that can be links."""
    named: dict[str, list[Piece]] = {
        "mine": _side(decision.subject, wording),
        "theirs": _side(decision.against, wording),
        "what": [Piece(words=_what(decision, wording))],
        "fields": [Piece(words=", ".join(_field(argument, wording) for argument in decision.arguments))],
    }
    if decision.judgement == "rests on" and decision.what:
        named["theirs"] = named["what"]
    key = decision.judgement
    words = wording.words.decided["add fields" if key == "add" and decision.arguments else key]
    pieces: list[Piece] = []
    for number, part in enumerate(_PLACE.split(words)):
        pieces += named[part] if number % 2 else [Piece(words=part)] if part else []
    return tuple(pieces)


def entry_out(entry: Entry) -> DecisionOut:
    """Return an entry of the log as the record that is encoded."""
    decision = entry.decision
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
        state=entry.state,
        reason=entry.orphan.reason if entry.orphan else None,
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


def _side(anchors: Sequence[Anchor], wording: Wording) -> list[Piece]:
    shown: dict[tuple[str, str], Anchor] = {}
    for anchor in anchors:
        shown.setdefault((_quoted(anchor), anchor.article), anchor)
    pieces: list[Piece] = []
    for (words, _), anchor in list(shown.items())[:_SHOWN]:
        pieces += [Piece(words="; ")] if pieces else []
        pieces.append(Piece(words=words, anchor=anchor))
    if len(shown) > _SHOWN:
        pieces.append(Piece(words=" " + wording.count("and_more", len(shown) - _SHOWN)))
    return pieces


def _quoted(anchor: Anchor) -> str:
    words = shorten(" ".join(anchor.words.split()), _LONGEST)
    return f"‘{words}’" if words else ""


def _with_id(words: str, anchor: Anchor) -> str:
    return f"{words} ({anchor.article[:6]})" if words else anchor.article[:6]


def _what(decision: Decision, wording: Wording) -> str:
    if decision.undoes is not None:
        return wording.digits(decision.undoes)
    if decision.judgement == "rests on":
        return Naming((), wording.words.code).name(decision.what)
    return wording.words.layers.get(decision.what, decision.what)


def _field(argument: Argument, wording: Wording) -> str:
    words = wording.words
    value = "; ".join(place.words for place in argument.places) if argument.value is None else argument.value
    value = words.kind.get(value) or words.codes.get(value) or words.roles.get(value) or value
    return f"{words.fields.get(argument.name, argument.name)} = {value or words.phrases['no_value']}"


def say_refusal(error: ShutroError, wording: Wording) -> str:
    """Return why a decision is not taken, in the reader's language."""
    if isinstance(error, NotInLibraryError):
        return wording.words.refusals["not_there"]
    if not isinstance(error, DecisionError) or error.why not in wording.words.refusals:
        return wording.words.refusals["other"]
    named = {name: _say_named(name, value, wording) for name, value in error.named.items()}
    return wording.words.refusals[error.why].format(**named)


def _say_named(name: str, value: object, wording: Wording) -> str:
    if name == "layer":
        return wording.words.layers.get(str(value), str(value))
    if isinstance(value, tuple):
        return ", ".join(wording.words.fields.get(one, one) for one in value)
    return wording.number(value) if isinstance(value, int) else shorten(str(value), _LONGEST)
