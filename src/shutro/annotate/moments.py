"""Moments: which of the times of a sentence is that of an event."""

from collections.abc import Sequence

from shutro.annotate.bearers import is_oblique
from shutro.annotate.clauses import Sentence
from shutro.annotate.triggers import Trigger
from shutro.languages.inflection import stems
from shutro.languages.lexicon import HYPHENS
from shutro.model import Span, TimeExpression

_VAGUE = "_REF"
AHEAD = "FUTURE_REF"
_OF_TRIGGER = 3  # words within which a time in the genitive belongs to the trigger


def time_of(
    trigger: Trigger, sentence: Sentence, times: Sequence[TimeExpression], code: str
) -> TimeExpression | None:
    """Return the nearest time before the trigger in its clause, else the only exact time of the sentence."""
    times = [time for time in times if not _is_thing(time, sentence, code)]
    span = Span(sentence.tokens[trigger.first].start, sentence.tokens[trigger.last].end)
    clause = sentence.clauses[trigger.first]
    near = [
        time
        for time in times
        if time.span.end <= span.start
        and sentence.clauses[sentence.index(time.span.start)] == clause
        and not _tells_which(time, trigger, sentence, code)
    ]
    exact = [time for time in near or times if not time.value.endswith(_VAGUE)]
    if near:
        chosen = (exact or near)[-1]
        ahead = trigger.verb is not None and trigger.verb.tense == "future"
        return None if chosen.value == AHEAD and not ahead else chosen
    alone = len(times) == len(exact) == 1 and not _tells_which(exact[0], trigger, sentence, code)
    return exact[0] if alone else None


def _is_thing(time: TimeExpression, sentence: Sentence, code: str) -> bool:
    """Say whether a time is the object of a verb, or the number of a thing: *around Christmas*, *the fair-2026*."""
    first, last = sentence.index(time.span.start), sentence.index(time.span.end - 1)
    if last < len(sentence.tokens) and is_oblique(sentence.tokens[last].text, code, ("objective",)):
        return True
    joined = sentence.tokens[max(first - 2, 0) : first]
    return (
        len(joined) > 1
        and joined[1].text in HYPHENS
        and joined[0].end == joined[1].start
        and joined[1].end == time.span.start
    )


def _tells_which(time: TimeExpression, trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether a time in the genitive only tells which thing is meant: the law of 2012."""
    last = sentence.index(time.span.end - 1)
    if last >= len(sentence.tokens) or 0 <= trigger.first - last <= _OF_TRIGGER:
        return False
    # A single sign ends many bare words.
    return any(
        stem.case == "genitive" and len(stem.ending) > 1 for stem in stems(sentence.tokens[last].text, code)
    )
