"""Hours: the time of day at which each report puts an act, and two that cannot both be."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from shutro.claims.circumstances import Leads, Told, Voices, are_of_one_voice, find_leads, is_done
from shutro.claims.contrasts import Bearer, Contrast, Side
from shutro.claims.families import family, is_vague
from shutro.claims.statements import Statement, tokens_of, told_in
from shutro.claims.values import group_values
from shutro.claims.wording import concept_of
from shutro.languages import available, read
from shutro.languages.inflection import stems
from shutro.languages.schema.circumstances import CircumstanceTable
from shutro.languages.schema.contrasts import ContrastTable
from shutro.model import Doc, Span, TimeExpression
from shutro.sources.clocks import clock_of
from shutro.text.edtf import days

_CLOCK = regex.compile(r"T(\d\d):(\d\d)$")
_DAY = 24 * 60  # minutes
_EXACT, _ROUGH = 5, 30  # minutes from which two hours are two, and where one of them is only about right
_BACK = 2  # statements back in which stands what "this incident" was
_MOST = 40  # hours that are compared


@dataclass(frozen=True, slots=True)
class _Hour:
    """An hour that a statement gives for an act: minutes since midnight."""

    told: Told
    time: TimeExpression
    minutes: int
    ahead: int | None  # minutes that the outlet's clock is ahead of the world's
    phases: frozenset[str]  # whether the act began then, or ended
    clock: str  # the words that name the clock: local time, Greenwich

    @property
    def is_rough(self) -> bool:
        """Say whether the words only give about the hour."""
        return self.time.modifier is not None


def find_hours(
    statements: Sequence[Statement], docs: Sequence[Doc], via: Mapping[int, tuple[str, ...]], voices: Voices
) -> Iterator[Contrast]:
    """Yield for an act the hours at which different voices put it, where they cannot all be.

    `via` says who tells a statement, `voices` whether two tell of one act.
    """
    leads = find_leads(statements)
    by_act: dict[str, list[_Hour]] = defaultdict(list)
    for doc, told in told_in(statements, docs):
        if doc.article.language in available():
            for index, statement in enumerate(told):
                teller = via[id(statement)]
                for time, acts in _timed(statement, told[max(0, index - _BACK) : index], doc, leads.acts):
                    who = Told(statement, teller[-1] if teller else "")
                    hour = _Hour(
                        who,
                        time,
                        _minutes(time),
                        _ahead(doc),
                        _phases(statement),
                        _clock(time, statement, doc),
                    )
                    for act in acts:
                        by_act[act].append(hour)
    for act in sorted(by_act):
        hours = by_act[act][:_MOST]
        kept = [one for one in hours if any(_clash(one, two, act, leads, voices) for two in hours)]
        groups = group_values(kept, agree=lambda one, other: not _are_two(one, other), exactness=_exactness)
        if len(groups) > 1 and not any(_are_both(one, other) for one in groups for other in groups):
            yield _contrast(groups)


def _timed(
    statement: Statement, before: Sequence[Statement], doc: Doc, leads: frozenset[str]
) -> Iterator[tuple[TimeExpression, frozenset[str]]]:
    """Yield the hours in a statement with the kinds of act that it puts there."""
    hours = [
        time for time in statement.times if _CLOCK.search(time.value) and not _is_bound(time, statement, doc)
    ]
    for time in hours:
        acts = frozenset(
            family(event)
            for event in statement.events
            if event.time == time.span and is_done(event) and not is_vague(event)
        )
        if not acts and len(hours) == 1 and _points_back(statement, doc):
            told = frozenset(family(event) for one in before for event in one.events if is_done(event))
            acts = told & leads
        if acts:
            yield time, acts


def _is_bound(time: TimeExpression, statement: Statement, doc: Doc) -> bool:
    """Say whether an hour only begins or ends something: before nine, until nine."""
    table: ContrastTable = read(statement.language, "contrasts", ContrastTable)
    behind = doc.text[time.span.end : statement.sentence.end].split()[:1]
    return time.modifier in ("BEFORE", "AFTER") or not set(behind).isdisjoint(table.until)


def _points_back(statement: Statement, doc: Doc) -> bool:
    """Say whether a statement names what it tells of only as "this incident"."""
    table: CircumstanceTable = read(statement.language, "circumstances", CircumstanceTable)
    words = {concept_of(token.text, statement.language) for token in tokens_of(doc, statement.sentence)}
    return not words.isdisjoint(table.happening) and not any(map(is_done, statement.events))


def _minutes(time: TimeExpression) -> int:
    found = _CLOCK.search(time.value)
    return 60 * int(found[1]) + int(found[2]) if found else 0


def _clash(one: _Hour, other: _Hour, act: str, leads: Leads, voices: Voices) -> bool:
    """Say whether two voices give hours for one act that cannot both be."""
    if not _are_two(one, other) or are_of_one_voice(one.told, other.told):
        return False
    mine, theirs = days(one.time.value), days(other.time.value)
    # One night has two days, and what was told by word of mouth may be read by the wrong one.
    if mine is None or theirs is None or mine.apart(theirs) > 1:
        return False
    if one.phases != other.phases or one.clock != other.clock:
        return False
    return voices.may_argue(one.told, other.told, act, leads)


def _clock(time: TimeExpression, statement: Statement, doc: Doc) -> str:
    """Return the words that name the clock by which an hour is told, or none."""
    table: CircumstanceTable = read(statement.language, "circumstances", CircumstanceTable)
    words = doc.text[statement.sentence.start : time.span.end].split()
    named = [
        before for before, word in pairwise(words) if word in table.clocks and not _is_then(before, statement)
    ]
    return named[-1] if named else ""


def _is_then(word: str, statement: Statement) -> bool:
    """Say whether a word before "time" makes it the time of something: at that time, at the time of the return."""
    code = statement.language
    back = read(code, "contrasts", ContrastTable).back
    return word in back or any(stem.case == "genitive" for stem in stems(word, code))


def _phases(statement: Statement) -> frozenset[str]:
    table: ContrastTable = read(statement.language, "contrasts", ContrastTable)
    return frozenset(table.phases & statement.concepts.keys())


def _are_two(one: _Hour, other: _Hour) -> bool:
    """Say whether the hours lie too far apart to be one, round the clock, by whatever clocks they were read."""
    least = _ROUGH if one.is_rough or other.is_rough else _EXACT
    between = one.ahead - other.ahead if one.ahead is not None and other.ahead is not None else 0
    return all(_apart(one.minutes, other.minutes + ahead) >= least for ahead in (0, between))


def _apart(one: int, other: int) -> int:
    apart = abs(one - other) % _DAY
    return min(apart, _DAY - apart)


def _ahead(doc: Doc) -> int | None:
    """Return how many minutes the clock of the outlet is ahead of the world's, where its country keeps one."""
    clock = clock_of(doc.article.outlet)
    return int(clock.total_seconds() // 60) if clock is not None else None


def _are_both(one: Sequence[_Hour], other: Sequence[_Hour]) -> bool:
    """Say whether one voice gives two of the hours: then they are of two acts."""
    return one is not other and any(
        are_of_one_voice(mine.told, theirs.told) for mine in one for theirs in other
    )


def _exactness(hour: _Hour) -> tuple[bool, int, str, Span]:
    return hour.is_rough, hour.minutes, hour.told.statement.article, hour.time.span


def _contrast(groups: Sequence[Sequence[_Hour]]) -> Contrast:
    return Contrast(
        attribute="date",
        agreement="disputed",
        sides=tuple(
            Side(
                value=group[0].time.value,
                bearers=tuple(Bearer(statement=one.told.statement, span=one.time.span) for one in group),
            )
            for group in groups
        ),
    )
