"""Whether two statements say the same: what speaks for it and against it, weighed as was learned from stories."""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path
from typing import TypeVar

import msgspec

from shutro.claims.families import family
from shutro.claims.statements import Statement, cosine
from shutro.text.edtf import Days, days
from shutro.text.units import is_near, measured

_WEIGHTS = Path(__file__).with_name("pairs.tsv")
_LONGEST = 366  # days of a time that says when something was
_EXACT = 3  # days

Figure = tuple[str, float, float]  # unit, least and most, in the unit that its kind is compared in
T = TypeVar("T", bound=Hashable)


class Traits(msgspec.Struct, frozen=True, gc=False):
    """What speaks for and against two statements being one; each from 0 to about 1 or 2."""

    concepts: float  # likeness of what the words come to
    runs: float  # likeness of the runs of letters
    rare: float  # the three rarest concepts in common
    numbers: float  # the same numbers, at most two
    other_numbers: float  # both have numbers, none the same
    figures: float  # amounts in common, by how rare they are
    other_figures: float  # amounts of one unit, none the same
    entities: float  # those in common, by how rare they are
    acts: float  # kinds of act in common, by how rare they are
    other_acts: float  # both tell of acts, none of one kind
    dates: float  # times that meet
    other_dates: float  # both give times, none meet
    length: float  # terms of the shorter one
    headlines: float  # how many of the two are headlines
    inside: float  # both stand in one article
    beside: float  # both stand in one article, one behind the other
    best: float  # the lesser of how near the pair comes to the best that each finds in the other's article;
    # in one article their likeness, so that what is told twice is one


@dataclass(frozen=True, slots=True)
class _Profile:
    """What is compared of a statement."""

    statement: Statement
    numbers: frozenset[str]
    figures: tuple[Figure, ...]
    acts: frozenset[str]
    dates: tuple[Days, ...]


class Pairs:
    """The statements of a story, to be compared two by two; `candidates` are the pairs that are worth it."""

    def __init__(self, statements: Sequence[Statement], candidates: Sequence[tuple[int, int]]) -> None:
        self._profiles = [_profile(statement) for statement in statements]
        count = max(2, len(statements))
        self._concepts = _rarities([statement.concepts for statement in statements], count)
        self._acts = _rarities([profile.acts for profile in self._profiles], count)
        self._figures = _rarities([set(profile.figures) for profile in self._profiles], count)
        self._likeness = {
            (one, other): cosine(statements[one].concepts, statements[other].concepts)
            for one, other in candidates
        }
        self._best: dict[tuple[int, str], float] = defaultdict(float)
        for (one, other), likeness in self._likeness.items():
            for mine, theirs in ((one, other), (other, one)):
                key = (mine, statements[theirs].article)
                self._best[key] = max(self._best[key], likeness)

    def traits(self) -> Iterator[tuple[int, int, Traits]]:
        """Yield the pairs with what speaks for and against them."""
        for (one, other), likeness in self._likeness.items():
            yield one, other, self._traits(one, other, likeness)

    def chances(self) -> Iterator[tuple[int, int, float]]:
        """Yield the pairs with how sure it is that they say the same, from 0 to 1."""
        bias, learned = weights()
        by_trait = [weight for _, weight in learned]
        for one, other, traits in self.traits():
            total = bias + sum(map(mul, by_trait, msgspec.structs.astuple(traits)))
            yield one, other, 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def _traits(self, first: int, second: int, likeness: float) -> Traits:
        one, other = self._profiles[first], self._profiles[second]
        mine, theirs = one.statement, other.statement
        inside = mine.article == theirs.article
        shared = mine.concepts.keys() & theirs.concepts.keys()
        rarest = sorted([self._concepts[term] for term in shared], reverse=True)[:3]
        acts = one.acts & other.acts
        dated = one.dates and other.dates
        meeting = (
            [min(a.count, b.count) for a in one.dates for b in other.dates if a.meets(b)] if dated else []
        )
        unit, same = self._figures_in_common(one.figures, other.figures)
        nearest = min(
            likeness / best if (best := self._best[key]) else 0.0
            for key in ((first, theirs.article), (second, mine.article))
        )
        numbers = len(one.numbers & other.numbers)
        return Traits(
            concepts=likeness,
            runs=cosine(mine.runs, theirs.runs),
            rare=sum(rarest),
            numbers=min(2, numbers),
            other_numbers=float(bool(one.numbers and other.numbers and not numbers)),
            figures=same,
            other_figures=float(unit and not same),
            entities=sum([self._concepts[term] for term in shared if term.startswith("@")]),
            acts=sum(sorted([self._acts[act] for act in acts], reverse=True)[:2]),
            other_acts=float(bool(one.acts and other.acts and not acts)),
            dates=(1.0 if min(meeting) <= _EXACT else 0.5) if meeting else 0.0,
            other_dates=float(bool(dated and not meeting)),
            length=min(20, len(mine.terms), len(theirs.terms)) / 20,
            headlines=(mine.position == 0) + (theirs.position == 0),
            inside=float(inside),
            beside=float(inside and abs(mine.position - theirs.position) == 1),
            best=likeness if inside else nearest,
        )

    def _figures_in_common(self, mine: Sequence[Figure], theirs: Sequence[Figure]) -> tuple[bool, float]:
        """Return whether amounts of one unit stand in both, and the two rarest that are the same, weighed."""
        unit, found = False, {}
        for one in mine:
            for other in theirs:
                if one[0] == other[0]:
                    unit = True
                    if is_near(one[1], other[1]) or is_near(one[2], other[2]):
                        found[one] = self._figures[one]
        return unit, sum(sorted(found.values(), reverse=True)[:2])


def _rarities(bags: Sequence[Iterable[T]], count: int) -> Mapping[T, float]:
    """Return how rare each thing is that stands in bags of so many statements: 1 where it stands in one."""
    whole = math.log(1 + count)
    held = Counter(thing for bag in bags for thing in bag)
    return {thing: math.log(1 + count / many) / whole for thing, many in held.items()}


def _profile(statement: Statement) -> _Profile:
    times = (days(time.value) for time in statement.times)
    return _Profile(
        statement=statement,
        numbers=frozenset(term for term in statement.terms if term.startswith("#")),
        figures=tuple(_figures(statement)),
        acts=frozenset(family(event) for event in statement.events),
        dates=tuple(time for time in times if time is not None and time.count <= _LONGEST),
    )


def _figures(statement: Statement) -> Iterator[Figure]:
    """Yield the amounts in a statement; of one with a single bound both ends are that bound."""
    for quantity in statement.quantities:
        ends = [end for end in (quantity.low, quantity.high) if end is not None]
        if ends:
            unit, low = measured(quantity.unit, ends[0])
            yield unit, low, measured(quantity.unit, ends[-1])[1]


@cache
def weights() -> tuple[float, tuple[tuple[str, float], ...]]:
    """Return what the sum of traits begins with, and the weight of each trait."""
    rows = _WEIGHTS.read_text(encoding="utf-8").split("\n")
    told = dict(row.split("\t") for row in rows if row and not row.startswith("#"))
    return float(told["bias"]), tuple((name, float(told[name])) for name in Traits.__struct_fields__)
