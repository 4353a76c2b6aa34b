"""Values of claims side by side: which of them agree, and which cannot stand together."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from shutro.model import Quantity
from shutro.text.edtf import Days

T = TypeVar("T")


def group_values(
    items: Sequence[T], agree: Callable[[T, T], bool], exactness: Callable[[T], Hashable]
) -> list[list[T]]:
    """Return items in groups in which all agree with the most exact one, which stands first.

    An item that agrees with several groups joins the first; `exactness` sorts the most exact first.
    """
    groups: list[list[T]] = []
    for item in sorted(items, key=exactness):  # type: ignore[arg-type]
        for group in groups:
            if agree(group[0], item):
                group.append(item)
                break
        else:
            groups.append([item])
    return groups


def days_agree(one: Days, other: Days) -> bool:
    """Say whether two times share a day."""
    return one.meets(other)


def quantities_agree(one: Quantity, other: Quantity) -> bool:
    """Say whether one figure can satisfy both: অন্তত ১২ and ১৫ can, ১২ and ১৫ cannot."""
    low = max(_low(one), _low(other))
    high = min(_high(one), _high(other))
    return low <= high


def _low(quantity: Quantity) -> float:
    return float("-inf") if quantity.low is None else quantity.low


def _high(quantity: Quantity) -> float:
    return float("inf") if quantity.high is None else quantity.high
