"""Where the content of a cue stands: before it, in the genitive, between marks, or behind it."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from shutro.annotate.cues import Cue
from shutro.annotate.marks import Marked
from shutro.annotate.reading import (
    ENDS,
    REACH,
    Reading,
    content_start,
    has_case,
    has_verb,
    is_clause,
    is_hyphen,
    is_marked,
    offset_of,
    opens_mark,
)
from shutro.annotate.speakerwords import noun_case
from shutro.annotate.subjects import subject_after, subject_before
from shutro.annotate.verbs import forms
from shutro.model import QuoteKind, Span

_TELLING = 5  # letters of a matter that stands without a pointing word
_LEAST = 2  # tokens of a genitive that is content
_APART = 4  # tokens from a pause to a cue with a word for when between them
_SPEAKING = ("PER", "ORG", "noun", "pronoun", "reference")
_BREAKS = frozenset(",—–-")
_JOINTS = frozenset("-–")
_CLOSING = 14  # tokens behind a cue that may name who closes the sentence
_TAIL = 7  # tokens of a speaker between a clause and the cue behind it


def content_before(
    reading: Reading, cue: Cue, low: int, marks: Sequence[Marked]
) -> tuple[Span | None, QuoteKind, int]:
    """Return the content that stands before a cue, its kind, and the token after which the speaker stands."""
    start = offset_of(reading, low)
    inside = [m for m in marks if start <= m.outer.start and m.outer.end <= reading.starts[cue.first]]
    clause = clause_before(reading, cue, low)
    if inside and leads_to(reading, inside[-1], cue):
        opening, behind = reading.tokens_of(inside[-1].outer)
        if clause is None or clause <= behind:
            return _marked_content(reading, inside[-1], opening, behind, low)
    if clause is not None:
        return reading.span(content_start(reading, low), clause), "indirect", clause
    if "nominal" in cue.traits or "confirm" in cue.traits:
        return _genitive_content(reading, cue, low)
    return None, "indirect", low


def _says_who(reading: Reading, at: int, end: int) -> bool:
    """Say whether the words from a token on are another cue and its subject alone: *we want this, says he*."""
    near = bisect_left(reading.cue_starts, at)
    cue = reading.cues[near] if near < len(reading.cues) else None
    if cue is None or cue.first != at or not cue.plain or "said" not in cue.traits or cue.end >= end:
        return False
    return "heard" not in cue.traits and closing_subject(reading, cue) is not None


def clause_before(reading: Reading, cue: Cue, low: int) -> int | None:
    """Return the comma or dash near a cue that ends a whole clause."""
    for at in range(cue.first - 1, max(low, cue.first - REACH), -1):
        if _is_break(reading, at) and _is_told(reading, cue, low, at):
            return at
    return cue.first if _runs_into(reading, cue, low) else None


def _is_break(reading: Reading, at: int) -> bool:
    """Say whether a comma or dash stands at a token that joins no two words."""
    text = reading.tokens[at].text
    is_joint = text in _JOINTS and reading.tokens[at - 1].kind == "word" and is_hyphen(reading, at)
    return text in _BREAKS and not is_joint


def _runs_into(reading: Reading, cue: Cue, low: int) -> bool:
    """Say whether a clause runs into a verb of saying whose subject ends the sentence: *all is well says he*."""
    if not cue.plain or not cue.respectful or cue.first - low <= _LEAST or cue.end >= len(reading.tokens):
        return False
    if not is_clause(reading, low, cue.first) or not _has_subject_behind(reading, cue):
        return False
    if any(c.end == cue.first for c in reading.voices.between(low, cue.first)):
        return False  # a name may look like a verb: হাসান
    return any(token.text in ENDS for token in reading.tokens[cue.end + 1 : cue.end + _TAIL + 1])


def _is_told(reading: Reading, cue: Cue, low: int, at: int) -> bool:
    """Say whether the words before a pause are a clause; right before a cue the verb need not close it."""
    if is_clause(reading, low, at):
        return True
    if "said" not in cue.traits or cue.voice != "active" or at - low <= _LEAST or cue.first - at > _APART:
        return False
    if at + 1 == cue.first and reading.tokens[at].text != ",":
        return True
    between = reading.voices.between(at + 1, cue.first)
    if any(c.case == "nominative" for c in between):
        return False
    return has_verb(reading, low, at) or _has_subject_behind(reading, cue)


def _has_subject_behind(reading: Reading, cue: Cue) -> bool:
    """Say whether the words behind a cue begin with a name or noun that is its subject."""
    behind = reading.voices.between(cue.end, cue.end + REACH)
    return any(
        c.case == "nominative" and c.kind in _SPEAKING and c.first - cue.end <= _TAIL for c in behind[:2]
    )


def _marked_content(
    reading: Reading, marked: Marked, opening: int, behind: int, low: int
) -> tuple[Span | None, QuoteKind, int]:
    start = content_start(reading, low)
    if opening - start <= 1:
        return marked.span, "direct", behind
    if behind - opening <= 3:
        return (marked.span, "direct", low) if is_labelled(reading, opening) else (None, "indirect", low)
    if "," in (reading.tokens[behind].text, reading.tokens[behind - 2].text):
        return reading.span(start, behind), "indirect", behind
    return marked.span, "direct", low


def _genitive_content(reading: Reading, cue: Cue, low: int) -> tuple[Span | None, QuoteKind, int]:
    """Return the words in the genitive that a noun of saying takes, as in *a call for talks*."""
    end, none = cue.first, (None, "indirect", low)
    if "confirm" in cue.traits and end - 2 > low and reading.tokens[end - 1].text in reading.table.matters:
        end -= 1
    while end - 1 > low and _is_told_to(reading, end - 1):
        named = reading.voices.between(max(low, end - 4), end)
        end = named[-1].first if named and named[-1].end == end else end - 1
    if (
        end - 1 <= low
        or reading.tokens[end - 1].text in reading.table.adverbs
        or not (
            has_case(reading, end - 1, "genitive")
            or reading.tokens[end - 1].text in reading.table.purposes
            or any(form.tense == "infinitive" for form in forms(reading.tokens[end - 1].text, reading.code))
        )
    ):
        return none  # type: ignore[return-value]
    start = low
    subject = subject_before(reading.voices, low, end - 1, respectful=cue.respectful)
    if closing_subject(reading, cue) is not None:
        subject = None
    if subject is not None and cue.voice == "active" and reading.tokens_of(subject)[1] <= end - 1:
        start = max(low, reading.tokens_of(subject)[1])
    start = _behind_clause(reading, _behind_scene(reading, start, end), end)
    content = reading.span(content_start(reading, start), cue.first if "confirm" in cue.traits else end)
    return (content, "indirect", low) if content is not None and end - start >= _LEAST else none  # type: ignore[return-value]


def _behind_clause(reading: Reading, start: int, end: int) -> int:
    """Return the token behind a clause that a conjunction joins to a demand: *met and (proposed to invest)*."""
    for at in range(end - _LEAST - 1, start, -1):
        if reading.tokens[at].text in reading.table.joins and is_clause(reading, start, at):
            return at + 1
    return start


def closing_subject(reading: Reading, cue: Cue) -> Span | None:
    """Return who is named behind a cue at the very end of a sentence: *an inquiry, demands he*."""
    stop = next(
        (at for at in range(cue.end, min(cue.end + _CLOSING, len(reading.tokens))) if _ends(reading, at)), 0
    )
    if (
        cue.voice != "active"
        or "heard" in cue.traits
        or stop <= cue.end
        or has_verb(reading, cue.end - 1, stop)
    ):
        return None
    if any(token.text in "," for token in reading.tokens[cue.end : stop]):
        return None
    return subject_behind(reading, cue, stop)


def subject_behind(reading: Reading, cue: Cue, stop: int) -> Span | None:
    """Return who is named between a cue and a token; a single word may be the end of a name told before."""
    named = subject_after(reading.voices, cue.end, stop, respectful=cue.respectful)
    is_single = (
        cue.respectful and stop - cue.end in (1, 2) and (stop == cue.end + 1 or _ends(reading, stop - 1))
    )
    return named or (reading.voices.named_in_part(cue.end) if is_single else None)


def _ends(reading: Reading, at: int) -> bool:
    """Say whether a token closes its sentence."""
    return reading.tokens[at].text in ENDS and reading.tokens[at].text != "."


def _is_told_to(reading: Reading, at: int) -> bool:
    """Say whether a word names to whom a demand is put: in the objective, or persons in the genitive."""
    word = reading.tokens[at].text
    if has_case(reading, at, "objective"):
        return True
    return word.endswith(reading.table.nominals.whose) and noun_case(word, reading.code) == "genitive"


def is_labelled(reading: Reading, opening: int) -> bool:
    """Say whether the words in marks from a token on say what somebody calls the one named before them."""
    word = reading.tokens[opening - 1].text if opening else ""
    return word in reading.table.labelled or (
        has_case(reading, opening - 1, "objective") if opening else False
    )


def _behind_scene(reading: Reading, start: int, end: int) -> int:
    """Return the token behind the words that set the scene of a demand: *over the killing*, *at a rally*."""
    for at in range(end - _LEAST - 1, start, -1):
        word = reading.tokens[at].text
        if word in reading.table.scenes or any(
            form.tense == "conjunctive" and form.verb in reading.table.saying
            for form in forms(word, reading.code)
        ):
            return at + 1
    return start


def leads_to(reading: Reading, marked: Marked, cue: Cue) -> bool:
    """Say whether marked words stand near enough before a cue to be its content."""
    return 0 <= cue.first - reading.tokens_of(marked.outer)[1] <= REACH


def points_back(reading: Reading, cue: Cue, low: int) -> bool:
    """Say whether the words before the cue stand for what was told before, as in *gave this information*."""
    if names_matter(reading, cue, low):
        return True
    words = {token.text for token in reading.tokens[max(low, cue.first - 3) : cue.first + 1]}
    return "confirm" in cue.traits and any(
        len(word) > _TELLING and word in reading.table.matters for word in words
    )


def names_matter(reading: Reading, cue: Cue, low: int) -> bool:
    """Say whether the words before the cue are *this matter*, *such a claim*."""
    words = [token.text for token in reading.tokens[max(low, cue.first - 3) : cue.first + 1]]
    return not reading.table.told.isdisjoint(words) or any(
        first in reading.table.itself and second in reading.table.matters for first, second in pairwise(words)
    )


def skip_fillers(reading: Reading, at: int, end: int) -> int:
    """Return the token behind words between a cue and its conjunction, `at` where there is no conjunction."""
    start = at
    while at < end and reading.tokens[at].text in reading.table.fillers:
        at += 1
    return at if at < end and reading.tokens[at].text in reading.table.conjunctions else start


def is_bare_content(reading: Reading, cue: Cue, low: int, at: int, end: int) -> bool:
    """Say whether a clause follows the cue with nothing between them."""
    is_word = at < end and reading.tokens[at].kind != "mark"
    is_word = is_word and reading.tokens[at].text not in reading.table.complementizers
    return is_word and cue.first > low and end - at > 3 and is_clause(reading, at, end)


def may_follow(reading: Reading, cue: Cue, low: int, at: int, end: int, marks: Sequence[Marked]) -> bool:
    """Say whether the words after the cue's comma are its content, not those before it."""
    if end - at < 2 or reading.tokens[at].text in reading.table.contrasts or _says_who(reading, at, end):
        return False
    is_behind_clause = (
        clause := clause_before(reading, cue, low)
    ) is not None and cue.first - clause <= _TAIL
    if not is_behind_clause:
        return True
    if not is_clause(reading, at, end) and not opens_mark(reading, at, marks):
        return False
    near = bisect_left(reading.cue_starts, at)
    return not any(
        at <= c.first < end and not is_marked(reading.starts[c.first], marks)
        for c in reading.cues[near : near + 3]
    )
