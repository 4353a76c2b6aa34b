"""Points: sentences of different articles that say the same, whatever their words, and none that do not."""

import random

import pytest

import shutro
from shutro.claims.families import family
from shutro.claims.pairs import weights
from shutro.claims.points import Chances, find_happenings
from shutro.claims.statements import Statement, find_statements
from shutro.claims.wording import concept_of
from shutro.evaluate.growth import make_docs
from shutro.languages.synonyms import synonyms
from shutro.model import Doc, Event, Span
from shutro.pipeline import link_docs
from shutro.text.normalize import normalize
from shutro.text.units import is_near, measured

FIRST = """করতোয়া সেতুর রেলিং ভেঙে বাস নদীতে

বগুড়ার শিবগঞ্জে করতোয়া সেতুর রেলিং ভেঙে একটি বাস নদীতে পড়ে গেছে। মঙ্গলবার ভোরে এ দুর্ঘটনায় ১৪ জন নিহত হয়েছেন।
সেতুটি ২ দশমিক ৫ কিলোমিটার দীর্ঘ। জেলা প্রশাসক নিহতদের পরিবারকে ৫০ হাজার টাকা করে দেওয়ার ঘোষণা দিয়েছেন।
এদিকে রাজধানীতে বইমেলা শুরু হয়েছে বৃষ্টির মধ্যে। মেলায় এবার ৬৩৫টি প্রকাশনা সংস্থা অংশ নিচ্ছে।
"""
SECOND = """করতোয়ায় বাস, প্রাণ গেল ১৪ জনের

শিবগঞ্জে করতোয়া সেতু থেকে বাস জলে পড়ে মঙ্গলবার মৃত্যু হয়েছে ১৪ জনের। স্বজনদের ৫০ হাজার টাকা সাহায্যের কথা জানিয়েছে প্রশাসন।
সেতুর দৈর্ঘ্য ২৫০০ মিটার। বিকেলে ডুবুরিরা বাসটি টেনে তোলেন। চালকের লাইসেন্স ছিল না বলে জানায় পুলিশ।
"""


def statements_of(*texts: str) -> tuple[tuple[Statement, ...], dict[str, str]]:
    docs = [shutro.read(text, published=f"2026-10-{day:02}") for day, text in enumerate(texts, start=7)]
    linked: tuple[Doc, ...] = link_docs(docs)[1]
    return find_statements(linked), {doc.article.id: doc.text for doc in linked}


def grouped(*texts: str) -> list[set[str]]:
    statements, words = statements_of(*texts)
    return [
        {s.sentence.of(words[s.article]) for s in group} for group in find_happenings(Chances(statements))
    ]


def holds(group: set[str], words: str) -> bool:
    return any(normalize(words) in sentence for sentence in group)


def test_one_happening_in_other_words_is_one() -> None:
    groups = grouped(FIRST, SECOND)
    assert any(holds(group, "১৪ জন নিহত") and holds(group, "মৃত্যু হয়েছে ১৪ জনের") for group in groups)


def test_two_matters_of_one_article_stay_two() -> None:
    groups = grouped(FIRST, SECOND)
    assert not any(holds(group, "বইমেলা") and holds(group, "রেলিং ভেঙে একটি") for group in groups)


def test_every_statement_is_in_one_group() -> None:
    statements, _ = statements_of(FIRST, SECOND)
    found = [id(statement) for group in find_happenings(Chances(statements)) for statement in group]
    assert sorted(found) == sorted(id(statement) for statement in statements)


def test_order_of_statements_does_not_matter() -> None:
    statements, _ = statements_of(FIRST, SECOND)
    shuffled = random.Random(7).sample(statements, len(statements))
    groups = {frozenset(id(s) for s in group) for group in find_happenings(Chances(statements))}
    assert {frozenset(id(s) for s in group) for group in find_happenings(Chances(shuffled))} == groups


def test_nothing_gives_no_groups() -> None:
    assert find_happenings(Chances(())) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("নিহত", "প্রাণহানি"),
        ("পানিতে", "জল"),
        ("গ্রেপ্তার", "গ্রেপ্তারের"),
        ("হাইকমিশনার", "হাইকমিশনারকে"),
        ("বেড়েছে", "বৃদ্ধি"),
        ("ডুবেছে", "তলিয়ে"),
        ("খুললেন", "খুলবে"),
        ("কার্যালয়ে", "দফতরের"),
    ],
)
def test_words_that_say_the_same_come_to_one(one: str, other: str) -> None:
    assert concept_of(normalize(one), "bn") == concept_of(normalize(other), "bn")


@pytest.mark.parametrize(("one", "other"), [("নিহত", "আহত"), ("আমদানি", "রপ্তানি"), ("বাড়া", "কমা"), ("জয়", "হার")])
def test_words_that_are_told_apart_stay_apart(one: str, other: str) -> None:
    assert concept_of(normalize(one), "bn") != concept_of(normalize(other), "bn")


def test_synonyms_load_and_no_word_stands_twice() -> None:
    assert len(set(synonyms("bn").values())) > 600
    assert synonyms("xx") == {}


def test_an_unknown_language_keeps_its_words() -> None:
    assert concept_of("Bridge", "xx") == "bridge"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("km", 2.5), ("m", 2500)),
        (("acre", 10), ("ha", 4.05)),
        (("bhori", 100), ("kg", 1.166)),
        (("t", 1.5), ("kg", 1500)),
    ],
)
def test_amounts_in_two_units_compare(one: tuple[str, float], other: tuple[str, float]) -> None:
    (unit, mine), (same, theirs) = measured(*one), measured(*other)
    assert unit == same
    assert is_near(mine, theirs)


def test_an_unknown_unit_is_compared_as_it_is() -> None:
    assert measured("bed", 50) == ("bed", 50)


def test_modes_that_tell_one_act_are_of_one_family() -> None:
    def of_mode(mode: str) -> Event:
        return Event(trigger=Span(0, 1), code="OTHER", mode=mode)

    assert family(of_mode("summit")) == family(of_mode("talks"))
    assert family(of_mode("arrive")) != family(of_mode("depart"))
    assert family(of_mode("never-heard-of")) == "never-heard-of"


def test_what_speaks_for_one_point_weighs_for_it() -> None:
    told = dict(weights()[1])
    assert told["figures"] > 0 > told["other_figures"]
    assert told["dates"] > 0 > told["other_dates"]


def test_a_story_made_to_measure_is_one_story_of_different_articles() -> None:
    docs = make_docs(24)
    assert len({doc.text for doc in docs}) > 16
    assert [len(story.articles) for story in shutro.stories(docs)] == [len({doc.article.id for doc in docs})]


def test_a_letter_by_letter_copy_joins_its_sentence() -> None:
    statements, words = statements_of(FIRST, FIRST.replace("\n\n", "\n\nঅন্য আরেকটি কাগজের কথা লেখা হলো।\n\n", 1))
    for group in find_happenings(Chances(statements)):
        told = [s.sentence.of(words[s.article]) for s in group]
        assert len(told) != 1 or "কাগজের" in told[0]


def test_a_short_sentence_that_counts_something_is_a_statement() -> None:
    statements, words = statements_of(
        "পাহাড়ধসে চাপা পড়েছে কয়েকটি ঘর, উদ্ধারকাজ চলছে। এখনও নিখোঁজ তিন জন। বৃষ্টি থামেনি।"
    )
    told = [one.sentence.of(words[one.article]) for one in statements]
    assert any("নিখোঁজ" in sentence for sentence in told)
