"""The timeline: what is said to have happened when, one row a happening and time."""

from collections.abc import Sequence

from shutro.claims.fuse import Happening
from shutro.claims.threads import Telling
from shutro.claims.values import group_values
from shutro.model import Finding, Span, TimeExpression, TimelineEntry
from shutro.text.edtf import Days, days

_Dated = tuple[Days, str, Telling]


def make_timeline(
    happenings: Sequence[Happening], findings: Sequence[Finding], words: dict[str, str]
) -> tuple[TimelineEntry, ...]:
    """Return the rows in the order of time; `words` holds the text of each article by its id.

    A statement stands at the time of its event, else at the first time that it names.
    """
    by_event: dict[str, list[str]] = {}
    for finding in findings:
        by_event.setdefault(finding.point.event, []).append(finding.id)
    rows = []
    for happening in happenings:
        dated = [row for telling in happening.tellings if (row := _dated(telling)) is not None]
        for group in group_values(dated, agree=_agree, exactness=_exactness):
            rows.append((group, tuple(by_event.get(happening.key, ()))))
    rows.sort(key=lambda row: (row[0][0][0], row[0][0][1], row[1]))
    return tuple(_entry(group, found, words) for group, found in rows)


def _dated(telling: Telling) -> _Dated | None:
    time = _time(telling)
    when = days(time.value) if time else None
    return (when, time.value, telling) if when and time else None


def _time(telling: Telling) -> TimeExpression | None:
    statement = telling.statement
    if telling.event is not None and telling.event.time is not None:
        return next((time for time in statement.times if time.span == telling.event.time), None)
    dates = [time for time in statement.times if time.kind in ("DATE", "TIME")]
    return next((time for time in dates if days(time.value)), None)


def _agree(one: _Dated, other: _Dated) -> bool:
    return one[0].meets(other[0])


def _exactness(row: _Dated) -> tuple[int, bool, str, str]:
    return (row[0].count, "T" not in row[1], row[1], row[2].statement.article)


def _entry(group: Sequence[_Dated], found: tuple[str, ...], words: dict[str, str]) -> TimelineEntry:
    best = min((telling for _, _, telling in group), key=lambda telling: telling.statement.position)
    evidence: dict[str, Span] = {}
    for _, _, telling in group:
        evidence.setdefault(telling.statement.article, telling.statement.sentence)
    return TimelineEntry(
        when=group[0][1],
        text=best.statement.sentence.of(words[best.statement.article]),
        findings=found,
        evidence=tuple(sorted(evidence.items())),
    )
