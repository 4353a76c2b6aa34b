"""Told of: those whom a report first counts, and names further on: *a young man was killed ... Siam was killed*."""

from collections.abc import Iterator, Sequence

from shutro.annotate.clauses import Sentence
from shutro.annotate.frames import Roles
from shutro.annotate.participants import Participant
from shutro.annotate.people import people_in
from shutro.annotate.triggerwords import table
from shutro.annotate.unsaid import Told, personal, playing
from shutro.model import Span

_REACH = 15  # sentences over which those who are counted are named
_PLAIN = ("noun", "crowd")
_TOLD = ("subject", "objective", "genitive", "victim")


def name_counted(events: Sequence[Told], filled: Sequence[Roles], code: str) -> list[Roles]:
    """Return the roles, people to whom something befell with the names of as many whom it is told to have befallen.

    Nobody is named where the article tells of different ones of that number.
    """
    found = list(filled)
    for at, event in enumerate(events):
        if filled[at].patients or "patient" not in filled[at].unnamed or not _befalls_persons(event, code):
            continue
        number = _number(event, code)
        if number is not None:
            found[at] = playing(found[at], "patient", _named(events, filled, at, number))
    return found


def _befalls_persons(event: Told, code: str) -> bool:
    return event.trigger.row.casualty or event.mode in personal(code)


def _number(event: Told, code: str) -> int | None:
    """Return how many the plain words beside a trigger tell of, or None where they do not say so exactly."""
    parts, people = list(_plain(event)), people_in(event.amounts)
    amounts = {
        amount.low for part in parts for amount in people if amount.span.meets(_span(part, event.sentence))
    }
    if len(amounts) == 1 and len(people) == 1:
        low, high = people[0].low, people[0].high
        return int(low) if low is not None and low == high else None
    if people or len(parts) != 1:
        return None
    first = parts[0].first
    words = [token.text for token in event.sentence.tokens[max(0, first - 2) : first + 1]]
    return None if table(code).lone.isdisjoint(words) else 1


def _plain(event: Told) -> Iterator[Participant]:
    """Yield those whom plain words name in the clause of a trigger as subject or object."""
    clause = event.sentence.clauses[event.trigger.first]
    for part in event.sentence.participants:
        is_told = part.kind in _PLAIN and not part.spans and part.relation in _TOLD
        if is_told and event.sentence.clauses[part.first] == clause:
            yield part


def _span(part: Participant, sentence: Sentence) -> Span:
    return Span(sentence.tokens[part.first].start, sentence.tokens[part.last].end)


def _named(events: Sequence[Told], filled: Sequence[Roles], at: int, number: int) -> tuple[Span, ...]:
    """Return the nearest behind an event whom the same befell, as many as are told of, or nobody."""
    groups = [
        (other.number, filled[on].patients, _words(other, filled[on].patients))
        for on, other in enumerate(events)
        if other.mode == events[at].mode and len(filled[on].patients) == number
    ]
    if not groups or any(not _are_same(groups[0][2], words) for _, _, words in groups[1:]):
        return ()
    near = [spans for sentence, spans, _ in groups if 0 <= sentence - events[at].number <= _REACH]
    return near[0] if near else ()


def _words(event: Told, spans: Sequence[Span]) -> list[frozenset[str]]:
    """Return the words of each of those named, as they are written."""
    return [
        frozenset(
            token.text
            for token in event.sentence.tokens
            if token.start >= span.start and token.end <= span.end
        )
        for span in spans
    ]


def _are_same(some: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> bool:
    """Say whether each name of the one group may be a shorter or longer one of the other group."""
    return all(any(one <= other or other <= one for other in others) for one in some)
