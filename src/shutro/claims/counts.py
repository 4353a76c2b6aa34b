"""Figures for the same thing: tolls, passengers, sums, in whatever sentence they stand."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shutro.claims.statements import Statement, likeness
from shutro.languages import available
from shutro.languages.inflection import stems
from shutro.languages.words import common_words
from shutro.model import Event, Quantity
from shutro.text.edtf import Days, days

ALIKE = 0.20  # likeness of two statements whose figures count the same thing
TOLL = 0.05  # the same, where people are counted to whom the same thing happened
REACH = 60  # code points between people and what happened to them
_LONG = 60  # days between two happenings that are counted apart
_FACTOR = 3  # bounds further apart than this are about different things


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure in a statement."""

    statement: Statement
    quantity: Quantity
    event: Event | None  # what is counted: those who died, were rescued, went aboard

    @property
    def hedge(self) -> str | None:
        """Return the modality of what is counted, where it is not asserted."""
        return self.event.modality if self.event and self.event.modality != "asserted" else None

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
    """Return the things that at least two articles count, with all their figures.

    Two figures count the same thing where unit and counted word are the same and their statements speak of one
    happening or are alike. People are counted by what happened to them.
    """
    by_thing: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for statement in statements:
        for quantity in statement.quantities:
            if quantity.low is None and quantity.high is None:
                continue
            event = _event(quantity, statement)
            thing = _thing(quantity, event, statement.language)
            if thing is not None:
                by_thing[thing].append(Counted(statement=statement, quantity=quantity, event=event))
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


def figures_agree(one: Quantity, other: Quantity) -> bool:
    """Say whether one figure can satisfy both: অন্তত ১২ and ১৫ can, ১২ and ১৫ cannot, nor can অন্তত ১২ and ৫০০."""
    low, high = max(_low(one), _low(other)), min(_high(one), _high(other))
    bounds = [bound for bound in (one.low, one.high, other.low, other.high) if bound]
    return low <= high and (not bounds or max(bounds) <= _FACTOR * min(bounds))


def _low(quantity: Quantity) -> float:
    return float("-inf") if quantity.low is None else quantity.low


def _high(quantity: Quantity) -> float:
    return float("inf") if quantity.high is None else quantity.high


def _event(quantity: Quantity, statement: Statement) -> Event | None:
    """Return what happened to the people counted: the next event, else the last one, within reach."""
    after = [e for e in statement.events if 0 <= e.trigger.start - quantity.span.start <= REACH]
    if after:
        return min(after, key=lambda event: event.trigger)
    before = [e for e in statement.events if 0 <= quantity.span.start - e.trigger.end <= REACH // 2]
    return max(before, key=lambda event: event.trigger, default=None)


def _thing(quantity: Quantity, event: Event | None, code: str) -> tuple[str, str] | None:
    """Return what names the thing counted, or None where nothing does."""
    counted = quantity.counted.split()[-1] if quantity.counted else ""
    stem = stems(counted, code)[-1].text if counted and code in available() else counted.casefold()
    if quantity.unit == "person" and event is not None and (not stem or stem in common_words(code)):
        return ("person", f"{event.code} {event.mode}")
    return (quantity.unit, stem) if stem else None


def _connected(items: Sequence[Counted], happening: Mapping[int, str]) -> list[list[Counted]]:
    groups: list[list[Counted]] = []
    for item in sorted(items, key=lambda item: (item.statement.article, item.quantity.span)):
        joined = [group for group in groups if any(_is_same(item, other, happening) for other in group)]
        merged = [item, *(other for group in joined for other in group)]
        groups = [group for group in groups if group not in joined] + [merged]
    return groups


def _is_same(one: Counted, other: Counted, happening: Mapping[int, str]) -> bool:
    first, second = _days(one), _days(other)
    if first and second and not first.meets(second) and abs((first.first - second.first).days) > _LONG:
        return False
    if happening.get(id(one.statement)) == happening.get(id(other.statement)):
        return True
    tolls = one.quantity.unit == "person" and one.event is not None and other.event is not None
    return likeness(one.statement, other.statement) >= (TOLL if tolls and not one.quantity.counted else ALIKE)


def _days(item: Counted) -> Days | None:
    return next((found for time in item.statement.times if (found := days(time.value))), None)
