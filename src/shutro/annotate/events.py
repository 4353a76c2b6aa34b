"""Events: what is said to have happened, who took part, where and when, and on whose word."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from shutro.annotate.clauses import Sentence, read_sentences
from shutro.annotate.frames import Before, Roles, find_roles
from shutro.annotate.headlines import head_roles
from shutro.annotate.modality import find_modality, is_undone
from shutro.annotate.moments import AHEAD, time_of
from shutro.annotate.offices import find_offices, only_speaks
from shutro.annotate.participants import Participant
from shutro.annotate.people import amounts_in
from shutro.annotate.rebuttals import rebutted
from shutro.annotate.toldof import name_counted
from shutro.annotate.triggers import Trigger, find_triggers
from shutro.annotate.triggerwords import rows, table
from shutro.annotate.unsaid import Told, fill_roles, personal
from shutro.annotate.verbs import NOUNS
from shutro.errors import LanguageError
from shutro.languages import available
from shutro.languages.schema.events import TriggerRow
from shutro.model import Doc, Event, Modality, Quote, Span, TimeExpression
from shutro.text.tokens import tokenize

_NAMES = ("PER", "ORG", "LOC", "FAC")
_MOMENTS = ("DATE", "TIME")
_OTHERS = frozenset(("patient", "partner"))
_COMMA = ","
_QUOTES = frozenset("‘“'\"")
_DAY = "2026-01-01"  # as a value
_PRESENT = frozenset(("present", "progressive"))


def find_events(doc: Doc) -> tuple[Event, ...]:
    """Return the events of a doc in order of their triggers."""
    code = doc.article.language
    if code not in available():
        return ()
    sentences = read_sentences(doc)
    quoted = _quotes_of(sentences, doc.quotes)
    offices = find_offices(doc, sentences)
    told = list(_told(doc, sentences, quoted, offices))
    title = doc.article.title_span
    filled = name_counted(told, fill_roles(told, code), code)
    filled = head_roles(told, filled, title.end if title is not None else 0)
    filled = rebutted(told, filled, offices, doc)
    found = [_event(event, roles, quoted, doc) for event, roles in zip(told, filled, strict=True)]
    return tuple(_coded(told, found, code))


def _told(
    doc: Doc,
    sentences: Sequence[Sentence],
    quoted: Mapping[int, list[Quote]],
    offices: Mapping[Span, Span],
) -> Iterator[Told]:
    """Yield the triggers of a doc that tell an event, with the roles that their own sentences give."""
    code = doc.article.language
    starts = [time.span.start for time in doc.times]
    bodies = {mention.span for mention in doc.mentions if mention.kind == "ORG"}
    meant = {reference.span: reference.mention for reference in doc.references}
    for number, sentence in enumerate(sentences):
        times = doc.times[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
        amounts = amounts_in(doc.quantities, sentence.span)
        quotes = quoted.get(number, [])
        last: tuple[Trigger, Roles] | None = None
        triggers = find_triggers(sentence.tokens, code)
        opens = {trigger.first for trigger in triggers}
        for trigger in [_behind_place(found, sentence) for found in triggers]:
            if _is_named(trigger, sentence) or _is_time(trigger, sentence, times):
                continue
            if trigger.row.telling and _introduces(trigger, sentence, quotes):
                continue
            speaker = _speaker(sentence.tokens[trigger.first].start, quotes)
            roles = find_roles(trigger, sentence, _before(last, trigger, speaker, opens), code)
            roles = _unquoted(roles, _span(trigger, sentence), quotes)
            roles = _apart(_told_by(trigger, roles, sentence, quotes, code), meant)
            roles = _living(roles, trigger, meant, bodies, code)
            last = trigger, roles
            if trigger.row.needs_place and (roles.place is None or trigger.passive):
                continue
            if trigger.row.needs_patient and not _has_other(roles):
                continue
            around = _around(_span(trigger, sentence), quotes)
            modality = find_modality(trigger, sentence, around, doc.text, code)
            office = offices.get(speaker) if speaker is not None else None
            acts = office is not None and not only_speaks(office.of(doc.text), code)
            yield Told(trigger, sentence, number, roles, modality, times, speaker, office, acts, amounts)


def _has_other(roles: Roles) -> bool:
    """Say whether somebody is told to whom something is done, or with whom."""
    return bool(roles.patients or roles.partners) or not roles.unnamed.isdisjoint(_OTHERS)


def _coded(told: Sequence[Told], events: Sequence[Event], code: str) -> Iterator[Event]:
    """Yield the events, casualties with the code of the attack that was told last, where it was no accident.

    Of a word that means both, the accident told before decides: *the clash of the buses*, then only *the clash*.
    """
    words, attacked, wreck = table(code), False, None
    for one, event in zip(told, events, strict=True):
        row = one.trigger.row
        if row.mode in words.accidents:
            attacked = False
            wreck = row if row.mode == words.wreck else wreck
        elif wreck is not None and row.mode in words.wrecks and not attacked and not event.agents:
            yield replace(event, code=wreck.code, mode=wreck.mode)
            continue
        elif row.code == words.attack:
            attacked = attacked or event.modality == "asserted"
        yield replace(event, code=words.attack) if row.casualty and attacked else event


def _span(trigger: Trigger, sentence: Sentence) -> Span:
    return Span(sentence.tokens[trigger.first].start, sentence.tokens[trigger.last].end)


def _before(
    last: tuple[Trigger, Roles] | None, trigger: Trigger, speaker: Span | None, opens: Container[int]
) -> Before:
    """Return what the trigger before tells: where it ends, and its patients where it is what this one is about."""
    is_object = trigger.verb is None and trigger.last + 1 in opens
    if last is None:
        return Before(speaker=speaker, is_object=is_object)
    inner, roles = last
    is_inner = inner.last + 1 == trigger.first and (
        inner.verb is None or inner.verb.tense in NOUNS or inner.verb.tense == "infinitive"
    )
    is_same = inner.row.frame == trigger.row.frame or trigger.row.code == inner.row.code
    return Before(
        last=inner.last,
        inner=roles.patients if is_inner else (),
        met=() if is_same else roles.partners,
        speaker=speaker,
        is_object=is_object,
    )


def check_examples(code: str) -> list[str]:
    """Return one line for each example of `triggers.tsv` in which its trigger, code and mode are not found."""
    return [
        f"{code}/triggers.tsv: {row.code} {row.mode!r} is not found in {row.example!r}"
        for row in rows(code)
        if not _explains(row, code)
    ]


def _explains(row: TriggerRow, code: str) -> bool:
    before, opening, rest = row.example.partition("[")
    marked, closing, after = rest.partition("]")
    if not (opening and closing):
        raise LanguageError(f"{code}/triggers.tsv: no [ ] in {row.example!r}")
    tokens = tokenize(before + marked + after)
    return any(
        (trigger.row.code, trigger.row.mode) == (row.code, row.mode)
        and tokens[trigger.first].start == len(before)
        and tokens[trigger.last].end == len(before) + len(marked)
        for trigger in find_triggers(tokens, code)
    )


def _quotes_of(sentences: list[Sentence], quotes: tuple[Quote, ...]) -> defaultdict[int, list[Quote]]:
    """Return the quotes that reach into each sentence, by the sentence's number."""
    ends = [sentence.span.end for sentence in sentences]
    found: defaultdict[int, list[Quote]] = defaultdict(list)
    for quote in quotes:
        for number in range(bisect_right(ends, quote.span.start), len(sentences)):
            if sentences[number].span.start >= quote.span.end:
                break
            found[number].append(quote)
    return found


