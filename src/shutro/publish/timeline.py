"""The timeline: what is said to have happened when, one row an act and day."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shutro.claims.families import family
from shutro.claims.happenings import Happening
from shutro.claims.statements import Statement, likeness
from shutro.claims.values import group_values
from shutro.model import Event, Finding, Modality, Span, TimeExpression, TimelineEntry
from shutro.text.edtf import Days, days

# Chosen on fifteen stories, the figures of each are in docs/decisions.md.
_SAME_ACT = 0.20  # likeness from which two statements on one day tell one act
_ALONE = 2  # acts of one day of which only one article tells that are shown
_WITNESSES = 2  # articles that must give the same clock time before a row bears it
_COMPARED = 20  # acts of one day with which another is compared, those that most articles tell
_TELLINGS = 8  # tellings of each that are compared
_LONGEST = 200  # days; a fiscal year or a decade of years is compared with, nothing happens in it
_Cells = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A statement at one of its times."""

    days: Days
    label: str  # the day, without a clock
    time: TimeExpression
    statement: Statement
    events: tuple[Event, ...]  # those that bear the time
    key: str  # of the happening

    @property
    def is_ahead(self) -> bool:
        """Say whether the time lies ahead of the article, or all that bear it are still to come."""
        said = days(self.statement.said)
        if said is not None and self.days.first > said.last:
            return True
        return bool(self.events) and all(event.modality == "planned" for event in self.events)


def make_timeline(
    happenings: Sequence[Happening], findings: Sequence[Finding], texts: Mapping[str, str]
) -> tuple[TimelineEntry, ...]:
    """Return the rows in the order of time; `texts` holds the text of each article by its id.

    A statement stands at the times of its events; where they have none, at the first time that it names. A row's time
    is the most exact day, week, month or year that its articles give.
    """
    by_event: dict[str, tuple[str, ...]] = {}
    for finding in findings:
        by_event[finding.point.event] = (*by_event.get(finding.point.event, ()), finding.id)
    rows = [
        _entry(row, label, by_event, texts)
        for label, acts in _by_label(happenings).items()
        for row in _worth_showing(acts)
    ]
    return tuple(sorted(rows, key=_in_time))


def _in_time(entry: TimelineEntry) -> tuple[Days, str, tuple[tuple[str, Span], ...]]:
    found = days(entry.when)
    if found is None:  # never: a row's label has days
        raise ValueError(entry.when)
    return found, entry.when, entry.evidence


def _by_label(happenings: Sequence[Happening]) -> dict[str, list[list[_Dated]]]:
    """Return for each day, month or year the acts that are dated so, those that most articles tell first."""
    groups: list[list[_Dated]] = []
    for happening in happenings:
        dated = [row for statement in happening.statements for row in _dated(statement, happening.key)]
        groups += group_values(
            dated, agree=lambda one, other: one.days.meets(other.days), exactness=_exactness
        )
    by_label: dict[str, list[list[_Dated]]] = {}
    for group in sorted(groups, key=_rank):
        acts = by_label.setdefault(group[0].label, [])
        same = next((act for act in acts[:_COMPARED] if _is_one(act, group)), None)
        if same is not None:
            same += group
        elif len(acts) < _COMPARED or _count(group) > 1:
            acts.append(group)
    return by_label


def _dated(statement: Statement, key: str) -> Iterator[_Dated]:
    for time in _times(statement):
        found = days(time.value)
        label = time.value.rstrip("~?%")
        if found is None or ("/" in label and found.count > _LONGEST):
            continue
        yield _Dated(
            days=found,
            label=label if "/" in label else label.partition("T")[0],
            time=time,
            statement=statement,
            events=tuple(event for event in statement.events if event.time == time.span),
            key=key,
        )


def _times(statement: Statement) -> list[TimeExpression]:
    of_events = {event.time for event in statement.events}
    told = [time for time in statement.times if time.span in of_events and days(time.value)]
    if told:
        return told
    return [time for time in statement.times if time.kind in ("DATE", "TIME") and days(time.value)][:1]


def _exactness(row: _Dated) -> tuple[int, str, str, Span]:
    return row.days.count, row.label, row.statement.article, row.time.span


def _rank(group: Sequence[_Dated]) -> tuple[int, int, str, Span]:
    """Return a key that sorts what most articles tell, and tell early, to the front."""
    first = min(group, key=lambda row: (row.statement.position, row.statement.article, row.time.span))
    return -_count(group), first.statement.position, first.statement.article, first.time.span


def _count(group: Sequence[_Dated]) -> int:
    return len({row.statement.article for row in group})


def _is_one(act: Sequence[_Dated], other: Sequence[_Dated]) -> bool:
    """Say whether two groups of one day tell the same: an event of one family, or sentences that are alike."""
    act, other = act[:_TELLINGS], other[:_TELLINGS]
    families = {family(event) for row in act for event in row.events}
    if any(family(event) in families for row in other for event in row.events):
        return True
    return any(likeness(one.statement, two.statement) >= _SAME_ACT for one in act for two in other)


def _worth_showing(acts: list[list[_Dated]]) -> Iterator[list[_Dated]]:
    """Yield the acts of one day: all that several articles tell, and the first few of the others."""
    for place, act in enumerate(sorted(acts, key=_rank)):
        if place < _ALONE or _count(act) > 1:
            yield act


def _entry(row: Sequence[_Dated], label: str, by_event: _Cells, texts: Mapping[str, str]) -> TimelineEntry:
    statements = list({id(one.statement): one.statement for one in row}.values())
    best = max(
        statements,
        key=lambda one: (
            one.position > 0,  # a headline says less than the sentence below it
            round(sum(likeness(one, other) for other in statements), 6),
            -one.position,
            one.article,
        ),
    )
    evidence: dict[str, Span] = {}
    for statement in sorted(statements, key=lambda one: (one.position, one.article)):
        evidence.setdefault(statement.article, statement.sentence)
    keys = dict.fromkeys(one.key for one in row)
    ahead: Modality = "planned" if all(one.is_ahead for one in row) else "asserted"
    return TimelineEntry(
        when=_with_clock(row, label),
        text=best.sentence.of(texts[best.article]),
        findings=tuple(dict.fromkeys(found for key in keys for found in by_event.get(key, ()))),
        evidence=tuple(sorted(evidence.items())),
        modality=ahead,
    )


def _with_clock(row: Sequence[_Dated], label: str) -> str:
    """Return the label, with the clock time that at least two articles and half of them give without an "about"."""
    clocks = {
        (one.time.value[: len("2026-11-13T23:45")], one.statement.article)
        for one in row
        if one.time.value.startswith(f"{label}T") and ":" in one.time.value and one.time.modifier is None
    }
    commonest = Counter(clock for clock, _ in sorted(clocks)).most_common(1)
    for clock, count in commonest:
        if count >= max(_WITNESSES, _count(row) / 2):
            return clock
    return label
