"""Reports of speech inside one sentence: cue, content and speaker."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from shutro.annotate.antecedents import stands_for, talked_with
from shutro.annotate.chains import (
    chain_to,
    cited_before,
    issuer_in,
    issuing_body,
    medium_behind,
    still_told,
    through,
)
from shutro.annotate.colons import after_colon
from shutro.annotate.contents import (
    closing_subject,
    content_before,
    is_bare_content,
    is_labelled,
    leads_to,
    may_follow,
    names_matter,
    points_back,
    skip_fillers,
    subject_behind,
)
from shutro.annotate.cues import Cue
from shutro.annotate.joined import is_joined_at, joined_reports
from shutro.annotate.marks import Marked
from shutro.annotate.nominals import is_nominal, nominal_reports
from shutro.annotate.reading import (
    ENDS,
    PAUSES,
    REACH,
    Reading,
    Report,
    clause_end,
    clause_start,
    complementizer_before,
    content_start,
    is_marked,
    offset_of,
    opens_mark,
)
from shutro.annotate.subjects import subject_after, subject_before
from shutro.model import Span
from shutro.text.normalize import compose

# More than these are no sentence; a page without a single full stop must not cost its square.
_GLUED = 2  # code points between words in marks and the word behind them
_BRACKET = 3  # tokens of a short form in parentheses between a role and its holder
_ROOM = 8  # words before a verb that need no subject
_SENTENCE = 500  # tokens
_MARKS = 40
_CUES = 20


def find_reports(reading: Reading, span: Span) -> list[Report]:
    """Return the reports of a sentence, in the order of their cues."""
    first, end = reading.tokens_of(span)
    end = min(end, first + _SENTENCE)
    closing = medium_behind(reading, first, end)
    told = _reports_in(reading, span, first, closing[0]) if closing is not None else []
    if closing is not None and told:
        return [through(reading, report, closing[1]) for report in told]
    return _reports_in(reading, span, first, end)


def _reports_in(reading: Reading, span: Span, first: int, end: int) -> list[Report]:
    """Return the reports in the tokens of a sentence from `first` up to `end`."""
    if not _may_report(reading, first, end):
        return after_colon(reading, first, end)
    marks = [m for m in reading.marks_in(span) if m.span.end - m.span.start > 2][:_MARKS]
    found: list[Report] = _asked(reading, first, end)
    low = first
    for cue in _cues_between(reading, first, end, marks)[:_CUES]:
        if isinstance(cue, int):
            reports = [
                _citing(reading, report, low, cue) for report in nominal_reports(reading, cue, low, end)
            ]
            behind = cue + 1
        else:
            reports, behind = _reports(reading, cue, low, end, marks), cue.end
        for report in (_same_person(reading, report) for report in reports):
            if not isinstance(cue, int) and cue.voice == "passive" and _is_heard_again(found, report):
                continue
            found.append(_inside(found, report))
            _remember(reading, report, cue)
            low = behind
    return joined_reports(reading, first, end, marks, found) + found or after_colon(reading, first, end)


def _may_report(reading: Reading, first: int, end: int) -> bool:
    """Say whether a cue, a noun for what is said or an indirect question stands among the tokens."""
    at = bisect_left(reading.cue_starts, first)
    return (
        (at < len(reading.cue_starts) and reading.cue_starts[at] < end)
        or bisect_left(reading.nominals, first) < bisect_left(reading.nominals, end)
        or bisect_left(reading.questions, first) < bisect_left(reading.questions, end)
    )


def _citing(reading: Reading, report: Report, low: int, at: int) -> Report:
    """Return the report of a noun at a token with whom its owner quotes as its speaker, where he quotes somebody."""
    if report.speaker is None:
        return report
    chain = cited_before(reading, low, at, report.speaker)
    return replace(report, speaker=chain[-1], via=chain)


def has_cue(reading: Reading, first: int, end: int) -> bool:
    """Say whether a cue, or a noun where it reports, stands in the tokens, be it in marks or not."""
    at, behind = bisect_left(reading.cue_starts, first), bisect_left(reading.cue_starts, end)
    if any(cue.voice == "active" or reading.writings_in(first, cue.first) for cue in reading.cues[at:behind]):
        return True
    nominals = reading.nominals[bisect_left(reading.nominals, first + 1) : bisect_left(reading.nominals, end)]
    return any(is_nominal(reading, token, end) for token in nominals)


def _same_person(reading: Reading, report: Report) -> Report:
    """Return the report with whom a pronoun or a bare role stands for as its speaker."""
    if report.speaker is None:
        return report
    person = stands_for(reading, report.speaker)
    return replace(report, speaker=person, via=(*report.via[:-1], person))


def _inside(found: Sequence[Report], report: Report) -> Report:
    """Return a report that another's content holds with the chain of the other before its own."""
    for outer in reversed(found):
        if report.cue.within(outer.content) and report.speaker is not None:
            return replace(report, via=(*(link for link in outer.via if link not in report.via), *report.via))
    return report


