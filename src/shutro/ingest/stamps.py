"""Dates as pages write them: ISO 8601, the form of e-mail, and date lines for readers."""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache

import regex

from shutro.errors import LanguageError
from shutro.ingest.rules import IGNORE_CASE, TABLE, expand
from shutro.languages import available, read
from shutro.languages.schema.page import PageTable
from shutro.text.normalize import compose
from shutro.text.numerals import to_ascii_digits

_YEARS = range(1990, 2100)
_NOON = 12
_FARTHEST = timedelta(hours=14)
_SLACK = timedelta(minutes=10)  # by which clocks of servers differ
_DAY = len("2023-09-14")


def read_stamp(text: str, language: str) -> str | None:
    """Return the date of a line such as "published: 14 September 2023, 08:30 pm" in ISO 8601, without zone.

    An update counts only where no publication is dated.
    """
    if language not in available():
        return None
    return _first_stamp(compose(text), _stamp_pattern(language), read(language, TABLE, PageTable))


def read_lone_stamp(lines: Iterable[str], language: str) -> str | None:
    """Return the moment that stands by itself in a line, or after the name of the site; None where several differ."""
    if language not in available():
        return None
    table, pattern = read(language, TABLE, PageTable), _lone_pattern(language)
    matches = (pattern.fullmatch(compose(line)) for line in lines if any(map(str.isdecimal, line)))
    values = {_value(match, table) for match in matches if match is not None}
    return values.pop() if len(values) == 1 else None


def check_stamps(code: str) -> list[str]:
    """Return a complaint for each example of a date line that is not read as it says."""
    return [
        f"{code}/{TABLE}.toml: date line {line!r} is not read as {value!r}"
        for line, value in read(code, TABLE, PageTable).stamp.items()
        if read_stamp(line, code) != value
    ]


def iso_date(value: str) -> str | None:
    """Return the date in ISO 8601, or None where the words are no date of our days."""
    words = value.strip()
    try:
        if len(words) <= _DAY:
            return words if datetime.fromisoformat(words).year in _YEARS and len(words) == _DAY else None
        moment = datetime.fromisoformat(words)
    except ValueError:
        try:
            moment = parsedate_to_datetime(words)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    if moment.year not in _YEARS:
        return None
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


def is_ahead(value: str, fetched: str, clock: timedelta | None) -> bool:
    """Say whether a date lies after the moment at which its page was fetched, which no clock of our world explains.

    `clock` is how far ahead of Greenwich a date without a zone is; where nobody knows, it is taken for the farthest.
    """
    try:
        said, at = datetime.fromisoformat(value.rstrip("~?%")), datetime.fromisoformat(fetched)
        if said.tzinfo is None:
            said = said.replace(tzinfo=timezone(_FARTHEST if clock is None else clock))
        return said - at > _SLACK
    except (ValueError, TypeError, OverflowError):  # a year only, or a fetch without zone
        return False


@cache
def _stamp_pattern(code: str) -> regex.Pattern[str]:
    """Return the pattern of a label and a moment; without a mark between the two, the moment has day and hour."""
    table = read(code, TABLE, PageTable)
    if not table.stamp:
        raise LanguageError(f"{code}/{TABLE}.toml: date lines have no example")
    label = r"(?<![\p{L}\p{M}])(?:(?P<published><stamped>)|<updated>)\s{0,3}(?P<mark>[:ঃ|\-–]{1,2}\s{0,3})?"
    moment = r"(?:<date>(?:<between><clock>|(?(mark)|(?!)))|<clock><between><date>)"
    return regex.compile(expand(label + moment, table), IGNORE_CASE)


@cache
def _lone_pattern(code: str) -> regex.Pattern[str]:
    """Return the pattern of a line that is a day and an hour, perhaps after a name and a stroke."""
    moment = r"(?:[^|•·]{2,60}[|•·]\s{0,3})?(?:<date><between><clock>|<clock><between><date>)"
    return regex.compile(expand(moment, read(code, TABLE, PageTable)), IGNORE_CASE)


def _first_stamp(text: str, pattern: regex.Pattern[str], table: PageTable) -> str | None:
    updated = None
    for match in pattern.finditer(text):
        value = _value(match, table)
        if value is not None and match["published"]:
            return value
        updated = updated or value
    return updated


def _value(match: regex.Match[str], table: PageTable) -> str | None:
    found = {name: to_ascii_digits(words) for name, words in match.groupdict().items() if words}
    month = found.get("number") or table.months.get(match["month"].casefold())
    date = f"{int(found['year']):04}-{int(month or 0):02}-{int(found['day']):02}"
    if "hour" not in found:
        return iso_date(date)
    hour = _hour(int(found["hour"]), found.get("half"), found.get("part"), table)
    return iso_date(f"{date}T{hour:02}:{int(found['minute']):02}")


def _hour(hour: int, half: str | None, part: str | None, table: PageTable) -> int:
    """Return the hour of the day: "9 at night" is 21, "1 at night" is 1."""
    if hour > _NOON:
        return hour
    if half is not None:
        return hour % _NOON + table.halves[half.casefold()]
    if part is not None:
        first = table.parts[part]
        return next(h for h in range(hour % _NOON, 48, _NOON) if h >= first) % 24
    return hour
