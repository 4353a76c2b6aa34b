"""Events that several articles tell, by whatever words: in the story, in its JSON, with reprints and decisions."""

import json
from itertools import permutations

import shutro
from shutro.claims.families import fields, is_vague
from shutro.claims.retelling import weights
from shutro.model import Doc, Event, Span, Story
from shutro.publish.export import story_to_json
from shutro.text.normalize import normalize

SANK = (
    "পদ্মায় ট্রলারডুবি\n\nশরীয়তপুরের নড়িয়ায় পদ্মা নদীতে সোমবার ভোরে বালুবাহী একটি ট্রলার ডুবে গেছে। "
    "ট্রলারটিতে নয়জন শ্রমিক ছিলেন। পুলিশ মালিককে গ্রেপ্তার করেছে।\n"
)
WENT_UNDER = (
    "নড়িয়ায় বালুবাহী ট্রলার দুর্ঘটনা\n\nশরীয়তপুরের নড়িয়ায় পদ্মা নদীতে বালুবাহী ট্রলারটি সোমবার ভোরে তলিয়ে যায়। "
    "শ্রমিকেরা সাঁতরে তীরে ওঠেন।\n"
)


def read(*texts: str) -> list[Doc]:
    return [shutro.read(text, published=f"2026-05-0{number}") for number, text in enumerate(texts, start=4)]


def words(story: Story, docs: list[Doc]) -> list[set[str]]:
    texts = {doc.article.id: doc.text for doc in docs}
    return [{span.of(texts[article]) for article, span in one.told} for one in story.retold]


def test_one_wreck_told_by_acts_of_two_families_is_one_event() -> None:
    docs = read(SANK, WENT_UNDER)
    (story,) = shutro.stories(docs)
    one = next(found for found in words(story, docs) if normalize("ডুবে") in found)
    assert normalize("তলিয়ে যায়") in one


def test_acts_of_other_fields_are_no_part_of_it() -> None:
    docs = read(SANK, WENT_UNDER)
    (story,) = shutro.stories(docs)
    assert not any(normalize("গ্রেপ্তার করেছে") in found for found in words(story, docs))


def test_an_event_is_told_at_least_twice_and_words_tell_one() -> None:
    docs = read(SANK, WENT_UNDER)
    (story,) = shutro.stories(docs)
    told = [place for one in story.retold for place in one.told]
    assert len(told) == len(set(told))
    assert all(len(one.told) > 1 for one in story.retold)


def test_order_of_articles_does_not_matter_to_events() -> None:
    docs = read(SANK, WENT_UNDER, SANK.replace("নয়জন", "আটজন"))
    found = {tuple(story.retold for story in shutro.stories(list(order))) for order in permutations(docs)}
    assert len(found) == 1


def test_words_of_a_reprint_tell_the_event_of_its_original() -> None:
    docs = read(SANK, WENT_UNDER, SANK)
    (story,) = shutro.stories(docs)
    articles = {article for one in story.retold for article, _ in one.told}
    assert {doc.article.id for doc in docs} == articles


def test_events_stand_in_the_json_with_their_words() -> None:
    docs = read(SANK, WENT_UNDER)
    (story,) = shutro.stories(docs)
    shown = json.loads(story_to_json(story, {doc.article.id: doc for doc in docs}))["events"]
    texts = {doc.article.id: doc.text for doc in docs}
    assert [one["event"] for one in shown] == [one.id for one in story.retold]
    assert all(
        texts[told["article"]][told["start"] : told["end"]] == told["text"]
        for one in shown
        for told in one["told"]
    )


def event(mode: str) -> Event:
    return Event(trigger=Span(0, 1), code="OTHER", mode=mode)


def test_an_accident_and_a_flood_share_a_field_and_a_sale_none_with_them() -> None:
    assert fields(event("accident")) & fields(event("flood"))
    assert not fields(event("accident")) & fields(event("sell"))
    assert not fields(event("no-such-mode"))


def test_a_light_word_is_vague() -> None:
    assert is_vague(event("begin-or-end"))
    assert not is_vague(event("resign"))


def test_a_rare_kind_of_act_speaks_for_one_event_and_another_season_against_it() -> None:
    learned = dict(weights()[1])
    assert learned["family_rarity"] > 0 > learned["far"]
