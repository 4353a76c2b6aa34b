"""Hours and parts of the day that stand with a day, or alone."""

from collections.abc import Mapping
from datetime import date, timedelta

from shutro.annotate import calendars
from shutro.annotate.anchors import Value
from shutro.annotate.timerules import TimeRules
from shutro.model import TimeKind
from shutro.text.numerals import to_ascii_digits

_DAY = 10  # letters of a date that is exact to the day
_NOON = 12
_DAWN = 1  # the first of the twelve hours that clocks count in the morning
_EVENING, _MORNING = "18:00", "06:00"
_NIGHTS = ("NI",)
_FAR = 2  # sentences behind which a night is no longer told of
_DAYS = frozenset(("day", "weekday", "dayword", "month", "side", "past", "next"))


class Clocks:
    """Puts hours to days, and remembers the part of the day that a sentence named last."""

    def __init__(self, rules: TimeRules, published: date | None) -> None:
        self.rules = rules
        self.published = published.isoformat() if published else "9999-12-31"
        self._part: tuple[str, int] | None = None  # the part of the day and its sentence
        self._last: tuple[str, int] | None = None  # the hour that was named last, and its sentence
        self._night: tuple[str, int] | None = (
            None  # the last hour, where it is of an evening, and its sentence
        )
        self._before: int | None = None  # the last sentence that went back to what had been before

    def put(
        self, value: str, named: Mapping[str, Value], sentence: int, kind: TimeKind, *, ahead: bool = False
    ) -> tuple[str, TimeKind]:
        """Return a value with the hour, hours or part of the day that stand with it.

        A night that follows the day of publication is still to come, unless the words speak of what was.
        """
        if value == "PAST_REF":
            self._before = sentence
        part = named.get("part")
        clock = _clock(named)
        if "T" in value or (part is None and clock is None) or len(value) != _DAY:
            return value, kind
        if part is not None:
            self._part = str(part), sentence
        kind = kind if kind == "SET" else "TIME"
        following = "eve" in named and (ahead or value < self.published)
        own_day = not _DAYS.isdisjoint(named)
        if clock is None:
            value = f"{value}T{self.rules.names.get(str(part), part)}"
        else:
            value = _at(value, clock, self._first(part, clock, sentence), following=following)
        value = value if own_day else self._after_night(value, part, sentence)
        self._night = (value, sentence) if _is_evening(value) else None
        if clock is None:
            return value, kind
        self._last = value[_DAY:], sentence
        until = _clock({name[2:]: item for name, item in named.items() if name.startswith("to")})
        return value if until is None else f"{value}/{self._until(value, named, until)}", kind

    def _after_night(self, value: str, part: Value, sentence: int) -> str:
        """Return an early hour, or a morning soon told, after the night of its day as of the next day."""
        if self._night is None or self._before == sentence or self._night[0][:_DAY] != value[:_DAY]:
            return value
        morning = self.rules.hours.get(str(part)) == _DAWN
        follows = sentence - self._night[1] <= _FAR if morning else value[_DAY + 1 :] < _MORNING
        day = _next(value[:_DAY])
        return day + value[_DAY:] if follows and day <= self.published else value

    def _until(self, value: str, named: Mapping[str, Value], clock: tuple[int, int]) -> str:
        """Return the hour up to which a time lasts, on the next day where it is no later."""
        begins = self.rules.hours.get(str(named.get("topart")), int(value[_DAY + 1 : _DAY + 3]))
        until = _at(value[:_DAY], clock, begins)
        return until if until > value else _next(until[:_DAY]) + until[_DAY:]

    def _first(self, part: Value, clock: tuple[int, int], sentence: int) -> int | None:
        """Return the earliest of the twelve hours that a clock counts in; one without a part goes on from the last."""
        if part is None and self._part and self._part[1] == sentence:
            first = self.rules.hours.get(self._part[0])
            known = self._last and self._last[1] == sentence
            if first is None or not known or not self._last or _at("", clock, first) > self._last[0]:
                return first
            return int(self._last[0][1:3])
        return self.rules.hours.get(str(part))


def _is_evening(value: str) -> bool:
    hour = value[_DAY + 1 :]
    return hour in _NIGHTS or _EVENING <= hour < "24"


def _clock(named: Mapping[str, Value]) -> tuple[int, int] | None:
    hours = _hours(named.get("hour"), named.get("minute"))
    if hours is not None:
        return hours
    hour, _, minute = to_ascii_digits(str(named.get("clock"))).replace(".", ":").partition(":")
    return (int(hour), int(minute)) if hour.isdigit() and minute.isdigit() else None


def _hours(hour: Value, minute: Value) -> tuple[int, int] | None:
    if not isinstance(hour, int | float):
        return None
    if 0 < hour < 1:  # পৌনে একটা is a quarter to one
        hour += _NOON
    return int(hour), round(hour % 1 * 60) or (minute if isinstance(minute, int) else 0)


def _at(day: str, clock: tuple[int, int], first: int | None, *, following: bool = False) -> str:
    """Return the day with the hour; `first` is the earliest of the twelve that the part of the day counts in.

    Twelve at night begins the next day, unless it is told as the first minute; so do the hours of the night that
    follows a day.
    """
    hour, minute = clock
    if first is not None and 0 < hour <= _NOON:
        hour = first + (hour - first) % _NOON
    if hour >= 24 and ((hour == 24 and minute != 1) or following):
        day = _next(day)
    return f"{day}T{hour % 24:02d}:{minute:02d}"


def _next(day: str) -> str:
    parsed = calendars.parse(day)
    return (parsed + timedelta(days=1)).isoformat() if parsed and parsed.year < 9999 else day
