"""Rebuttals: whose words an event denies, where its own sentence does not say it."""

from msgspec.structs import replace

from shutro.annotate.frames import Roles
from shutro.annotate.triggerwords import table
from shutro.annotate.unsaid import Told
from shutro.model import Doc, Span

_NEAR = 120  # code points back to the words that are denied


def rebutted(event: Told, roles: Roles, doc: Doc, code: str) -> Roles:
    """Return the roles with the one who spoke last before as the patient of a denial by somebody else."""
    if event.mode not in table(code).rebuttals or roles.patients or not roles.agents:
        return roles
    start = event.sentence.tokens[event.trigger.first].start
    meant = {reference.span: reference.mention for reference in doc.references}
    named = {(meant.get(span) or span).of(doc.text) for span in roles.agents}
    for quote in reversed(doc.quotes):
        speaker = quote.speaker
        if speaker is None or speaker.start >= start or quote.span.start >= start:
            continue
        if start - quote.span.end > _NEAR:
            return roles
        if not _is_one_of(meant.get(speaker) or speaker, doc.text, named):
            return replace(roles, patients=(speaker,))
    return roles


def _is_one_of(speaker: Span, text: str, named: set[str]) -> bool:
    words = speaker.of(text)
    return any(words in name or name in words for name in named)
