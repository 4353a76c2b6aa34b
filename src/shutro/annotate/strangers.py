"""Strangers: pronouns in somebody's own words that seem to stand for himself, and so for somebody else."""

from bisect import bisect_right

from shutro.model import Doc, Quote, Span
from shutro.text.normalize import compose


def find_strangers(doc: Doc) -> frozenset[Span]:
    """Return the pronouns in direct speech that were taken for its speaker: *he*, where he would say *I*."""
    spoken = sorted(
        (quote for quote in doc.quotes if quote.kind == "direct" and quote.speaker is not None),
        key=lambda quote: quote.span,
    )
    if not spoken:
        return frozenset()
    starts = [quote.span.start for quote in spoken]
    known = {reference.span: reference.mention for reference in doc.references}
    found: set[Span] = set()
    for reference in doc.references:
        at = bisect_right(starts, reference.span.start) - 1
        if reference.mention is None or reference.role is not None or at < 0:
            continue
        if reference.span.within(spoken[at].span) and _is_speaker(doc, reference.mention, spoken[at], known):
            found.add(reference.span)
    return frozenset(found)


def _is_speaker(doc: Doc, person: Span, quote: Quote, known: dict[Span, Span | None]) -> bool:
    """Say whether a name is that of the speaker, or a part of it."""
    if quote.speaker is None:
        return False
    speaker = known.get(quote.speaker) or quote.speaker
    one, other = (set(compose(span.of(doc.text)).split()) for span in (person, speaker))
    return one <= other or other <= one
