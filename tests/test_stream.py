"""The stream: articles join stories as they come, and the order of arrival changes nothing."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.examples import EXAMPLES, read_example
from shutro.story.cluster import Stream
from shutro.story.vectors import Vector, vector_of

VECTORS = [vector_of(doc) for name in EXAMPLES for doc in read_example(name)]


def told(stream: Stream) -> list[tuple[str, tuple[str, ...]]]:
    return [(story.id, story.articles) for story in stream.stories()]


def by_day(vectors: list[Vector]) -> dict[str, list[Vector]]:
    days: dict[str, list[Vector]] = {}
    for vector in sorted(vectors, key=lambda vector: vector.place):
        days.setdefault(vector.dated[:10], []).append(vector)
    return days


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_arrival_within_a_day_changes_nothing(chance: random.Random) -> None:
    stream = Stream()
    for vectors in by_day(VECTORS).values():
        for vector in chance.sample(vectors, len(vectors)):
            stream.add(vector)
            if chance.random() < 0.2:
                stream.maintain()
    stream.maintain()
    assert told(stream) == told(Stream.of(VECTORS))


def test_a_dropped_article_leaves_no_trace() -> None:
    stream = Stream.of(VECTORS)
    stream.drop(VECTORS[0].article)
    stream.maintain()
    assert told(stream) == told(Stream.of(VECTORS[1:]))


def test_an_article_joins_at_once_and_says_why() -> None:
    ferry = [vector_of(doc) for doc in read_example("ferry")]
    stream = Stream.of(ferry[:-1])
    joining = stream.add(ferry[-1])
    assert joining.story == stream.stories()[0].id
    assert joining.to in {vector.article for vector in ferry[:-1]}
    assert joining.likeness is not None
    assert joining.likeness.parts


def test_no_article_comes_twice() -> None:
    stream = Stream.of(VECTORS)
    with pytest.raises(ValueError, match="is in the stream"):
        stream.add(VECTORS[0])
