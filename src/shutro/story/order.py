"""Which of two articles came first, as far as their dates tell."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal

from shutro.model import Doc
from shutro.sources.clocks import clock_of
from shutro.text.edtf import days

# How far an unknown clock may be before and behind that of Greenwich.
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)
_DAY = timedelta(days=1)
_ABOUT = "~?%"


@dataclass(frozen=True, slots=True)
class Moment:
    """When a report may have been published: from `start` to `end`, in universal time or by an unknown clock."""

    start: datetime
    end: datetime
    is_zoned: bool

    def is_before(self, other: "Moment") -> bool:
        """Say whether it is sure that this one was first; two reports by unknown clocks are taken by one."""
        if self.is_zoned == other.is_zoned:
            return self.end < other.start
        return self._widened().end < other._widened().start

    def _widened(self) -> "Moment":
        return self if self.is_zoned else Moment(self.start - _EAST, self.end + _WEST, is_zoned=True)


def which_first(one: Doc, other: Doc) -> Literal[-1, 0, 1]:
    """Return -1 where the first came before the second, 1 where after, 0 where the dates do not tell."""
    mine, theirs = published(one), published(other)
    if mine is None or theirs is None:
        return 0
    return -1 if mine.is_before(theirs) else 1 if theirs.is_before(mine) else 0


def published(doc: Doc) -> Moment | None:
    """Return when a report was published, by its outlet's clock where its date names none; None for a guess."""
    return moment(doc.dating.value, clock_of(doc.article.outlet))


def moment(value: str | None, clock: timedelta | None = None) -> Moment | None:
    """Return when an ISO 8601 or EDTF value may have been; None where nobody knows or it is a guess.

    `clock` is how far ahead of Greenwich a value without a zone is.
    """
    if not value or value[-1] in _ABOUT:
        return None
    found = _hour(value) if "T" in value else _day(value)
    if found is None or found.is_zoned or clock is None:
        return found
    try:
        return Moment(found.start - clock, found.end - clock, is_zoned=True)
    except OverflowError:
        return None


def _hour(value: str) -> Moment | None:
    try:
        at = datetime.fromisoformat(value)
        if at.tzinfo is None:
            return Moment(at, at, is_zoned=False)
        at = at.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return Moment(at, at, is_zoned=True)


def _day(value: str) -> Moment | None:
    found = days(value)
    if found is None:
        return None
    try:
        start, last = datetime.combine(found.first, time.min), datetime.combine(found.last, time.min)
        return Moment(start, last + _DAY - timedelta.resolution, is_zoned=False)
    except OverflowError:
        return None
