"""How groups of articles at length, and of headlines, are made one."""

from itertools import combinations

from shutro.story.linkage import Manner, partition

LENGTH = Manner(0.18, even=True)
HEADLINES = Manner(0.18, even=False)


def busy_day() -> dict[tuple[int, int], float]:
    """Return the likeness of eight reports of one happening, and of a ninth that is like three of them."""
    return {**dict.fromkeys(combinations(range(8), 2), 0.3), (0, 8): 0.29, (1, 8): 0.29, (2, 8): 0.29}


def test_a_report_at_length_that_is_like_a_few_of_many_stays_out() -> None:
    assert partition(range(9), busy_day(), LENGTH) == [list(range(8)), [8]]


def test_a_headline_that_is_like_a_few_of_many_comes_in() -> None:
    assert partition(range(9), busy_day(), HEADLINES) == [list(range(9))]


def test_two_reports_are_one_story_by_their_likeness_alone() -> None:
    assert partition(range(2), {(0, 1): 0.2}, LENGTH) == [[0, 1]]
    assert partition(range(2), {(0, 1): 0.16}, LENGTH) == [[0], [1]]


def test_large_groups_do_not_draw_each_other_in() -> None:
    """Of two affairs of one day, articles of each are a little like all of the other."""
    inside = {pair: 0.4 for half in (range(10), range(10, 20)) for pair in combinations(half, 2)}
    across = {(one, other): 0.16 for one in range(10) for other in range(10, 20)}
    assert len(partition(range(20), inside | across, LENGTH)) == 2
    assert len(partition(range(20), inside | across, HEADLINES)) == 1
