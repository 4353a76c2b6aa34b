"""Reports in Latin letters and Bengali stories: which of them are one, by rare names and numbers."""

import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.examples import EXAMPLES, read_example
from shutro.ingest.files import pages_of_bytes
from shutro.ingest.given import GivenArticle
from shutro.model import Article, Doc, Page, Span
from shutro.pipeline import annotate, make_stories
from shutro.store.arrivals import add_page
from shutro.store.opening import open_library
from shutro.store.stories import read_stories
from shutro.story.bridges import Bridges, bridge_stories
from shutro.story.cluster import Stream
from shutro.story.decided import Gathered
from shutro.story.heard import hear
from shutro.story.vectors import Vector, vector_of
from shutro.text.normalize import normalize
from shutro.updating import update

BRIDGE = (
    "মুরাদাবাদে সেতু ধসে নিহত ৬৪",
    "ভারতের মুরাদাবাদে রামগঙ্গা নদীর একটি সেতু ধসে ৬৪ জন নিহত হয়েছেন। জেলা প্রশাসক অনুরাগ ভরদ্বাজ বলেন, ১৩৭ জনকে জীবিত "
    "উদ্ধার করা হয়েছে। পুলিশ সুপার সতীশ কুলকার্নি জানান, সেতুটি গত বছর মেরামত করা হয়েছিল।",
)
LATER = (
    "সেতু ধসের তদন্তে কমিটি, মুরাদাবাদে উদ্ধার শেষ",
    "মুরাদাবাদে রামগঙ্গা নদীর সেতু ধসের ঘটনায় তদন্ত কমিটি হয়েছে। জেলা প্রশাসক অনুরাগ ভরদ্বাজ জানান, উদ্ধারকাজ শেষ, নিহত ৬৪ জনই। "
    "সেতুটি গত বছর মেরামত করা হয়েছিল, বলেন পুলিশ সুপার সতীশ কুলকার্নি।",
)
SAME = (
    "Bridge Collapse Kills 64 in Northern India",
    "At least 64 people died when a bridge over the Ramganga river gave way in Moradabad, officials said.\n\n"
    "The district magistrate, Anurag Bhardwaj, said 137 people were pulled out alive. The bridge was repaired only "
    "last year, said police chief Satish Kulkarni.",
)
ELSEWHERE = (
    "Bridge Collapse Kills 64 in Indonesia",
    "At least 64 people died when a bridge over the Musi river gave way in Palembang, officials said.\n\n"
    "The governor, Hendra Wirawan, said 137 people were pulled out alive. The bridge was repaired only last year, "
    "said police chief Bambang Sutrisno.",
)
ANOTHER = (
    "Gunmen Rob Bank in Northern India",
    "Four gunmen robbed a bank in Moradabad and fled with cash, officials said.\n\n"
    "The guards had been locked up in a toilet, said police chief Satish Kulkarni.",
)
HARVEST = (
    "Rains Delay Tea Harvest",
    "Tea pickers wait for the sun on wet slopes near Kericho and Nandi Hills.",
)


def doc(language: str, day: str, report: tuple[str, str]) -> Doc:
    title, text = (normalize(part) for part in report)
    article = Article(
        id=f"{day} {title}",
        file="",
        page="",
        outlet=None,
        url=None,
        language=language,
        title=title,
        text=f"{title}\n\n{text}",
        title_span=Span(0, len(title)),
        published=f"{day}T10:00+06:00",
    )
    return annotate(article)


BENGALI = doc("bn", "2026-03-02", BRIDGE)
FOLLOWING = doc("bn", "2026-03-03", LATER)
ENGLISH = doc("und", "2026-03-03", SAME)
KEPT = [vector_of(one) for name in sorted(EXAMPLES)[:2] for one in read_example(name)]


def told(*docs: Doc) -> list[set[str]]:
    return [set(story.articles) for story in Stream.of(map(vector_of, docs)).stories()]


def ids(*docs: Doc) -> set[str]:
    return {one.article.id for one in docs}


def test_a_report_in_another_script_joins_the_story_with_which_it_shares_names_and_numbers() -> None:
    assert told(BENGALI, FOLLOWING, ENGLISH) == [ids(BENGALI, FOLLOWING, ENGLISH)]


@pytest.mark.parametrize("report", [ELSEWHERE, ANOTHER])
def test_a_report_of_a_like_happening_or_from_the_same_town_stays_apart(report: tuple[str, str]) -> None:
    other = doc("und", "2026-03-03", report)
    assert told(BENGALI, FOLLOWING, other) == [ids(BENGALI, FOLLOWING), ids(other)]


