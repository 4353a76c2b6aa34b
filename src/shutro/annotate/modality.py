"""Modality: whether an event is told as done, planned, possible, asked for, wished or denied."""

from collections.abc import Sequence

from shutro.annotate.clauses import Sentence
from shutro.annotate.readings import reading
from shutro.annotate.triggers import Trigger
from shutro.annotate.triggerwords import modality_of, table
from shutro.annotate.verbs import FINITE, is_honorific
from shutro.model import Modality, Quote
from shutro.text.normalize import compose
from shutro.text.tokens import Token

_BEYOND = 5  # words after a purpose or a conjunction within which the word that rules both stands
_DEEDS = ("ASSAULT", "COERCE")  # told of what was done, not of what is done whenever something is so
_PAST = frozenset(("was", "perfect", "pluperfect", "past"))


def find_modality(
    trigger: Trigger, sentence: Sentence, quotes: Sequence[Quote], text: str, code: str
) -> Modality:
    """Return the modality of an event; `quotes` are those that its trigger stands in."""
    if is_undone(trigger, sentence, code):
        return "asserted"
    found = _of_words(trigger, sentence, code)
    cues = [compose(quote.cue.of(text)).split() for quote in quotes if quote.cue is not None]
    if found == "asserted" and any(set(words) & table(code).denials for words in cues):
        return "denied"
    if found == "planned" and _is_future(trigger) and any(set(words) & table(code).guesses for words in cues):
        return "possible"
    if found == "asserted" and any(set(words) & table(code).fears for words in cues):
        return "possible"
    end = min((quote.span.end for quote in quotes), default=sentence.span.end)
    if found == "possible" and _is_done(trigger, sentence, end, code):
        return "asserted"
    return found


def is_undone(trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether the words after a verbal noun tell that the act could not be done."""
    at, tokens = trigger.last + 1, sentence.tokens
    if at + 1 >= len(tokens) or tokens[at].text not in table(code).able:
        return False
    form = reading(tokens, at + 1, code)
    return form is not None and form.negative


def modality_after(tokens: Sequence[Token], last: int, code: str) -> Modality | None:
    """Return what the words after a nominal trigger make of it (a plan of, a fear of), or None."""
    at = last + 1
    if at >= len(tokens):
        return None
    words = table(code)
    if tokens[at].text in words.coordinators:
        return _ruling(tokens, at + 1, code)
    found = modality_of(tokens[at].text, code)
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if found is not None and behind in words.denials:
        return "denied"
    if found == "requested" and behind in words.acceptances:
        return "planned"
    if found == "planned" and _ruling(tokens, at + 1, code) == "requested":
        return "requested"
    return found


def _ruling(tokens: Sequence[Token], first: int, code: str) -> Modality | None:
    """Return what the first word that makes something of an event makes of it, before a mark or finite verb."""
    for at in range(first, min(first + _BEYOND, len(tokens))):
        if tokens[at].kind == "mark":
            return None
        found = modality_of(tokens[at].text, code)
        if found is not None:
            return found
        form = reading(tokens, at, code)
        if form is not None and form.tense in FINITE:
            return None
    return None


def _is_denied(trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether the word right after the trigger denies it."""
    after = sentence.tokens[trigger.last + 1 : trigger.last + 2]
    return any(token.text in table(code).denials for token in after)


def _of_words(trigger: Trigger, sentence: Sentence, code: str) -> Modality:
    if _is_denied(trigger, sentence, code):
        return "denied"
    if trigger.modality is not None:
        return trigger.modality
    if trigger.verb is None or trigger.verb.tense in ("genitive", "noun"):
        topic = _is_topic(trigger, sentence, code)
        after = None if topic else modality_after(sentence.tokens, trigger.last, code)
        if after is not None or trigger.verb is None:
            return after or "asserted"
    if sentence.clauses[trigger.first] in sentence.doubtful:
        return "possible"
    match trigger.verb.tense:
        case "infinitive":
            if _is_seen(trigger, sentence, code):
                return "asserted"
            ruled = _ruling(sentence.tokens, trigger.last + 1, code)
            return "requested" if ruled == "requested" or _is_bidden(trigger, sentence, code) else "planned"
        case "future":
            return "planned"
        case "imperative":
            return "requested"
        case "conditional":
            return "possible"
        case _:
            return "asserted"


def _is_bidden(trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether the word right behind an infinitive asks for what it names: *told them to leave*."""
    at = trigger.last + 1
    form = reading(sentence.tokens, at, code) if at < len(sentence.tokens) else None
    return form is not None and form.verb in table(code).bidding and form.tense != "conjunctive"


def _is_seen(trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether somebody sees what the infinitive tells of: *saw the body float*."""
    at = trigger.last + 1
    form = reading(sentence.tokens, at, code) if at < len(sentence.tokens) else None
    return form is not None and form.verb in table(code).seeing


def _is_topic(trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether the word after a bare noun only makes a topic of it: *spoke of the attack*."""
    at = trigger.last + 1
    return (
        trigger.verb is None and at < len(sentence.tokens) and sentence.tokens[at].text in table(code).topics
    )


def _is_future(trigger: Trigger) -> bool:
    return trigger.verb is not None and trigger.verb.tense == "future"


def _is_done(trigger: Trigger, sentence: Sentence, end: int, code: str) -> bool:
    """Say whether a conditional only tells what came before: *when he was taken there, doctors said*."""
    if trigger.verb is None or trigger.verb.tense != "conditional":
        return False
    if sentence.tokens[trigger.last].text.endswith(table(code).concessives):
        return True
    for at in range(trigger.last + 1, len(sentence.tokens)):
        form = reading(sentence.tokens, at, code)
        if form is None or form.tense not in FINITE:
            continue
        if sentence.tokens[at].start >= end:
            return False
        is_told = trigger.row.code in _DEEDS or trigger.row.mode in table(code).accidents
        return form.tense in _PAST or (
            form.tense == "present" and (is_told or is_honorific(sentence.tokens[at].text, code))
        )
    return False
