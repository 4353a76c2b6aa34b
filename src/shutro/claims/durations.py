"""Durations as figures: how long it took to come, how long a road was closed, as minutes of the clock."""

from collections.abc import Iterator, Mapping

import regex

from shutro.claims.statements import Statement
from shutro.model import Quantity, TimeExpression

TIME = "time"  # the unit
LEAST = 1.25  # two durations that are nearer to each other may be one, told roughly
_DAY = 24 * 60  # minutes
_VALUE = regex.compile(r"P(?:\d+(?:\.\d+)?[DWMY])*(?:T(?:\d+(?:\.\d+)?[HM])+)?$")
_PART = regex.compile(r"(\d+(?:\.\d+)?)([DWMYH])")
_DAYS: Mapping[str, int] = {"D": _DAY, "W": 7 * _DAY, "M": 30 * _DAY, "Y": 365 * _DAY}
_CLOCK: Mapping[str, int] = {"H": 60, "M": 1}


def durations_in(statement: Statement) -> Iterator[Quantity]:
    """Yield what lasts so many days or hours by a statement, in minutes."""
    for time in statement.times:
        minutes = minutes_of(time)
        if minutes is not None:
            yield Quantity(span=time.span, low=minutes, high=minutes, unit=TIME, counted="")


def minutes_of(time: TimeExpression) -> float | None:
    """Return how many minutes a time lasts; None where it is no duration, or only a bound of one."""
    if time.kind != "DURATION" or time.modifier in ("MORE_THAN", "LESS_THAN") or not _VALUE.match(time.value):
        return None
    by_day, _, by_clock = time.value.partition("T")
    parts = [
        (part, sizes)
        for words, sizes in ((by_day, _DAYS), (by_clock, _CLOCK))
        for part in _PART.finditer(words)
    ]
    return sum(float(part[1]) * sizes[part[2]] for part, sizes in parts) or None


def duration_of(minutes: float) -> str:
    """Return the shortest TIMEX3 value of so many minutes."""
    for unit, size in (("D", _DAY), ("H", 60)):
        if minutes % size == 0:
            return f"P{'T' * (unit == 'H')}{minutes / size:.15g}{unit}"
    return f"PT{minutes:.15g}M"
