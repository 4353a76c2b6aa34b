"""Rebuttals: whose words an event denies, and who is charged in them, where its own sentence does not say it."""

from collections.abc import Mapping, Sequence

from shutro.annotate.frames import Roles
from shutro.annotate.triggerwords import table
from shutro.annotate.unsaid import Told, playing
from shutro.model import Doc, Span

_NEAR = 120  # code points back to the words that are denied
_NEXT = 4  # words from a charge to what is answered


def rebutted(
    told: Sequence[Told], filled: Sequence[Roles], offices: Mapping[Span, Span], doc: Doc
) -> list[Roles]:
    """Return the roles: of a denial with who spoke last before as the patient, of its charge with both."""
    words, found = table(doc.article.language), list(filled)
    for at, event in enumerate(told):
        charge = _charge(told, at, words.charges)
        if event.mode not in words.rebuttals and (charge < 0 or event.mode not in words.rejections):
            continue
        answering = found[at].agents
        if not found[at].patients and (answering or "agent" in found[at].unnamed):
            found[at] = playing(found[at], "patient", _accuser(event, answering, offices, doc))
        if charge >= 0:
            found[charge] = _between(found[charge], found[at].patients, answering)
    return found


def _charge(told: Sequence[Told], at: int, charges: frozenset[str]) -> int:
    """Return the charge right before an event that answers it, or -1."""
    if at == 0 or told[at - 1].number != told[at].number:
        return -1
    before, sentence = told[at - 1].trigger, told[at].sentence
    is_next = told[at].trigger.first - before.last <= _NEXT
    return at - 1 if is_next and sentence.tokens[before.first].text in charges else -1


def _accuser(
    event: Told, answering: Sequence[Span], offices: Mapping[Span, Span], doc: Doc
) -> tuple[Span, ...]:
    """Return who else spoke last before; his body where a body answers."""
    start = event.sentence.tokens[event.trigger.first].start
    meant = {reference.span: reference.mention for reference in doc.references}
    named = {(meant.get(span) or span).of(doc.text) for span in answering}
    for quote in reversed(doc.quotes):
        speaker = quote.speaker
        if quote.span.start >= start or (speaker is not None and speaker.start >= start):
            continue
        if speaker is None or start - quote.span.end > _NEAR:
            return ()
        if not _is_one_of(meant.get(speaker) or speaker, doc.text, named):
            is_body = any(offices.get(span) == span for span in answering)
            return (offices.get(speaker, speaker) if is_body else speaker,)
    return ()


def _between(charge: Roles, accusing: tuple[Span, ...], answering: tuple[Span, ...]) -> Roles:
    """Return the roles of a charge with who makes it and who answers it, where it names neither."""
    if not charge.patients and "patient" not in charge.unnamed:
        charge = playing(charge, "patient", answering)
    if not charge.agents and "agent" not in charge.unnamed:
        charge = playing(charge, "agent", accusing)
    return charge


def _is_one_of(speaker: Span, text: str, named: set[str]) -> bool:
    words = speaker.of(text)
    return any(words in name or name in words for name in named)
