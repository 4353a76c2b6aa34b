"""The words that two articles of a story share, as people read them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from shutro.model import Doc, Join
from shutro.story.likeness import Weighed
from shutro.story.vectors import terms_of, vector_of
from shutro.story.weights import Frequencies

_SHOWN = 8  # terms that are given as the reason of a join


def spell(joins: Iterable[Join], docs: Mapping[str, Doc]) -> tuple[Join, ...]:
    """Return the joins with the words, names and figures that each pair of articles shares, the weightiest first."""
    return tuple(join if join.shared else _spelled(join, docs[join.article], docs[join.to]) for join in joins)


def _spelled(join: Join, doc: Doc, other: Doc) -> Join:
    mine, theirs = (Weighed.of(vector_of(one), Frequencies()) for one in (doc, other))
    shown: dict[int, str] = {}
    for term in terms_of(doc):
        shown.setdefault(term.key, term.shown)
    weight = {
        key: mine.weights[key] * theirs.weights[key] for key in mine.weights.keys() & theirs.weights.keys()
    }
    ordered = sorted(weight, key=lambda key: (-weight[key], shown[key]))
    return replace(join, shared=tuple(dict.fromkeys(shown[key] for key in ordered))[:_SHOWN])
