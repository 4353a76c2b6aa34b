"""Triggers: the words in a sentence that name an event, with the verb that belongs to them."""

from collections.abc import Sequence
from functools import cache

import msgspec
from msgspec.structs import replace

from shutro.annotate.headlineparts import part_around
from shutro.annotate.readings import reading
from shutro.annotate.triggerwords import candidates, lexicon, modality_of, table
from shutro.annotate.verbs import FINITE, Form, forms, negations
from shutro.languages.inflection import roots, stems
from shutro.languages.schema.events import EventTable, TriggerRow
from shutro.languages.schema.inflection import Case
from shutro.model import Modality
from shutro.text.remembered import Remembered
from shutro.text.tokens import Token, texts_of

_LONGEST_CHAIN = 6
_HEADLINE = 20  # tokens of a sentence that may leave out its verb
_CLOSE = 4  # words between two triggers that may tell one event
_DONE = frozenset(("past", "perfect", "pluperfect", "progressive"))
_NOTHING: frozenset[str] = frozenset()
_STOPS = ("।", "?", "!")
_MARKS_BEHIND = 3  # a stop and what may close a quote behind it
_BRACKET = "("  # between words and their short form
_REACH = 5  # words before a trigger among which stands what a row wants near it


class Trigger(msgspec.Struct, frozen=True, gc=False):
    """A trigger between the tokens `first` and `last` of its sentence, both included."""

    first: int
    last: int
    row: TriggerRow
    case: Case = "nominative"  # of a noun without a verb
    verb: Form | None = None  # the last form of its verb
    light: str | None = None  # the first verb that belongs to it
    passive: bool = False
    negative: bool = False
    obliged: bool = False  # somebody has to do it
    modality: Modality | None = None  # where auxiliaries or words beside it say so


class _Chain(msgspec.Struct, gc=False):
    """The verb that grows to the right of a trigger."""

    last: int
    verb: Form | None = None
    light: str | None = None
    passive: bool = False
    negative: bool = False
    obliged: bool = False
    modality: Modality | None = None


def find_triggers(tokens: Sequence[Token], code: str) -> list[Trigger]:
    """Return the triggers of a sentence from left to right; no two share a token."""
    found: list[Trigger] = []
    free = 0
    is_headline = len(tokens) <= _HEADLINE and not _is_closed(tokens)
    elliptic: dict[int, bool] = {}  # by the first token of a part of the headline
    opens = _openings(code)
    for at in opens.places(texts_of(tokens)):
        if at < free:
            continue
        skipped = _never(tokens, at, code)
        if skipped:
            free = at + skipped
            continue
        trigger = _bound(tokens, at, False, code) or _verb_trigger(tokens, at, code)
        if trigger is None and is_headline:
            part = part_around(tokens, at)
            if part.start not in elliptic:
                elliptic[part.start] = not _has_finite(tokens[part.start : part.stop], code)
            trigger = _bound(tokens, at, True, code) if elliptic[part.start] else None
        if trigger is not None:
            free = trigger.last + 1
            _add(found, trigger, tokens, code)
    return found


def _is_closed(tokens: Sequence[Token]) -> bool:
    """Say whether a sentence ends in a stop, within quote marks or not, as no headline does."""
    return any(token.text in _STOPS for token in tokens[-_MARKS_BEHIND:])


def _add(found: list[Trigger], trigger: Trigger, tokens: Sequence[Token], code: str) -> None:
    """Put a trigger behind those found, or make one of it and the last where both tell one event."""
    if found and _is_short_form(tokens, found[-1], trigger):
        return
    told = _told_once(found[-1], trigger) if found and _is_close(tokens, found[-1], trigger, code) else None
    if told is None:
        found.append(trigger)
    else:
        found[-1] = told


def _is_close(tokens: Sequence[Token], before: Trigger, trigger: Trigger, code: str) -> bool:
    """Say whether a few words and no mark part two triggers."""
    if trigger.first - before.last - 1 > _CLOSE:
        return False
    parting = table(code).coordinators
    between = tokens[before.last + 1 : trigger.first]
    return all(token.kind != "mark" and token.text not in parting for token in between)


