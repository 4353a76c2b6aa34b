"""Roles: which participants of a clause take part in the event of a trigger, and how."""

from collections.abc import Sequence
from dataclasses import dataclass

from shutro.annotate.clauses import Participant, Sentence
from shutro.annotate.triggers import Trigger, table
from shutro.annotate.verbs import FINITE, forms
from shutro.languages.schema.events import Relation, Role
from shutro.model import Span
from shutro.text.tokens import Token

_MODIFIERS = 2  # words that may stand between a genitive and the noun it belongs to
_POSTPOSED = 4  # words after a verb within which its subject may begin
_OBJECT_WORDS = 4


@dataclass(frozen=True, slots=True)
class Roles:
    """The spans that play each role in one event."""

    agents: tuple[Span, ...] = ()
    patients: tuple[Span, ...] = ()
    partners: tuple[Span, ...] = ()
    place: Span | None = None
    about: Span | None = None


def find_roles(trigger: Trigger, sentence: Sentence, code: str) -> Roles:
    """Return who takes part in a trigger's event, by the frame of its words and the marks of its clause."""
    roles = _roles_of(trigger, code)
    parts = _parts(trigger, sentence)
    spans: dict[Role, tuple[Span, ...]] = {}
    for relation, participant in parts.items():
        role = roles.get(relation)
        if role is not None and role not in spans:
            spans[role] = participant.spans
    agents, patients = spans.get("agent", ()), spans.get("patient", ())
    if _is_reciprocal(trigger, sentence, code) and len(agents) > 1:
        patients = agents
    return Roles(
        agents=agents,
        patients=tuple(span for span in patients if span not in agents or patients is agents),
        partners=tuple(span for span in spans.get("partner", ()) if span not in agents),
        place=spans["place"][0] if "place" in spans else _place(trigger, sentence),
        about=_about(trigger, sentence, code),
    )


def _roles_of(trigger: Trigger, code: str) -> dict[Relation, Role]:
    words = table(code)
    frame = words.frames[trigger.entry.row.frame]
    if trigger.light in words.converse.verbs and frame.get("subject") == "agent" and frame.get("objective"):
        return words.converse.roles
    if trigger.passive and frame.get("objective"):
        return {**frame, "subject": frame["objective"]}
    return frame


def _parts(trigger: Trigger, sentence: Sentence) -> dict[Relation, Participant]:
    """Return the nearest participant of each relation in the trigger's clause, those nearest to it first."""
    clause = sentence.clauses[trigger.first]
    parts: dict[Relation, Participant] = {}
    subject: Participant | None = None
    for participant in sentence.participants:
        if participant.last >= trigger.first:
            break
        relation = participant.relation
        if relation == "genitive":
            if trigger.first - participant.last - 1 <= _MODIFIERS:
                parts["genitive"] = participant
        elif relation == "subject":
            if participant.last + 1 == trigger.first and participant.kind in ("LOC", "FAC", "ORG"):
                parts["beside"] = participant
            if sentence.clauses[participant.first] == clause:
                subject = _better(subject, participant)
        elif sentence.clauses[participant.first] == clause:
            parts[relation] = participant
    if subject is None or subject is parts.get("beside"):
        subject = _postposed(trigger, sentence) or subject or _carried(trigger, sentence)
    if subject is not None:
        parts["subject"] = subject
    return parts


def _better(subject: Participant | None, other: Participant) -> Participant:
    """Return the first of two, but a person or body before a place."""
    if subject is None or (
        subject.kind in ("LOC", "FAC", "MISC") and other.kind not in ("LOC", "FAC", "MISC")
    ):
        return other
    return subject


def _postposed(trigger: Trigger, sentence: Sentence) -> Participant | None:
    """Return the subject that stands after the verb, where no other verb follows it."""
    if trigger.verb is None or trigger.verb.tense not in FINITE:
        return None
    for participant in sentence.participants:
        if participant.first <= trigger.last:
            continue
        if participant.first > trigger.last + _POSTPOSED:
            return None
        if participant.relation == "subject":
            return participant
    return None


def _carried(trigger: Trigger, sentence: Sentence) -> Participant | None:
    """Return the last subject of an earlier clause of the sentence."""
    if trigger.verb is None:
        return None
    before = [
        participant
        for participant in sentence.participants
        if participant.last < trigger.first
        and participant.relation == "subject"
        and participant.kind != "LOC"
    ]
    return before[-1] if before else None


def _is_reciprocal(trigger: Trigger, sentence: Sentence, code: str) -> bool:
    clause = sentence.clauses[trigger.first]
    words = table(code).reciprocals
    return any(
        token.text in words
        for token, number in zip(sentence.tokens[: trigger.first], sentence.clauses, strict=False)
        if number == clause
    )


def _place(trigger: Trigger, sentence: Sentence) -> Span | None:
    """Return the nearest place with a locative ending before the trigger, in its clause or else before it."""
    places = [
        participant
        for participant in sentence.participants
        if participant.relation == "locative"
        and participant.kind in ("LOC", "FAC")
        and participant.last < trigger.first
    ]
    near = [place for place in places if sentence.clauses[place.first] == sentence.clauses[trigger.first]]
    chosen = near or places
    return chosen[-1].spans[-1] if chosen else None


def _about(trigger: Trigger, sentence: Sentence, code: str) -> Span | None:
    """Return the plain words directly before the trigger: what is given, inspected, signed."""
    taken = {at for part in sentence.participants for at in range(part.first, part.last + 1)}
    first = trigger.first
    while (
        first > 0
        and trigger.first - first < _OBJECT_WORDS
        and _is_plain(sentence.tokens, first - 1, taken, code)
    ):
        first -= 1
    if first == trigger.first or sentence.clauses[first] != sentence.clauses[trigger.first]:
        return None
    return Span(sentence.tokens[first].start, sentence.tokens[trigger.first - 1].end)


def _is_plain(tokens: Sequence[Token], at: int, taken: set[int], code: str) -> bool:
    token = tokens[at]
    if at in taken or token.kind != "word" or token.text in table(code).postpositions:
        return False
    return not forms(token.text, code)
