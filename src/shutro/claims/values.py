"""Values of claims side by side: which of them agree, and which cannot stand together."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

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
