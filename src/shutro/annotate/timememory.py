"""What a text has named before: the day, month or year that later words point back to."""

from datetime import date

from shutro.annotate import calendars
from shutro.annotate.anchors import Value

_DAY = 10  # letters of a date that is exact to the day
_NEAR = 31  # days from publication within which a named day is what an hour alone belongs to
_FAR = 3  # sentences behind which nothing points back


class Memory:
    """The days and years that were named last, while a text is read from left to right."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.last: date | None = None  # the last day near publication
        self.past: date | None = None  # the last of them that is not ahead
        self.named: str | None = None  # the last day, month or year
        self._then: tuple[str, int] | None = None  # the last value with its hour, and its sentence
        self._year: tuple[int, int, int] | None = None  # the year told of, its sentence and its line
        self._place = (0, 0)

    def go_to(self, sentence: int, line: int) -> None:
        """Move to a sentence of a line."""
        self._place = sentence, line

    def keep(self, value: str, *, is_sure: bool, is_near: bool) -> None:
        """Remember a value; one that is sure names its year itself, one that is near counts from publication."""
        if is_near:
            self._year = None
        if not value[:4].isdigit() or "/" in value or value[4:5] not in ("", "-"):
            return
        sentence, line = self._place
        day = calendars.parse(value)
        if day and (self.published is None or abs((self.published - day).days) <= _NEAR):
            self.last = day
            self.past = self.past if self.is_ahead else day
        self.named = value[:_DAY]
        self._then = value, sentence
        year = int(value[:4])
        if is_sure or (self._year is not None and self._year[0] == year and not is_near):
            self._year = year, sentence, line

    @property
    def is_ahead(self) -> bool:
        """Say whether the last day named is still to come."""
        return self.last is not None and self.published is not None and self.last > self.published

    @property
    def then(self) -> str | None:
        """Return the value that was named last, where it is not far behind."""
        return self._then[0] if self._then and self._place[0] - self._then[1] <= _FAR else None

    def year(self, month: Value, number: Value, weekday: Value) -> int | None:
        """Return the year that the sentences of a line speak of, unless a day has another weekday in it."""
        if self._year is None or self._year[2] != self._place[1] or self._place[0] - self._year[1] > _FAR:
            return None
        year = self._year[0]
        if isinstance(weekday, int) and isinstance(month, int) and isinstance(number, int):
            day = calendars.day(year, month, number)
            return year if day and day.isoweekday() == weekday else None
        return year
