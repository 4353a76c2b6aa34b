"""The weights of the trained model of names, as rows of scores: one number a label."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from struct import unpack

from shutro.annotate.names.features import heard
from shutro.errors import LanguageError
from shutro.languages.folder import written_lines
from shutro.text.remembered import Remembered

UNIT = 100  # weights are written as whole hundredths
OUTSIDE = "O"
OWN = "own"  # the guideline by which Shutro marks names
_LIST = "names_model"
_MOVE = ">"  # first letter of the lines that weigh a label after a label

_BITS = 32  # of each score in a packed row
_HALF = 1 << (_BITS - 1)

Row = tuple[int, ...]
Packed = int  # a row as one whole number, so that to add two rows is one addition


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Labels, the weight of each after each, and what each feature says for which labels."""

    labels: tuple[str, ...]  # the first is OUTSIDE
    moves: tuple[tuple[str, str, int], ...]
    features: Mapping[str, str]  # a feature to "label weight label weight …", the labels by number


@cache
def weights(code: str) -> Weights | None:
    """Return the model of a language, or None where it has none."""
    lines = written_lines(code, _LIST)
    if not lines:
        return None
    labels = tuple(lines[0].split("\t"))
    if labels[0] != OUTSIDE:
        raise LanguageError(f"{code}/{_LIST}.tsv: the first label is {labels[0]!r}, not {OUTSIDE!r}")
    moves: list[tuple[str, str, int]] = []
    features: dict[str, str] = {}
    for line in lines[1:]:
        name, _, told = line.partition("\t")
        if name[0] == _MOVE:
            before, after, weight = told.split("\t")
            moves.append((before, after, int(weight)))
        else:
            features[name] = told
    return Weights(labels, tuple(moves), features)


def write_weights(found: Weights) -> Iterable[str]:
    """Yield the lines of a model's file after its notes."""
    yield "\t".join(found.labels)
    for before, after, weight in sorted(found.moves):
        yield f"{_MOVE}\t{before}\t{after}\t{weight}"
    for name, told in sorted(found.features.items()):
        yield f"{name}\t{told}"


@cache
def word_rows(offset: int, guideline: str, code: str) -> Remembered[Packed]:
    """Return what words say of the label of the one from which they stand `offset` words off."""
    told = _told_by_trait(str(offset), code)
    under = _told_by_trait(f"{guideline}|{offset}", code)
    if offset == 0 and (alone := _told_by_trait(f"{guideline}|", code).get("")) is not None:
        under = {**under, "": alone}

    def row(text: str) -> Packed:
        shared, guided = heard(text, offset, code)
        return _total(map(told.get, shared)) + _total(map(under.get, guided))

    return Remembered(row)


def _told_by_trait(lead: str, code: str) -> Mapping[str, str]:
    """Return what the features say that begin so, by what follows: no feature is spelled out for a word."""
    found = weights(code)
    features = found.features if found is not None else {}
    return {name[len(lead) :]: told for name, told in features.items() if name.startswith(lead)}


def lead_of(text: str, guideline: str, code: str) -> int:
    """Return by how much a word's own features favour that it is of no name."""
    return _leads(guideline, code)[text]


@cache
def _leads(guideline: str, code: str) -> Remembered[int]:
    rows = word_rows(0, guideline, code)

    def lead(text: str) -> int:
        row = unpacked(rows[text], code)
        return row[0] - max(row[1:])

    return Remembered(lead)


@lru_cache(maxsize=256)
def feature_row(feature: str, code: str) -> Packed:
    """Return what one feature says."""
    found = weights(code)
    return _total((found.features.get(feature),)) if found is not None else 0


def unpacked(row: Packed, code: str) -> Row:
    """Return the scores of a packed row, one a label."""
    shape, halves, size = _shape(code)
    # Halves keep each score from borrowing of the next one, and mark the negative ones.
    return unpack(shape, ((row + halves) ^ halves).to_bytes(size, "little"))


@cache
def _shape(code: str) -> tuple[str, int, int]:
    """Return the format of a packed row, a half for each of its scores, and its bytes."""
    found = weights(code)
    count = len(found.labels) if found is not None else 0
    return f"<{count}i", sum(_HALF << _BITS * label for label in range(count)), count * _BITS // 8


def _total(told: Iterable[str | None]) -> Packed:
    """Return the sum of what some features say."""
    return sum(map(_packed().__getitem__, filter(None, told)))


@cache
def _packed() -> Remembered[Packed]:
    """Return what features say, packed: most that a new word has are those of other words."""
    return Remembered(_pack)


def _pack(told: str) -> Packed:
    numbers = [int(number) for number in told.split(" ")]
    return sum(weight << _BITS * label for label, weight in zip(numbers[::2], numbers[1::2], strict=True))
