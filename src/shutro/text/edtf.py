"""EDTF and TIMEX3 values as intervals of days."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import regex

_PART = regex.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T[\w:+.-]*)?[~?%]?"
)
_DECADE = regex.compile(r"(?P<decade>\d{3})X[~?%]?")


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def meets(self, other: "Days") -> bool:
        """Say whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def apart(self, other: "Days") -> int:
        """Return how many days lie between the two; 0 where they meet."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)

    @property
    def count(self) -> int:
        """Return how many days there are."""
        return (self.last - self.first).days + 1


@lru_cache(maxsize=4096)
def days(value: str | None) -> Days | None:
    """Return the days that a value may mean, or None for vague ones, durations and sets."""
    if not value or value[0] in "PX":
        return None
    if "/" not in value:
        return _days_of_part(value)
    left, _, right = value.partition("/")
    first, last = _days_of_part(left), _days_of_part(right)
    if first is None or last is None or last.last < first.first:
        return first if right == ".." else None
    return Days(first.first, last.last)


def _days_of_part(value: str) -> Days | None:
    decade = _DECADE.fullmatch(value)
    if decade is not None:
        year = int(decade["decade"]) * 10
        return Days(date(year, 1, 1), date(year + 9, 12, 31)) if year else None
    match = _PART.fullmatch(value)
    if match is None:
        return None
    try:
        return _days_of_match(match)
    except ValueError:
        return None


def _days_of_match(match: regex.Match[str]) -> Days:
    year = int(match["year"])
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return Days(monday, monday + timedelta(days=6))
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return Days(day, day)
    if match["month"]:
        month = int(match["month"])
        return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return Days(date(year, 1, 1), date(year, 12, 31))