def _told_once(before: Trigger, trigger: Trigger) -> Trigger | None:
    """Return the one trigger that two near each other make, or None where they tell two events.

    Words for begin and end only say of the noun before them how far it has come; of two words for the same, the
    verb tells it.
    """
    if trigger.row.phase and before.verb is None and before.case == "nominative":
        return replace(
            before,
            verb=trigger.verb,
            light=trigger.light,
            passive=trigger.passive,
            negative=trigger.negative,
            modality=trigger.modality,
        )
    if before.row.phase and trigger.verb is None and trigger.first == before.last + 1:
        return trigger  # the noun behind its verb: *begun has a debate*
    if (before.row.code, before.row.mode) != (trigger.row.code, trigger.row.mode) or trigger.verb is None:
        return None
    if before.verb is None:
        return before if before.case == "nominative" else trigger
    return before if before.verb.tense in ("conjunctive", "infinitive") else None


def _is_short_form(tokens: Sequence[Token], before: Trigger, trigger: Trigger) -> bool:
    """Say whether a trigger in brackets only shortens the one before them."""
    at = before.last + 1
    return at + 1 == trigger.first and tokens[at].text == _BRACKET and before.row.mode == trigger.row.mode


@cache
def _openings(code: str) -> Remembered[bool]:
    return Remembered(lambda word: _opens(word, code))


def _opens(word: str, code: str) -> bool:
    """Say whether a trigger may begin with a word, or words that only look like one."""
    if word in lexicon(code).never or candidates(word, code):
        return True
    if word in table(code).particles:
        return False
    verbs = lexicon(code).verbs
    return any(form.verb in verbs for form in forms(word, code))


def _has_finite(tokens: Sequence[Token], code: str) -> bool:
    """Say whether one of the tokens may be a finite verb."""
    return any(map(_finite(code).__getitem__, texts_of(tokens)))


@cache
def _finite(code: str) -> Remembered[bool]:
    return Remembered(lambda word: _is_finite(word, code))


def _is_finite(word: str, code: str) -> bool:
    return word not in table(code).particles and any(form.tense in FINITE for form in forms(word, code))