def _is_heard_again(found: Sequence[Report], report: Report) -> bool:
    """Say whether a passive inside what somebody is said to have said names nobody else for it."""
    return any(report.cue.within(outer.content) and outer.speaker == report.speaker for outer in found)


def _remember(reading: Reading, report: Report, cue: Cue | int) -> None:
    memory = reading.memory
    if report.speaker is None:
        return
    memory.said = max(report.content.end, report.cue.end)
    memory.speaker, memory.honoured = report.speaker, not isinstance(cue, Cue) or cue.respectful
    if isinstance(cue, Cue) and cue.voice == "active":
        if cue.respectful:
            several = compose(report.speaker.of(reading.text)) in reading.table.speakers.subjects
            memory.person = memory.person if several else _person(reading, report.speaker)
        else:
            memory.issuer = report.speaker
    elif isinstance(cue, int) and _is_named(reading, report.speaker):
        memory.person = report.speaker


def _is_named(reading: Reading, speaker: Span) -> bool:
    """Say whether a speaker is a person's name."""
    first, end = reading.tokens_of(speaker)
    return any(c.kind == "PER" and c.span == speaker for c in reading.voices.between(first, end))


def _person(reading: Reading, speaker: Span) -> Span | None:
    """Return the speaker, unless a bare role names him, whose holder may be known from elsewhere."""
    first, end = reading.tokens_of(speaker)
    bare = end - first == 1 and any(c.kind == "noun" for c in reading.voices.between(first, end))
    return None if bare else speaker


def _asked(reading: Reading, first: int, end: int) -> list[Report]:
    """Return the indirect question that an answer in the sentence replies to."""
    table, tokens = reading.table, reading.tokens
    for at in reading.questions[
        bisect_left(reading.questions, first + 2) : bisect_left(reading.questions, end - 2)
    ]:
        if tokens[at + 1].text in (*table.asking, *table.itself, ","):
            asking = [token for token in tokens[at + 1 : at + 4] if token.text in table.asking]
            content = reading.span(content_start(reading, first), at + 1)
            if asking and content is not None:
                return [Report(content, "indirect", None, Span(asking[0].start, asking[0].end), ())]
    return []


def _cues_between(reading: Reading, first: int, end: int, marks: Sequence[Marked]) -> list[Cue | int]:
    """Return the verbal cues, and the tokens of nominal ones, that stand outside the marks."""
    at = bisect_left(reading.cue_starts, first)
    found: list[Cue | int] = []
    for cue in reading.cues[at:]:
        if cue.first >= end:
            break
        if not is_marked(reading.tokens[cue.end - 1].start, marks):
            found.append(cue)
    taken = {token for cue in found if isinstance(cue, Cue) for token in range(cue.first, cue.end)}
    nominals = reading.nominals[bisect_left(reading.nominals, first) : bisect_left(reading.nominals, end)]
    nominal = [
        token
        for token in nominals
        if token not in taken
        and is_nominal(reading, token, end)
        and not is_marked(reading.starts[token], marks)
    ]
    return sorted([*found, *nominal], key=lambda cue: cue if isinstance(cue, int) else cue.first)


def _reports(reading: Reading, cue: Cue, low: int, end: int, marks: Sequence[Marked]) -> list[Report]:
    before = complementizer_before(reading, low, cue.first)
    if before is not None and not is_joined_at(reading, before + 1, cue.first):
        report = _with_complementizer(reading, cue, low, before, end, marks)
        return [report] if report else []
    at = skip_fillers(reading, cue.end, end)
    joined = reading.tokens[at].text if at < end else ""
    if joined in reading.table.conjunctions:
        return _forward(reading, cue, low, at + 1, end)
    if joined in PAUSES and "said" in cue.traits and may_follow(reading, cue, low, at + 1, end, marks):
        spoken = [
            m for m in marks if m.outer.start <= offset_of(reading, low) + 1 and leads_to(reading, m, cue)
        ]
        both = _backward(reading, cue, low, at, marks) if spoken else []
        return both + _forward(reading, cue, low, at + 1, end)
    led = _led(reading, cue, low, end, marks)
    if led:
        return led
    is_content = "said" in cue.traits and is_bare_content(reading, cue, low, at, end)
    if at < end and (is_content or (cue.plain and opens_mark(reading, at, marks))):
        return _forward(reading, cue, low, at, end)
    return _backward(reading, cue, low, end, marks)


