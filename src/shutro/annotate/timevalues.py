"""Values of times: what the words of a rule come to, seen from the day of publication."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shutro.annotate import calendars

Value = str | int | float | None
_PARTS_OF_CLOCK = ("S", "I", "H")  # units of time, as they stand behind the T of a duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The day an expression is read from: of publication, and the last one that the text has named."""

    published: date | None
    last: date | None = None
    future: bool = False  # the words around speak of what will be
    fiscal_month: int = 7


def resolve(value: str, named: Mapping[str, Value], anchor: Anchor) -> str | None:
    """Return the value of a rule for the words it found, or None where there is no such time.

    A value is an operation and its arguments, `date <year> <month> <day>`; two with " / " between are an interval.
    """
    found = [_apply(part.split(), named, anchor) for part in value.split(" / ")]
    ends = [part for part in found if part]
    if len(ends) < len(found):
        return None
    if len(ends) == 2 and ends[0] > ends[1] and ends[0][:4].isdigit():  # a year that went without saying
        ends[0] = f"{int(ends[1][:4]):04d}{ends[0][4:]}"
    return "/".join(ends)


def is_operation(value: str) -> bool:
    """Say whether every part of a rule's value begins with a known operation."""
    return all(part.split()[0] in _OPERATIONS for part in value.split(" / "))


def _apply(words: Sequence[str], named: Mapping[str, Value], anchor: Anchor) -> str | None:
    return _OPERATIONS[words[0]](anchor, [_argument(word, named) for word in words[1:]])


def _argument(word: str, named: Mapping[str, Value]) -> Value:
    if word.startswith("-<"):
        value = named.get(word[2:-1])
        return -value if isinstance(value, int | float) else None
    if word.startswith("<"):
        return named.get(word[1:-1])
    if "<" in word:
        head, _, name = word.rstrip(">").partition("<")
        return f"{head}{named.get(name)}"
    return None if word == "none" else int(word) if word.lstrip("-").isdigit() else word


def _integer(value: Value, default: int = 0) -> int:
    return int(value) if isinstance(value, int | float) else default


