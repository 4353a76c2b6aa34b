"""What of two articles cannot be of one happening, however alike their words are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from shutro.story.changes import Apart
from shutro.story.traits import Kind, Trait
from shutro.story.vectors import Vector

NEAR = (
    0.14  # likeness from which it is asked what keeps two articles apart: others join nothing by themselves
)
_DAY = 86_400
_GROUNDS = {kind: 1 << place for place, kind in enumerate(get_args(Kind))}
Barring = Callable[[int, Mapping[int, float]], Sequence[int]]


def bar_none(_number: int, _alike: Mapping[int, float]) -> Sequence[int]:
    """Return none of the articles that are like one."""
    return ()


def grounds_of(vector: Vector) -> int:
    """Return a bit for each kind of trait; articles that share none are kept apart by nothing."""
    return sum({_GROUNDS[trait.kind] for trait in vector.traits})


class Vetoes:
    """What keeps articles apart that would be near, each named by a number."""

    def __init__(self, vectors: Mapping[int, Vector]) -> None:
        self._vectors = vectors
        self._found: dict[int, dict[int, Apart]] = {}

    def bar(self, number: int, alike: Mapping[int, float]) -> Sequence[int]:
        """Return those of the articles that are like one which something keeps apart from it, and note what does."""
        barred = []
        for other, score in alike.items():
            found = find_veto(self._vectors[number], self._vectors[other]) if score >= NEAR else None
            if found is not None:
                barred.append(other)
                kept = replace(found, score=round(score, 3))
                for one, two in ((number, other), (other, number)):
                    self._found.setdefault(one, {})[two] = kept
        return barred

    def drop(self, number: int) -> None:
        """Know nothing more of an article."""
        for other in self._found.pop(number, ()):
            del self._found[other][number]

    def of(self, numbers: Iterable[int]) -> tuple[Apart, ...]:
        """Return what is noted of articles, the nearest first."""
        found = {apart for number in numbers for apart in self._found.get(number, {}).values()}
        return tuple(sorted(found, key=lambda apart: (-apart.score, apart.article, apart.other)))


def find_veto(one: Vector, other: Vector) -> Apart | None:
    """Return what keeps two articles apart, the same whichever is given first; None where nothing does.

    They tell of acts of one kind, or of figures of one day, and of another place, person or year.
    """
    is_alike = _share(one.acts, other.acts)
    for mine in one.traits:
        for theirs in other.traits:
            if mine.kind != theirs.kind or mine.unit != theirs.unit:
                continue
            if not (_is_days_apart(one, other) if mine.kind == "figure" else is_alike):
                continue
            pair = (one, mine), (other, theirs)
            (first, hers), (second, his) = sorted(pair, key=lambda entry: entry[0].place)
            if _CLASHES[mine.kind](hers, his):
                return Apart(
                    article=second.article,
                    other=first.article,
                    kind=mine.kind,
                    words=his.shown,
                    others=hers.shown,
                )
    return None


def _is_days_apart(one: Vector, other: Vector) -> bool:
    return one.since is not None and other.since is not None and one.since // _DAY != other.since // _DAY


# Each of these is asked of what the earlier report says and what the later one does.
def _is_elsewhere(first: Trait, second: Trait) -> bool:
    """Say whether neither names what the other is about."""
    return not _share(first.lead, second.named) and not _share(second.lead, first.named)


def _is_wholly_elsewhere(first: Trait, second: Trait) -> bool:
    return not _share(first.named, second.named)


def _is_of_another_year(first: Trait, second: Trait) -> bool:
    """Say whether the years differ, and who tells of the earlier one does not know the later."""
    old, new = sorted((first, second), key=lambda trait: max(trait.lead))
    return not _share(old.lead, new.lead) and not _share(new.lead, old.named)


def _is_new(first: Trait, second: Trait) -> bool:
    return not _share(second.lead, first.named)


def _share(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return any(value in others for value in some)


# A toll is not among these: of one happening it is told otherwise by the hour.
_CLASHES: Mapping[Kind, Callable[[Trait, Trait], bool]] = {
    "place": _is_elsewhere,
    "state": _is_wholly_elsewhere,
    "year": _is_of_another_year,
    "figure": _is_new,
    "victim": _is_elsewhere,
    "accused": _is_elsewhere,
}
