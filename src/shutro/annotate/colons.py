"""Speech behind a colon that no verb of saying announces: *Karim praised the keeper: “…”*."""

from shutro.annotate.reading import Reading, Report
from shutro.annotate.subjects import subject_before
from shutro.model import Span

_LEAST = 3  # tokens of speech
_REST = 2  # tokens of marks behind speech that ends a sentence


def after_colon(reading: Reading, first: int, end: int) -> list[Report]:
    """Return the report of words in marks that end a sentence behind a colon and the person who speaks."""
    if end - first <= _LEAST:
        return []
    last = Span(reading.starts[first], reading.tokens[end - 1].end)
    for marked in reading.marks_in(last)[-1:]:
        opening, closing = reading.tokens_of(marked.outer)
        colon = opening - 1
        if colon <= first or reading.tokens[colon].text != ":":
            return []
        if closing - opening < _LEAST + _REST or end - closing > _REST:
            return []
        speaker = subject_before(reading.voices, first, colon, respectful=True)
        named = reading.voices.between(*reading.tokens_of(speaker)) if speaker is not None else ()
        if speaker is not None and any(c.kind in ("PER", "reference") for c in named):
            cue = Span(reading.tokens[colon].start, reading.tokens[colon].end)
            return [Report(marked.span, "direct", speaker, cue, (speaker,))]
    return []
