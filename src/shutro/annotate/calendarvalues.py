"""Values of times that a calendar gives: fiscal years, decades, seasons, feasts, the Bengali and Islamic calendars."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from shutro.annotate import calendars
from shutro.annotate.anchors import Anchor, Value, integer, vague

_MONTHS = 12
_MONTH = 7  # letters of a date that is exact to the month
_SEASON = 3  # months
_ENDING = 3  # months before its end in which a year goes out
_SEASONS = {"SP": 2, "SU": 4, "FA": 8, "WI": 12}  # the month in which each begins


def _fiscal(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """fiscal SIDE: last, this or next fiscal year, or the one that ends or has just ended (outgoing)."""
    year = _fiscal_year(anchor, arguments[0])
    return vague(integer(arguments[0])) if year is None else f"{year:04d}/{year + 1:04d}"


def _fiscal_year(anchor: Anchor, side: Value) -> int | None:
    if anchor.published is None:
        return None
    this = anchor.published.year - (anchor.published.month < anchor.fiscal_month)
    if side == "outgoing":
        return this - ((anchor.published.month - anchor.fiscal_month) % _MONTHS < _MONTHS - _ENDING)
    return this + integer(side)


def _fiscal_months(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """fiscal_months SIDE YEAR FIRST COUNT: some months of a fiscal year, FIRST is 1 for the earliest."""
    side, year, first, count = arguments
    year = integer(year) if year is not None else _fiscal_year(anchor, side)
    if year is None:
        return vague(integer(side))
    return _months(year, anchor.fiscal_month - 1 + integer(first), integer(count))


def _fiscal_named(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """fiscal_named SIDE MONTH LAST: a month of a fiscal year, or some from one to another."""
    side, month, last = arguments
    first = (integer(month) - anchor.fiscal_month) % _MONTHS
    until = first if last is None else (integer(last) - anchor.fiscal_month) % _MONTHS
    return _fiscal_months(anchor, [side, None, first + 1, until - first + 1])


def _outgoing(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """outgoing UNIT: the year, month or week that ends, or has just ended."""
    if anchor.published is None:
        return "PAST_REF"
    just = {"Y": anchor.published.month < _SEASON, "M": anchor.published.day < 10}
    return calendars.period(anchor.published, -just.get(str(arguments[0]), False), str(arguments[0]))


def _year_months(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """year_months SIDE YEAR FIRST COUNT: some months of a year."""
    side, year, first, count = arguments
    if year is None and anchor.published is None:
        return vague(integer(side))
    start = anchor.published.year + integer(side) if year is None and anchor.published else integer(year)
    return _months(start, integer(first), integer(count))


def _quarter(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """quarter SIDE YEAR NUMBER MONTHS: a quarter or half of a year."""
    return _year_months(anchor, _part_of_year(arguments))


def _fiscal_quarter(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """fiscal_quarter SIDE YEAR NUMBER MONTHS: a quarter or half of a fiscal year."""
    return _fiscal_months(anchor, _part_of_year(arguments))


def _part_of_year(arguments: Sequence[Value]) -> list[Value]:
    side, year, number, months = arguments
    return [side, year, (integer(number) - 1) * integer(months) + 1, months]


def _months(year: int, first: int, count: int) -> str | None:
    if not (1 <= count <= _MONTHS and first >= 1):
        return None
    start, end = year * _MONTHS + first - 1, year * _MONTHS + first + count - 2
    ends = [f"{month // _MONTHS:04d}-{month % _MONTHS + 1:02d}" for month in (start, end)]
    return ends[0] if count == 1 else "/".join(ends)


def _season(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """season SIDE SEASON: last, this or next winter and so on, named after the year in which it begins."""
    side, season = integer(arguments[0]), str(arguments[1])
    published = anchor.published
    if published is None:
        return vague(side)
    begins = _SEASONS[season]
    begun = published.year - (published.month < begins)  # the last that has begun
    inside = (published.month - begins) % _MONTHS < _SEASON
    if side < 0:
        return f"{begun - inside:04d}-{season}"
    ahead = side > 0 or not (inside or begun == published.year)
    return f"{begun + ahead:04d}-{season}"


def _decade(_anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """decade NUMBER: ৯০ and ১৯৯০ are the same."""
    number = integer(arguments[0])
    if number % 10 or not (10 <= number < 100 or 1000 <= number < 2100):
        return None
    number += 0 if number >= 100 else 1900 if number > 20 else 2000
    return f"{number // 10:03d}X"


def _side_decade(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """side_decade SIDE: last, this or next decade."""
    side = integer(arguments[0])
    return f"{anchor.published.year // 10 + side:03d}X" if anchor.published else vague(side)


def _side_century(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """side_century SIDE: last, this or next century."""
    side = integer(arguments[0])
    return f"{anchor.published.year // 100 + side:02d}XX" if anchor.published else vague(side)


def _century(_anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """century NUMBER: the twentieth is 19XX."""
    number = integer(arguments[0])
    return f"{number - 1:02d}XX" if 10 <= number <= 22 else None


def _bengali(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """bengali YEAR MONTH DAY [WEEKDAY]: the nearest where the year is missing; without a day, the whole month."""
    year, month, number, weekday = (*arguments, None)[:4]
    if anchor.published is None and year is None:
        return "XXXX"
    if number is None:
        first = _bengali_day(anchor, year, integer(month), 1)
        return f"{first}/{_last_day(anchor, first)}" if first else None
    found = _bengali_day(anchor, year, integer(month), integer(number))
    if found and isinstance(weekday, int) and found.isoweekday() != weekday:
        over = replace(anchor, region="bd" if anchor.region == "in" else "in")
        other = _bengali_day(over, year, integer(month), integer(number))
        found = other if other and other.isoweekday() == weekday else found
    return found.isoformat() if found else None


def _bengali_end(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """bengali_end MONTH: its last day."""
    first = _bengali_day(anchor, None, integer(arguments[0]), 1)
    return _last_day(anchor, first).isoformat() if first else "XXXX"


def _last_day(anchor: Anchor, first: date) -> date:
    """Return the last day of the Bengali month that begins on a day."""
    month = calendars.to_bengali(first, anchor.region)[1]
    days = [first + timedelta(days=days) for days in range(28, 32)]
    return max(day for day in days if calendars.to_bengali(day, anchor.region)[1] == month)


def _bengali_day(anchor: Anchor, year: Value, month: int, number: int) -> date | None:
    if year is not None:
        return calendars.bengali(integer(year), month, number, anchor.region)
    return (
        calendars.bengali_near(anchor.published, month, number, anchor.region) if anchor.published else None
    )


def _bengali_year(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """bengali_year NUMBER: it runs over two common years."""
    first = calendars.bengali(integer(arguments[0]), 1, 1, anchor.region)
    return f"{first.year:04d}/{first.year + 1:04d}" if first else None


def _hijri(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """hijri YEAR MONTH: the common month of a day, which the sighting of the moon may shift."""
    days = _hijri_days(anchor, arguments)
    return days.isoformat()[:_MONTH] if isinstance(days, date) else days


def _hijri_month(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """hijri_month YEAR MONTH: the common months in which it lies, about."""
    begins = _hijri_days(anchor, [*arguments, 1])
    if not isinstance(begins, date):
        return begins
    ends = begins + timedelta(days=28)
    return "/".join(sorted({day.isoformat()[:_MONTH] for day in (begins, ends)}))


def _hijri_weekday(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """hijri_weekday YEAR MONTH DAY WEEKDAY: the weekday beside a day says how the moon was sighted."""
    day, weekday = _hijri_days(anchor, arguments[:3]), integer(arguments[3], 1)
    if not isinstance(day, date):
        return day
    return (day + timedelta(days=(weekday - day.isoweekday() + 3) % 7 - 3)).isoformat()


def _hijri_pair(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """hijri_pair YEAR MONTH HALF DAY: of two months of one name, the first (0) or the second (1)."""
    year, month, half, number = arguments
    return _hijri(anchor, [year, integer(month) + integer(half), number])


def _hijri_days(anchor: Anchor, arguments: Sequence[Value]) -> date | str | None:
    """Return the day, of the nearest year where that is missing."""
    year, month, number = arguments
    if year is not None:
        return calendars.hijri(integer(year), integer(month), integer(number))
    published = anchor.published
    if published is None:
        return "XXXX"
    about = calendars.to_hijri(published)[0]
    days = [calendars.hijri(near, integer(month), integer(number)) for near in range(about - 1, about + 2)]
    return min((near for near in days if near), key=lambda near: abs(near - published), default=None)


def _hijri_year(_anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """hijri_year NUMBER: the common years over which it runs."""
    first, last = (calendars.hijri(integer(arguments[0]) + more, 1, 1) for more in (0, 1))
    if not first or not last:
        return None
    return f"{first.year:04d}" if first.year == last.year else f"{first.year:04d}/{last.year:04d}"


def _fixed(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """fixed MONTH DAY: a feast, in the year where it lies nearest."""
    month, number = integer(arguments[0]), integer(arguments[1])
    published = anchor.published
    if published is None:
        return f"XXXX-{month:02d}-{number:02d}"
    years = (calendars.day(year, month, number) for year in range(published.year - 1, published.year + 2))
    return min((day for day in years if day), key=lambda day: abs(day - published)).isoformat()


def _of_year(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """of_year DAYS…: a movable feast in the year of publication, vague in years without known days."""
    year = f"{anchor.published.year:04d}" if anchor.published else "XXXX"
    known = (str(days) for days in arguments if str(days).startswith(year))
    return next(known, vague(1 if anchor.future else -1))


def _national(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """national MONTH DAY MONTH DAY: a feast that Bangladesh, and India, keeps on a day of its own."""
    return _fixed(anchor, arguments[2:] if anchor.region == "in" else arguments[:2])


CALENDAR_OPERATIONS: dict[str, Callable[[Anchor, Sequence[Value]], str | None]] = {
    "fiscal": _fiscal,
    "fiscal_months": _fiscal_months,
    "fiscal_quarter": _fiscal_quarter,
    "year_months": _year_months,
    "quarter": _quarter,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "side_decade": _side_decade,
    "side_century": _side_century,
    "bengali": _bengali,
    "bengali_end": _bengali_end,
    "bengali_year": _bengali_year,
    "hijri": _hijri,
    "hijri_weekday": _hijri_weekday,
    "hijri_pair": _hijri_pair,
    "hijri_month": _hijri_month,
    "hijri_year": _hijri_year,
    "fixed": _fixed,
    "fiscal_named": _fiscal_named,
    "outgoing": _outgoing,
    "of_year": _of_year,
    "national": _national,
}