def _led(reading: Reading, cue: Cue, low: int, end: int, marks: Sequence[Marked]) -> list[Report]:
    """Return the reports of a cue that leads its subject and what is said: *says he, "…"*."""
    if not cue.plain or cue.voice != "active":
        return []
    pause = next(
        (n for n in range(cue.end + 1, min(cue.end + REACH, end)) if reading.tokens[n].text in ",:"), end
    )
    if pause + 1 >= end or not opens_mark(reading, pause + 1, marks):
        return []
    speaker = subject_after(reading.voices, cue.end, pause, respectful=cue.respectful)
    if speaker is None:
        return []
    before = _backward(reading, cue, low, pause, marks)
    chain = before[0].via if before else chain_to(reading, speaker, low, cue)
    return before + _after(reading, pause + 1, end, _cue_span(reading, cue), chain, open_=False)


def _cue_span(reading: Reading, cue: Cue) -> Span:
    return Span(reading.tokens[cue.first].start, reading.tokens[cue.end - 1].end)


def _with_complementizer(
    reading: Reading, cue: Cue, low: int, at: int, end: int, marks: Sequence[Marked]
) -> Report | None:
    """Return the report of content that stands before a conjunction, such as *that*."""
    start = clause_start(reading, low, at)
    speaker = _speaker_beside(reading, cue, at + 1, end)
    if speaker is None and cue.voice == "active" and "heard" not in cue.traits:
        speaker, start = _leading(reading, start, at)
    chain = chain_to(reading, speaker, low, cue)
    speaker = chain[-1] if chain else None
    label = _label_before(reading, at, marks)
    if "label" in cue.traits or (label and is_labelled(reading, reading.tokens_of(label.outer)[0])):
        return Report(label.span, "direct", speaker, _cue_span(reading, cue), chain) if label else None
    content = reading.span(start, at)
    if content is None:
        return None
    whole = [m for m in marks if m.outer.start <= content.start and content.end <= m.outer.end]
    if whole:
        return Report(whole[0].span, "direct", speaker, _cue_span(reading, cue), chain)
    return Report(content, "indirect", speaker, _cue_span(reading, cue), chain)


def _label_before(reading: Reading, at: int, marks: Sequence[Marked]) -> Marked | None:
    """Return the words in marks that stand right before a token."""
    return next((m for m in reversed(marks) if 0 <= reading.starts[at] - m.outer.end <= _GLUED), None)


def _speaker_beside(reading: Reading, cue: Cue, first: int, end: int) -> Span | None:
    """Return who speaks in the words before a cue, from `first`, or right after it."""
    if cue.voice == "passive" or "heard" in cue.traits:
        issuer = issuer_in(reading, first, cue.first) or issuer_in(reading, cue.end, end)
        return issuer or still_told(reading, cue, first)
    before = subject_before(reading.voices, first, cue.first, respectful=cue.respectful)
    if before is not None:
        return before
    paused = "said" not in cue.traits and cue.end < end and reading.tokens[cue.end].text in PAUSES
    behind = cue.end if paused else clause_end(reading, cue.end, end)
    return subject_behind(reading, cue, behind) or issuer_in(reading, first, cue.first)


def _leading(reading: Reading, start: int, at: int) -> tuple[Span | None, int]:
    """Return the subject that opens the sentence before its content, and where the content begins."""
    able = [c for c in reading.voices.between(start, min(at, start + REACH)) if c.case == "nominative"]
    for number, candidate in enumerate(able):
        if candidate.first - start > _ROOM:
            break
        named = able[number + 1] if number + 1 < len(able) else candidate
        holds = named.kind == "PER" != candidate.kind and named.first - candidate.end <= _BRACKET
        who = named if holds else candidate
        return who.span, who.end if who.end < at else start
    return reading.memory.speaker, start


