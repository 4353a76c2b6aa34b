"""Events: what is said to have happened, who took part, where and when, and on whose word."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace

from shutro.annotate.clauses import Sentence, read_sentences
from shutro.annotate.frames import Roles, find_roles
from shutro.annotate.modality import find_modality, is_undone
from shutro.annotate.triggers import Trigger, find_triggers, table
from shutro.errors import LanguageError
from shutro.languages import available
from shutro.languages.inflection import stems
from shutro.model import Doc, Event, Quote, Span, TimeExpression
from shutro.text.tokens import tokenize

_NAMES = ("PER", "ORG", "LOC", "FAC")
_MOMENTS = ("DATE", "TIME")
_VAGUE = "_REF"
_AHEAD = "FUTURE_REF"
_OF_TRIGGER = 3  # words within which a time in the genitive belongs to the trigger


def find_events(doc: Doc) -> tuple[Event, ...]:
    """Return the events of a doc in order of their triggers."""
    code = doc.article.language
    if code not in available():
        return ()
    starts = [time.span.start for time in doc.times]
    events: list[Event] = []
    told: set[str] = set()
    cause: str | None = None
    sentences = read_sentences(doc)
    quoted = _quotes_of(sentences, doc.quotes)
    for number, sentence in enumerate(sentences):
        times = doc.times[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
        quotes = quoted[number]
        after = -1
        for trigger in find_triggers(sentence.tokens, code):
            if _is_named(trigger, sentence) or _is_time(trigger, sentence, times):
                continue
            speaker = _speaker(sentence.tokens[trigger.first].start, quotes)
            roles = find_roles(trigger, sentence, after, speaker, code)
            roles = _told_by(trigger, roles, sentence, quotes, code)
            after = trigger.last
            if (trigger.entry.row.needs_place and roles.place is None) or _points_back(trigger, roles, told):
                continue
            told.add(trigger.entry.row.mode)
            cause = _cause(trigger, cause, code)
            event = _event(trigger, roles, sentence, times, quotes, doc)
            if trigger.entry.row.casualty and cause == table(code).attack:
                event = replace(event, code=cause)
            events.append(event)
    return tuple(events)


def check_examples(code: str) -> list[str]:
    """Return one line for each example of `events.toml` in which its trigger, code and mode are not found."""
    return [
        f"{code}/events.toml: {group.code} {row.mode!r} is not found in {row.example!r}"
        for group in table(code).groups
        for row in group.triggers
        if not _explains(row.example, group.code, row.mode, code)
    ]


def _explains(example: str, event_code: str, mode: str, code: str) -> bool:
    before, opening, rest = example.partition("[")
    marked, closing, after = rest.partition("]")
    if not (opening and closing):
        raise LanguageError(f"{code}/events.toml: no [ ] in {example!r}")
    tokens = tokenize(before + marked + after)
    return any(
        (trigger.entry.code, trigger.entry.row.mode) == (event_code, mode)
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


def _points_back(trigger: Trigger, roles: Roles, told: Set[str]) -> bool:
    """Say whether a noun only sets the scene (at the meeting, after the attack) that the article has told before."""
    scene = trigger.verb is None and trigger.case in ("locative", "genitive")
    return scene and trigger.entry.row.mode in told and not roles.agents and not roles.patients


def _is_named(trigger: Trigger, sentence: Sentence) -> bool:
    """Say whether the trigger is part of the name of a person, body or place."""
    last = trigger.last if trigger.verb is None else trigger.first
    return any(
        part.kind in _NAMES and any(_inside(sentence, trigger.first, last, span) for span in part.spans)
        for part in sentence.participants
        if part.first <= trigger.first <= part.last
    )


def _is_time(trigger: Trigger, sentence: Sentence, times: tuple[TimeExpression, ...]) -> bool:
    """Say whether the trigger is part of a time: March is a month, too."""
    start = sentence.tokens[trigger.first].start
    return any(time.span.start <= start < time.span.end for time in times)


def _inside(sentence: Sentence, first: int, last: int, span: Span) -> bool:
    return Span(sentence.tokens[first].start, sentence.tokens[last].end).within(span)


def _told_by(trigger: Trigger, roles: Roles, sentence: Sentence, quotes: list[Quote], code: str) -> Roles:
    """Return the roles with the speaker of a quote as the agent where the trigger is the quote's cue."""
    if roles.agents or table(code).frames[trigger.entry.row.frame].get("subject") != "agent":
        return roles
    span = Span(sentence.tokens[trigger.first].start, sentence.tokens[trigger.last].end)
    for quote in quotes:
        if quote.cue is not None and quote.speaker is not None and quote.cue.meets(span):
            patients = tuple(part for part in roles.patients if not part.meets(quote.speaker))
            return replace(roles, agents=(quote.speaker,), patients=patients)
    return roles


