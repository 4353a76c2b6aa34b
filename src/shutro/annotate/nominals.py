"""Nouns for what somebody says: *the claim of the police*, before the content or behind it."""

from bisect import bisect_left

from shutro.annotate.marks import Marked
from shutro.annotate.reading import (
    ENDS,
    PAUSES,
    Reading,
    Report,
    clause_start,
    complementizer_before,
    has_case,
    has_verb,
    is_clause,
    is_hyphen,
    phrase_before,
)
from shutro.annotate.subjects import owner_before
from shutro.model import Span

_OWNER = 10  # tokens behind a noun in which its owner stands
_BARE = 3  # tokens of content that has no verb
_SPOKEN = 600  # code points of a speech that a noun closes
_OPENING = 8  # tokens that open a sentence with the owner of a noun
_FAR = 18  # tokens before a noun without a conjunction


def is_nominal(reading: Reading, at: int, end: int) -> bool:
    """Say whether the token is a noun for what somebody says, in a place where it reports."""
    nominals, tokens = reading.table.nominals, reading.tokens
    word = tokens[at].text
    behind = _behind_copula(reading, at, end)
    following = tokens[behind].text if behind < end else "।"
    paused = following in ENDS or (following in PAUSES and not is_hyphen(reading, behind))
    if word in nominals.alone:
        return not _is_occasion(reading, at, end)
    if word in reading.table.accords:
        return paused and at - 1 in reading.writings_at
    if word in nominals.near:
        return (paused or following in reading.table.hedges) and _is_owned(reading, at)
    return word in nominals.comma and (paused or _is_led(reading, at))


def _is_occasion(reading: Reading, at: int, end: int) -> bool:
    """Say whether a noun only tells where somebody said what follows: *in the chairman's speech Karim says, …*."""
    if reading.tokens[at].text not in reading.table.nominals.occasions:
        return False
    pause = next((n for n in range(at + 1, end) if reading.tokens[n].text in PAUSES), end)
    near = reading.cues[bisect_left(reading.cue_starts, at + 1) : bisect_left(reading.cue_starts, pause)]
    return any(cue.voice == "active" and "said" in cue.traits for cue in near)


def _behind_copula(reading: Reading, at: int, end: int) -> int:
    """Return the token behind a noun, or behind the *was* between it and a pause."""
    is_copula = at + 2 < end and reading.tokens[at + 1].text in reading.table.nominals.copulas
    return at + 2 if is_copula and reading.tokens[at + 2].text in PAUSES else at + 1


def _is_owned(reading: Reading, at: int) -> bool:
    return (
        has_case(reading, at - 1, "genitive")
        or owner_before(reading.voices, max(0, at - _OWNER), at) is not None
    )


def nominal_reports(reading: Reading, at: int, low: int, end: int) -> list[Report]:
    """Return the report of a noun for what somebody says."""
    cue = Span(reading.tokens[at].start, reading.tokens[at].end)
    if at == low:
        return _unowned(reading, at, end, cue)
    if _is_led(reading, at):
        return _content_led(reading, at, low, end, cue)
    before = complementizer_before(reading, low, at)
    speaker = owner_before(reading.voices, low if before is None else before, at)
    speaker = speaker or _unknown_owner(reading, low if before is None else before + 1, at, end)
    if speaker is None and reading.tokens[at].text in reading.table.accords:
        speaker = reading.memory.issuer
    if speaker is None or (before is None and at - low > _FAR):
        return []
    if before is not None:
        return _indirect(reading, clause_start(reading, low, before), before, cue, speaker)
    behind = _behind_copula(reading, at, end)
    if behind >= end or reading.tokens[behind].text in ENDS:
        return _content_paused(reading, low, cue, speaker)
    told = (
        reading.tokens[behind].kind == "mark" or reading.tokens[at].text not in reading.table.nominals.comma
    )
    if not has_verb(reading, behind, end) and (end - at <= _BARE or not told):
        return []
    content = reading.span(behind, end)
    if content is None:
        return []
    for marked in reading.marks_in(Span(content.start, min(len(reading.text), content.end + 2))):
        if marked.outer.start <= content.start and content.end <= marked.outer.end + 1:
            return [Report(marked.span, "direct", speaker, cue, (speaker,))]
    return [Report(content, "indirect", speaker, cue, (speaker,))]


