"""The timeline: what is said to have happened when, one row a happening and time."""

from collections.abc import Iterator, Mapping, Sequence

from shutro.claims.fuse import Happening
from shutro.claims.statements import Statement
from shutro.claims.values import group_values
from shutro.model import Finding, Span, TimeExpression, TimelineEntry
from shutro.text.edtf import Days, days

_Dated = tuple[Days, str, Statement]


def make_timeline(
    happenings: Sequence[Happening], findings: Sequence[Finding], texts: Mapping[str, str]
) -> tuple[TimelineEntry, ...]:
    """Return the rows in the order of time; `texts` holds the text of each article by its id.

    A statement stands at the times of its events; where they have none, at the first time that it names.
    """
    by_event: dict[str, list[str]] = {}
    for finding in findings:
        by_event.setdefault(finding.point.event, []).append(finding.id)
    rows = []
    for happening in happenings:
        dated = [row for statement in happening.statements for row in _dated(statement)]
        for group in group_values(dated, agree=_agree, exactness=_exactness):
            rows.append((group, tuple(by_event.get(happening.key, ()))))
    rows.sort(key=lambda row: (row[0][0][0], row[0][0][1], row[1]))
    return tuple(_entry(group, found, texts) for group, found in rows)


def _dated(statement: Statement) -> Iterator[_Dated]:
    for time in _times(statement):
        when = days(time.value)
        if when is not None:
            yield when, time.value, statement


def _times(statement: Statement) -> list[TimeExpression]:
    of_events = {event.time for event in statement.events}
    told = [time for time in statement.times if time.span in of_events and days(time.value)]
    if told:
        return told
    return [time for time in statement.times if time.kind in ("DATE", "TIME") and days(time.value)][:1]


def _agree(one: _Dated, other: _Dated) -> bool:
    return one[0].meets(other[0])


def _exactness(row: _Dated) -> tuple[int, bool, str, str]:
    return (row[0].count, "T" not in row[1], row[1], row[2].article)


def _entry(group: Sequence[_Dated], found: tuple[str, ...], texts: Mapping[str, str]) -> TimelineEntry:
    best = min(
        (statement for _, _, statement in group),
        key=lambda statement: (statement.position, statement.article),
    )
    evidence: dict[str, Span] = {}
    for _, _, statement in group:
        evidence.setdefault(statement.article, statement.sentence)
    return TimelineEntry(
        when=group[0][1],
        text=best.sentence.of(texts[best.article]),
        findings=found,
        evidence=tuple(sorted(evidence.items())),
    )
