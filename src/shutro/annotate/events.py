"""Events: what is said to have happened, who took part, where and when, and on whose word."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Set
from dataclasses import replace

from shutro.annotate.clauses import Sentence, read_sentences
from shutro.annotate.frames import Roles, find_roles
from shutro.annotate.triggers import Trigger, find_triggers, modality_after, table
from shutro.errors import LanguageError
from shutro.languages import available
from shutro.model import Doc, Event, Modality, Quote, Span, TimeExpression
from shutro.text.tokens import tokenize

_NAMES = ("PER", "ORG", "LOC", "FAC")


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
            after = trigger.last
            if (trigger.entry.row.needs_place and roles.place is None) or _points_back(trigger, roles, told):
                continue
            told.add(trigger.entry.row.mode)
            cause = _cause(trigger, cause, code)
            event = _event(trigger, roles, sentence, times, quotes, code)
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
    code: str,
) -> Event:
    span = Span(sentence.tokens[trigger.first].start, sentence.tokens[trigger.last].end)
    return Event(
        trigger=span,
        code=trigger.entry.code,
        mode=trigger.entry.row.mode,
        agents=roles.agents,
        patients=roles.patients,
        partners=roles.partners,
        place=roles.place,
        time=_time(span, sentence, times),
        polarity="-" if trigger.negative else "+",
        modality=_modality(trigger, sentence, code),
        source=_source(span, quotes),
        about=roles.about,
    )


def _time(span: Span, sentence: Sentence, times: tuple[TimeExpression, ...]) -> Span | None:
    """Return the nearest time before the trigger in its clause, else the only time of the sentence."""
    clause = sentence.clauses[sentence.index(span.start)]
    near = [
        time.span
        for time in times
        if time.span.end <= span.start and sentence.clauses[sentence.index(time.span.start)] == clause
    ]
    if near:
        return near[-1]
    return times[0].span if len(times) == 1 else None


def _source(span: Span, quotes: list[Quote]) -> tuple[Span, ...]:
    """Return the chain of the shortest quote around the trigger."""
    around = [quote for quote in quotes if span.within(quote.span) and quote.via]
    return min(around, key=lambda quote: quote.span.end - quote.span.start).via if around else ()


def _speaker(offset: int, quotes: list[Quote]) -> Span | None:
    around = [quote for quote in quotes if quote.span.start <= offset < quote.span.end]
    return min(around, key=lambda quote: quote.span.end - quote.span.start).speaker if around else None


def _modality(trigger: Trigger, sentence: Sentence, code: str) -> Modality:
    if trigger.modality is not None:
        return trigger.modality
    if trigger.verb is None or trigger.verb.tense == "genitive":
        after = modality_after(sentence.tokens, trigger.last, code)
        if after is not None or trigger.verb is None:
            return after or "asserted"
    if _has_condition(trigger, sentence, code):
        return "possible"
    match trigger.verb.tense:
        case "future" | "infinitive":
            return "planned"
        case "imperative":
            return "requested"
        case "conditional":
            return "possible"
        case _:
            return "asserted"


def _has_condition(trigger: Trigger, sentence: Sentence, code: str) -> bool:
    clause, words = sentence.clauses[trigger.first], table(code).conditions
    return any(
        token.text in words and number == clause
        for token, number in zip(sentence.tokens, sentence.clauses, strict=True)
    )