def _is(_anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    return str(arguments[0])


def _date(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """date YEAR MONTH [DAY [SIDE]]: a year that is missing or "near" is the likeliest."""
    year, month, number, side = (*arguments, None, None)[:4]
    if isinstance(year, int | float):
        if number is None:
            return f"{int(year):04d}-{_integer(month):02d}"
        found = calendars.day(int(year), _integer(month), _integer(number))
        return found.isoformat() if found else None
    if anchor.published is None:
        exists = calendars.day(2000, _integer(month), _integer(number, 1))
        return (
            f"XXXX-{_integer(month):02d}" + ("" if number is None else f"-{_integer(number):02d}")
            if exists
            else None
        )
    if number is None:
        return _near_month(anchor, anchor.published, _integer(month), side)
    near = _near(anchor, anchor.published, (_integer(month), _integer(number)), side)
    return near.isoformat() if near else None


def _near(anchor: Anchor, published: date, month_day: tuple[int, int], side: Value) -> date | None:
    near = calendars.nearest(published, *month_day, _integer(side))
    if near and side is None and anchor.future and (published - near).days > 60:
        ahead = calendars.nearest(published, *month_day, 1)
        return ahead if ahead and (ahead - published).days < 300 else near
    return near


def _near_month(anchor: Anchor, published: date, month: int, side: Value) -> str | None:
    """Return the month; one that has begun is neither before nor after its own days."""
    if side is not None and month == published.month and _integer(side) <= 0:
        return published.isoformat()[:7]
    near = _near(anchor, published, (month, 15), side)
    return near.isoformat()[:7] if near else None


def _in_year(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """in_year SIDE MONTH [DAY]: of last, this or next year."""
    if anchor.published is None:
        return _date(anchor, [None, *arguments[1:]])
    return _date(anchor, [anchor.published.year + _integer(arguments[0]), *arguments[1:]])


def _in_month(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """in_month SIDE DAY: of last, this or next month."""
    number = _integer(arguments[1])
    if anchor.published is None:
        return f"XXXX-XX-{number:02d}"
    month = calendars.move(anchor.published, _integer(arguments[0]), "M")
    found = calendars.day(int(month[:4]), int(month[5:]), number) if month else None
    return found.isoformat() if found else None


def _day(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """day OFFSET: days from that of publication; "either" is yesterday or tomorrow."""
    offset = (1 if anchor.future else -1) if arguments[0] == "either" else _integer(arguments[0])
    if anchor.published is None:
        return _vague(offset)
    return (anchor.published + timedelta(days=offset)).isoformat()


def _same(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """same OFFSET: days from the last one that the text named, else from that of publication."""
    day = anchor.last or anchor.published
    return (day + timedelta(days=_integer(arguments[0]))).isoformat() if day else "XXXX-XX-XX"


def _weekday(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """weekday NUMBER [SIDE]."""
    number, side = _integer(arguments[0]), arguments[1] if len(arguments) > 1 else None
    if anchor.published is None:
        return f"XXXX-WXX-{number}"
    if side is None and anchor.future:
        return calendars.weekday(anchor.published - timedelta(days=1), number, 1).isoformat()
    return calendars.weekday(anchor.published, number, _integer(side)).isoformat()


def _period(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """period UNIT SIDE: last, this or next week, month or year."""
    side = _integer(arguments[1])
    if anchor.published is None:
        return _vague(side)
    if arguments[0] == "D":
        return (anchor.published + timedelta(days=side)).isoformat()
    return calendars.period(anchor.published, side, str(arguments[0]))


def _fiscal(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """fiscal SIDE: last, this or next fiscal year."""
    if anchor.published is None:
        return _vague(_integer(arguments[0]))
    year = anchor.published.year + _integer(arguments[0]) - (anchor.published.month < anchor.fiscal_month)
    return f"{year:04d}/{year + 1:04d}"


def _shift(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """shift NUMBER UNIT: that many units before or after publication, as exact as the unit."""
    number, unit = arguments[0], str(arguments[1])
    if not isinstance(number, int | float):
        return None
    if anchor.published is None or unit in _PARTS_OF_CLOCK:
        return _vague(number)
    if number % 1:
        number, unit = (
            (number * 12, "M") if unit == "Y" else (number * 7, "D") if unit == "W" else (number, unit)
        )
    if unit == "DE":
        number, unit = number * 10, "Y"
    return calendars.move(anchor.published, round(number), unit) if abs(number) < 100_000 else None


def _after(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """after NUMBER UNIT: from publication where the words speak of what will be, else a mere duration."""
    return _shift(anchor, arguments) if anchor.future else _duration(anchor, arguments)


def _duration(_anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """duration NUMBER UNIT [NUMBER UNIT]; a number that is X is a vague one."""
    first = _length(arguments[0], str(arguments[1]))
    more = _length(arguments[2], str(arguments[3])) if len(arguments) > 3 and arguments[2] is not None else ""
    joined = first + (more[2:] if more.startswith("PT") and first.startswith("PT") else more[1:])
    return joined if first else None


def _length(number: Value, unit: str) -> str:
    if isinstance(number, int | float) and unit == "DE":
        number, unit = number * 10, "Y"
    figure = f"{number:g}" if isinstance(number, int | float) and number < 100_000 else str(number or "")
    if unit in _PARTS_OF_CLOCK:
        return f"PT{figure}{'M' if unit == 'I' else unit}" if figure else ""
    return f"P{figure}{unit}" if figure else ""


def _year(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """year NUMBER: of four figures, or of two where the century goes without saying."""
    number = _integer(arguments[0])
    if number >= 100:
        return f"{number:04d}"
    this = anchor.published.year if anchor.published else 2000
    return f"{number + 100 * (this // 100 - (number > this % 100)):04d}"


def _years(_anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """years YEAR LAST: two years, the second perhaps by its last figures."""
    first, last = _integer(arguments[0]), _integer(arguments[1])
    last += first - first % 100 if last < 100 else 0
    last += 100 if last < first and last % 100 == 0 else 0
    return f"{first:04d}/{last:04d}" if first < last <= first + 100 else None


def _decade(_anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """decade NUMBER: ৯০ and ১৯৯০ are the same."""
    number = _integer(arguments[0])
    if number % 10 or not (10 <= number < 100 or 1000 <= number < 2100):
        return None
    number += 0 if number >= 100 else 1900 if number > 20 else 2000
    return f"{number // 10:03d}X"


def _century(_anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """century NUMBER: the twentieth is 19XX."""
    number = _integer(arguments[0])
    return f"{number - 1:02d}XX" if 1 <= number <= 22 else None


def _bengali(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """bengali YEAR MONTH DAY: the nearest where the year is missing; without a day, the whole month."""
    year, month, number = arguments
    if anchor.published is None and year is None:
        return "XXXX"
    if number is None:
        first = _bengali_day(anchor, year, _integer(month), 1)
        last = first and max(
            first + timedelta(days=days)
            for days in range(28, 32)
            if _bengali_day(anchor, year, _integer(month), days + 1) == first + timedelta(days=days)
        )
        return f"{first}/{last}" if first and last else None
    found = _bengali_day(anchor, year, _integer(month), _integer(number))
    return found.isoformat() if found else None


def _bengali_day(anchor: Anchor, year: Value, month: int, number: int) -> date | None:
    if year is not None:
        return calendars.bengali(_integer(year), month, number)
    return calendars.bengali_near(anchor.published, month, number) if anchor.published else None


def _bengali_year(_anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """bengali_year NUMBER: it runs over two common years."""
    first = calendars.bengali(_integer(arguments[0]), 1, 1)
    return f"{first.year:04d}/{first.year + 1:04d}" if first else None


def _hijri(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """hijri YEAR MONTH DAY: about, for the moon is sighted; the nearest where the year is missing."""
    year, month, number = arguments
    if year is not None:
        found = calendars.hijri(_integer(year), _integer(month), _integer(number))
        return f"{found}~" if found else None
    published = anchor.published
    if published is None:
        return "XXXX"
    about = round((published.year - 621.57) * 1.0307)
    days = [calendars.hijri(near, _integer(month), _integer(number)) for near in range(about - 2, about + 3)]
    found = min((near for near in days if near), key=lambda near: abs(near - published), default=None)
    return f"{found}~" if found else None


def _hijri_year(_anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """hijri_year NUMBER: the common years over which it runs."""
    first, last = (calendars.hijri(_integer(arguments[0]) + more, 1, 1) for more in (0, 1))
    if not first or not last:
        return None
    return f"{first.year:04d}" if first.year == last.year else f"{first.year:04d}/{last.year:04d}"


def _fixed(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """fixed MONTH DAY: a feast, in the year where it lies nearest."""
    month, number = _integer(arguments[0]), _integer(arguments[1])
    published = anchor.published
    if published is None:
        return f"XXXX-{month:02d}-{number:02d}"
    years = (calendars.day(year, month, number) for year in range(published.year - 1, published.year + 2))
    return min((day for day in years if day), key=lambda day: abs(day - published)).isoformat()


def _vague(side: float) -> str:
    return "PAST_REF" if side < 0 else "FUTURE_REF" if side > 0 else "PRESENT_REF"


_OPERATIONS: dict[str, Callable[[Anchor, Sequence[Value]], str | None]] = {
    "is": _is,
    "date": _date,
    "in_year": _in_year,
    "in_month": _in_month,
    "day": _day,
    "same": _same,
    "weekday": _weekday,
    "period": _period,
    "fiscal": _fiscal,
    "shift": _shift,
    "after": _after,
    "duration": _duration,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "century": _century,
    "bengali": _bengali,
    "bengali_year": _bengali_year,
    "hijri": _hijri,
    "hijri_year": _hijri_year,
    "fixed": _fixed,
}
