"""From where times are read, and the small pieces that their values are made of."""

from datetime import date

import msgspec

from shutro.annotate.calendars import Region

Value = str | int | float | None


class Anchor(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The day an expression is read from: of publication, and what the text has named before."""

    published: date | None
    last: date | None = None  # the last day near publication
    named: str | None = None  # the last day, month or year, however far away
    then: str | None = None  # what was named last, with its hour, where it is not far behind
    year: int | None = None  # the year that the sentences around speak of
    future: bool = False  # the words around speak of what will be
    past: bool = False  # they speak of what was
    narrated: bool = False  # they tell a happening that is over
    measured: bool = False  # from a happening that the words before it name
    region: Region = "bd"
    fiscal_month: int = 7


def integer(value: Value, default: int = 0) -> int:
    """Return a value as a whole number, or the default where it is none."""
    return int(value) if isinstance(value, int | float) else default


def vague(side: float) -> str:
    """Return the vague time before, at or after the present."""
    return "PAST_REF" if side < 0 else "FUTURE_REF" if side > 0 else "PRESENT_REF"