def test_a_headline_without_names_does_not_hold_its_story_back() -> None:
    bare = doc("und", "2026-03-02", ("Bridge Collapse Kills 64 in Northern India", "Officials said so."))
    assert told(BENGALI, FOLLOWING, bare, ENGLISH) == [ids(BENGALI, FOLLOWING, bare, ENGLISH)]


def test_a_report_of_another_week_stays_apart() -> None:
    late = doc("und", "2026-03-08", SAME)
    assert told(BENGALI, late) == [ids(BENGALI), ids(late)]


def test_a_report_that_shares_as_much_with_two_stories_joins_neither() -> None:
    first = vector_of(BENGALI)
    twin = msgspec.structs.replace(first, article="twin")
    english = vector_of(ENGLISH)
    bridges = Bridges()
    for vector in (first, twin, english):
        bridges.note(vector)
    alone = [Gathered(id=one.article, articles=(one.article,), joins=()) for one in (first, twin, english)]
    assert bridge_stories(alone, bridges, lambda article: ("", article)) == alone
    assert len(bridge_stories([alone[0], alone[2]], bridges, lambda article: ("", article))) == 1


def test_the_reason_of_such_a_join_is_the_names_that_both_have() -> None:
    (story,) = make_stories([BENGALI, ENGLISH])
    (join,) = story.joins
    assert (join.article, join.to) == (ENGLISH.article.id, BENGALI.article.id)
    assert {"Moradabad", "137"} <= set(join.shared)


def test_an_earlier_report_in_another_script_begins_the_story() -> None:
    early = doc("und", "2026-03-01", SAME)
    (story,) = Stream.of([vector_of(early), vector_of(BENGALI), vector_of(FOLLOWING)]).stories()
    assert story.articles[0] == early.article.id
    assert {join.article for join in story.joins} == ids(BENGALI, FOLLOWING)


def test_headlines_in_capitals_states_and_days_are_no_rare_names() -> None:
    assert [one.shown for one in hear(ENGLISH)] == [
        "Ramganga",
        "Moradabad",
        "Anurag Bhardwaj",
        "Satish Kulkarni",
        "64",
        "137",
    ]
    told = doc(
        "und", "2026-03-03", ("Talks", "Envoys of Pakistan and Nepal met in 2026 on day 12, Reuters said.")
    )
    assert hear(told) == ()


def test_what_is_told_in_the_script_of_a_described_language_is_not_heard() -> None:
    assert hear(BENGALI) == ()


def vectors() -> list[Vector]:
    return [*map(vector_of, (BENGALI, FOLLOWING, ENGLISH, doc("und", "2026-03-02", HARVEST))), *KEPT]


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_whatever_the_order_of_arrival_stories_are_what_they_are_from_scratch(chance: random.Random) -> None:
    coming = vectors()
    whole = [(story.id, story.articles, story.joins) for story in Stream.of(coming).stories()]
    stream = Stream()
    for vector in chance.sample(coming, len(coming)):
        stream.add(vector)
        if chance.random() < 0.3:
            stream.maintain()
    stream.maintain()
    assert [(story.id, story.articles, story.joins) for story in stream.stories()] == whole


def test_what_is_dropped_joins_nothing_any_more() -> None:
    stream = Stream.of(map(vector_of, (BENGALI, ENGLISH)))
    stream.drop(BENGALI.article.id)
    stream.maintain()
    assert [story.articles for story in stream.stories()] == [(ENGLISH.article.id,)]


def test_asking_for_one_report_brings_the_whole_story() -> None:
    stream = Stream.of(vectors())
    for one in (BENGALI, ENGLISH):
        (story,) = stream.gathered([one.article.id])
        assert set(story.articles) == ids(BENGALI, FOLLOWING, ENGLISH)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_library_holds_both_in_one_story(tmp_path: Path, order: tuple[int, int]) -> None:
    reports = [("2026-03-02", BRIDGE), ("2026-03-03", SAME)]
    with open_library(tmp_path / "shutro.db", create=True) as connection:
        for place in order:
            day, report = reports[place]
            (page,) = pages_of_bytes(f"{place}.txt", "\n\n".join(report).encode())
            assert isinstance(page, Page)
            add_page(connection, page, GivenArticle(published=f"{day}T10:00+06:00"), at=f"{day}T12:00+00:00")
            for _ in update(connection):
                pass
        (story,) = read_stories(connection)
        assert len(story.articles) == 2
