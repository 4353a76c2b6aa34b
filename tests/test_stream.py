"""The stream: articles join stories as they come, and the order of arrival changes nothing."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.evaluate.gathering import b_cubed, pairwise
from shutro.evaluate.labelled import holds_labelled, measure_labelled
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
    stream.add(ferry[-1])
    joining = stream.joining(ferry[-1].article)
    assert joining.story == stream.stories()[0].id
    assert joining.to in {vector.article for vector in ferry[:-1]}
    assert joining.likeness is not None
    assert joining.likeness.parts


def test_no_article_comes_twice() -> None:
    stream = Stream.of(VECTORS)
    with pytest.raises(ValueError, match="is in the stream"):
        stream.add(VECTORS[0])


def test_every_story_is_in_one_affair() -> None:
    stream = Stream.of(VECTORS)
    stories = sorted(story.id for story in stream.stories())
    assert sorted(story for affair in stream.affairs() for story in affair.stories) == stories


def test_groups_are_scored_by_article_and_by_pair() -> None:
    found, wanted = ["a", "a", "a", "b"], ["x", "x", "y", "y"]
    assert (b_cubed(found, wanted).precision, b_cubed(found, wanted).recall) == pytest.approx((2 / 3, 0.75))
    assert (pairwise(found, wanted).precision, pairwise(found, wanted).recall) == pytest.approx((1 / 3, 0.5))


def test_labelled_articles_are_gathered_beside_plain_ways(tmp_path: Path) -> None:
    titles = (
        "Ferry sinks in the Meghna near Chandpur",
        "Ferry sinks near Chandpur in the Meghna",
        "Gold is dearer again",
    )
    lines = [
        {"id": str(n), "title": title, "story": title[:5], "lang": "en", "t": f"2026-03-01 0{n}:00:00"}
        for n, title in enumerate(titles)
    ]
    (tmp_path / "titles.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert holds_labelled(tmp_path)
    (measure,) = measure_labelled(tmp_path)
    assert measure.rows[0][0] == "Shutro"
    assert len({row[0] for row in measure.rows}) == len(measure.rows)