def _forward(reading: Reading, cue: Cue, low: int, at: int, end: int) -> list[Report]:
    chain = chain_to(reading, _speaker_before(reading, cue, low), low, cue)
    goes_on = cue.respectful and cue.plain and cue.open
    told = cue.plain and "said" in cue.traits and "heard" not in cue.traits
    reports = _after(reading, at, end, _cue_span(reading, cue), chain, open_=goes_on)
    return [replace(report, told=told) for report in reports]


def _speaker_before(reading: Reading, cue: Cue, low: int) -> Span | None:
    if cue.voice == "passive" or "heard" in cue.traits:
        return issuer_in(reading, low, cue.first)
    found = subject_before(reading.voices, low, cue.first, respectful=cue.respectful)
    found = found or (reading.voices.named_in_part(cue.first - 1) if cue.first > low else None)
    found = found or issuer_in(reading, low, cue.first, is_person=cue.respectful)
    return found or _spoke_before(reading, cue, low)


def _spoke_before(reading: Reading, cue: Cue, low: int) -> Span | None:
    """Return who spoke last, where the words before a cue leave no room for another subject."""
    if cue.first - content_start(reading, low) > _ROOM:
        return None
    return _person_before(reading, cue, low) or reading.memory.fitting(respectful=cue.respectful)


def _person_before(reading: Reading, cue: Cue, low: int) -> Span | None:
    """Return the person who is the subject of the sentence before, told of since somebody spoke last."""
    if not cue.respectful:
        return None
    at = bisect_right(reading.sentences, offset_of(reading, low), key=lambda sentence: sentence.start) - 2
    if at < 0:
        return None
    first, _ = reading.tokens_of(reading.sentences[at])
    if reading.memory.said > offset_of(reading, first):
        return None
    persons = [c for c in reading.voices.between(first, low) if c.kind == "PER" and c.case == "nominative"]
    only = persons[-1].span if len(persons) == 1 else None
    return only if persons else talked_with(reading, first, low)


def _after(
    reading: Reading, at: int, end: int, cue: Span, chain: tuple[Span, ...], *, open_: bool
) -> list[Report]:
    content = reading.span(at, end)
    if content is None or reading.tokens[at].text in reading.table.contrasts:
        return []
    speaker = chain[-1] if chain else None
    for marked in reading.marks_in(Span(content.start, min(len(reading.text), content.end + 2))):
        whole = content.end <= marked.outer.end + 1 or _is_speech(reading, marked)
        if marked.outer.start <= content.start and whole:
            return [Report(marked.span, "direct", speaker, cue, chain)]
    return [Report(content, "indirect", speaker, cue, chain, open=open_)]


def _is_speech(reading: Reading, marked: Marked) -> bool:
    """Say whether words in marks end as a sentence does, so that what stands behind them is not theirs."""
    _, end = reading.tokens_of(marked.span)
    return end > 0 and reading.tokens[end - 1].text in ENDS


def _backward(reading: Reading, cue: Cue, low: int, end: int, marks: Sequence[Marked]) -> list[Report]:
    content, kind, border = content_before(reading, cue, low, marks)
    if names_matter(reading, cue, low):
        content, border = None, low
    if "label" in cue.traits:
        label = _label_before(reading, cue.first, marks)
        content, kind, border = (label.span, "direct", low) if label else (None, "direct", low)
        if content is None:
            return []
    if content is None and not points_back(reading, cue, low):
        return []
    if _is_order(reading, cue, border):
        return []
    speaker = closing_subject(reading, cue) if border == low else None
    speaker = speaker or _speaker_beside(reading, cue, border, end)
    if speaker is None and cue.voice == "active":
        lead = border if border > low else low
        speaker = subject_before(reading.voices, low, lead, respectful=cue.respectful)
        speaker = speaker or reading.memory.fitting(respectful=cue.respectful)
    elif speaker is None and "nominal" in cue.traits:
        speaker = issuing_body(reading)
    chain = chain_to(reading, speaker, border, cue)
    speaker, span = chain[-1] if chain else None, _cue_span(reading, cue)
    if content is not None:
        return [Report(content, kind, speaker, span, chain)]
    if speaker is None or reading.is_origin(speaker):
        return []
    return [Report(span, "indirect", speaker, span, chain, backward=True)]


def _is_order(reading: Reading, cue: Cue, border: int) -> bool:
    """Say whether a passive behind a clause has a content of its own: *the committee was told to report*."""
    if cue.voice == "active" or "heard" in cue.traits or not cue.plain or cue.first - border <= 1:
        return False
    return issuer_in(reading, border, cue.first) is None
