"""What keeps two figures apart, whatever else they share: another person, day, price or stretch of time."""

from collections.abc import Callable

from shutro.claims.conflicts import UNREAL
from shutro.claims.figures import Counted, figure_of
from shutro.claims.statements import Statement
from shutro.text.edtf import days

_EXACT = 6  # digits of a sum that is told nearly to the last coin
_ROUND = 1000  # what a headline may leave out of a figure
_APART = 3  # days after which a price or a share may be another one

Persons = Callable[[Statement], frozenset[str]]


def are_of_two_stretches(one: Counted, other: Counted) -> bool:
    """Say whether the figures came together in two stretches: 24 hours and this month, or 24 hours of two days."""
    both = bool(one.stretch and other.stretch)
    return one.stretch != other.stretch and (both or one.is_rolling or other.is_rolling)


def tell_of_others(one: Counted, other: Counted, persons: Persons) -> bool:
    """Say whether the figures stand in statements on two persons: what each of them scored, paid or took."""
    if one.is_toll or one.is_age:
        return False
    mine, theirs = persons(one.statement), persons(other.statement)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def are_of_two_times(one: Counted, other: Counted) -> bool:
    """Say whether two prices, sums or shares are told so far apart that each may be as of its day."""
    early, late = days(one.statement.said), days(other.statement.said)
    if early is None or late is None or early.apart(late) < _APART:
        return False
    if one.is_course or other.is_course or one.is_ahead or other.is_ahead or one.hedge or other.hedge:
        return False
    return one.quantity.unit == other.quantity.unit and (
        one.quantity.unit == "percent" or one.quantity.unit.isupper()
    )


def are_of_two_days(one: Counted, other: Counted) -> bool:
    """Say whether each of two reports gives the day's figure, of days that differ: temperatures, scores."""
    early, late = days(one.statement.said), days(other.statement.said)
    is_daily = one.is_of_series and other.is_of_series
    return is_daily and early is not None and late is not None and not early.meets(late)


def are_of_unknown_order(one: Counted, other: Counted) -> bool:
    """Say whether only one of the figures is to come, and nobody knows when both were told."""
    is_dated = one.statement.said is not None and other.statement.said is not None
    return not is_dated and _is_to_come(one) != _is_to_come(other)


def _is_to_come(item: Counted) -> bool:
    return item.is_ahead or item.hedge in UNREAL


def are_two_sums(one: Counted, other: Counted) -> bool:
    """Say whether both are sums of money told nearly to the last coin: what differs there is another sum."""
    return one.quantity.unit.isupper() and _digits(one) >= _EXACT and _digits(other) >= _EXACT


def _digits(item: Counted) -> int:
    """Return how many digits of a figure are told; zeros at its end are not."""
    return len(f"{figure_of(item):.0f}".rstrip("0"))


def is_shortened(one: Counted, other: Counted) -> bool:
    """Say whether a headline's figure is the other without its last digits: 12 crore for 12 crore 37 lakh."""
    head, whole = (one, other) if one.is_headline else (other, one)
    rough, fine = figure_of(head), figure_of(whole)
    if not head.is_headline or not 1 < rough < fine:
        return False
    digit = 10 ** (len(f"{rough:.0f}") - len(f"{rough:.0f}".rstrip("0")))
    return digit >= _ROUND and len(f"{rough:.0f}".rstrip("0")) > 1 and fine - rough < digit
