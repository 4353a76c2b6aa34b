"""What is set against each other is not told as one: groups of statements, parted by the values that they give."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from shutro.claims.statements import Statement, likeness
from shutro.model import Finding, Span

# When, where and by whom something was done can be told in two ways of one act; other values make two statements.
_OF_ONE_ACT = frozenset({"date", "place", "participant"})

Place = tuple[str, Span]  # article and sentence
Given = Mapping[Place, Mapping[str, frozenset[str]]]  # the values that a sentence bears, by finding


def values_given(findings: Iterable[Finding]) -> Given:
    """Return for each sentence the values that it bears in findings whose values cannot stand together."""
    given: dict[Place, dict[str, frozenset[str]]] = defaultdict(dict)
    for finding in findings:
        is_conflict = finding.agreement not in ("agreed", "single")
        if is_conflict and finding.point.attribute not in _OF_ONE_ACT:
            for value in finding.values:
                for place in {(claim.article, claim.sentence) for claim in value.claims}:
                    borne = given[place].get(finding.id, frozenset())
                    given[place][finding.id] = borne | {value.value}
    return given


def part(statements: Sequence[Statement], given: Given) -> list[list[Statement]]:
    """Return the statements in groups of which none holds two that bear different values of one finding.

    Who bears none goes with those that he is most alike; groups stand in the order of their first statements.
    """
    borne = [given.get((one.article, one.sentence), {}) for one in statements]
    order = sorted(range(len(statements)), key=lambda number: (-len(borne[number]), number))
    groups: list[list[int]] = []
    for number in order:
        open_to = [
            group for group in groups if not any(_clash(borne[number], borne[other]) for other in group)
        ]
        best = max(open_to, key=lambda group: _nearness(statements, number, group), default=None)
        if best is None:
            groups.append([number])
        else:
            best.append(number)
    return [[statements[number] for number in sorted(group)] for group in sorted(groups, key=min)]


def _clash(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> bool:
    return any(one[finding].isdisjoint(other[finding]) for finding in one.keys() & other.keys())


def _nearness(statements: Sequence[Statement], number: int, group: Sequence[int]) -> float:
    alike = sum(likeness(statements[number], statements[other]) for other in group)
    return round(alike / len(group), 6)
