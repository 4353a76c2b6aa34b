"""Quotes: what somebody is reported to have said, who says it, and through whom."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from shutro.annotate.antecedents import stands_for
from shutro.annotate.chains import note_issuer, told_within
from shutro.annotate.cues import find_cues, find_joined
from shutro.annotate.firstperson import has_first_person, is_of_person, tells_of_himself
from shutro.annotate.marks import Marked, find_marked
from shutro.annotate.reading import PAUSES, Reading, Report, has_verb, read_grammar
from shutro.annotate.reports import find_reports, has_cue
from shutro.annotate.saywords import find_saywords
from shutro.annotate.speakers import find_voices
from shutro.annotate.verbs import forms, is_honorific
from shutro.model import Doc, Quote, Span
from shutro.text.tokens import token_starts, tokenize

_PRONOUNS = ("reference", "pronoun")
_GOES_ON = 8  # sentences that may go on with what was said before
_AHEAD = 12  # sentences of a paragraph in which another speaker may be heard
_NAME_WORDS = 6  # words of a speaker behind the colon of a headline
_CLOSING = 5  # words before the verb of a sentence that closes a speech
_NEXT = 80  # code points in which a mark joined to another one ends
_TELLING = 6  # letters of a single word in marks that is a speaker's own
_TURN = 6  # words within which a sentence is set against the one before
_POINTED_AT = 2  # sentences that "he gave this information" may point back to


class Unit(msgspec.Struct, frozen=True, gc=False):
    """A sentence, or several that one pair of marks holds together; `paragraph` counts from 0."""

    span: Span
    paragraph: int


class _Tail(msgspec.Struct, frozen=True, gc=False):
    """The report that the next sentence may go on with, and the sentence it has reached."""

    index: int = -1
    unit: int = -1
    length: int = 0


def find_quotes(doc: Doc) -> tuple[Quote, ...]:
    """Return the quotes in order, each with its speaker and the chain that leads to him."""
    reading = _read(doc)
    reports: list[Report] = []
    tail = _Tail()
    units = _units(doc, reading)
    for at, unit in enumerate(units):
        if tail.unit < at - 1:
            reading.memory.person = None
        headline = _headline(reading, doc, unit)
        fresh = [headline] if headline else find_reports(reading, unit.span)
        if fresh:
            last = reports[tail.index] if reports and tail.unit == at - 1 else None
            fresh = [told_within(reading, report, last) for report in fresh] if last else fresh
            reports += [_resolved(report, reading, units, at, tail) for report in fresh]
            tail = _Tail(index=len(reports) - 1, unit=at)
        elif reports and tail.unit == at - 1 and tail.length < _GOES_ON:
            tail = _go_on(reading, reports, units, at, tail)
        note_issuer(reading, unit.span)
    return _sorted(quote for report in reports if not report.backward for quote in _quotes(reading, report))


def _read(doc: Doc) -> Reading:
    code, tokens, marked = doc.article.language, tokenize(doc.text), find_marked(doc.text)
    words = find_saywords(tokens, code)
    starts = token_starts(doc.text)
    nouns = [(at, word.speaker) for at, word in words if word.speaker is not None]
    brackets = [at for at, word in words if word.is_bracket]
    writings = tuple([at for at, word in words if word.is_writing])
    cues, joined = find_cues(tokens, code), find_joined(tokens, code)
    return Reading(
        text=doc.text,
        code=code,
        tokens=tokens,
        starts=starts,
        marked=marked,
        cues=cues,
        cue_starts=tuple([cue.first for cue in cues]),
        joined=joined,
        joined_starts=tuple([cue.first for cue in joined]),
        voices=find_voices(doc, tokens, starts, marked, nouns, brackets),
        credits=doc.credits,
        origins=frozenset(c.source or c.name for c in doc.credits if c.role == "origin"),
        sentences=doc.sentences,
        table=read_grammar(code),
        nominals=tuple([at for at, word in words if word.is_nominal]),
        questions=tuple([at for at, word in words if word.is_whether]),
        writings=writings,
        writings_at=frozenset(writings),
        meant={r.span: r.mention for r in doc.references if r.mention is not None},
    )


def _units(doc: Doc, reading: Reading) -> list[Unit]:
    """Return the sentences, joined where marks run on, with the paragraph that each stands in."""
    outers = [m.outer for m in reading.marked if m.depth == 0]
    starts, closed = [outer.start for outer in outers], {outer.end for outer in outers}
    units: list[Unit] = []
    start, paragraph = -1, 0
    for sentence in doc.sentences:
        start = sentence.start if start < 0 else start
        at = bisect_right(starts, sentence.end - 1) - 1
        end = sentence.end
        if at >= 0 and outers[at].start < end < outers[at].end:
            if outers[at].end - end > 1:
                continue
            end = outers[at].end
        start = max(start, units[-1].span.end) if units else start
        if start >= end:
            start = -1
            continue
        is_apart = bool(units) and _is_break(doc.text, units[-1].span.end, start)
        if units and units[-1].span.end in closed and not is_apart and _is_closing(reading, Span(start, end)):
            start = units.pop().span.start
        paragraph += is_apart
        units.append(Unit(Span(start, end), paragraph))
        start = -1
    return units


def _is_closing(reading: Reading, sentence: Span) -> bool:
    """Say whether a sentence only says who said the words in marks before it: *says he*."""
    first, end = reading.tokens_of(sentence)
    at = bisect_left(reading.cue_starts, first)
    cue = reading.cues[at] if at < len(reading.cues) else None
    if cue is None or not first <= cue.first <= first + _CLOSING or end - cue.end > 2 * _CLOSING:
        return False
    rest = (token.text for token in reading.tokens[first:end])
    apart = {",", ":", *reading.table.complementizers, *reading.table.conjunctions, *reading.table.itself}
    return cue.voice == "active" and "said" in cue.traits and apart.isdisjoint(rest)


def _is_break(text: str, end: int, start: int) -> bool:
    # Pages that lose their line ends glue paragraphs together without a space.
    return "\n" in text[end:start] or (end == start and text[start] not in PAUSES)


def _headline(reading: Reading, doc: Doc, unit: Unit) -> Report | None:
    """Return the report of a headline that ends in a colon and its speaker."""
    title = doc.article.title_span
    if title is None or not unit.span.within(title):
        return None
    first, end = reading.tokens_of(unit.span)
    for at in range(end - 2, max(first + 2, end - _NAME_WORDS - 1), -1):
        if reading.tokens[at].text == ":":
            named = [
                c for c in reading.voices.between(at + 1, end) if c.case == "nominative" and c.end >= end - 1
            ]
            content = reading.span(first, at)
            if not named or content is None or not (named[0].kind == "PER" or has_verb(reading, first, at)):
                return None
            cue = Span(reading.tokens[at].start, reading.tokens[at].end)
            # A role behind a body is who speaks, and may be held by somebody named later.
            speaker = stands_for(reading, named[-1].span)
            return Report(content, "indirect", speaker, cue, (speaker,))
    return None


def _resolved(report: Report, reading: Reading, units: Sequence[Unit], at: int, tail: "_Tail") -> Report:
    """Return a report that points back with the sentences before it as its content, if nobody said them yet."""
    if not report.backward:
        return report
    first = at
    while first and at - first < _POINTED_AT and first - 1 > tail.unit and _is_untold(units, first - 1, at):
        first -= 1
    if first == at:
        return report
    content = Span(units[first].span.start, _bare_end(reading, units[at - 1].span))
    return replace(report, content=content, backward=False)


def _is_untold(units: Sequence[Unit], first: int, at: int) -> bool:
    return units[first].paragraph >= units[at].paragraph - 1 and first > 0


def _go_on(reading: Reading, reports: list[Report], units: Sequence[Unit], at: int, tail: "_Tail") -> "_Tail":
    """Let the last report go on with a sentence that has no cue of its own, where it may."""
    unit, last = units[at], reports[tail.index]
    if last.backward:
        return tail
    marked = reading.marks_in(unit.span)
    if len(marked) == 1 and marked[0].outer == unit.span and last.kind == "direct":
        reports.append(replace(last, content=marked[0].span))
        return _Tail(index=len(reports) - 1, unit=at, length=tail.length + 1)
    if unit.paragraph != units[at - 1].paragraph:
        return tail
    may = _holds_paragraph(reading, last, units, at) or _may_go_on(reading, last, unit)
    if not (may or _speaks_on(reading, last, units, at)):
        return tail
    reports[tail.index] = replace(last, content=Span(last.content.start, _bare_end(reading, unit.span)))
    reading.memory.said = unit.span.end
    return replace(tail, unit=at, length=tail.length + 1)


def _holds_paragraph(reading: Reading, last: Report, units: Sequence[Unit], at: int) -> bool:
    """Say whether a report opens a paragraph in which nobody else is heard: all of it is what he said."""
    unit = units[at]
    if not (last.told and _is_told(last)) or _is_reset(reading, unit):
        return False
    first, end = at, at + 1
    while first and at - first <= _GOES_ON and units[first - 1].paragraph == unit.paragraph:
        first -= 1
    while end < min(len(units), at + _AHEAD) and units[end].paragraph == unit.paragraph:
        end += 1
    return last.cue.within(units[first].span) and not any(
        _hears_another(reading, last, units[n].span) for n in range(at, end)
    )


def _speaks_on(reading: Reading, last: Report, units: Sequence[Unit], at: int) -> bool:
    """Say whether a speaker tells of himself in a sentence, or further on before anybody else is heard."""
    if not _is_told(last) or not is_of_person(reading, last):
        return False
    for unit in units[at : at + _GOES_ON]:
        if unit.paragraph != units[at].paragraph or reading.marks_in(unit.span):
            return False
        if tells_of_himself(reading, unit.span):
            return True
        if _is_reset(reading, unit) or has_cue(reading, *reading.tokens_of(unit.span)):
            return False
    return False


def _hears_another(reading: Reading, last: Report, sentence: Span) -> bool:
    """Say whether a sentence has a cue, and neither a pronoun nor the same name begins it."""
    first, end = reading.tokens_of(sentence)
    if not has_cue(reading, first, end):
        return False
    opening, name = reading.tokens[first].text, last.speaker.of(reading.text) if last.speaker else ""
    return opening not in reading.table.speakers.singular and opening not in name.split()


def _is_told(last: Report) -> bool:
    return last.kind == "indirect" and last.speaker is not None and last.content.start >= last.cue.end


def _may_go_on(reading: Reading, last: Report, unit: Unit) -> bool:
    """Say whether a sentence goes on with what the report before it tells."""
    first, end = reading.tokens_of(unit.span)
    if _is_told(last) and reading.tokens[first].text in reading.table.leaning:
        return not _is_narrated(reading, first, end)
    if not last.open or _is_reset(reading, unit):
        return False
    return has_first_person(reading, last.content) or not _tells_of_others(reading, unit.span)


def _is_reset(reading: Reading, unit: Unit) -> bool:
    """Say whether a sentence begins with words that turn to something else."""
    first, end = reading.tokens_of(unit.span)
    words = [token.text for token in reading.tokens[first : first + 2]]
    if words[0] in reading.table.resets or (words[0] in reading.table.itself and len(words) > 1):
        return True
    near = reading.tokens[first + 2 : min(end, first + _TURN)]
    if " ".join(words) in reading.table.resets and any(
        token.kind == "number" or token.text in reading.table.resets | reading.table.adverbs for token in near
    ):
        return True  # *before this, on Tuesday ...*
    if any(token.text in reading.table.turns for token in reading.tokens[first : min(end, first + _TURN)]):
        return True
    return _is_narrated(reading, first, end)


def _is_narrated(reading: Reading, first: int, end: int) -> bool:
    """Say whether a sentence tells in the present of respect what a named person did: no speaker goes on so."""
    while end > first and reading.tokens[end - 1].kind == "mark":
        end -= 1
    persons = [c for c in reading.voices.between(first, end) if c.kind == "PER"]
    if persons and persons[-1].end == end and persons[-1].case == "genitive":
        return True  # whose it is closes a sentence without a verb: *to file his papers is for Habibul*
    named = [c for c in persons if c.case == "nominative"]
    if (
        named
        and named[-1].end == end
        and is_honorific(reading.tokens[named[-1].first - 1].text, reading.code)
    ):
        return True  # the subject stands behind the verb: *of another mind is Habibul*
    named = named or [c for c in reading.voices.between(first, end) if c.kind == "reference"]
    last = reading.tokens[end - 1].text
    is_present = any(form.tense == "present" for form in forms(last, reading.code))
    return bool(named) and is_present and is_honorific(last, reading.code)


def _tells_of_others(reading: Reading, span: Span) -> bool:
    """Say whether a sentence that is not in the first person has a subject of its own."""
    named = reading.voices.between(*reading.tokens_of(span))
    return not has_first_person(reading, span) and any(
        c.case == "nominative" and c.kind not in _PRONOUNS for c in named
    )


def _bare_end(reading: Reading, span: Span) -> int:
    bare = reading.span(*reading.tokens_of(span))
    return bare.end if bare else span.end


def _quotes(reading: Reading, report: Report) -> Iterator[Quote]:
    """Yield the quote of a report, those of words in marks inside it, and those of speakers that it quotes."""
    kind = report.kind
    if kind == "indirect" and report.open and has_first_person(reading, report.content):
        kind = "direct"
    marks = reading.marks_in(report.content)
    if len(marks) > 1 and _is_all_marked(reading, report.content, marks):
        for marked in marks:
            yield Quote(
                span=marked.span, kind="direct", speaker=report.speaker, cue=report.cue, via=report.via
            )
        return
    yield Quote(span=report.content, kind=kind, speaker=report.speaker, cue=report.cue, via=report.via)
    if report.kind == "indirect" and report.speaker is not None:
        for marked in marks:
            if _is_partial(reading, marked):
                yield Quote(
                    span=marked.span, kind="direct", speaker=report.speaker, cue=report.cue, via=report.via
                )
    if report.kind == "direct" and report.via:
        yield from _nested(reading, report)


def _is_all_marked(reading: Reading, content: Span, marks: Sequence[Marked]) -> bool:
    first, end = reading.tokens_of(content)
    return all(
        token.kind == "mark" or any(m.outer.start <= token.start < m.outer.end for m in marks)
        for token in reading.tokens[first:end]
    )


def _nested(reading: Reading, report: Report) -> Iterator[Quote]:
    last = report.content.end
    at = max(
        0, bisect_right(reading.sentences, report.content.start, key=lambda sentence: sentence.start) - 1
    )
    while at < len(reading.sentences) and reading.sentences[at].start < last:
        sentence = reading.sentences[at]
        inner = Span(max(sentence.start, report.content.start), min(sentence.end, last))
        for nested in find_reports(reading, inner) if inner.start < inner.end else ():
            quote = _quote_within(reading, report, nested)
            if quote is not None:
                yield quote
        at += 1


def _quote_within(reading: Reading, report: Report, nested: Report) -> Quote | None:
    """Return what a speaker quotes; words in marks are somebody's, be he known or not."""
    content, kind = nested.content, nested.kind
    for marked in reading.marks_in(Span(content.start, report.content.end)):
        if marked.outer.start <= content.start < marked.outer.end:
            content, kind = marked.span, "direct"
    is_known = nested.speaker is not None and nested.speaker not in report.via
    if nested.backward or not (is_known or (kind == "direct" and nested.speaker is None)):
        return None
    return Quote(
        span=content, kind=kind, speaker=nested.speaker, cue=nested.cue, via=(*report.via, *nested.via)
    )


def _is_partial(reading: Reading, marked: Marked) -> bool:
    """Say whether words in marks are a speaker's own: more than one, no name and no title."""
    first, end = reading.tokens_of(marked.span)
    if end - first < 2 and len(marked.span.of(reading.text)) < _TELLING:
        return False
    behind = _behind(reading, end + 1)
    if behind in reading.table.joins and (
        following := reading.marks_in(Span(reading.starts[end + 1], reading.starts[end + 1] + _NEXT))
    ):
        behind = _behind(reading, reading.tokens_of(following[0].outer)[1])
    if behind in reading.table.titled:
        return False
    return not any(
        c.span.start <= marked.span.start + 1 and marked.span.end - 1 <= c.span.end
        for c in reading.voices.between(first, end)
    )


def _behind(reading: Reading, at: int) -> str:
    return reading.tokens[at].text if at < len(reading.tokens) else ""


def _sorted(quotes: Iterator[Quote]) -> tuple[Quote, ...]:
    unique: dict[Span, Quote] = {}
    for quote in quotes:
        unique.setdefault(quote.span, quote)
    return tuple(sorted(unique.values(), key=lambda quote: (quote.span.start, -quote.span.end)))
