"""Copies held against files that say who copied whom."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

import msgspec
import regex

from shutro.model import Doc, Story

_NUMBER = regex.compile(r"\d+")
Kind = Literal["copy", "rewrite", "shared credit", "none"]
DERIVED: tuple[Kind, ...] = ("copy", "rewrite", "none")
RELATED: tuple[Kind, ...] = ("copy", "rewrite", "shared credit")
# A translation is a rewrite in another language; the rows of real stories call a shared source so.
_KINDS: Mapping[str, Kind] = {
    "copy": "copy",
    "rewrite": "rewrite",
    "translation": "rewrite",
    "shared credit": "shared credit",
    "shared-source": "shared credit",
}
Pair = frozenset[str]  # numbers of two articles


class _Related(msgspec.Struct):
    article: str
    source: str = msgspec.field(name="from")
    relation: str


class _Derivation(msgspec.Struct):
    copies: list[tuple[str, str, str, str]] = []


class _File(msgspec.Struct):
    copies: list[_Related] = []
    derivation: list[_Derivation] = []


@dataclass(frozen=True, slots=True)
class CopyScore:
    """How often each kind of relation is asked for and shown together; scores of several stories add up."""

    seen: Mapping[tuple[Kind, Kind], int]  # (as it is, as shown) to pairs

    def __add__(self, other: "CopyScore") -> "CopyScore":
        return CopyScore(Counter(self.seen) + Counter(other.seen))

    def f1(self, kind: Kind) -> float:
        """Return the harmonic mean of precision and recall of a kind; 1 where it is neither asked for nor shown."""
        asked = sum(count for (wanted, _), count in self.seen.items() if wanted == kind)
        shown = sum(count for (_, told), count in self.seen.items() if told == kind)
        right = self.seen.get((kind, kind), 0)
        return 2 * right / (asked + shown) if asked + shown else 1.0

    def mean(self, kinds: Sequence[Kind]) -> float:
        """Return the mean F1 of some kinds."""
        return sum(self.f1(kind) for kind in kinds) / len(kinds)


def read_relations(path: Path) -> Mapping[Pair, frozenset[Kind]]:
    """Return the kinds of relation of each pair of articles that a construction file lists."""
    file = msgspec.json.decode(path.read_bytes(), type=_File)
    found: dict[Pair, set[Kind]] = defaultdict(set)
    for related in file.copies:
        found[frozenset((related.article, related.source))].add(_KINDS[related.relation])
    for derivation in file.derivation:
        for one, other, relation, _ in derivation.copies:
            found[frozenset((one, other))].add(_KINDS.get(relation, "none"))
    return {pair: frozenset(kinds) for pair, kinds in found.items()}


def score_copies(
    stories: Sequence[Story], docs: Sequence[Doc], relations: Mapping[Pair, frozenset[Kind]]
) -> CopyScore:
    """Return how well the relations of the stories' articles fit those of the file.

    A pair that is related only through others (two copies of one article, a copy of one that rests on an agency
    beside another of it) counts neither way. Where a pair has two relations, either is right.
    """
    number = {
        doc.article.id: match.group()
        for doc in docs
        if (match := _NUMBER.match(Path(doc.article.file).name)) is not None
    }
    shown: dict[Pair, Kind] = {}
    for copy in (copy for story in stories for copy in story.copies):
        pair = frozenset((number[copy.article], number[copy.source]))
        if shown.get(pair, "shared credit") == "shared credit":
            shown[pair] = _KINDS[copy.relation]
    implied = _implied(sorted(number.values()), relations)
    seen: Counter[tuple[Kind, Kind]] = Counter()
    for one, other in combinations(sorted(number.values()), 2):
        pair = frozenset((one, other))
        wanted = relations.get(pair, frozenset[Kind](("none",)))
        told = shown.get(pair, "none")
        if told in wanted:
            seen[told, told] += 1
        elif pair not in implied:
            seen[min(wanted), told] += 1
    return CopyScore(seen)


def _implied(numbers: Sequence[str], relations: Mapping[Pair, frozenset[Kind]]) -> frozenset[Pair]:
    """Return the pairs that are related only through others."""
    head = {number: number for number in numbers}
    for pair in sorted(relations, key=sorted):
        if relations[pair] & {"copy", "rewrite"}:
            one, other = sorted(pair)
            old, new = head[other], head[one]
            head = {number: new if mine == old else mine for number, mine in head.items()}
    tied = {
        frozenset(head[number] for number in pair)
        for pair, kinds in relations.items()
        if "shared credit" in kinds
    }
    return frozenset(
        frozenset((one, other))
        for one, other in combinations(numbers, 2)
        if not relations.get(frozenset((one, other)), frozenset()) & {"copy", "rewrite"}
        and (head[one] == head[other] or frozenset((head[one], head[other])) in tied)
        and not ("shared credit" in relations.get(frozenset((one, other)), ()) and head[one] != head[other])
    )
