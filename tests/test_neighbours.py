"""Neighbours by dictionaries and by arrays say the same."""

from array import array
from itertools import pairwise
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.story import arrays, ties
from shutro.story.arrays import ArrayNeighbours
from shutro.story.cluster import Stream
from shutro.story.fields import Field, key_of
from shutro.story.neighbours import MANY, Neighbours, neighbours_for
from shutro.story.vectors import Vector

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


def are_same(plain: Neighbours, fast: ArrayNeighbours, number: int) -> bool:
    slow, quick = plain.ties(number), fast.ties(number)
    return slow.keys() == quick.keys() and slow == pytest.approx(dict(quick), abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.lists(vectors, max_size=40), st.randoms(use_true_random=False))
def test_arrays_and_dictionaries_tell_the_same_neighbours(given_: list[Vector], rng: Random) -> None:
    plain, fast = Neighbours(), ArrayNeighbours()
    held: list[int] = []
    for number, one in enumerate(given_):
        for neighbours in (plain, fast):
            neighbours.note(one)
            neighbours.enter(number, [one])
        assert are_same(plain, fast, number)
        held.append(number)
        if rng.random() < 0.3:
            gone = held.pop(rng.randrange(len(held)))
            for neighbours in (plain, fast):
                neighbours.note(given_[gone], -1)
                neighbours.drop([gone])
    for first, other in pairwise(held):
        assert plain.compare(first, other).score == pytest.approx(fast.compare(first, other).score, abs=1e-12)


def test_arrays_that_were_tidied_tell_the_same() -> None:
    plain, fast = Neighbours(), ArrayNeighbours()
    for number in range(400):
        one = vector(str(number), number, 20_000 + number // 40, 50)
        for neighbours in (plain, fast):
            neighbours.note(one)
            neighbours.enter(number, [one])
            if number >= 60:
                neighbours.drop([number - 60])
        assert all(are_same(plain, fast, other) for other in range(max(0, number - 59), number + 1))


def test_what_late_articles_are_weighed_by_is_what_came_before_them() -> None:
    plain, fast = Neighbours(), ArrayNeighbours()
    days = [20_000 + number // 30 for number in range(900)]
    Random(7).shuffle(days)
    for number, day in enumerate(days):
        one = vector(str(number), number, day, 12)
        for neighbours in (plain, fast):
            neighbours.note(one)
            neighbours.enter(number, [one])
        assert are_same(plain, fast, number)


@settings(max_examples=60, deadline=None)
@given(st.lists(vectors, min_size=2, max_size=40), st.randoms(use_true_random=False))
def test_arrays_and_dictionaries_make_the_same_stories(given_: list[Vector], rng: Random) -> None:
    plain, fast = Stream(), Stream(articles=MANY)
    for number, one in enumerate(given_):
        named = msgspec.structs.replace(one, article=f"{number:03}")
        plain.add(named)
        fast.add(named)
        slow, quick = plain.joining(named.article), fast.joining(named.article)
        assert (slow.story, slow.to) == (quick.story, quick.to)
        if rng.random() < 0.3:
            assert plain.maintain() == fast.maintain()
        if rng.random() < 0.1:
            plain.drop(named.article)
            fast.drop(named.article)
    assert plain.maintain() == fast.maintain()
    assert [story.articles for story in plain.stories()] == [story.articles for story in fast.stories()]


@settings(max_examples=40, deadline=None)
@given(st.lists(vectors, min_size=2, max_size=40))
def test_articles_that_come_together_join_as_they_do_one_by_one(given_: list[Vector]) -> None:
    named = [msgspec.structs.replace(one, article=f"{number:03}") for number, one in enumerate(given_)]
    single, together, fast = Stream(), Stream(), Stream(articles=MANY)
    for one in named:
        single.add(one)
    together.add(*named)
    fast.add(*named)
    for stream in (together, fast):
        for one in named:
            mine, theirs = single.joining(one.article), stream.joining(one.article)
            assert (mine.story, mine.to) == (theirs.story, theirs.to)


def test_articles_past_the_first_of_a_language_are_weighed_alike_together_and_one_by_one() -> None:
    early = [vector(f"{number:03}", number, 20_000 + number // 60, 12) for number in range(240)]
    later = [vector(f"{number}", number, 20_006 + number // 980, 12) for number in range(900, 1000)]
    single, together = Stream(articles=MANY), Stream(articles=MANY)
    for stream in (single, together):
        stream.add(*early)
        stream.maintain()
    for one in later:
        single.add(one)
    together.add(*later)
    assert [single.joining(one.article) for one in later] == [together.joining(one.article) for one in later]


def test_of_too_many_that_are_tied_arrays_make_the_same_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ties, "LARGEST", 6)
    monkeypatch.setattr(arrays, "LARGEST", 6)
    given = [vector(f"{number:03}", number % 23, 20_000 + number // 8, 20) for number in range(72)]
    plain, fast = Stream(), Stream(articles=MANY)
    for start in range(0, len(given), 6):
        for stream in (plain, fast):
            stream.add(*given[start : start + 6])
        assert plain.maintain() == fast.maintain()
    assert [story.articles for story in plain.stories()] == [story.articles for story in fast.stories()]


def test_few_articles_need_nothing_compiled() -> None:
    assert isinstance(neighbours_for(10), Neighbours)
    assert isinstance(neighbours_for(MANY), ArrayNeighbours)
