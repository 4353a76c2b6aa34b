"""Reports of speech inside one sentence: cue, content and speaker."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from shutro.annotate.cues import Cue
from shutro.annotate.marks import Marked
from shutro.annotate.speakers import Voices, body_in, owner_before, subject_after, subject_before
from shutro.annotate.verbs import forms, negations
from shutro.languages.inflection import stems
from shutro.languages.schema.quotes import QuoteTable
from shutro.model import Credit, QuoteKind, Span
from shutro.text.tokens import Token

_REACH = 14  # tokens between content and cue
_TAIL = 7  # tokens of a speaker between a clause and the cue behind it
_FINITE = frozenset(
    ("present", "progressive", "was", "perfect", "pluperfect", "past", "habitual", "future", "imperative")
)
_PAUSES = frozenset(",:-–—;")
_ENDS = frozenset("।?!.॥")


@dataclass(frozen=True, slots=True)
class Report:
    """Content that a cue attributes; `open` where the next sentences may go on with it."""

    content: Span
    kind: QuoteKind
    speaker: Span | None
    cue: Span
    via: tuple[Span, ...]
    open: bool = False
    backward: bool = False  # the cue only points back: the content is what stood before


@dataclass(slots=True)
class Memory:
    """Who spoke last, and whose writing was last spoken of, while an article is read."""

    speaker: Span | None = None
    issuer: Span | None = None
    person: Span | None = None  # the one person whom a pronoun in the next report stands for


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with all that is needed to find reports in it."""

    text: str
    code: str
    tokens: Sequence[Token]
    starts: Sequence[int]
    marked: tuple[Marked, ...]
    cues: tuple[Cue, ...]
    voices: Voices
    credits: tuple[Credit, ...]
    table: QuoteTable
    memory: Memory = field(default_factory=Memory)

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """Return the first token of a span and the one after its last."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def marks_in(self, span: Span) -> tuple[Marked, ...]:
        """Return the marked words of a span that stand in no other marks of it."""
        found: list[Marked] = []
        at = bisect_left(self.marked, span.start, key=lambda marked: marked.outer.start)
        for marked in self.marked[at:]:
            if marked.outer.start >= span.end:
                break
            if marked.outer.end <= span.end and (not found or marked.outer.start >= found[-1].outer.end):
                found.append(marked)
        return tuple(found)

    def span(self, first: int, end: int) -> Span | None:
        """Return the span of tokens without marks of the sentence around them, None where no word is left."""
        while first < end and self.tokens[first].kind == "mark" and self.tokens[first].text not in "(‘“\"'«":
            first += 1
        while first < end and self.tokens[end - 1].text in _PAUSES | _ENDS:
            end -= 1
        return Span(self.tokens[first].start, self.tokens[end - 1].end) if first < end else None


def find_reports(reading: Reading, span: Span) -> list[Report]:
    """Return the reports of a sentence, in the order of their cues."""
    first, end = reading.tokens_of(span)
    marks = [m for m in reading.marks_in(span) if m.span.end - m.span.start > 2]
    found: list[Report] = _asked(reading, first, end)
    low = first
    for cue in _cues_between(reading, first, end, marks):
        if isinstance(cue, int):
            reports, behind = _nominal(reading, cue, low, end), cue + 1
        else:
            reports, behind = _reports(reading, cue, low, end, marks), cue.end
        for report in (_same_person(reading, report) for report in reports):
            found.append(_inside(found, report))
            _remember(reading, report, cue)
            low = behind
    return found


def _same_person(reading: Reading, report: Report) -> Report:
    """Return the report with the last speaker in place of a pronoun for one person."""
    person, speaker = reading.memory.person, report.speaker
    if person is None or speaker is None or speaker.of(reading.text) not in reading.table.speakers.singular:
        return report
    return replace(report, speaker=person, via=(*report.via[:-1], person))


def _inside(found: Sequence[Report], report: Report) -> Report:
    """Return a report that another's content holds with the chain of the other before its own."""
    for outer in reversed(found):
        if report.cue.within(outer.content) and report.speaker is not None:
            return replace(report, via=(*(link for link in outer.via if link not in report.via), *report.via))
    return report


def _remember(reading: Reading, report: Report, cue: Cue | int) -> None:
    memory = reading.memory
    if report.speaker is None:
        return
    memory.speaker = report.speaker
    if isinstance(cue, Cue) and cue.voice == "active":
        if cue.respectful:
            memory.person = report.speaker
        else:
            memory.issuer = report.speaker


