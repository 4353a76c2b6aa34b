"""Dates whose weekday does not fit: «মঙ্গলবার (১৭ ডিসেম্বর)» in a year in which that day is a Wednesday."""

from collections.abc import Iterator
from datetime import timedelta

import regex

from shutro.claims.statements import Statement
from shutro.languages.weekdays import weekdays_in
from shutro.model import TimeExpression
from shutro.text.edtf import Days, days

_HALF_A_WEEK = 3
_WEEK = 7


def find_misfits(statement: Statement, text: str) -> Iterator[tuple[TimeExpression, str]]:
    """Yield the times that name a day and a weekday that is not its own, with the nearest day of that weekday."""
    published = days(statement.said)
    for time in statement.times:
        found = days(time.value)
        if found is None or found.count > 1:
            continue
        named = weekdays_in(time.span.of(text), statement.language)
        if published is not None and found.apart(published) > _WEEK and named & _reported(published):
            continue  # the weekday is that of the report: it tells when the act was, and the date is another time
        if len(named) == 1 and any(ch.isdigit() for ch in time.span.of(text)):
            shift = (min(named) - found.first.isoweekday() + _HALF_A_WEEK) % 7 - _HALF_A_WEEK
            if shift and not (shift == -1 and is_early(time.value)):
                yield time, (found.first + timedelta(days=shift)).isoformat()


def is_early(value: str) -> bool:
    """Say whether a time lies in the first hours of a day, which people count to the night of the day before."""
    return regex.search(r"T0[0-5]", value) is not None


def are_one_night(one: str, other: str) -> bool:
    """Say whether two times may lie in one night: the late hours of a day and the first ones of the next."""
    first, second = days(one), days(other)
    if first is None or second is None:
        return False
    return any(
        late.last + timedelta(days=1) == early.first and is_early(morning) and _is_late(night)
        for late, night, early, morning in ((first, one, second, other), (second, other, first, one))
    )


def _is_late(value: str) -> bool:
    return regex.search(r"T(NI|2[0-3])", value) is not None


def _reported(published: Days) -> set[int]:
    """Return the weekdays of the day of a report and the day before."""
    today = published.first.isoweekday()
    return {today, (today - 2) % 7 + 1}


def find_same_day(statement: Statement, time: TimeExpression) -> TimeExpression | None:
    """Return the words of a statement that name the day of `time`, and no other."""
    day = days(time.value)
    return next((own for own in statement.times if day is not None and days(own.value) == day), None)
