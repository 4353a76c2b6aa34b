"""Which of two articles came first, as far as their dates tell."""

from datetime import datetime, timedelta
from typing import Literal

from shutro.model import Doc
from shutro.text.edtf import days

_ZONES = timedelta(hours=14)  # what a time without a zone may be off


def which_first(one: Doc, other: Doc) -> Literal[-1, 0, 1]:
    """Return -1 where the first came before the second, 1 where after, 0 where the dates do not tell."""
    first, second = one.dating.value, other.dating.value
    if not first or not second:
        return 0
    mine, theirs = _moment(first), _moment(second)
    if mine is not None and theirs is not None:
        return _compare(mine, theirs)
    day, that = days(first), days(second)
    if day is None or that is None or day.meets(that):
        return 0
    return -1 if day.last < that.first else 1


def _compare(mine: datetime, theirs: datetime) -> Literal[-1, 0, 1]:
    if (mine.tzinfo is None) == (theirs.tzinfo is None):
        return 0 if mine == theirs else -1 if mine < theirs else 1
    apart = mine.replace(tzinfo=None) - theirs.replace(tzinfo=None)
    return 0 if abs(apart) <= _ZONES else -1 if apart.days < 0 else 1


def _moment(value: str) -> datetime | None:
    """Return the moment that a value with a time of day means."""
    if "T" not in value:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None
