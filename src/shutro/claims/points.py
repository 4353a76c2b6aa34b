"""Which statements of different articles speak of one happening, by their words, names and figures."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from shutro.claims.linkage import group_by_average
from shutro.claims.statements import Statement, likeness
from shutro.decisions.grouping import regroup
from shutro.decisions.records import NONE, Decisions
from shutro.model import Span

# Chosen on the example stories, measured on real ones. To give weight to an event in common was tried and made no
# difference to which sentences belong together; events are compared one by one in `coreference`.
JOIN = 0.33  # average likeness from which statements speak of one happening
COMMON = 0.25  # a term in more than this share of the statements is no ground to compare two of them
FEW = 12  # statements that a term may always be in


def find_happenings(
    statements: Sequence[Statement], decisions: Decisions = NONE
) -> tuple[tuple[Statement, ...], ...]:
    """Return the statements grouped by the happening they speak of, whatever their order.

    Every statement is in one group; groups and their members stand in the order of the articles.
    """
    pairs = (
        (one, other, likeness(statements[one], statements[other])) for one, other in near_pairs(statements)
    )
    groups = group_by_average(len(statements), pairs, JOIN)
    told = [[statements[index] for index in group] for group in groups]
    return tuple(tuple(group) for group in regroup(told, decisions.on_groups("event"), _place))


def _place(statement: Statement) -> tuple[str, Span]:
    return statement.article, statement.sentence


def near_pairs(statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of statements that share a term which is not everywhere, each pair once."""
    postings: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        for term in statement.terms:
            postings[term].append(index)
    most = max(FEW, int(len(statements) * COMMON))
    seen: set[tuple[int, int]] = set()
    for posting in postings.values():
        if len(posting) <= most:
            seen.update((one, other) for n, one in enumerate(posting) for other in posting[n + 1 :])
    yield from sorted(seen)