def _unowned(reading: Reading, at: int, end: int, cue: Span) -> list[Report]:
    """Return the report of a noun that opens a sentence and has no owner: *complaint: nothing was done*."""
    behind = reading.tokens[at + 1].text if at + 1 < end else ""
    is_led_on = behind in PAUSES or behind in reading.table.hedges
    if reading.tokens[at].text not in reading.table.nominals.unowned or not has_verb(reading, at + 1, end):
        return []
    if not is_led_on:
        return []  # *denying the complaint, he said …*
    content = reading.span(at + 1, end)
    return [Report(content, "indirect", None, cue, ())] if content is not None else []


def _unknown_owner(reading: Reading, first: int, at: int, end: int) -> Span | None:
    """Return the words in the genitive that open a sentence before the noun, where they name nobody known."""
    if (
        at - first > _OPENING
        or not has_case(reading, at - 1, "genitive")
        or reading.tokens[at - 1].kind != "word"
    ):
        return None
    nominals, word = reading.table.nominals, reading.tokens[at].text
    if word not in nominals.alone and not has_verb(reading, at + 1, end):
        return None
    phrase = phrase_before(reading, first, at)
    is_person = word in nominals.personal or reading.tokens[at - 1].text.endswith(nominals.whose)
    return phrase if is_person or phrase.start < reading.starts[at - 1] else None


def _is_led(reading: Reading, at: int) -> bool:
    """Say whether the noun stands right behind a conjunction or pause, as in *that, the claim of the police*."""
    table, before = reading.table, at - 1
    while before > 0 and reading.tokens[before].text in table.itself:
        before -= 1
    word = reading.tokens[before].text if before >= 0 else ""
    return word in table.complementizers or word in PAUSES or _closed_before(reading, at) is not None


def _closed_before(reading: Reading, at: int) -> Marked | None:
    """Return the words in marks that end right before a token."""
    if at < 1 or reading.tokens[at - 1].kind != "mark":
        return None
    near = reading.marks_in(Span(max(0, reading.starts[at] - _SPOKEN), reading.starts[at]))
    return near[-1] if near and near[-1].outer.end == reading.tokens[at - 1].end else None


def _content_led(reading: Reading, at: int, low: int, end: int, cue: Span) -> list[Report]:
    """Return the report of a noun whose owner stands behind it, at the end of the clause."""
    stop = next((n for n in range(at + 1, end) if reading.tokens[n].text in ENDS or n == end - 1), end)
    stop += stop == end - 1 and reading.tokens[stop].kind == "word"
    border = next(
        (n for n in range(at - 1, low, -1) if reading.tokens[n].text not in reading.table.itself), low
    )
    if border == low or stop > at + 1 + _OWNER:
        return []
    start = clause_start(reading, low, border)
    is_alone = stop == at + 1 or reading.tokens[at + 1].text == ","
    if is_alone and reading.tokens[border].text in reading.table.complementizers:
        return _indirect(reading, start, border, cue, None)
    owners = [c for c in reading.voices.between(at + 1, stop) if c.case == "genitive"]
    named = [c for c in owners if c.kind in ("PER", "ORG", "LOC", "medium")]
    if not owners or not (owners[-1].end == stop or has_case(reading, stop - 1, "genitive")):
        return []
    speaker, closed = (named or owners)[-1].span, _closed_before(reading, at)
    if closed is not None:
        return [Report(closed.span, "direct", speaker, cue, (speaker,))]
    return _indirect(reading, start, border, cue, speaker)


def _content_paused(reading: Reading, low: int, cue: Span, speaker: Span) -> list[Report]:
    """Return the report of content before a pause that only the owner and the noun stand behind."""
    first, _ = reading.tokens_of(speaker)
    for border in range(first - 1, max(low, first - 3), -1):
        if reading.tokens[border].text in PAUSES and is_clause(reading, low, border):
            return _indirect(reading, clause_start(reading, low, border), border, cue, speaker)
    return []


def _indirect(reading: Reading, first: int, end: int, cue: Span, speaker: Span | None) -> list[Report]:
    content, via = reading.span(first, end), (speaker,) if speaker is not None else ()
    if content is None:
        return []
    for marked in reading.marks_in(content):
        if marked.outer.start <= content.start and content.end <= marked.outer.end:
            return [Report(marked.span, "direct", speaker, cue, via)]
    return [Report(content, "indirect", speaker, cue, via)]
