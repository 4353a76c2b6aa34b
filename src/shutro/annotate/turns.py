"""Turns: verbs in a clause that leave their subject behind, or wait for it."""

from bisect import bisect_left

from shutro.annotate.bearers import is_oblique, is_verb
from shutro.annotate.clauses import Sentence
from shutro.annotate.participants import Participant
from shutro.annotate.readings import reading
from shutro.annotate.triggers import Trigger
from shutro.annotate.triggerwords import table

_TURNING = ("conditional", "locative")


def turn(trigger: Trigger, sentence: Sentence, code: str) -> int:
    """Return the last verb before the trigger that leaves its subject behind: *as he came, Karim hit him*."""
    first = bisect_left(sentence.clauses, sentence.clauses[trigger.first])
    for at in range(trigger.first - 1, first, -1):
        if at in sentence.named or not is_verb(sentence.tokens[at].text, code):
            continue
        form = reading(sentence.tokens, at, code)
        if form is None or form.verb in table(code).reporting:
            continue
        timed = form.tense == "genitive" and sentence.tokens[at + 1].text in table(code).timing
        if timed or form.tense in _TURNING:
            return at
    return -1


def is_timed(trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether a verbal noun only tells when the subject behind it did something else: *after arriving, he ...*."""
    if trigger.verb is None or trigger.verb.tense != "genitive" or trigger.passive:
        return False
    after = sentence.tokens[trigger.last + 1 : trigger.last + 2]
    return bool(after) and after[0].text in table(code).timing


def is_cause(participant: Participant, trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether what is done with somebody is only why or when the trigger comes: *over a quarrel with him*."""
    words, tokens = table(code), sentence.tokens
    return any(
        (tokens[at].text in words.causes or tokens[at].text in words.timing)
        and is_oblique(tokens[at - 1].text, code, ("genitive",))
        for at in range(participant.last + 3, trigger.first)
    )
