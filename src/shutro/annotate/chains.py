"""Who issued a writing, and the chain of media that leads to a speaker."""

from bisect import bisect_left

from msgspec.structs import replace

from shutro.annotate.cues import Cue
from shutro.annotate.reading import Reading, Report, has_case, is_document, phrase_before
from shutro.annotate.speakers import Candidate
from shutro.annotate.subjects import body_in, owner_before
from shutro.languages.inflection import stems
from shutro.model import Span
from shutro.text.normalize import compose

_BODIES = frozenset(("ORG", "LOC", "FAC", "medium"))
_TOLD = 4  # words before a cue within which it says to whom
_ON = 250  # code points from what a body said to a passive that tells on
_ENDING = 2  # tokens of an ending behind a hyphen
_CITED = 12  # words before "quoting" in which the one who is quoted stands


def issuer_in(reading: Reading, first: int, end: int, *, is_person: bool = False) -> Span | None:
    """Return whose writing, or on whose behalf, something is said in the tokens `first` up to `end`.

    A writing that nobody owns here is by whom one was told of before, unless it is a person who speaks.
    """
    table, writings = reading.table, reading.writings_in(first, end)
    for at in reversed(writings):
        if reading.tokens[at].text not in table.documents.pronouns:
            owner = _owner(reading, first, at)
            if owner is not None:
                reading.memory.issuer = owner
                return owner
    if is_person:
        return None
    if any(reading.tokens[at].text not in table.behalf and not _is_filed(reading, at) for at in writings):
        return reading.memory.issuer
    return None


def issuing_body(reading: Reading) -> Span | None:
    """Return the body or state whose writing was told of last, which may ask for things without being named again."""
    issuer = reading.memory.issuer
    if issuer is None:
        return None
    near = reading.voices.between(*reading.tokens_of(issuer))
    return issuer if any(c.kind in _BODIES and c.span.meets(issuer) for c in near) else None


def still_told(reading: Reading, cue: Cue, at: int) -> Span | None:
    """Return the body whose writing was told of right before, of which a passive without a doer tells on."""
    is_near = 0 <= reading.starts[at] - reading.memory.said <= _ON
    speaker = reading.memory.speaker
    is_told = is_near and cue.plain and "heard" not in cue.traits and speaker is not None
    return speaker if is_told and speaker == issuing_body(reading) else None


def _is_filed(reading: Reading, at: int) -> bool:
    """Say whether a token names a writing that is not told of by who issues it: a case, a charge sheet."""
    filed = reading.table.documents.filed
    return any(stem.text in filed for stem in stems(reading.tokens[at].text, reading.code))


def _owner(reading: Reading, first: int, at: int) -> Span | None:
    """Return whose writing, or source, stands at a token: the name before it, else the words for a source."""
    source = next((c for c in reading.voices.between(first, at + 1) if c.end == at + 1), None)
    if source is None or source.first == at:
        return owner_before(reading.voices, first, at)
    joined = source.first - 1
    if joined > first and reading.tokens[joined].text in reading.table.joins:
        named = [c for c in reading.voices.between(first, joined) if c.end == joined]
        return named[-1].span if named else source.span
    return source.span


def note_issuer(reading: Reading, span: Span) -> None:
    """Remember whose writing a sentence speaks of, for the sentences after it."""
    first, end = reading.tokens_of(span)
    for at in reversed(reading.writings_in(first + 1, end)):
        if is_document(reading.tokens[at].text, reading.code):
            told = bisect_left(reading.cue_starts, at)
            stop = min(end, reading.cue_starts[told]) if told < len(reading.cue_starts) else end
            owner = owner_before(reading.voices, first, at) or body_in(reading.voices, first, stop)
            if owner is not None:
                reading.memory.issuer = owner
                return


def told_within(reading: Reading, report: Report, last: Report) -> Report:
    """Return a report with the chain of the one before, where the speaker before tells what others told."""
    speaker = report.speaker
    if speaker is None or not last.via or last.backward:
        return report
    if last.speaker == speaker:
        return replace(report, via=last.via) if report.via == (speaker,) else report
    speakers = reading.table.speakers
    if compose(speaker.of(reading.text)) in set(speakers.subjects) - set(speakers.singular):
        plurals = [c for c in reading.voices.between(*reading.tokens_of(last.content)) if c.kind == "noun"]
        named = next((c.span for c in plurals if c.case == "nominative"), None)
        return replace(report, speaker=named, via=(*last.via, named)) if named else report
    at, _ = reading.tokens_of(report.cue)
    is_named = speaker.start > max(last.content.start, last.cue.start)  # here, and not in a sentence before
    if is_named and any(token.text in speakers.told for token in reading.tokens[max(0, at - _TOLD) : at]):
        return replace(report, via=(*last.via, *report.via))
    return report


