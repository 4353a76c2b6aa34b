"""Arithmetic of days, weeks, months and years, and the Bengali and Islamic calendars."""

from calendar import isleap, monthrange
from datetime import date, timedelta
from typing import Literal

Region = Literal["bd", "in"]
_NEW_YEAR = {
    "bd": (4, 14),
    "in": (4, 15),
}  # West Bengal follows the sun: its new year falls on 14 or 15 April
_BENGALI_ERA = 593  # Bengali year 1433 begins in 2026
_FAR_AHEAD, _FAR_BEHIND = 150, 270  # days beyond which a date without a year is of another year
_HIJRI_EPOCH = 227_014  # ordinal of 15 July 622 (Julian), in the days of `date`


def day(year: int, month: int, number: int) -> date | None:
    """Return the date, or None where the month has no such day."""
    if not (1 <= month <= 12 and 1 <= year <= 9999 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return date(year, month, number)


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
    """Return the date of a day of the Bengali calendar; Boishakh is month 1."""
    lengths = _bengali_months(year + _BENGALI_ERA + 1, region)
    if not (1 <= month <= 12 and 1 <= number <= lengths[month - 1] and 1 <= year < 9000):
        return None
    new_year = date(year + _BENGALI_ERA, *_NEW_YEAR[region])
    return new_year + timedelta(days=sum(lengths[: month - 1]) + number - 1)


def bengali_near(anchor: date, month: int, number: int, region: Region = "bd") -> date | None:
    """Return the day of the Bengali calendar that lies nearest to the anchor."""
    years = range(anchor.year - _BENGALI_ERA - 1, anchor.year - _BENGALI_ERA + 2)
    found = [near for year in years if (near := bengali(year, month, number, region))]
    return min(found, key=lambda near: (abs(near - anchor), near), default=None)


def hijri(year: int, month: int, number: int) -> date | None:
    """Return the date of a day of the tabular Islamic calendar, which may lie a day or two from the sighted one."""
    if not (1 <= year <= 9000 and 1 <= month <= 12 and 1 <= number <= 30):
        return None
    days = number + (59 * (month - 1) + 1) // 2 + 354 * (year - 1) + (3 + 11 * year) // 30
    return date.fromordinal(_HIJRI_EPOCH + days)


def _bengali_months(spring: int, region: Region) -> list[int]:
    """Return the lengths of the months; `spring` is the common year in which the Bengali year ends."""
    if region == "in":
        return [31, 31, 32, 31, 31, 31, 30, 30, 29, 29, 30, 31 if isleap(spring) else 30]
    return [31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30 if isleap(spring) else 29, 30]


def _iso(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= date.max.toordinal() else None
