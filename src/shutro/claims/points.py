"""Which statements of different articles speak of one happening, by their words, names, figures, times and acts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from shutro.claims.linkage import group_by_average
from shutro.claims.pairs import Pairs
from shutro.claims.statements import Statement
from shutro.decisions.grouping import regroup
from shutro.decisions.records import NONE, Decisions
from shutro.model import Span

JOIN = 0.14  # average chance from which statements speak of one happening
COMMON = 0.25  # a concept in more than this share of the statements is no ground to compare two of them
FEW = 12  # statements that a concept may always be in
MOST = 60  # statements that a concept may be in at most
KEPT = 24  # statements with which one is compared, the likest
BESIDE = 2  # statements behind one in its article, which may go on with it


class Chances:
    """The statements of a story, and of two that are worth comparing how sure it is that they say the same."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self.alike = in_the_same_words(statements)
        firsts = [statements[numbers[0]] for numbers in self.alike]
        self.pairs = tuple(Pairs(firsts, near_pairs(firsts)).chances())  # of numbers in `alike`
        self._same = {id(statements[n]): index for index, same in enumerate(self.alike) for n in same}
        self._chance = {frozenset((one, other)): chance for one, other, chance in self.pairs}

    def of(self, one: Statement, other: Statement) -> float:
        """Return how sure it is that two of the statements say the same; 0 where they are not worth comparing."""
        places = frozenset((self._same[id(one)], self._same[id(other)]))
        return self._chance.get(places, 0.0) if len(places) > 1 else 1.0


def find_happenings(chances: Chances, decisions: Decisions = NONE) -> tuple[tuple[Statement, ...], ...]:
    """Return the statements grouped by the happening they speak of, whatever their order.

    Every statement is in one group; groups and their members stand in the order of the articles.
    """
    alike, statements = chances.alike, chances.statements
    groups = group_by_average(len(alike), chances.pairs, JOIN)
    told = [
        [statements[number] for number in sorted(n for index in group for n in alike[index])]
        for group in groups
    ]
    return tuple(tuple(group) for group in regroup(told, decisions.on_groups("event"), _place))


def _place(statement: Statement) -> tuple[str, Span]:
    return statement.article, statement.sentence


def in_the_same_words(statements: Sequence[Statement]) -> list[list[int]]:
    """Return the numbers of statements, those that were copied to the letter together, in order of the first ones."""
    found: dict[tuple[tuple[str, ...], frozenset[str]], list[int]] = {}
    for number, statement in enumerate(statements):
        found.setdefault((tuple(statement.terms), frozenset(statement.runs)), []).append(number)
    return list(found.values())


def near_pairs(statements: Sequence[Statement]) -> list[tuple[int, int]]:
    """Return the numbers of statements that are worth comparing, each pair once.

    These are for each the likest ones by concepts that are not everywhere, and those behind it in its article.
    """
    postings: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        for concept in statement.concepts:
            postings[concept].append(index)
    most = min(MOST, max(FEW, int(len(statements) * COMMON)))
    rare = {concept: posting for concept, posting in postings.items() if 1 < len(posting) <= most}
    found = _beside(statements)
    for index, statement in enumerate(statements):
        found.update(
            (min(index, other), max(index, other)) for other in _likest(index, statement.concepts, rare)
        )
    return sorted(found)


def _likest(index: int, concepts: Mapping[str, float], postings: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the statements that share the most with one, as far as its rarer concepts tell."""
    shared: defaultdict[int, float] = defaultdict(float)
    for concept, weight in concepts.items():
        for other in postings.get(concept, ()):
            shared[other] += weight * weight
    shared.pop(index, None)
    return sorted(shared, key=lambda other: (-shared[other], other))[:KEPT]


def _beside(statements: Sequence[Statement]) -> set[tuple[int, int]]:
    return {
        (index, index + step)
        for index in range(len(statements))
        for step in range(1, BESIDE + 1)
        if index + step < len(statements) and statements[index].article == statements[index + step].article
    }
