"""Which statements of different articles speak of one happening.

Statements are joined by average linkage: a happening grows only while its statements are alike on average, so that one
sentence that touches two matters does not pull them together.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from shutro.claims.statements import Statement, actors, likeness
from shutro.model import Event, Link, Span
from shutro.text.edtf import Days, days

# Chosen on the example stories by the scores of `shutro evaluate`; wrong joins cost more than missed ones.
JOIN = 0.40  # average likeness from which statements speak of one happening
CANDIDATE = 0.12  # likeness below which a pair is not looked at further
SAME_ACT = 0.30  # added where the two share an event's mode and half of its actors
SAME_CODE = 0.12  # added where they share its code and half of its actors
OTHER_DAY = 0.12  # taken off where the days of the shared event lie apart
COMMON = 0.25  # a term in more than this share of the statements is no ground to compare two of them
FEW = 12

Links = Mapping[str, Mapping[Span, Link]]


@dataclass(frozen=True, slots=True)
class _Pair:
    likeness: float
    one: int
    other: int


def find_happenings(statements: Sequence[Statement], links: Links) -> tuple[tuple[Statement, ...], ...]:
    """Return the statements grouped by the happening they speak of, whatever their order.

    Every statement is in one group; groups and their members stand in the order of the articles.
    """
    pairs = _pairs(statements, links)
    members = _agglomerate(len(statements), pairs)
    groups = sorted(tuple(sorted(group)) for group in members)
    return tuple(tuple(statements[index] for index in group) for group in groups)


def shared_event(one: Statement, other: Statement, links: Links) -> tuple[Event, Event] | None:
    """Return the events of two statements that are most likely one, or None: same code, actors that fit."""
    best: tuple[float, Event, Event] | None = None
    for mine in one.events:
        for theirs in other.events:
            score = _event_likeness(mine, theirs, links.get(one.article, {}), links.get(other.article, {}))
            if score > 0 and (best is None or score > best[0]):
                best = (score, mine, theirs)
    return best[1:] if best else None


def _event_likeness(
    one: Event, other: Event, links: Mapping[Span, Link], other_links: Mapping[Span, Link]
) -> float:
    if one.code != other.code or (one.code == "OTHER" and one.mode != other.mode):
        return 0.0
    mine, theirs = actors(one, links), actors(other, other_links)
    if not mine or not theirs:
        return SAME_CODE / 2 if one.mode == other.mode else 0.0
    share = len(mine & theirs) / min(len(mine), len(theirs))
    if share < 0.5:
        return 0.0
    return SAME_ACT if one.mode == other.mode else SAME_CODE


def _pairs(statements: Sequence[Statement], links: Links) -> list[_Pair]:
    """Return the pairs that share a term which is not everywhere, with their likeness."""
    postings: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        for term in statement.terms:
            postings[term].append(index)
    most = max(FEW, int(len(statements) * COMMON))
    candidates: set[tuple[int, int]] = set()
    for posting in postings.values():
        if len(posting) <= most:
            candidates.update((one, other) for n, one in enumerate(posting) for other in posting[n + 1 :])
    pairs = []
    for one, other in sorted(candidates):
        score = _score(statements[one], statements[other], links)
        if score > CANDIDATE:
            pairs.append(_Pair(score, one, other))
    return pairs


def _score(one: Statement, other: Statement, links: Links) -> float:
    words = likeness(one, other)
    if words <= CANDIDATE:
        return 0.0
    events = shared_event(one, other, links)
    if events is None:
        return words
    mine, theirs = events
    bonus = _event_likeness(mine, theirs, links.get(one.article, {}), links.get(other.article, {}))
    return words + bonus - (OTHER_DAY if _apart(one, mine, other, theirs) else 0.0)


def _apart(one: Statement, mine: Event, other: Statement, theirs: Event) -> bool:
    first, second = when(one, mine), when(other, theirs)
    return first is not None and second is not None and not first.meets(second)


def when(statement: Statement, event: Event) -> Days | None:
    """Return the days of an event that its statement names, or None."""
    value = next((time.value for time in statement.times if time.span == event.time), None)
    return days(value)


def _agglomerate(count: int, pairs: Sequence[_Pair]) -> list[set[int]]:
    """Return groups by average linkage; ties go to the earlier statements."""
    total: dict[int, dict[int, float]] = defaultdict(dict)
    for pair in pairs:
        total[pair.one][pair.other] = total[pair.other][pair.one] = pair.likeness
    members: dict[int, set[int]] = {index: {index} for index in range(count)}
    heap = [(-pair.likeness, pair.one, pair.other) for pair in pairs if pair.likeness >= JOIN]
    heapify(heap)
    while heap:
        negative, one, other = heappop(heap)
        if one not in members or other not in members:
            continue
        size = len(members[one]) * len(members[other])
        if abs(total[one].get(other, 0.0) / size + negative) > 1e-12:
            continue
        merged = min(one, other)
        gone = max(one, other)
        members[merged] |= members.pop(gone)
        for neighbour, sum_ in total.pop(gone).items():
            total[neighbour].pop(gone, None)
            if neighbour != merged:
                total[merged][neighbour] = total[neighbour][merged] = total[merged].get(neighbour, 0.0) + sum_
        for neighbour, sum_ in total[merged].items():
            average = sum_ / (len(members[merged]) * len(members[neighbour]))
            if average >= JOIN:
                heappush(heap, (-average, min(merged, neighbour), max(merged, neighbour)))
    return list(members.values())
