"""The likeliest labels of a stretch of words, and how sure the names in them are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import cast

import msgspec

from shutro.annotate.names.weights import OUTSIDE, UNIT, Row, Weights
from shutro.model import MentionKind

Masses = Mapping[int, float]  # by label

_HOPELESS = 400  # score below the best from which a label is not tried


class Found(msgspec.Struct, frozen=True, gc=False):
    """Words `first` to `last` of a stretch, what they name, and the probability that just they do."""

    first: int
    last: int
    kind: MentionKind
    sure: float


@dataclass(frozen=True, slots=True)
class Moves:
    """The factor of each label after each, which is 0 where it cannot follow; labels go by number, 0 is no name."""

    labels: tuple[str, ...]
    factors: tuple[tuple[float, ...], ...]  # label to the labels after it
    columns: tuple[tuple[float, ...], ...]  # label to the labels before it


@cache
def moves_of(model: Weights) -> Moves:
    """Return the factors of the moves from label to label; a name goes on only where one of its kind stands."""
    weights = {(before, after): weight for before, after, weight in model.moves}
    rows = [
        tuple(
            exp(weights.get((before, after), 0) / UNIT) if after[0] != "I" or before[1:] == after[1:] else 0.0
            for after in model.labels
        )
        for before in model.labels
    ]
    return Moves(model.labels, tuple(rows), tuple(zip(*rows, strict=True)))


def find_labelled(rows: Sequence[Row], model: Weights) -> list[Found]:
    """Return the names in a stretch of words, of which `rows` are the scores; beside it stand words of no name."""
    moves = moves_of(model)
    factors = [_factors(row) for row in rows]
    found = list(_spans([moves.labels[label] for label in _best(factors, moves)]))
    if not found:
        return []
    ahead, behind = _ahead(factors, moves), _behind(factors, moves)
    whole = sum(mass * behind[-1][label] for label, mass in ahead[-1].items())
    return [
        Found(first, last, kind, _mass(first, last, kind, factors, ahead, behind, moves) / whole)
        for first, last, kind in found
    ]


def _factors(row: Row) -> Masses:
    """Return the factors of the labels that are not hopeless, and of no name."""
    most = max(row)
    return {
        label: exp((score - most) / UNIT)
        for label, score in enumerate(row)
        if score > most - _HOPELESS or label == 0
    }


def _best(factors: Sequence[Masses], moves: Moves) -> list[int]:
    """Return the likeliest path of labels."""
    here = {label: value * moves.factors[0][label] for label, value in factors[0].items()}
    ways: list[dict[int, int]] = []
    for values in factors[1:]:
        way: dict[int, int] = {}
        there: dict[int, float] = {}
        last = here.items()
        for label, value in values.items():
            column = moves.columns[label]
            most, way[label] = max([(mass * column[before], before) for before, mass in last])
            there[label] = most * value
        here = there
        ways.append(way)
    path = [max(here, key=lambda label: here[label] * moves.columns[0][label])]
    for way in reversed(ways):
        path.append(way[path[-1]])
    return path[::-1]


def _ahead(factors: Sequence[Masses], moves: Moves) -> list[Masses]:
    """Return the mass of all paths up to each label of each word."""
    rows: list[Masses] = [{label: value * moves.factors[0][label] for label, value in factors[0].items()}]
    for values in factors[1:]:
        last = rows[-1].items()
        rows.append(
            {
                label: value * sum(mass * moves.columns[label][before] for before, mass in last)
                for label, value in values.items()
            }
        )
    return rows


def _behind(factors: Sequence[Masses], moves: Moves) -> list[Masses]:
    """Return the mass of all paths from behind each label of each word on."""
    rows: list[Masses] = [{label: moves.factors[label][0] for label in factors[-1]}]
    for at in range(len(factors) - 1, 0, -1):
        coming = [(after, value * rows[-1][after]) for after, value in factors[at].items()]
        rows.append(
            {
                label: sum(mass * moves.factors[label][after] for after, mass in coming)
                for label in factors[at - 1]
            }
        )
    return rows[::-1]


def _mass(
    first: int,
    last: int,
    kind: MentionKind,
    factors: Sequence[Masses],
    ahead: Sequence[Masses],
    behind: Sequence[Masses],
    moves: Moves,
) -> float:
    """Return the mass of the paths on which just these words are one name of this kind."""
    label, goes_on = moves.labels.index(f"B-{kind}"), moves.labels.index(f"I-{kind}")
    mass = ahead[first][label]
    for values in factors[first + 1 : last + 1]:
        mass *= moves.factors[label][goes_on] * values[goes_on]
        label = goes_on
    if last + 1 == len(factors):
        return mass * moves.factors[label][0]
    return mass * sum(
        value * behind[last + 1][after] * moves.factors[label][after]
        for after, value in factors[last + 1].items()
        if after != goes_on
    )


def _spans(labels: Sequence[str]) -> Iterator[tuple[int, int, MentionKind]]:
    first = None
    for at, label in enumerate([*labels, OUTSIDE]):
        if first is not None and label[0] != "I":
            yield first, at - 1, cast(MentionKind, labels[first][2:])
            first = None
        if label[0] == "B":
            first = at
