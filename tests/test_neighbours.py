"""Neighbours by dictionaries and by arrays say the same."""

from array import array
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.story.arrays import ArrayNeighbours
from shutro.story.neighbours import MANY, Neighbours, neighbours_for
from shutro.story.vectors import Field, Vector, key_of
from shutro.story.weights import Frequencies

DAY = 86_400
TERMS = sorted((key_of(field, str(number)), field) for field in Field for number in range(24))


def vector(name: str, seed: int, day: int | None, length: int, language: str = "bn") -> Vector:
    rng = Random(seed)
    terms = sorted(rng.sample(TERMS, length))
    return Vector(
        article=name,
        language=language,
        dated="~",
        since=None if day is None else day * DAY,
        until=None if day is None else (day + 1) * DAY - 1,
        keys=array("Q", [key for key, _ in terms]).tobytes(),
        counts=bytes(rng.randint(2, 9) for _ in terms),
        fields=bytes(field for _, field in terms),
    )


vectors = st.builds(
    vector,
    st.just(""),
    st.integers(0, 9999),
    st.one_of(st.none(), st.integers(20_000, 20_070)),
    st.integers(0, 60),
    st.sampled_from(["bn", "xx"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(vectors, max_size=40), st.randoms(use_true_random=False))
def test_arrays_and_dictionaries_tell_the_same_neighbours(given_: list[Vector], rng: Random) -> None:
    frequencies = Frequencies()
    plain, fast = Neighbours(frequencies), ArrayNeighbours(frequencies)
    held: list[int] = []
    for number, one in enumerate(given_):
        frequencies.note(one)
        slow, quick = plain.enter(number, one), fast.enter(number, one)
        assert [other for other, _ in slow] == [other for other, _ in quick]
        assert [score for _, score in slow] == pytest.approx([score for _, score in quick], abs=1e-12)
        held.append(number)
        if rng.random() < 0.3:
            gone = held.pop(rng.randrange(len(held)))
            frequencies.note(given_[gone], -1)
            for neighbours in (plain, fast):
                neighbours.drop(gone)
            if rng.random() < 0.3:
                slow, quick = plain.enter(gone, given_[gone]), fast.enter(gone, given_[gone])
                assert [other for other, _ in slow] == [other for other, _ in quick]
                held.append(gone)
    for first, other in pairwise(held):
        assert plain.compare(first, other).score == pytest.approx(fast.compare(first, other).score, abs=1e-12)


def test_arrays_that_were_tidied_tell_the_same() -> None:
    frequencies = Frequencies()
    plain, fast = Neighbours(frequencies), ArrayNeighbours(frequencies)
    for number in range(400):
        one = vector(str(number), number, 20_000 + number // 40, 50)
        frequencies.note(one)
        slow, quick = plain.enter(number, one), fast.enter(number, one)
        assert [other for other, _ in slow] == [other for other, _ in quick]
        if number >= 60:
            plain.drop(number - 60)
            fast.drop(number - 60)


def test_few_articles_need_nothing_compiled() -> None:
    assert isinstance(neighbours_for(10, Frequencies()), Neighbours)
    assert isinstance(neighbours_for(MANY, Frequencies()), ArrayNeighbours)