def _is_named(trigger: Trigger, sentence: Sentence) -> bool:
    """Say whether the trigger is part of the name of a person, body or place, or of a title in quote marks."""
    last = trigger.last if trigger.verb is None else trigger.first
    own = Span(sentence.tokens[trigger.first].start, sentence.tokens[last].end)
    return any(
        any(own.within(span) for span in part.spans)
        for part in sentence.participants
        if part.first <= trigger.first <= part.last and (part.kind in _NAMES or _is_title(part, sentence))
    )


def _is_title(part: Participant, sentence: Sentence) -> bool:
    return part.kind == "MISC" and part.first > 0 and sentence.tokens[part.first - 1].text in _QUOTES


def _behind_place(trigger: Trigger, sentence: Sentence) -> Trigger:
    """Return the trigger without the place with a name to which somebody is brought: *sent to Kashimpur jail*."""
    for part in sentence.participants:
        at = part.last + 1
        is_within = part.spans and part.first < trigger.first < at <= trigger.last
        if is_within and trigger.verb is not None and part.relation == "locative":
            return msgspec.structs.replace(trigger, first=at)
    return trigger


def _introduces(trigger: Trigger, sentence: Sentence, quotes: Sequence[Quote]) -> bool:
    """Say whether the trigger is the cue of a quote, or a bare noun before a comma: *residents' complaint, ...*."""
    span = _span(trigger, sentence)
    if any(quote.cue is not None and quote.cue.meets(span) for quote in quotes):
        return True
    after = sentence.tokens[trigger.last + 1 : trigger.last + 2]
    return trigger.verb is None and bool(after) and after[0].text == _COMMA


def _is_time(trigger: Trigger, sentence: Sentence, times: tuple[TimeExpression, ...]) -> bool:
    """Say whether the trigger is part of a time: March is a month, too."""
    start = sentence.tokens[trigger.first].start
    return any(time.span.start <= start < time.span.end for time in times)


