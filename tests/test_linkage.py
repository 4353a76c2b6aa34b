"""Grouping by average linkage: laws that hold for any likeness."""

from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from shutro.claims.linkage import group_by_average

LEAST = 0.5
Pair = tuple[int, int, float]


@st.composite
def likenesses(draw: st.DrawFn) -> tuple[int, list[Pair]]:
    """Return how many there are, and the likeness of some pairs of them."""
    count = draw(st.integers(0, 9))
    pairs = list(combinations(range(count), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    # Hundredths meet each other often: ties are what an order could change.
    return count, [(one, other, draw(st.integers(0, 100)) / 100) for one, other in chosen]


@given(likenesses(), st.randoms(use_true_random=False))
def test_order_of_pairs_does_not_matter(given_: tuple[int, list[Pair]], random: Random) -> None:
    count, pairs = given_
    shuffled = random.sample(pairs, len(pairs))
    assert group_by_average(count, shuffled, LEAST) == group_by_average(count, pairs, LEAST)


@given(likenesses(), st.lists(st.booleans(), min_size=36, max_size=36))
def test_a_pair_may_be_given_either_way_round(given_: tuple[int, list[Pair]], turned: list[bool]) -> None:
    count, pairs = given_
    other_way = [
        (other, one, likeness) if turn else (one, other, likeness)
        for (one, other, likeness), turn in zip(pairs, turned, strict=False)
    ]
    assert group_by_average(count, other_way, LEAST) == group_by_average(count, pairs, LEAST)


@given(likenesses())
def test_every_number_is_in_one_group(given_: tuple[int, list[Pair]]) -> None:
    count, pairs = given_
    groups = group_by_average(count, pairs, LEAST)
    assert sorted(number for group in groups for number in group) == list(range(count))
    assert groups == sorted(groups) and all(group == sorted(group) for group in groups)


@given(likenesses())
def test_no_two_groups_are_left_that_are_alike_enough(given_: tuple[int, list[Pair]]) -> None:
    count, pairs = given_
    groups = group_by_average(count, pairs, LEAST)
    assert all(average(one, other, pairs) < LEAST + 1e-9 for one, other in combinations(groups, 2))


@given(likenesses())
def test_the_average_inside_a_group_stays_above_the_least(given_: tuple[int, list[Pair]]) -> None:
    count, pairs = given_
    known = {frozenset((one, other)): likeness for one, other, likeness in pairs}
    for group in group_by_average(count, pairs, LEAST):
        inside = [known.get(frozenset(pair), 0.0) for pair in combinations(group, 2)]
        assert sum(inside) >= (LEAST - 1e-9) * len(inside)


def test_one_alike_to_a_single_member_stays_out() -> None:
    assert group_by_average(3, [(0, 1, 0.9), (1, 2, 0.6)], LEAST) == [[0, 1], [2]]


def test_one_alike_to_all_members_on_average_comes_in() -> None:
    assert group_by_average(3, [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.3)], LEAST) == [[0, 1, 2]]


def average(one: list[int], other: list[int], pairs: list[Pair]) -> float:
    """Return the likeness of the members of two groups on average; pairs that are not given count as 0."""
    known = {frozenset((a, b)): likeness for a, b, likeness in pairs}
    total = sum(known.get(frozenset((a, b)), 0.0) for a in one for b in other)
    return total / (len(one) * len(other))
