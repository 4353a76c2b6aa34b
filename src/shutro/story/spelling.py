"""The words that two articles of a story share, as people read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from shutro.model import Doc, Join
from shutro.story.likeness import Weighed
from shutro.story.vectors import terms_of, vector_of
from shutro.story.weights import Frequencies

_HEARD = 0.1  # weight of a name or a number that an article in another script may share
_SHOWN = 8  # terms that are given as the reason of a join


@dataclass(frozen=True, slots=True)
class _Worded:
    """An article as it is compared, and its terms as people read them."""

    weights: Mapping[int, float]
    shown: Mapping[int, str]


def spell(joins: Iterable[Join], docs: Mapping[str, Doc]) -> tuple[Join, ...]:
    """Return the joins with the words, names and figures that each pair of articles shares, the weightiest first."""
    known = list(joins)
    asked = dict.fromkeys(name for join in known if not join.shared for name in (join.article, join.to))
    worded = {name: _worded(docs[name]) for name in asked}
    return tuple(join if join.shared else _spelled(join, worded) for join in known)


def _worded(doc: Doc) -> _Worded:
    shown: dict[int, str] = {}
    for _, _, key, words in terms_of(doc):
        shown.setdefault(key, words)
    vector = vector_of(doc)
    weights = dict(Weighed.of(vector, Frequencies()).weights)
    for heard in vector.heard:
        for key in heard.keys:
            shown.setdefault(key, heard.shown)
            weights.setdefault(key, _HEARD)
    return _Worded(weights, shown)


def _spelled(join: Join, worded: Mapping[str, _Worded]) -> Join:
    mine, theirs = worded[join.article], worded[join.to].weights
    weight = {key: mine.weights[key] * theirs[key] for key in mine.weights.keys() & theirs.keys()}
    ordered = sorted(weight, key=lambda key: (-weight[key], mine.shown[key]))
    return replace(join, shared=tuple(dict.fromkeys(mine.shown[key] for key in ordered))[:_SHOWN])