def _told_by(trigger: Trigger, roles: Roles, sentence: Sentence, quotes: list[Quote], code: str) -> Roles:
    """Return the roles with the speaker of a quote as the agent where the trigger is the quote's cue."""
    if roles.agents or table(code).frames[trigger.row.frame].get("subject") != "agent":
        return roles
    span = Span(sentence.tokens[trigger.first].start, sentence.tokens[trigger.last].end)
    for quote in quotes:
        if quote.cue is not None and quote.speaker is not None and quote.cue.meets(span):
            patients = tuple(part for part in roles.patients if not part.meets(quote.speaker))
            return msgspec.structs.replace(roles, agents=(quote.speaker,), patients=patients)
    return roles


def _unquoted(roles: Roles, trigger: Span, quotes: Sequence[Quote]) -> Roles:
    """Return the roles of a trigger that holds the cue of a quote, without agents of whom only the quote tells."""
    cued = [
        quote.span
        for quote in quotes
        if quote.cue is not None and quote.cue.meets(trigger) and not trigger.within(quote.span)
    ]
    agents = tuple(agent for agent in roles.agents if not any(agent.within(span) for span in cued))
    return roles if agents == roles.agents else msgspec.structs.replace(roles, agents=agents)


def _apart(roles: Roles, meant: Mapping[Span, Span | None]) -> Roles:
    """Return the roles without agents that are pronouns for a patient: *when asked, Rahim ... he did not answer*."""
    agents = tuple(agent for agent in roles.agents if meant.get(agent) not in roles.patients)
    return roles if agents == roles.agents else msgspec.structs.replace(roles, agents=agents)


def _living(
    roles: Roles, trigger: Trigger, meant: Mapping[Span, Span | None], bodies: Container[Span], code: str
) -> Roles:
    """Return the roles without bodies to whom something is done that is done to persons: *the thana's murder case*."""
    if trigger.row.mode not in personal(code):
        return roles
    patients = tuple(part for part in roles.patients if meant.get(part, part) not in bodies)
    return roles if patients == roles.patients else msgspec.structs.replace(roles, patients=patients)


def _event(told: Told, roles: Roles, quoted: Mapping[int, list[Quote]], doc: Doc) -> Event:
    code, trigger, sentence = doc.article.language, told.trigger, told.sentence
    quotes = quoted.get(told.number, [])
    span = _span(trigger, sentence)
    time = time_of(trigger, sentence, _heard_with(span, told.times, quotes), code) if told.times else None
    return Event(
        trigger=span,
        code=trigger.row.code,
        mode=trigger.row.mode,
        agents=roles.agents,
        patients=roles.patients,
        partners=roles.partners,
        place=_heard_there(span, roles.place, quotes),
        time=time.span if time else None,
        polarity="-" if trigger.negative or is_undone(trigger, sentence, code) else "+",
        modality=_in_time(told, time, doc.dating.value),
        source=_source(span, quotes),
        about=roles.about,
    )


def _in_time(told: Told, time: TimeExpression | None, published: str | None) -> Modality:
    """Return the modality, planned where no past is told of a day to come: *goes to China next month*."""
    verb = told.trigger.verb
    if told.modality != "asserted" or time is None or (verb is not None and verb.tense not in _PRESENT):
        return told.modality
    day = time.value[: len(_DAY)]
    ahead = published is not None and day[:1].isdigit() and day > published[: len(day)]
    return "planned" if ahead or time.value == AHEAD else told.modality


def _heard_with(span: Span, times: Sequence[TimeExpression], quotes: list[Quote]) -> list[TimeExpression]:
    """Return the times that stand in the same quotes as the trigger: when it was said is not when it happened."""
    return [
        time
        for time in times
        if time.kind in _MOMENTS
        and all(
            span.within(quote.span) == time.span.within(quote.span) or _is_asked(quote, span)
            for quote in quotes
        )
    ]


def _heard_there(span: Span, place: Span | None, quotes: list[Quote]) -> Span | None:
    """Return the place unless it is where a quote was said, not where what it tells happened."""
    if place is None or any(
        span.within(quote.span) and not place.within(quote.span) and not _is_asked(quote, span)
        for quote in quotes
    ):
        return None
    return place


def _is_asked(quote: Quote, span: Span) -> bool:
    """Say whether the trigger is a quote's cue right behind what is asked or announced: *call for a vote*."""
    cue = quote.cue
    return cue is not None and cue.meets(span) and 0 <= cue.start - quote.span.end <= 1


def _around(span: Span, quotes: list[Quote]) -> list[Quote]:
    return [quote for quote in quotes if span.within(quote.span)]


def _source(span: Span, quotes: list[Quote]) -> tuple[Span, ...]:
    """Return the chain of the shortest quote around the trigger."""
    around = [quote for quote in quotes if span.within(quote.span) and quote.via]
    return min(around, key=lambda quote: quote.span.end - quote.span.start).via if around else ()


def _speaker(offset: int, quotes: list[Quote]) -> Span | None:
    around = [quote for quote in quotes if quote.span.start <= offset < quote.span.end]
    return min(around, key=lambda quote: quote.span.end - quote.span.start).speaker if around else None
