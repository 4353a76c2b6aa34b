"""Values of times: what the words of a rule come to, seen from the day of publication."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from msgspec.structs import replace

from shutro.annotate import calendars
from shutro.annotate.anchors import Anchor, Value, integer, vague
from shutro.annotate.calendarvalues import CALENDAR_OPERATIONS
from shutro.text.numerals import to_ascii_digits

_YEAR = 4  # letters of a year
_PARTS_OF_CLOCK = ("S", "I", "H")  # units of time, as they stand behind the T of a duration
_YEARS_OF = {"DE": 10, "JU": 12, "CE": 100}  # decades, the dozen years of a যুগ, centuries
_PARTS_OF = {"I": (60, "S"), "H": (60, "I"), "Y": (12, "M")}


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


def looks_ahead(value: str) -> bool:
    """Say whether a rule's value asks if the words around speak of what will be."""
    return not _LOOKING_AHEAD.isdisjoint(_operations(value))


def counts_from_publication(value: str) -> bool:
    """Say whether a rule's value is a day near that of publication."""
    return not _NEAR.isdisjoint(_operations(value))


def is_regional(value: str) -> bool:
    """Say whether a rule's value is not the same in the two Bengals."""
    return not _REGIONAL.isdisjoint(_operations(value))


@lru_cache(maxsize=1024)
def _operations(value: str) -> frozenset[str]:
    return frozenset(part.split()[0] for part in value.split(" / "))


def is_operation(value: str) -> bool:
    """Say whether every part of a rule's value begins with a known operation."""
    return _operations(value) <= _OPERATIONS.keys()


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


