"""Chosen: which of several who may be the subject of a trigger it is."""

from collections.abc import Sequence

from msgspec.structs import replace

from shutro.annotate.clauses import Sentence
from shutro.annotate.participants import Participant
from shutro.annotate.triggers import Trigger
from shutro.annotate.triggerwords import table

_MODIFIERS = 2  # words before a noun that may say that it tells of somebody new
_PLACES = ("LOC", "FAC")
_PLAIN = ("noun", "crowd", "pair")


def chosen(
    before: Sequence[Participant], trigger: Trigger, sentence: Sentence, is_nearest: bool, code: str
) -> Participant:
    """Return the subject among several: people counted or a body last, else the first that is named and no place.

    A plain noun right before the trigger is rather its object: *visits a hospital*, *is elected mayor*.
    """
    if len(before) > 1 and before[-1].kind == "noun" and before[-1].last + 1 == trigger.first:
        before = before[:-1]
    if (
        len(before) > 1
        and before[-1].kind == "noun"
        and before[0].spans
        and _is_one(before[-1], sentence, code)
    ):
        before = before[:-1]
    last = before[-1]
    if len(before) > 1 and last.kind in _PLAIN and _counts_in(before[-2], last, sentence, code):
        return before[-2]
    if last.kind == "crowd" and trigger.verb is not None and trigger.light in table(code).doing:
        bodies = [part for part in before if part.spans and (part.kind == "ORG" or part.is_state)]
        if bodies:
            return bodies[-1]
    is_body = last.kind == "noun" and sentence.tokens[last.last].text in table(code).collectives
    if is_nearest or is_body or last.kind == "crowd":
        return last
    named = [part for part in before if part.spans and (part.kind not in _PLACES or part.is_state)]
    return named[0] if named else before[0]


def gathered(before: Sequence[Participant]) -> Participant | None:
    """Return all persons of a list as one, whatever crowds stand between them, or None where none is named."""
    persons = [part for part in before if part.kind == "PER" and part.spans]
    if not persons:
        return None
    spans = tuple(span for part in persons for span in part.spans)
    return replace(persons[-1], spans=spans, first=persons[0].first)


def _counts_in(named: Participant, crowd: Participant, sentence: Sentence, code: str) -> bool:
    """Say whether somebody named heads the list of those who are counted: *Rahim, two aides and forty others*."""
    between = sentence.tokens[named.last + 1 : crowd.last]
    if named.kind != "PER" or not between or between[0].text not in table(code).coordinators:
        return False
    return any(token.text.endswith(table(code).including) for token in between)


def _is_one(part: Participant, sentence: Sentence, code: str) -> bool:
    """Say whether a plain noun tells of somebody new, whom another one sends, meets or makes: *a delegation*."""
    words = [token.text for token in sentence.tokens[max(0, part.first - _MODIFIERS) : part.first + 1]]
    return not table(code).singles.isdisjoint(words)