def _cause(trigger: Trigger, cause: str | None, code: str) -> str | None:
    """Return the code of the last attack or accident told, up to and with this trigger."""
    accident = not table(code).frames[trigger.entry.row.frame]
    return trigger.entry.code if accident or trigger.entry.code == table(code).attack else cause


def _event(
    trigger: Trigger,
    roles: Roles,
    sentence: Sentence,
    times: tuple[TimeExpression, ...],
    quotes: list[Quote],
    doc: Doc,
) -> Event:
    code = doc.article.language
    span = Span(sentence.tokens[trigger.first].start, sentence.tokens[trigger.last].end)
    return Event(
        trigger=span,
        code=trigger.entry.code,
        mode=trigger.entry.row.mode,
        agents=roles.agents,
        patients=roles.patients,
        partners=roles.partners,
        place=roles.place,
        time=_time(trigger, sentence, _heard_with(span, times, quotes), code),
        polarity="-" if trigger.negative or is_undone(trigger, sentence, code) else "+",
        modality=find_modality(trigger, sentence, _around(span, quotes), doc.text, code),
        source=_source(span, quotes),
        about=roles.about,
    )


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


def _is_asked(quote: Quote, span: Span) -> bool:
    """Say whether the trigger is a quote's cue right behind what is asked or announced: *call for a vote*."""
    cue = quote.cue
    return cue is not None and cue.meets(span) and 0 <= cue.start - quote.span.end <= 1


def _time(trigger: Trigger, sentence: Sentence, times: Sequence[TimeExpression], code: str) -> Span | None:
    """Return the nearest time before the trigger in its clause, else the only exact time of the sentence."""
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
        return None if chosen.value == _AHEAD and not ahead else chosen.span
    alone = len(times) == len(exact) == 1 and not _tells_which(exact[0], trigger, sentence, code)
    return exact[0].span if alone else None


def _tells_which(time: TimeExpression, trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether a time in the genitive only tells which thing is meant: the law of 2012."""
    last = sentence.index(time.span.end - 1)
    if last >= len(sentence.tokens) or 0 <= trigger.first - last <= _OF_TRIGGER:
        return False
    # A single sign ends many bare words.
    return any(
        stem.case == "genitive" and len(stem.ending) > 1 for stem in stems(sentence.tokens[last].text, code)
    )


def _around(span: Span, quotes: list[Quote]) -> list[Quote]:
    return [quote for quote in quotes if span.within(quote.span)]


def _source(span: Span, quotes: list[Quote]) -> tuple[Span, ...]:
    """Return the chain of the shortest quote around the trigger."""
    around = [quote for quote in quotes if span.within(quote.span) and quote.via]
    return min(around, key=lambda quote: quote.span.end - quote.span.start).via if around else ()


def _speaker(offset: int, quotes: list[Quote]) -> Span | None:
    around = [quote for quote in quotes if quote.span.start <= offset < quote.span.end]
    return min(around, key=lambda quote: quote.span.end - quote.span.start).speaker if around else None
