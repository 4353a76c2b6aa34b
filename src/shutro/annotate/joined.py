"""Reports that a converb joins to a finite verb: *demanding an end to this, he said*."""

from bisect import bisect_left
from collections.abc import Sequence

from shutro.annotate.contents import content_before
from shutro.annotate.cues import Cue
from shutro.annotate.marks import Marked
from shutro.annotate.reading import (
    Reading,
    Report,
    clause_start,
    complementizer_before,
    content_start,
    is_clause,
    is_marked,
)
from shutro.annotate.subjects import subject_before
from shutro.model import Span

_LEAST = 2  # tokens of a clause


def joined_reports(
    reading: Reading, first: int, end: int, marks: Sequence[Marked], found: Sequence[Report]
) -> list[Report]:
    """Return the reports of the converbs among the tokens, whose speaker is the finite verb's."""
    reports: list[Report] = []
    low = first
    near, behind = (bisect_left(reading.joined_starts, at) for at in (first, end))
    for cue in reading.joined[near:behind]:
        main = next((report for report in found if _leads_to(reading, cue, report)), None)
        if main is None or is_marked(reading.starts[cue.first], marks):
            continue
        content = _content(reading, cue, low, marks, main)
        if content is not None and not any(content.meets(other.content) for other in found):
            span = Span(reading.tokens[cue.first].start, reading.tokens[cue.end - 1].end)
            reports.append(Report(content, "indirect", main.speaker, span, main.via))
        low = cue.end
    return reports


def is_joined_at(reading: Reading, at: int, end: int) -> bool:
    """Say whether the converb of a cue begins at a token and ends before another."""
    near = bisect_left(reading.joined_starts, at)
    return near < len(reading.joined) and reading.joined[near].first == at and reading.joined[near].end < end


def _leads_to(reading: Reading, cue: Cue, report: Report) -> bool:
    """Say whether a report's cue stands behind the converb, with nothing that is said between them."""
    if report.speaker is None or report.backward:
        return False
    at, _ = reading.tokens_of(report.cue)
    return at >= cue.end and not (
        cue.end <= reading.tokens_of(report.content)[0] < at and report.content.start < report.cue.start
    )


def _content(reading: Reading, cue: Cue, low: int, marks: Sequence[Marked], main: Report) -> Span | None:
    before = complementizer_before(reading, low, cue.first)
    border = before if before == cue.first - 1 else cue.first
    if border - low >= _LEAST and (before == border or is_clause(reading, low, border)):
        start = clause_start(reading, low, border)
        subject = subject_before(reading.voices, start, border, respectful=cue.respectful)
        if subject is not None and subject == main.speaker:
            start = content_start(reading, reading.tokens_of(subject)[1])
        return reading.span(start, border)
    if "nominal" in cue.traits:
        return content_before(reading, cue, low, marks)[0]
    return None
