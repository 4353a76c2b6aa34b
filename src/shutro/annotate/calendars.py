"""Arithmetic of days, weeks, months and years, and the Bengali and Islamic calendars."""

from calendar import isleap, monthrange
from datetime import date, timedelta
from math import floor
from typing import Literal

Region = Literal["bd", "in"]
_BENGALI_ERA = 593  # Bengali year 1433 begins in 2026
_REFORM, _REVISION = (
    1394,
    1426,
)  # Bengali years from which Bangladesh counts by its reform, and by its revision
_MONTHS = 12
# The traditional calendar of West Bengal follows the sun as the Surya Siddhanta reckons it: a month begins on the day
# after the one, from midnight to midnight, in which the sun enters a sign. Its apsis moves so little that within a day
# of the year the signs are entered at the same times each year. Computed after Reingold and Dershowitz, Calendrical
# Calculations, in Indian standard time; where the sun enters within an hour of midnight almanacs may differ by a day.
_SIDEREAL_YEAR = 365 + 279_457 / 1_080_000
_FIRST_SIGN = 216_304.695  # ordinal of the sun's entry into Mesha in the Bengali year 0
_SIGNS = (
    0.0, 30.934, 62.354, 93.998, 125.473, 156.493, 186.935, 216.828, 246.319, 275.637, 305.085, 334.905,
)  # fmt: skip
_FAR_AHEAD, _FAR_BEHIND = 150, 270  # days beyond which a date without a year is of another year
_HIJRI_EPOCH = 227_014  # ordinal of 15 July 622 (Julian), in the days of `date`


def day(year: int, month: int, number: int) -> date | None:
    """Return the date, or None where the month has no such day."""
    if not (1 <= month <= 12 and 1 <= year <= 9999 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return date(year, month, number)


def parse(value: str | None, *, first: bool = False) -> date | None:
    """Return the day of a value that is exact to the day; with `first` the first day of a month or year, too."""
    try:
        return date.fromisoformat(f"{value}-01-01"[:10] if first else value[:10]) if value else None
    except ValueError:
        return None


def nearest(anchor: date, month: int, number: int, side: int = 0) -> date | None:
    """Return the day and month of the likeliest year: before the anchor (side -1), after it (1), or nearby (0)."""
    candidates = [
        found for year in range(anchor.year - 4, anchor.year + 5) if (found := day(year, month, number))
    ]
    if side < 0:
        return max((found for found in candidates if found <= anchor), default=None)
    if side > 0:
        return min((found for found in candidates if found >= anchor), default=None)
    near = [found for found in candidates if -_FAR_BEHIND < (found - anchor).days <= _FAR_AHEAD]
    same = [found for found in near if found.year == anchor.year]
    return min(same or near, key=lambda found: abs(found - anchor), default=None)


def weekday(anchor: date, number: int, side: int = 0) -> date:
    """Return the day of the week (Monday is 1) on or before the anchor (0), before it (-1), or after it (1)."""
    if side > 0:
        return anchor + timedelta(days=(number - anchor.isoweekday() - 1) % 7 + 1)
    if side < 0:
        return anchor - timedelta(days=(anchor.isoweekday() - number - 1) % 7 + 1)
    return anchor - timedelta(days=(anchor.isoweekday() - number) % 7)


def move(anchor: date, number: int, unit: str) -> str | None:
    """Return the day, month or year that lies some units from the anchor, as exact as the unit."""
    if unit in ("D", "W"):
        return _iso(anchor.toordinal() + number * (7 if unit == "W" else 1))
    if unit == "M":
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + number, 12)
        return f"{year:04d}-{month + 1:02d}" if 0 < year < 10_000 else None
    year = anchor.year + number
    return f"{year:04d}" if 0 < year < 10_000 else None


def period(anchor: date, offset: int, unit: str) -> str | None:
    """Return the week, month or year that lies some units from the anchor's own."""
    if unit == "W":
        moved = anchor.toordinal() + 7 * offset
        if not 1 <= moved <= date.max.toordinal():
            return None
        year, week, _ = date.fromordinal(moved).isocalendar()
        return f"{year:04d}-W{week:02d}"
    return move(anchor, offset, unit)


def bengali(year: int, month: int, number: int, region: Region = "bd") -> date | None:
    """Return the date of a day of the Bengali calendar; Boishakh is month 1.

    Bangladesh counts traditionally too up to 1393, then by fixed months: from 1426 on the first six have 31 days.
    """
    if not (1 <= year < 9000 and 1 <= month <= _MONTHS and number >= 1):
        return None
    first, after = _month(year, month, region), _month(year, month + 1, region)
    return date.fromordinal(first + number - 1) if first + number <= after else None


def to_bengali(day: date, region: Region = "bd") -> tuple[int, int, int]:
    """Return the year, month and day of the Bengali calendar."""
    ordinal = day.toordinal()
    year = day.year - _BENGALI_ERA
    year -= _month(year, 1, region) > ordinal
    month = max(month for month in range(1, _MONTHS + 1) if _month(year, month, region) <= ordinal)
    return year, month, ordinal - _month(year, month, region) + 1


def bengali_near(anchor: date, month: int, number: int, region: Region = "bd") -> date | None:
    """Return the day of the Bengali calendar that lies nearest to the anchor."""
    years = range(anchor.year - _BENGALI_ERA - 1, anchor.year - _BENGALI_ERA + 2)
    found = [near for year in years if (near := bengali(year, month, number, region))]
    return min(found, key=lambda near: (abs(near - anchor), near), default=None)


def hijri(year: int, month: int, number: int) -> date | None:
    """Return the date of a day of the tabular Islamic calendar, which may lie a day or two from the sighted one."""
    if not (1 <= year <= 9000 and 1 <= month <= 12 and 1 <= number <= 30):
        return None
    return date.fromordinal(_HIJRI_EPOCH + _hijri_days(year, month) + number)


def to_hijri(day: date) -> tuple[int, int, int]:
    """Return the year, month and day of the tabular Islamic calendar."""
    days = day.toordinal() - _HIJRI_EPOCH
    year = max(1, (30 * days + 10_646) // 10_631)
    year -= _hijri_days(year, 1) >= days
    month = max(month for month in range(1, _MONTHS + 1) if _hijri_days(year, month) < days)
    return year, month, days - _hijri_days(year, month)


def _hijri_days(year: int, month: int) -> int:
    """Return how many days of the calendar lie before a month."""
    return (59 * (month - 1) + 1) // 2 + 354 * (year - 1) + (3 + 11 * year) // 30


def _month(year: int, month: int, region: Region) -> int:
    """Return the ordinal of the first day of a month; month 13 is the first of the next year."""
    if region == "in" or year < _REFORM:
        year, month = year + (month > _MONTHS), (month - 1) % _MONTHS
        return floor(_FIRST_SIGN + year * _SIDEREAL_YEAR + _SIGNS[month]) + 1
    ends = year + _BENGALI_ERA + 1  # the common year in which the Bengali year ends
    sixth = 31 if year >= _REVISION else 30
    lengths = (31, 31, 31, 31, 31, sixth, 30, 30, 30, 30, 29 + isleap(ends) + (year < _REVISION), 30)
    return date(year + _BENGALI_ERA, 4, 14).toordinal() + sum(lengths[: month - 1])


def _iso(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= date.max.toordinal() else None
