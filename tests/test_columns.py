"""Docs as the library stores them: in columns, read beside their texts, and told apart from what is damaged."""

from collections.abc import Collection
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shutro.examples import EXAMPLES, read_example
from shutro.model import Event, Quantity, Quote, Span, Story
from shutro.pipeline import tell_story
from shutro.store.columns import from_columns, to_columns
from shutro.store.layers import layers_of, pack_layers, pack_links, parts_of, unpack_layers, unpack_links
from shutro.store.records import pack, pack_columns
from shutro.store.told import pack_story, unpack_bare, unpack_story

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 900), st.integers(0, 90))
events = st.builds(
    Event,
    trigger=spans,
    code=st.sampled_from(["AID", "OTHER"]),
    mode=st.text(max_size=4),
    agents=st.lists(spans, max_size=3).map(tuple),
    place=st.none() | spans,
    about=st.none() | spans,
)
figures = st.none() | st.floats(allow_nan=False)
quantities = st.builds(
    Quantity, span=spans, low=figures, high=figures, unit=st.just("person"), counted=st.just("")
)


@given(st.lists(events))
def test_events_are_read_from_columns_as_they_were(found: list[Event]) -> None:
    assert from_columns(to_columns(found, Event), Event) == tuple(found)


@given(st.lists(quantities))
def test_figures_stay_figures_with_a_point(found: list[Quantity]) -> None:
    read = from_columns(to_columns(found, Quantity), Quantity)
    assert read == tuple(found)
    assert {type(one.low) for one in read} <= {float, type(None)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_docs_are_read_as_they_were_written_in_two_thirds_of_the_room(name: str) -> None:
    before = now = 0
    for doc in read_example(name):
        layers = layers_of(doc)
        record = pack_layers(layers, doc.text)
        assert unpack_layers(record, doc.text) == layers
        assert replace(doc, **parts_of(layers, doc.article.id)) == doc
        before, now = before + len(pack(layers)), now + len(record)
    assert now < before * 2 / 3


def test_links_are_read_as_they_were_written() -> None:
    for doc in read_example("ferry"):
        assert unpack_links(pack_links(doc.links, doc.text), doc.text) == doc.links


def test_a_story_is_read_as_it_was_told_in_three_quarters_of_the_room() -> None:
    story, _ = tell_story(read_example("ferry"), ())
    record = pack_story(story, {})
    assert unpack_story(record, _no_texts) == story
    assert len(record) < len(pack(story)) * 3 / 4
    for damaged in (record[:-1], record[:9], b"", pack_columns([], Story), pack_columns([story.first], str)):
        with pytest.raises(msgspec.DecodeError):
            unpack_story(damaged, _no_texts)


def test_sentences_of_findings_are_read_out_of_the_articles() -> None:
    story, docs = tell_story(read_example("ferry"), ())
    texts = {doc.article.id: doc.text for doc in docs}
    record = pack_story(story, texts)
    assert len(record) < 0.85 * len(pack_story(story, {}))
    assert unpack_story(record, lambda asked: {one: texts[one] for one in asked}) == story
    bare = unpack_bare(record)
    assert sum(one.text == other.text for one, other in zip(bare.findings, story.findings, strict=True)) < 9
    assert unpack_story(pack_story(bare, {}), lambda _: texts) == story  # packed again, it is the same
    lost = unpack_story(record, _no_texts)
    assert all(one.text in ("", other.text) for one, other in zip(lost.findings, story.findings, strict=True))


def test_a_mark_that_leads_to_no_claim_is_refused() -> None:
    story, _ = tell_story(read_example("ferry"), ())
    for mark in ("\x1a99 0", "\x1a0", "\x1ax y"):
        broken = replace(story, findings=(replace(story.findings[0], text=mark),))
        with pytest.raises(msgspec.DecodeError):
            unpack_story(pack_story(broken, {}), _no_texts)


def _no_texts(_: Collection[str]) -> dict[str, str]:
    return {}


def test_a_claim_that_stands_three_times_in_a_story_is_one_record() -> None:
    story, _ = tell_story(read_example("ferry"), ())
    firsts = [
        (value.first.claim, value.claims)
        for finding in unpack_bare(pack_story(story, {})).findings
        for value in finding.values
        if value.first and value.first.claim
    ]
    assert firsts
    assert all(any(first is claim for claim in claims) for first, claims in firsts)


def test_layers_of_another_text_and_damaged_ones_are_refused() -> None:
    doc, other, *_ = read_example("ferry")
    record = pack_layers(layers_of(doc), doc.text)
    for damaged in (record[:-1], record[:20] + b"\0" + record[21:], b"", b"{}"):
        with pytest.raises(msgspec.DecodeError):
            unpack_layers(damaged, doc.text)
    with pytest.raises(msgspec.DecodeError):
        unpack_layers(record, other.text)
    with pytest.raises(msgspec.DecodeError):
        from_columns(to_columns(doc.events, Event), Quote)
    with pytest.raises(msgspec.DecodeError):
        from_columns(msgspec.msgpack.encode([2, [0], [1]]), Span)