def _asked(reading: Reading, first: int, end: int) -> list[Report]:
    """Return the indirect question that an answer in the sentence replies to."""
    table, tokens = reading.table, reading.tokens
    for at in range(first + 2, end - 2):
        if tokens[at].text in table.whether and tokens[at + 1].text in (*table.asking, *table.itself, ","):
            asking = [token for token in tokens[at + 1 : at + 4] if token.text in table.asking]
            content = reading.span(_opened(reading, first), at + 1)
            if asking and content is not None:
                return [Report(content, "indirect", None, Span(asking[0].start, asking[0].end), ())]
    return []


def _cues_between(reading: Reading, first: int, end: int, marks: Sequence[Marked]) -> list[Cue | int]:
    """Return the verbal cues, and the tokens of nominal ones, that stand outside the marks."""
    at = bisect_left(reading.cues, first, key=lambda cue: cue.first)
    found: list[Cue | int] = []
    for cue in reading.cues[at:]:
        if cue.first >= end:
            break
        if not _is_marked(reading.tokens[cue.end - 1].start, marks):
            found.append(cue)
    taken = {token for cue in found if isinstance(cue, Cue) for token in range(cue.first, cue.end)}
    nominal = [
        token
        for token in range(first + 1, end)
        if token not in taken
        and _is_nominal(reading, token, end)
        and not _is_marked(reading.starts[token], marks)
    ]
    return sorted([*found, *nominal], key=lambda cue: cue if isinstance(cue, int) else cue.first)


def _is_marked(offset: int, marks: Sequence[Marked]) -> bool:
    return any(marked.outer.start <= offset < marked.outer.end for marked in marks)


# --- nominal cues


def _is_nominal(reading: Reading, at: int, end: int) -> bool:
    """Say whether the token is a noun for what somebody says, in a place where it reports."""
    word = reading.tokens[at].text
    following = reading.tokens[at + 1].text if at + 1 < end else "।"
    nominals = reading.table.nominals
    if word in nominals.alone:
        return True
    if word in reading.table.accords and is_document(reading.tokens[at - 1].text, reading):
        return following in _PAUSES
    return word in nominals.comma and (following in _PAUSES or following in _ENDS)


def _nominal(reading: Reading, at: int, low: int, end: int) -> list[Report]:
    before = _complementizer(reading, low, at)
    speaker = owner_before(reading.voices, low if before is None else before, at)
    if speaker is None or (before is None and at - low > _REACH + 4):
        return []
    cue = Span(reading.tokens[at].start, reading.tokens[at].end)
    if before is not None:
        content = reading.span(_opened(reading, low), before)
        return [Report(content, "indirect", speaker, cue, (speaker,))] if content else []
    if at + 2 >= end or not _is_clause(reading, at + 1, end):
        return []
    return _after(reading, at + 1, end, cue, (speaker,), open_=False)


# --- verbal cues


def _reports(reading: Reading, cue: Cue, low: int, end: int, marks: Sequence[Marked]) -> list[Report]:
    before = _complementizer(reading, low, cue.first)
    if before is not None:
        report = _with_complementizer(reading, cue, low, before, end, marks)
        return [report] if report else []
    at = _skip_fillers(reading, cue.end, end)
    joined = reading.tokens[at].text if at < end else ""
    if joined in reading.table.conjunctions:
        return _forward(reading, cue, low, at + 1, end)
    if joined in _PAUSES and "said" in cue.traits and _may_follow(reading, cue, low, at + 1, end, marks):
        spoken = [
            m for m in marks if m.outer.start <= _start(reading, low) + 1 and _leads_to(reading, m, cue)
        ]
        both = _backward(reading, cue, low, at, marks) if spoken else []
        return both + _forward(reading, cue, low, at + 1, end)
    is_content = "said" in cue.traits and _is_bare_content(reading, cue, low, at, end)
    if at < end and (is_content or (cue.plain and _opens_mark(reading, at, marks))):
        return _forward(reading, cue, low, at, end)
    return _backward(reading, cue, low, end, marks)


def _leads_to(reading: Reading, marked: Marked, cue: Cue) -> bool:
    return 0 < cue.first - reading.tokens_of(marked.outer)[1] <= _REACH


def _cue_span(reading: Reading, cue: Cue) -> Span:
    return Span(reading.tokens[cue.first].start, reading.tokens[cue.end - 1].end)


