"""Figures for the same thing: tolls, passengers, sums, in whatever sentence they stand."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shutro.claims.statements import Statement, likeness
from shutro.languages import available
from shutro.languages.inflection import stems
from shutro.model import Quantity

ALIKE = 0.20  # likeness of two statements whose figures count the same thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure in a statement."""

    statement: Statement
    quantity: Quantity

    @property
    def is_exact(self) -> bool:
        """Say whether the words give one figure without a bound."""
        return self.quantity.low is not None and self.quantity.low == self.quantity.high

    @property
    def label(self) -> str:
        """Return the figure with its bound: "7", "≥ 7", "≤ 7" or "5–7"."""
        low, high = self.quantity.low, self.quantity.high
        if low is not None and high is not None:
            return f"{low:.15g}" if low == high else f"{low:.15g}–{high:.15g}"
        return f"≥ {low:.15g}" if low is not None else f"≤ {high:.15g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPoint:
    """Figures of several statements for one thing."""

    key: str
    counted: tuple[Counted, ...]


def find_count_points(
    statements: Sequence[Statement], happening: Mapping[int, str]
) -> tuple[CountPoint, ...]:
    """Return the things that at least two statements count, with all their figures.

    Two figures count the same thing where unit and counted word are the same and their statements speak of one
    happening or are alike.
    """
    by_thing: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for statement in statements:
        for quantity in statement.quantities:
            if quantity.counted and not (quantity.low is None and quantity.high is None):
                by_thing[_thing(quantity, statement.language)].append(
                    Counted(statement=statement, quantity=quantity)
                )
    points = []
    for thing in sorted(by_thing):
        for group in _connected(by_thing[thing], happening):
            if len({item.statement.article for item in group}) > 1:
                first = min(group, key=lambda item: (item.statement.article, item.quantity.span))
                name = f"{first.statement.article}\x1f{first.quantity.span.start}\x1f{thing}"
                points.append(
                    CountPoint(key=hashlib.sha256(name.encode()).hexdigest()[:10], counted=tuple(group))
                )
    return tuple(points)


def _thing(quantity: Quantity, code: str) -> tuple[str, str]:
    word = quantity.counted.split()[-1]
    return (quantity.unit, stems(word, code)[-1].text if code in available() else word.casefold())


def _connected(items: Sequence[Counted], happening: Mapping[int, str]) -> list[list[Counted]]:
    groups: list[list[Counted]] = []
    for item in sorted(items, key=lambda item: (item.statement.article, item.quantity.span)):
        joined = [group for group in groups if any(_is_same(item, other, happening) for other in group)]
        merged = [item, *(other for group in joined for other in group)]
        groups = [group for group in groups if group not in joined] + [merged]
    return groups


def _is_same(one: Counted, other: Counted, happening: Mapping[int, str]) -> bool:
    if happening.get(id(one.statement)) == happening.get(id(other.statement)):
        return True
    return likeness(one.statement, other.statement) >= ALIKE
