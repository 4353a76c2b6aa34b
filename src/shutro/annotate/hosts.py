"""Hosts: the body in which something was decided or from which it came, where nobody is said to have done it."""

from collections.abc import Sequence

from shutro.annotate.clauses import Sentence
from shutro.annotate.participants import Participant
from shutro.annotate.triggers import Trigger
from shutro.annotate.triggerwords import table
from shutro.languages.inflection import stems
from shutro.model import Span
from shutro.text.tokens import Token

_PLACES = ("LOC", "FAC")
_GATHERED = 3  # words between a body and the meeting that it held


def host(trigger: Trigger, sentence: Sentence, code: str) -> Participant | None:
    """Return the body in whose midst something is done: *passed in parliament, decided at the board's meeting*."""
    if not trigger.passive and trigger.light not in table(code).undergoing:
        return None
    if trigger.row.frame in table(code).charging:
        return None  # where somebody is taken or sent: *was transferred to the ministry*
    clause = sentence.clauses[trigger.first]
    for part in reversed(sentence.participants):
        if part.last >= trigger.first or part.kind != "ORG" or not part.spans:
            continue
        if sentence.clauses[part.first] != clause:
            return None
        if is_seat(part, sentence.tokens, code) or _met(part, sentence.tokens[: trigger.first], code):
            return part
    return None


def is_seat(part: Participant, tokens: Sequence[Token], code: str) -> bool:
    """Say whether a body stands in the locative and is no mere place, as a police station is."""
    if part.relation != "locative" or part.kind != "ORG" or not part.spans or part.is_borne:
        return False
    return not any(stem.text in table(code).sites for stem in stems(tokens[part.last].text, code))


def _met(part: Participant, tokens: Sequence[Token], code: str) -> bool:
    """Say whether the body's meeting is named right behind it."""
    if part.relation not in ("genitive", "subject", "beside"):
        return False
    behind = tokens[part.last + 1 : part.last + 1 + _GATHERED]
    return any(
        stem.case in ("locative", "ablative") and stem.text in table(code).gatherings
        for token in behind
        for stem in stems(token.text, code)
    )


def place_before(trigger: Trigger, sentence: Sentence) -> Span | None:
    """Return the nearest place with a locative ending before the trigger, in its clause or else before it."""
    places = [
        participant
        for participant in sentence.participants
        if participant.relation == "locative"
        and participant.kind in _PLACES
        and participant.last < trigger.first
    ]
    near = [place for place in places if sentence.clauses[place.first] == sentence.clauses[trigger.first]]
    chosen = near or places
    return chosen[-1].spans[-1] if chosen else None