def _with_complementizer(
    reading: Reading, cue: Cue, low: int, at: int, end: int, marks: Sequence[Marked]
) -> Report | None:
    """Return the report of content that stands before a conjunction, as in … বলে জানান তিনি."""
    start = _opened(reading, low)
    speaker = _speaker_beside(reading, cue, at + 1, end)
    if speaker is None and cue.voice == "active" and "heard" not in cue.traits:
        speaker, start = _leading(reading, start, at)
    chain = _chain(reading, speaker, low, cue)
    speaker = chain[-1] if chain else None
    if "label" in cue.traits:
        named = [m for m in marks if m.outer.end <= reading.tokens[at].start]
        if not named or reading.tokens[at].start - named[-1].outer.end > 2:
            return None
        return Report(named[-1].span, "direct", speaker, _cue_span(reading, cue), chain)
    content = reading.span(start, at)
    if content is None:
        return None
    whole = [m for m in marks if m.outer.start <= content.start and content.end <= m.outer.end]
    if whole:
        return Report(whole[0].span, "direct", speaker, _cue_span(reading, cue), chain)
    return Report(content, "indirect", speaker, _cue_span(reading, cue), chain)


def _speaker_beside(reading: Reading, cue: Cue, first: int, end: int) -> Span | None:
    """Return who speaks in the words before a cue, from `first`, or right after it."""
    if cue.voice == "passive" or "heard" in cue.traits:
        return _issuer(reading, first, cue.first) or _issuer(reading, cue.end, end)
    before = subject_before(reading.voices, first, cue.first, respectful=cue.respectful)
    if before is not None:
        return before
    behind = _clause_end(reading, cue.end, end)
    after = subject_after(reading.voices, cue.end, behind, respectful=cue.respectful)
    return after or _issuer(reading, first, cue.first)


def _leading(reading: Reading, start: int, at: int) -> tuple[Span | None, int]:
    """Return the subject that opens the sentence before its content, and where the content begins."""
    for candidate in reading.voices.between(start, min(at, start + _REACH)):
        if candidate.case == "nominative" and candidate.first - start <= 6:
            return candidate.span, candidate.end if candidate.end < at else start
    return reading.memory.speaker, start


def _forward(reading: Reading, cue: Cue, low: int, at: int, end: int) -> list[Report]:
    chain = _chain(reading, _speaker_before(reading, cue, low), low, cue)
    goes_on = cue.respectful and cue.plain and cue.open
    return _after(reading, at, end, _cue_span(reading, cue), chain, open_=goes_on)


def _speaker_before(reading: Reading, cue: Cue, low: int) -> Span | None:
    if cue.voice == "passive" or "heard" in cue.traits:
        return _issuer(reading, low, cue.first)
    found = subject_before(reading.voices, low, cue.first, respectful=cue.respectful)
    return found or _issuer(reading, low, cue.first) or reading.memory.speaker


def _after(
    reading: Reading, at: int, end: int, cue: Span, chain: tuple[Span, ...], *, open_: bool
) -> list[Report]:
    content = reading.span(at, _contrast(reading, at, end))
    if content is None:
        return []
    speaker = chain[-1] if chain else None
    for marked in reading.marks_in(Span(content.start, min(len(reading.text), content.end + 2))):
        if marked.outer.start <= content.start and content.end <= marked.outer.end + 1:
            return [Report(marked.span, "direct", speaker, cue, chain)]
    return [Report(content, "indirect", speaker, cue, chain, open=open_)]


def _backward(reading: Reading, cue: Cue, low: int, end: int, marks: Sequence[Marked]) -> list[Report]:
    content, kind, border = _content_before(reading, cue, low, marks)
    if content is None and not _points_back(reading, cue, low):
        return []
    speaker = _speaker_beside(reading, cue, border, end)
    if speaker is None and cue.voice == "active":
        lead = border if border > low else low
        speaker = (
            subject_before(reading.voices, low, lead, respectful=cue.respectful) or reading.memory.speaker
        )
    elif speaker is None and "nominal" in cue.traits:
        speaker = reading.memory.issuer
    chain = _chain(reading, speaker, border, cue)
    speaker, span = chain[-1] if chain else None, _cue_span(reading, cue)
    if content is not None:
        return [Report(content, kind, speaker, span, chain)]
    if speaker is None or _is_origin(reading, speaker):
        return []
    return [Report(span, "indirect", speaker, span, chain, backward=True)]