def chain_to(reading: Reading, speaker: Span | None, low: int, cue: Cue) -> tuple[Span, ...]:
    """Return the media through which the speaker is heard, outermost first, and the speaker."""
    cited = _cited(reading, low, cue.first)
    if speaker is None or (cited is not None and reading.is_origin(speaker)):
        return (cited,) if cited is not None else ()
    links = _interviewers(reading, low, cue.first) + [
        credit.span
        for credit in reading.credits_in(Span(reading.starts[low], reading.starts[cue.first]))
        if not credit.span.meets(speaker)
        and not reading.is_origin(credit.span)
        and _case_of(reading, credit.span) == "objective"
        and (cited is None or not credit.span.meets(cited))
    ]
    links = list(dict.fromkeys(links))
    return (*links, speaker) if cited is None or cited.meets(speaker) else (*links, speaker, cited)


def medium_behind(reading: Reading, first: int, end: int) -> tuple[int, Span] | None:
    """Return the comma behind which a sentence only names the medium that reports it, and the medium."""
    comma = next(
        (n for n in range(end - 1, max(first + 1, end - _CITED), -1) if reading.tokens[n].text == ","), 0
    )
    near = reading.cues[bisect_left(reading.cue_starts, comma + 1) :][:1] if comma else ()
    for cue in near:
        if cue.voice != "active" or cue.respectful or "said" not in cue.traits or cue.end > end:
            continue
        around = Span(reading.starts[comma], reading.tokens[end - 1].end)
        media = [
            credit.span
            for credit in reading.credits_in(around)
            if _case_of(reading, credit.span) == "nominative"
        ]
        if len(media) != 1:
            continue
        at, behind = reading.tokens_of(media[0])
        is_last = cue.first == comma + 1 and all(token.kind == "mark" for token in reading.tokens[behind:end])
        is_next = behind == cue.first and all(token.kind == "mark" for token in reading.tokens[cue.end : end])
        if at >= comma and (is_last or is_next):
            return comma, media[0]
    return None


def through(reading: Reading, report: Report, medium: Span) -> Report:
    """Return a report that is heard through a medium, unless the whole article rests on it."""
    if reading.is_origin(medium) or medium in report.via:
        return report
    return replace(report, via=(medium, *report.via))


def cited_before(reading: Reading, low: int, at: int, speaker: Span) -> tuple[Span, ...]:
    """Return the chain of a noun for what a speaker says: with whom he quotes, where he quotes somebody."""
    cited = _cited(reading, low, at)
    return (speaker,) if cited is None or cited.meets(speaker) else (speaker, cited)


def _interviewers(reading: Reading, first: int, end: int) -> list[Span]:
    """Return the medium that is no declared source, where an interview was given to it."""
    told = reading.table.media.given
    return [
        c.span
        for c in reading.voices.between(first, end)
        if c.kind == "ORG"
        and c.case == "objective"
        and ([t.text for t in reading.tokens[c.end : c.end + 2]] in told or _is_medium(reading, first, c))
    ]


def _is_medium(reading: Reading, first: int, body: Candidate) -> bool:
    """Say whether a common noun for a medium stands before a name, or is a part of it."""
    generic = reading.table.media.nouns
    if body.first > first and reading.tokens[body.first - 1].text in generic:
        return True
    return any(
        stem.text in generic
        for token in reading.tokens[body.first : body.end]
        for stem in stems(token.text, reading.code)
    )


def _cited(reading: Reading, first: int, end: int) -> Span | None:
    """Return on whose word something is told: *quoting the police*."""
    for at in range(first + 1, end):
        if reading.tokens[at].text not in reading.table.media.citing:
            continue
        near = [c for c in reading.voices.between(max(first, at - _CITED), at) if at - c.end <= 1]
        if near and near[-1].case in ("genitive", "objective"):
            return near[-1].span
        if has_case(reading, at - 1, "genitive") or has_case(reading, at - 1, "objective"):
            return phrase_before(reading, first, at)
    return None


def _case_of(reading: Reading, span: Span) -> str:
    first, end = reading.tokens_of(span)
    named = [c for c in reading.voices.between(first, end + _ENDING) if c.span.meets(span)]
    return named[-1].case if named else "nominative"
