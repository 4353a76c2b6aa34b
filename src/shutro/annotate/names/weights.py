"""The weights of the trained model of names, as rows of scores: one number a label."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from shutro.annotate.names.features import word_features
from shutro.errors import LanguageError
from shutro.languages.folder import written_lines

UNIT = 100  # weights are written as whole hundredths
OUTSIDE = "O"
OWN = "own"  # the guideline by which Shutro marks names
_LIST = "names_model"
_MOVE = ">"  # first letter of the lines that weigh a label after a label

Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
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


@lru_cache(maxsize=131_072)
def word_row(text: str, offset: int, guideline: str, code: str) -> Row:
    """Return what a word says of the label of the one from which it stands `offset` words off."""
    return _total(word_features(text, offset, guideline, code), code)


def lead_of(text: str, guideline: str, code: str) -> int:
    """Return by how much a word's own features favour that it is of no name."""
    row = word_row(text, 0, guideline, code)
    return row[0] - max(row[1:])


@lru_cache(maxsize=256)
def feature_row(feature: str, code: str) -> Row:
    """Return what one feature says."""
    return _total((feature,), code)


def _total(features: Sequence[str], code: str) -> Row:
    """Return the sum of what some features say."""
    found = weights(code)
    if found is None:
        return ()
    scores = [0] * len(found.labels)
    for feature in features:
        told = found.features.get(feature)
        if told is not None:
            for label, weight in _parsed(told):
                scores[label] += weight
    return tuple(scores)


@lru_cache(maxsize=65_536)
def _parsed(told: str) -> tuple[tuple[int, int], ...]:
    """Return the labels and weights of a feature: most that a new word has are those of other words."""
    numbers = [int(number) for number in told.split(" ")]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