def _content_before(
    reading: Reading, cue: Cue, low: int, marks: Sequence[Marked]
) -> tuple[Span | None, QuoteKind, int]:
    """Return the content that stands before a cue, its kind, and the token after which the speaker stands."""
    start = _start(reading, low)
    inside = [m for m in marks if start <= m.outer.start and m.outer.end <= reading.starts[cue.first]]
    clause = _clause_before(reading, cue, low)
    if inside and _leads_to(reading, inside[-1], cue):
        opening, behind = reading.tokens_of(inside[-1].outer)
        if clause is None or clause <= behind:
            return _marked_content(reading, inside[-1], opening, behind, low)
    if inside and inside[-1].outer.end == reading.starts[cue.first]:
        return inside[-1].span, "direct", cue.first
    if clause is not None:
        return reading.span(_opened(reading, low), clause), "indirect", clause
    if "nominal" in cue.traits or "confirm" in cue.traits:
        return _genitive_content(reading, cue, low)
    return None, "indirect", low


def _clause_before(reading: Reading, cue: Cue, low: int) -> int | None:
    """Return the comma or dash near a cue that ends a whole clause."""
    for at in range(cue.first - 1, max(low, cue.first - _REACH), -1):
        if reading.tokens[at].text in ",—–-" and _is_clause(reading, low, at):
            return at
    return None


def _marked_content(
    reading: Reading, marked: Marked, opening: int, behind: int, low: int
) -> tuple[Span | None, QuoteKind, int]:
    start = _opened(reading, low)
    if opening - start <= 1:
        return marked.span, "direct", behind
    if behind - opening <= 3:
        return None, "indirect", low
    if "," in (reading.tokens[behind].text, reading.tokens[behind - 2].text):
        return reading.span(start, behind), "indirect", behind
    return marked.span, "direct", low


def _genitive_content(reading: Reading, cue: Cue, low: int) -> tuple[Span | None, QuoteKind, int]:
    """Return the words in the genitive that a noun of saying takes, as in … প্রত্যর্পণের আহ্বান জানান."""
    end, none = cue.first, (None, "indirect", low)
    if "confirm" in cue.traits and end - 2 > low and reading.tokens[end - 1].text in reading.table.matters:
        end -= 1
    while end - 1 > low and _has_case(reading, end - 1, "objective"):
        named = reading.voices.between(max(low, end - 4), end)
        end = named[-1].first if named and named[-1].end == end else end - 1
    if end - 1 <= low or not (
        _has_case(reading, end - 1, "genitive") or reading.tokens[end - 1].text in reading.table.purposes
    ):
        return none  # type: ignore[return-value]
    start = low
    subject = subject_before(reading.voices, low, end - 2, respectful=cue.respectful)
    if subject is not None and cue.voice == "active" and reading.tokens_of(subject)[1] < end - 2:
        start = reading.tokens_of(subject)[1]
    content = reading.span(_opened(reading, start), cue.first if "confirm" in cue.traits else end)
    return (content, "indirect", low) if content is not None and end - start > 2 else none  # type: ignore[return-value]


def _has_case(reading: Reading, at: int, case: str) -> bool:
    return any(stem.case == case for stem in stems(reading.tokens[at].text, reading.code))


def _points_back(reading: Reading, cue: Cue, low: int) -> bool:
    """Say whether the words before the cue stand for what was told before, as in এ তথ্য জানিয়েছেন."""
    table = reading.table
    words = [token.text for token in reading.tokens[max(low, cue.first - 3) : cue.first + 1]]
    for first, second in pairwise(words):
        if first in table.itself and second in table.matters:
            return True
    return (
        bool(set(words) & {matter for matter in table.matters if len(matter) > 5}) and "confirm" in cue.traits
    )


# --- who


def is_document(word: str, reading: Reading) -> bool:
    """Say whether the word, in any case, names a writing."""
    words = reading.table.documents.words
    return word in words or any(stem.text in words for stem in stems(word, reading.code))


def _issuer(reading: Reading, first: int, end: int) -> Span | None:
    """Return whose writing, or on whose behalf, something is said in the tokens `first` up to `end`."""
    table = reading.table
    for at in range(end - 1, first - 1, -1):
        word = reading.tokens[at].text
        if word in table.behalf or is_document(word, reading):
            owner = owner_before(reading.voices, first, at)
            if owner is not None:
                reading.memory.issuer = owner
                return owner
    for at in range(first, end):
        word = reading.tokens[at].text
        if word in table.documents.pronouns or is_document(word, reading):
            return reading.memory.issuer
    return None