def _is(_anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    return str(arguments[0])


def _nothing(_anchor: Anchor, _arguments: Sequence[Value]) -> str | None:
    """nothing: the words are no time, though shorter ones would be."""
    return None


_SOON = 45  # days to the middle of a month of which one may tell that something was fixed for it


def _date(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """date YEAR MONTH [DAY [SIDE]]: a year that is missing or "near" is the likeliest."""
    year, month, number, side = (*arguments, None, None)[:4]
    if isinstance(year, int | float):
        if number is None:
            return f"{int(year):04d}-{integer(month):02d}"
        found = calendars.day(int(year), integer(month), integer(number))
        return found.isoformat() if found else None
    if anchor.year is not None and side is None and not anchor.future:
        return _date(anchor, [anchor.year, *arguments[1:]])
    if anchor.published is None:
        exists = calendars.day(2000, integer(month), integer(number, 1))
        return (
            f"XXXX-{integer(month):02d}" + ("" if number is None else f"-{integer(number):02d}")
            if exists
            else None
        )
    if number is None:
        return _near_month(anchor, anchor.published, integer(month), side)
    near = _near(anchor, anchor.published, (integer(month), integer(number)), side)
    return near.isoformat() if near else None


def _near(anchor: Anchor, published: date, month_day: tuple[int, int], side: Value) -> date | None:
    near = calendars.nearest(published, *month_day, integer(side))
    if near and side is None and anchor.future and (published - near).days > 60:
        ahead = calendars.nearest(published, *month_day, 1)
        return ahead if ahead and (ahead - published).days < 300 else near
    return near


def _near_month(anchor: Anchor, published: date, month: int, side: Value) -> str | None:
    """Return the month; one that has begun is neither before nor after its own days."""
    if side is not None and month == published.month and integer(side) <= 0:
        return published.isoformat()[:7]
    near = _near(anchor, published, (month, 15), side)
    if near and side is None and anchor.past and (near - published).days > _SOON:
        near = _near(anchor, published, (month, 15), -1)
    return near.isoformat()[:7] if near else None


def _in_year(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """in_year SIDE MONTH [DAY]: of last, this or next year."""
    if anchor.published is None:
        return _date(replace(anchor, year=None), [None, *arguments[1:]])
    return _date(anchor, [anchor.published.year + integer(arguments[0]), *arguments[1:]])


def _in_month(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """in_month SIDE DAY: of last, this or next month."""
    number = integer(arguments[1])
    if anchor.published is None:
        return f"XXXX-XX-{number:02d}"
    month = calendars.move(anchor.published, integer(arguments[0]), "M")
    found = calendars.day(int(month[:4]), int(month[5:]), number) if month else None
    return found.isoformat() if found else None


def _near_day(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """near_day DAY: of the month named last, else of the nearest that the tense allows."""
    number = integer(arguments[0])
    if anchor.year is not None and anchor.named and len(anchor.named) > _YEAR:
        return _date(anchor, [anchor.year, int(anchor.named[5:7]), number])
    if anchor.published is None:
        return f"XXXX-XX-{number:02d}"
    ahead = anchor.future and number < anchor.published.day
    behind = not anchor.future and number > anchor.published.day
    return _in_month(anchor, [ahead - behind, number])


def _day(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """day OFFSET: days from that of publication; "either" is yesterday or tomorrow."""
    offset = (1 if anchor.future else -1) if arguments[0] == "either" else integer(arguments[0])
    if anchor.published is None:
        return vague(offset)
    return (anchor.published + timedelta(days=offset)).isoformat()


def _same(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """same OFFSET: days from the last one that the text named, else from that of publication."""
    day = anchor.last or anchor.published
    return (day + timedelta(days=integer(arguments[0]))).isoformat() if day else "XXXX-XX-XX"


def _then(anchor: Anchor, _arguments: Sequence[Value]) -> str | None:
    """then: what was named last, with its hour."""
    return anchor.then or "PAST_REF"


def _that(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """that UNIT OFFSET [WEEKDAY]: so many days, months or years from the one that the text named last."""
    unit, offset = str(arguments[0]), integer(arguments[1])
    if unit == "D":
        day = calendars.parse(anchor.named) or anchor.last or anchor.published
        return _on_weekday(day + timedelta(days=offset), arguments[2:]).isoformat() if day else "XXXX-XX-XX"
    named = anchor.named or (anchor.published.isoformat() if anchor.published else None)
    exact = unit == "Y" or (named is not None and len(named) > _YEAR)
    first = calendars.parse(named, first=unit != "W") if exact else None
    return calendars.period(first, offset, unit) if first else "PAST_REF"


def _on_weekday(day: date, weekday: Sequence[Value]) -> date:
    """Return the day, or the nearest that is the weekday which the words name."""
    if not weekday or not isinstance(weekday[0], int):
        return day
    return day + timedelta(days=(weekday[0] - day.isoweekday() + 3) % 7 - 3)


def _in_that(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """in_that OFFSET MONTH [DAY]: of the year that the text named last."""
    year = _that(anchor, ["Y", arguments[0]])
    return _date(anchor, [int(year) if year and year.isdigit() else None, *arguments[1:]])


def _in_that_month(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """in_that_month DAY: of the month that the text named last."""
    month = _that(anchor, ["M", 0]) or ""
    if len(month) != 7 or not month[:4].isdigit():
        return f"XXXX-XX-{integer(arguments[0]):02d}"
    return _date(anchor, [int(month[:4]), int(month[5:]), arguments[0]])


def _dotted(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """dotted FIGURE: ১৪.০৯.২০২৩."""
    number, month, year = (int(part) for part in to_ascii_digits(str(arguments[0])).split("."))
    return _date(anchor, [year, month, number])


def _short_date(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """short_date YEAR MONTH DAY: the century of the year goes without saying."""
    year = _year(anchor, arguments[:1])
    return _date(anchor, [int(year or 0), *arguments[1:]])


def _weekday(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """weekday NUMBER [SIDE]: without a side the last, unless the words or the distance say that it is to come."""
    number, side = integer(arguments[0]), arguments[1] if len(arguments) > 1 else None
    if anchor.published is None:
        return f"XXXX-WXX-{number}"
    if side is None and (anchor.future or _is_next(anchor, anchor.published, number)):
        return calendars.weekday(anchor.published - timedelta(days=1), number, 1).isoformat()
    return calendars.weekday(anchor.published, number, integer(side)).isoformat()


def _is_next(anchor: Anchor, published: date, weekday: int) -> bool:
    """Say whether a bare weekday is tomorrow, or the day after it where no verb speaks of what was.

    Five or six days ago is told with a word such as last, or in a sentence that narrates.
    """
    ago = (published.isoweekday() - weekday) % 7
    return not anchor.narrated and (ago == 6 or (ago == 5 and not anchor.past))


def _weekdays(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """weekdays FIRST LAST: from one to the next that is the other."""
    first = calendars.parse(_weekday(anchor, arguments[:1]))
    if first is None:
        return "XXXX-XX-XX"
    return f"{first.isoformat()}/{calendars.weekday(first, integer(arguments[1]), 1).isoformat()}"


def _period(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """period UNIT SIDE: last, this or next week, month or year."""
    side = integer(arguments[1])
    if anchor.published is None:
        return vague(side)
    if arguments[0] == "D":
        return (anchor.published + timedelta(days=side)).isoformat()
    return calendars.period(anchor.published, side, str(arguments[0]))


def _shift(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """shift NUMBER UNIT: that many units before or after publication, as exact as the unit."""
    number, unit = arguments[0], str(arguments[1])
    if not isinstance(number, int | float):
        return None
    if anchor.published is None or unit in _PARTS_OF_CLOCK:
        return vague(number)
    if number % 1:
        number, unit = (
            (number * 12, "M") if unit == "Y" else (number * 7, "D") if unit == "W" else (number, unit)
        )
    if unit in _YEARS_OF:
        number, unit = number * _YEARS_OF[unit], "Y"
    return calendars.move(anchor.published, round(number), unit) if abs(number) < 100_000 else None


def _ago(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """ago NUMBER UNIT: before publication, or a mere duration where it is counted from a happening."""
    number, unit = arguments
    if anchor.measured:
        return _duration(anchor, arguments)
    return _shift(anchor, [-number, unit]) if isinstance(number, int | float) else None


def _after(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """after NUMBER UNIT: from publication where the words speak of what will be, else a mere duration."""
    return _shift(anchor, arguments) if anchor.future else _duration(anchor, arguments)


def _later(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """later NUMBER UNIT: from the day that the text named last, else a mere duration."""
    number, unit = arguments[0], str(arguments[1])
    exact = len(anchor.named or "") >= {"Y": 4, "M": 7}.get(unit, 10)
    day = calendars.parse(anchor.named, first=True) if exact else None
    if day is None or not isinstance(number, int | float) or number % 1 or unit not in "DWMY":
        return "PAST_REF" if isinstance(number, int | float) and number < 0 else _duration(anchor, arguments)
    return calendars.move(day, int(number), unit)


def _coming(anchor: Anchor, _arguments: Sequence[Value]) -> str | None:
    """coming: some time ahead, where the words around speak of what will be."""
    return "FUTURE_REF" if anchor.future else None


def _gone(anchor: Anchor, _arguments: Sequence[Value]) -> str | None:
    """gone: some time past, unless the words around speak of what will be."""
    return None if anchor.future else "PAST_REF"


def _duration(_anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """duration NUMBER UNIT [NUMBER UNIT]; a number that is X is a vague one."""
    first = _length(arguments[0], str(arguments[1]))
    more = _length(arguments[2], str(arguments[3])) if len(arguments) > 3 and arguments[2] is not None else ""
    joined = first + (more[2:] if more.startswith("PT") and first.startswith("PT") else more[1:])
    return joined if first else None


def _length(number: Value, unit: str) -> str:
    if isinstance(number, int | float) and unit in _YEARS_OF:
        number, unit = number * _YEARS_OF[unit], "Y"
    if isinstance(number, int | float) and number % 1 and unit in _PARTS_OF:
        parts, smaller = _PARTS_OF[unit]
        whole, rest = int(number), _length(round(number % 1 * parts), smaller)
        return _length(whole, unit) + rest[1 if unit == "Y" else 2 :] if whole else rest
    if number == "X":
        unit = "Y" if unit in _YEARS_OF else unit
    figure = f"{number:g}" if isinstance(number, int | float) and number < 100_000 else str(number or "")
    if unit in _PARTS_OF_CLOCK:
        return f"PT{figure}{'M' if unit == 'I' else unit}" if figure else ""
    return f"P{figure}{unit}" if figure else ""


def _year(anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """year NUMBER: of four figures, or of two where the century goes without saying."""
    number = integer(arguments[0])
    if number >= 100:
        return f"{number:04d}"
    this = anchor.published.year if anchor.published else 2000
    return f"{number + 100 * (this // 100 - (number > this % 100)):04d}"


def _years(_anchor: Anchor, arguments: Sequence[Value]) -> str | None:
    """years YEAR LAST: two years, the second perhaps by its last figures."""
    first, last = integer(arguments[0]), integer(arguments[1])
    last += first - first % 100 if last < 100 else 0
    last += 100 if last < first and last % 100 == 0 else 0
    return f"{first:04d}/{last:04d}" if first < last <= first + 100 else None


_OPERATIONS: dict[str, Callable[[Anchor, Sequence[Value]], str | None]] = CALENDAR_OPERATIONS | {
    "is": _is,
    "nothing": _nothing,
    "date": _date,
    "in_year": _in_year,
    "in_month": _in_month,
    "near_day": _near_day,
    "day": _day,
    "same": _same,
    "then": _then,
    "that": _that,
    "in_that": _in_that,
    "in_that_month": _in_that_month,
    "dotted": _dotted,
    "short_date": _short_date,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "period": _period,
    "shift": _shift,
    "ago": _ago,
    "after": _after,
    "later": _later,
    "coming": _coming,
    "gone": _gone,
    "duration": _duration,
    "year": _year,
    "years": _years,
}
_LOOKING_AHEAD = frozenset(
    ("date", "day", "near_day", "in_that", "weekday", "weekdays", "after", "coming", "gone")
)
_NEAR = frozenset(("day", "weekday", "weekdays"))
_REGIONAL = frozenset(
    (
        "fiscal",
        "fiscal_months",
        "fiscal_named",
        "fiscal_quarter",
        "bengali",
        "bengali_end",
        "bengali_year",
        "national",
    )
)
