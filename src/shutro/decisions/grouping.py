"""Groups as people decide them: made one or made two, in the order in which that was decided."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from shutro.decisions.records import GROUPINGS, Anchor, Decision
from shutro.model import Span

T = TypeVar("T")
Place = tuple[str, Span | None]  # article, and the words in it
Follows = Callable[
    [T, Sequence[T], Sequence[T]], bool
]  # whether one goes with the first or stays with the others
_ONE = frozenset(one for one, _ in GROUPINGS.values())


def regroup(
    groups: Sequence[Sequence[T]],
    decisions: Sequence[Decision],
    place: Callable[[T], Place],
    follows: Follows[T] | None = None,
) -> list[list[T]]:
    """Return the groups after all decisions, the later ones last, with their members in the order that they had.

    Where two are decided, those of the subject leave the groups in which they are with the others; of members that
    nobody named, `follows` says which go with them.
    """
    items = [item for group in groups for item in group]
    home = [number for number, group in enumerate(groups) for _ in group]
    members: dict[int, list[int]] = defaultdict(list)
    for number, group_number in enumerate(home):
        members[group_number].append(number)
    index = _index(items, place) if decisions else {}
    for decision in decisions:
        mine, theirs = (_held(side, items, index, place) for side in (decision.subject, decision.against))
        if decision.judgement in _ONE:
            _join(home, members, mine + theirs)
        else:
            _part(home, members, items, mine, theirs, follows)
    ordered = sorted((sorted(numbers) for numbers in members.values() if numbers), key=min)
    return [[items[number] for number in numbers] for numbers in ordered]


def joined(decisions: Iterable[Decision]) -> frozenset[Anchor]:
    """Return the places that were decided to be in one group."""
    return frozenset(
        anchor
        for decision in decisions
        if decision.judgement in _ONE
        for anchor in (*decision.subject, *decision.against)
    )


def _index(items: Sequence[T], place: Callable[[T], Place]) -> Mapping[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        index[place(item)[0]].append(number)
    return index


def _held(
    anchors: Iterable[Anchor],
    items: Sequence[T],
    index: Mapping[str, list[int]],
    place: Callable[[T], Place],
) -> list[int]:
    """Return the items at the anchors: those with the very words, else those that share some of them."""
    held: dict[int, None] = {}
    for anchor in anchors:
        near = [(number, place(items[number])[1]) for number in index.get(anchor.article, ())]
        exact = [number for number, span in near if span == anchor.span or anchor.span is None]
        held.update(dict.fromkeys(exact or [n for n, span in near if _meets(span, anchor.span)]))
    return list(held)


def _meets(span: Span | None, other: Span | None) -> bool:
    return span is not None and other is not None and span.meets(other)


def _join(home: list[int], members: dict[int, list[int]], numbers: Sequence[int]) -> None:
    first, *others = sorted({home[number] for number in numbers}) or [-1]
    for other in others:
        _move(home, members, members.pop(other), first)


def _move(home: list[int], members: dict[int, list[int]], numbers: Sequence[int], group: int) -> None:
    members[group] += numbers
    for number in numbers:
        home[number] = group


def _part(
    home: list[int],
    members: dict[int, list[int]],
    items: Sequence[T],
    mine: Sequence[int],
    theirs: Sequence[int],
    follows: Follows[T] | None,
) -> None:
    others = set(theirs) - set(mine)
    for group in sorted({home[number] for number in mine} & {home[number] for number in others}):
        leaving = {number for number in mine if home[number] == group}
        if follows is not None:
            left = [items[number] for number in sorted(leaving)]
            stay = [items[number] for number in sorted(others) if home[number] == group]
            free = [number for number in members[group] if number not in leaving and number not in others]
            leaving |= {number for number in free if follows(items[number], left, stay)}
        members[group] = [number for number in members[group] if number not in leaving]
        _move(home, members, sorted(leaving), max(members) + 1)