def note_issuer(reading: Reading, span: Span) -> None:
    """Remember whose writing a sentence speaks of, for the sentences after it."""
    first, end = reading.tokens_of(span)
    for at in range(end - 1, first, -1):
        if is_document(reading.tokens[at].text, reading):
            owner = owner_before(reading.voices, first, at) or body_in(reading.voices, first, end)
            if owner is not None:
                reading.memory.issuer = owner
                return


def _chain(reading: Reading, speaker: Span | None, low: int, cue: Cue) -> tuple[Span, ...]:
    """Return the media through which the speaker is heard, outermost first, and the speaker."""
    if speaker is None:
        return ()
    first, last = reading.starts[low], reading.starts[cue.first]
    links: list[Span] = []
    for credit in reading.credits:
        if not first <= credit.span.start < last or credit.span.meets(speaker):
            continue
        case, behind = _case_of(reading, credit.span), reading.tokens_of(credit.span)[1]
        if case == "genitive" and reading.tokens[behind].text in reading.table.media.citing:
            return (credit.span,) if _is_origin(reading, speaker) else (speaker, credit.span)
        if case == "objective" and not _is_origin(reading, credit.span):
            links.append(credit.span)
    return (*links, speaker)


def _is_origin(reading: Reading, span: Span) -> bool:
    """Say whether the span names what the whole article rests on."""
    origins = {credit.source or credit.name for credit in reading.credits if credit.role == "origin"}
    return any(c.span.meets(span) and (c.source or c.name) in origins for c in reading.credits)


def _case_of(reading: Reading, span: Span) -> str:
    first, end = reading.tokens_of(span)
    for candidate in reading.voices.between(first, end):
        return candidate.case
    return "nominative"


# --- where


def _start(reading: Reading, at: int) -> int:
    """Return the offset at which a token begins."""
    return reading.tokens[at].start


def _complementizer(reading: Reading, low: int, at: int) -> int | None:
    for token in range(at - 1, max(low, at - _REACH) - 1, -1):
        if reading.tokens[token].text in reading.table.complementizers and token > low:
            return token
    return None


def _skip_fillers(reading: Reading, at: int, end: int) -> int:
    start = at
    while at < end and reading.tokens[at].text in reading.table.fillers:
        at += 1
    return at if at < end and reading.tokens[at].text in reading.table.conjunctions else start


def _opened(reading: Reading, at: int) -> int:
    """Return the token at which the content begins behind words that only open the sentence."""
    start = at
    while at < len(reading.tokens) - 1 and (
        reading.tokens[at].text in reading.table.openers or reading.tokens[at].text in _PAUSES | _ENDS
    ):
        at += 1
    return at if at - start <= 4 else start


def _clause_end(reading: Reading, at: int, end: int) -> int:
    for token in range(at + 1, end):
        if reading.tokens[token].text in _PAUSES | _ENDS and reading.tokens[token].text not in "-–.":
            return token
    return end


def _contrast(reading: Reading, at: int, end: int) -> int:
    for token in range(at + 2, end - 1):
        if reading.tokens[token].text == "," and reading.tokens[token + 1].text in reading.table.contrasts:
            return token
    return end


def _is_clause(reading: Reading, first: int, end: int) -> bool:
    """Say whether the tokens end in a finite verb."""
    at = end - 1
    while at > first and reading.tokens[at].kind == "mark":
        at -= 1
    word = reading.tokens[at].text
    if at - first < 1:
        return False
    return word in negations(reading.code) or any(form.tense in _FINITE for form in forms(word, reading.code))


def _opens_mark(reading: Reading, at: int, marks: Sequence[Marked]) -> bool:
    return any(marked.outer.start == reading.starts[at] for marked in marks)


def _is_bare_content(reading: Reading, cue: Cue, low: int, at: int, end: int) -> bool:
    is_word = at < end and reading.tokens[at].kind != "mark"
    return is_word and cue.first > low and end - at > 3 and _is_clause(reading, at, end)


def _may_follow(reading: Reading, cue: Cue, low: int, at: int, end: int, marks: Sequence[Marked]) -> bool:
    """Say whether the words after the cue's comma are its content, not those before it."""
    if end - at < 2:
        return False
    is_behind_clause = (
        clause := _clause_before(reading, cue, low)
    ) is not None and cue.first - clause <= _TAIL
    if not is_behind_clause:
        return True
    if not _is_clause(reading, at, end) and not _opens_mark(reading, at, marks):
        return False
    return not any(
        at <= c.first < end and not _is_marked(reading.starts[c.first], marks)
        for c in reading.cues[bisect_left(reading.cues, at, key=lambda c: c.first) :][:3]
    )
