"""Which of the voices of an article are the subject of a verb, or own a noun."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from shutro.annotate.speakers import Candidate, Voices
from shutro.annotate.speakerwords import bare_noun
from shutro.languages.folder import read
from shutro.languages.schema.quotes import QuoteTable
from shutro.model import Span

_WIDEST = 6  # words of a name or of a short form in parentheses
_NEAR = 5  # tokens between a speaker and the writing he issued
_NAMED = frozenset(("PER", "ORG", "LOC", "medium"))
_THING = "MISC"  # weapons and works say nothing
_BODIES = frozenset(("ORG", "medium"))
_PERSONS = frozenset(("PER", "reference", "pronoun", "role", "noun"))


def subject_before(voices: Voices, first: int, end: int, *, respectful: bool) -> Span | None:
    """Return the nearest nominative in the tokens before a verb; an honoured person before a thing."""
    able = [
        c for c in voices.between(first, end) if c.case == "nominative" and not _is_withheld(voices, c, end)
    ]
    # A place behind a body stands with what it names: *the ministry asked that the Rafah crossing be opened*.
    bodies = [at for at, c in enumerate(able) if c.kind in _BODIES]
    if bodies and not respectful and able[-1].kind == "LOC" and able[-1].end < end:
        return _joined(voices, able, bodies[-1])
    for at in range(len(able) - 1, -1, -1):
        if not respectful or (able[at].kind in _PERSONS and not _is_body(voices, able[at])):
            return _joined(voices, able, at)
    return _joined(voices, able, len(able) - 1) if able else _short_form(voices, first, end)


def _short_form(voices: Voices, first: int, end: int) -> Span | None:
    """Return the name in parentheses right before a verb: *the peace force of the UN (UNIFIL) said*."""
    at = bisect_left(voices.starts, end) - 1
    if end - 1 <= first or voices.tokens[end - 1].text != ")" or at < 0:
        return None
    inner = voices.candidates[at]
    is_alone = (
        inner.end == end - 1 and inner.first - 1 >= first and voices.tokens[inner.first - 1].text == "("
    )
    return inner.span if is_alone and inner.kind in _BODIES else None


def _is_body(voices: Voices, candidate: Candidate) -> bool:
    """Say whether a candidate is a plain noun for a body."""
    if candidate.kind != "noun":
        return False
    noun = bare_noun(voices.tokens[candidate.end - 1].text, voices.code)
    return noun in read(voices.code, "quotes", QuoteTable).speakers.bodies


def _joined(voices: Voices, able: Sequence[Candidate], last: int) -> Span:
    """Return the span of a name together with those of its kind that are joined to it: A and B said."""
    joins = read(voices.code, "quotes", QuoteTable).joins
    first = last
    while first and able[first].kind == able[first - 1].kind in _NAMED:
        between = voices.tokens[able[first - 1].end : able[first].first]
        if len(between) != 1 or between[0].text not in joins:
            break
        first -= 1
    return Span(able[first].span.start, able[last].span.end)


def subject_after(voices: Voices, first: int, end: int, *, respectful: bool) -> Span | None:
    """Return the nominative after a verb: the name that a role introduces, else the first."""
    able = [
        c for c in voices.between(first, end) if c.case == "nominative" and not _is_withheld(voices, c, end)
    ]
    if respectful:
        for candidate in able:
            if candidate.kind == "PER":
                return candidate.span
    for candidate, following in pairwise(able):
        if candidate.kind != "noun":
            break
        if following.first == candidate.end:
            return following.span
    return able[0].span if able else None


def owner_before(voices: Voices, first: int, at: int) -> Span | None:
    """Return the genitive nearest before the token `at`, else a bare name that stands right before it.

    A short form in parentheses between the two is passed over.
    """
    behind = at
    if at - 1 > first and voices.tokens[at - 1].text == ")":
        behind = next(
            (n for n in range(at - 1, max(first, at - _WIDEST), -1) if voices.tokens[n].text == "("), at
        )
    near = [
        c for c in voices.between(max(first, behind - _NEAR - _WIDEST), behind) if behind - c.end <= _NEAR
    ]
    for candidate in reversed(near):
        if candidate.kind == "LOC" and behind - candidate.end > 1:
            continue
        if candidate.case == "genitive" or (candidate.case == "nominative" and candidate.end == behind):
            return candidate.span
    return None


def body_in(voices: Voices, first: int, end: int) -> Span | None:
    """Return the last body in the nominative, which may have issued a writing."""
    bodies = [c for c in voices.between(first, end) if c.kind in _BODIES and c.case == "nominative"]
    return bodies[-1].span if bodies else None


def _is_withheld(voices: Voices, candidate: Candidate, end: int) -> bool:
    """Say whether the candidate is a thing, or the word behind it keeps it from being a subject."""
    if candidate.kind == _THING or _is_shared(voices, candidate, end):
        return True
    if candidate.end >= end:
        return False
    table = read(voices.code, "quotes", QuoteTable)
    word = voices.tokens[candidate.end].text
    if word in table.speakers.called and candidate.end + 2 == end and candidate.kind == "PER":
        return False  # *one named Rahim writes*
    return word in table.withheld or word in table.accords or word in table.represented


def _is_shared(voices: Voices, candidate: Candidate, end: int) -> bool:
    """Say whether a name is joined to one right behind it that bears the ending of both: *of Nepal and Bhutan*."""
    at = bisect_left(voices.starts, candidate.end)
    if candidate.kind not in _NAMED or at >= len(voices.candidates):
        return False
    following = voices.candidates[at]
    joins = read(voices.code, "quotes", QuoteTable).joins
    is_next = following.first == candidate.end + 1 and voices.tokens[candidate.end].text in joins
    return (
        is_next and following.end < end and following.kind == candidate.kind and following.case == "genitive"
    )