def _is_auxiliary(form: Form, tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether a verb form at a token only helps the one before it."""
    if at == 0:
        return False
    if tokens[at - 1].text in table(code).particles:
        return form.verb in table(code).after_particles.get(tokens[at - 1].text, ())
    before = reading(tokens, at - 1, code)
    return before is not None and _follows(before, form, table(code))


def _never(tokens: Sequence[Token], at: int, code: str) -> int:
    """Return how many tokens from this one on hold a trigger but tell no event."""
    for words in lexicon(code).never.get(tokens[at].text, ()):
        found = [token.text for token in tokens[at : at + len(words)]]
        if len(found) == len(words) and found[:-1] == list(words[:-1]) and found[-1].startswith(words[-1]):
            return len(words)
    return 0


def _bound(tokens: Sequence[Token], at: int, elliptic: bool, code: str) -> Trigger | None:
    """Return the trigger that a row of words makes at a token; a headline may leave out the verb behind it."""
    nearby: frozenset[str] | None = None
    for words, row, case in candidates(tokens[at].text, code):
        ending: Case | None = case
        last = at
        if len(words) > 1:
            last = at + len(words) - 1
            ending = _case_of_phrase(tokens, at, words, code) if last < len(tokens) else None
        if ending is None:
            continue
        if row.near:
            nearby = _nearby(tokens, at, code) if nearby is None else nearby
            if row.near.isdisjoint(nearby):
                continue
        exact = tokens[last].text == words[-1]
        ruled = ending == "genitive" and _is_ruled(tokens, last, code)
        if row.uninflected and not exact and not ruled:
            continue
        behind = "".join(token.text for token in tokens[last + 1 : last + 2])
        alone = elliptic and exact and table(code).postpositions.get(behind) != "about"
        bare = (ruled or alone) and not table(code).omitted.isdisjoint(row.before)
        chain = _grow(tokens, last, row, bare, code)
        if chain is not None and ending == "locative" and _is_scene(tokens, last, chain, row, code):
            chain = _Chain(last=last)
        if chain is not None and _tells(tokens, at, chain, row, code):
            return _trigger(at, chain, row, ending)
    return None


def _is_scene(tokens: Sequence[Token], last: int, chain: _Chain, row: TriggerRow, code: str) -> bool:
    """Say whether words behind a noun in the locative name another act, done there: *laid before the meeting*."""
    is_met = row.frame in table(code).assemblies and not row.before and chain.last > last + 1
    return is_met and bool(candidates(tokens[last + 1].text, code))


def _is_ruled(tokens: Sequence[Token], last: int, code: str) -> bool:
    """Say whether the word behind a noun asks for it or tries it: *a call for release, an attempt at arrest*."""
    if last + 1 >= len(tokens):
        return False
    word, words = tokens[last + 1].text, table(code)
    return modality_of(word, code) == "requested" or (word in words.tails and word not in words.topics)


def _tells(tokens: Sequence[Token], at: int, chain: _Chain, row: TriggerRow, code: str) -> bool:
    """Say whether the words tell an event, and do not only point back to one or name it in general."""
    if chain.verb is None:
        word = tokens[chain.last].text
        pointing = at > 0 and tokens[at - 1].text in table(code).demonstratives
        definite = word.endswith(table(code).definite) and word not in row.words
        return not (row.finite or pointing or definite or _is_of_thing(tokens, chain.last, row, code))
    return not row.finite or chain.verb.tense in FINITE


def _is_of_thing(tokens: Sequence[Token], last: int, row: TriggerRow, code: str) -> bool:
    """Say whether a noun only tells of what kind the thing after it is, or what is to be averted."""
    if last + 1 == len(tokens):
        return False
    behind = roots(tokens[last + 1].text, code)
    if table(code).heads.isdisjoint(behind) and table(code).averting.isdisjoint(behind):
        return False
    return any(words.endswith(tokens[last].text) for words in row.words)


def _trigger(first: int, chain: _Chain, row: TriggerRow, case: Case) -> Trigger:
    return Trigger(
        first=first,
        last=chain.last,
        row=row,
        case=case,
        verb=chain.verb,
        light=chain.light,
        passive=chain.passive,
        negative=chain.negative,
        obliged=chain.obliged,
        modality=chain.modality,
    )


def _verb_trigger(tokens: Sequence[Token], at: int, code: str) -> Trigger | None:
    word = tokens[at].text
    form = reading(tokens, at, code)
    if form is None or word in table(code).particles:
        return None
    found = lexicon(code).verbs.get(form.verb, ())
    if not found or _is_auxiliary(form, tokens, at, code):
        return None
    chain = _Chain(last=at, verb=form, light=form.verb, negative=form.negative)
    _grow_verb(tokens, chain, code)
    nearby = _nearby(tokens, at, code) if any(row.near for row in found) else _NOTHING
    for row in found:
        wanting = row.near and row.near.isdisjoint(nearby)
        if not wanting and _tells(tokens, at, chain, row, code):
            return _trigger(at, chain, row, "nominative")
    return None


def _nearby(tokens: Sequence[Token], at: int, code: str) -> frozenset[str]:
    """Return the words shortly before a token, without their endings."""
    return _NOTHING.union(*[roots(token.text, code) for token in tokens[max(0, at - _REACH) : at]])


def _case_of_phrase(tokens: Sequence[Token], at: int, words: tuple[str, ...], code: str) -> Case | None:
    if len(words) > 2:
        for offset, word in enumerate(words[1:-1], 1):
            if tokens[at + offset].text != word:
                return None
    for stem in stems(tokens[at + len(words) - 1].text, code):
        if stem.text == words[-1]:
            return stem.case
    return None


def _grow(tokens: Sequence[Token], last: int, row: TriggerRow, bare: bool, code: str) -> _Chain | None:
    """Return what belongs to a trigger noun from the words after it, or None where one that it needs is missing.

    A bare noun of a headline needs none.
    """
    chain = _Chain(last=last)
    met = bare or not row.before
    at = last + 1
    while at < len(tokens) and at - last <= _LONGEST_CHAIN:
        word = tokens[at].text
        form = reading(tokens, at, code)
        if form is not None and _belongs(word, form, row, code):
            met = met or form.verb in row.before
            if not met:
                return None
            chain.last, chain.verb, chain.light = at, form, form.verb
            chain.negative = chain.negative or form.negative
            _grow_verb(tokens, chain, code)
            return chain
        noun = _light_noun(word, row, code)
        if word in negations(code):
            chain.negative = True
        elif noun is None:
            break
        else:
            met = met or noun in row.before
            if noun in row.before:
                chain.last = at
        at += 1
    chain.negative = False
    return chain if met else None


def _belongs(word: str, form: Form, row: TriggerRow, code: str) -> bool:
    """Say whether a verb form is of the trigger noun before it, and no postposition."""
    words = table(code)
    return form.verb in row.before or (form.verb in words.light_verbs and word not in words.postpositions)


def _light_noun(word: str, row: TriggerRow, code: str) -> str | None:
    nouns = table(code).light_nouns
    for stem in stems(word, code):
        if stem.text in row.before or stem.text in nouns:
            return stem.text
    return None


def _grow_verb(tokens: Sequence[Token], chain: _Chain, code: str) -> None:
    """Lengthen the chain by the auxiliaries, negations and tail nouns that follow its verb."""
    words = table(code)
    for _ in range(_LONGEST_CHAIN):
        at = chain.last + 1
        if at >= len(tokens) or chain.verb is None:
            return
        word = tokens[at].text
        if word in negations(code):
            chain.negative, chain.last = True, at
            continue
        form = reading(tokens, at, code)
        if form == chain.verb and form.tense == "infinitive" and word == tokens[at - 1].text:
            chain.verb, chain.last = replace(form, tense="conjunctive"), at  # said twice: *while shouting*
        elif form is not None and _follows(chain.verb, form, words):
            # What somebody could not do is told as not done.
            if chain.verb.tense == "infinitive" and not form.negative:
                made = words.auxiliaries.get(form.verb, chain.modality)
                chain.obliged = form.verb in words.obliging
                # Who went to do something and met with something else had begun it; who had to do it did it.
                is_begun = made == "planned" and form.tense == "conjunctive"
                is_begun = is_begun or (chain.obliged and form.tense in _DONE)
                chain.modality = chain.modality if is_begun else made
            chain.passive = chain.passive or chain.verb.tense == "noun"
            chain.verb, chain.last, chain.negative = form, at, chain.negative or form.negative
        elif chain.verb.tense == "genitive" and (tail := _tail(tokens, at, code)) is not None:
            chain.last, chain.modality = tail, modality_of(tokens[at].text, code)
            chain.verb = reading(tokens, tail, code) if tail > at else None
        else:
            return


def _follows(verb: Form, form: Form, words: EventTable) -> bool:
    match verb.tense:
        case "infinitive":
            return form.verb in words.after_infinitive
        case "conjunctive":
            return form.verb in words.after_conjunctive
        case "noun":
            return form.verb in words.after_noun
        case _:
            return False


def _tail(tokens: Sequence[Token], at: int, code: str) -> int | None:
    """Return the last token of a tail noun with its light verb, or None where none stands at the token."""
    if table(code).tails.isdisjoint(roots(tokens[at].text, code)):
        return None
    if at + 1 < len(tokens):
        form = reading(tokens, at + 1, code)
        if form is not None and form.verb in table(code).light_verbs:
            return at + 1
    return at
