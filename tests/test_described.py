"""Plain nouns that stand for the one whom the article ties them to."""

import pytest

from shutro.api import read
from shutro.model import Doc
from shutro.text.normalize import normalize


def players(doc: Doc, trigger: str, role: str) -> list[str]:
    event = next(event for event in doc.events if event.trigger.of(doc.text) == normalize(trigger))
    return [span.of(doc.text) for span in getattr(event, role)]


def test_owner_is_the_one_who_is_named_as_owner() -> None:
    doc = read("কারখানার মালিক রহিম মিয়াকে খুঁজছে পুলিশ। পরে মালিককে গ্রেপ্তার করে পুলিশ।")
    assert players(doc, "গ্রেপ্তার করে", "patients") == [normalize("রহিম মিয়াকে")]


def test_young_man_of_the_headline_is_the_one_who_bears_the_noun_below() -> None:
    doc = read("ছুরিকাঘাতে যুবক নিহত\n\nঢাকায় রহিম মিয়া (২০) নামে এক যুবক ছুরিকাঘাতে নিহত হয়েছেন।")
    assert players(doc, "নিহত", "patients") == [normalize("রহিম মিয়া")]


@pytest.mark.parametrize(
    "sentence",
    [
        "পরে এক মালিককে গ্রেপ্তার করে পুলিশ।",
        "পরে মালিকদের গ্রেপ্তার করে পুলিশ।",
        "পরে ওই মালিককে গ্রেপ্তার করে পুলিশ।",
        "পরে গুদাম মালিককে গ্রেপ্তার করে পুলিশ।",
    ],
)
def test_somebody_else_of_the_kind_is_nobody_who_is_named(sentence: str) -> None:
    doc = read(f"কারখানার মালিক রহিম মিয়াকে খুঁজছে পুলিশ। {sentence}")
    assert players(doc, "গ্রেপ্তার করে", "patients") == []


def test_noun_that_two_are_named_by_is_neither_of_them() -> None:
    doc = read("মালিক রহিম মিয়া ও মালিক করিম খান পলাতক। মালিককে গ্রেপ্তার করে পুলিশ।")
    assert players(doc, "গ্রেপ্তার করে", "patients") == []


def test_fighters_are_of_the_only_armed_group() -> None:
    doc = read("সেনাঘাঁটি দখল করেছে সশস্ত্র গোষ্ঠী হামাস। বন্দুকধারীরা পরে বাজারে আগুন দেয়।")
    assert players(doc, "আগুন দেয়", "agents") == [normalize("হামাস")]


def test_fighters_of_one_of_two_armed_groups_are_of_neither() -> None:
    doc = read("লড়েছে সশস্ত্র গোষ্ঠী হামাস ও সশস্ত্র গোষ্ঠী হিজবুল্লাহ। বন্দুকধারীরা পরে বাজারে আগুন দেয়।")
    assert players(doc, "আগুন দেয়", "agents") == []


def test_central_bank_is_the_one_that_the_report_names_and_not_the_bank_told_of_last() -> None:
    doc = read("বাংলাদেশ ব্যাংক সোমবার বৈঠক করে। জনতা ব্যাংক ঋণ চেয়েছে। পরে কেন্দ্রীয় ব্যাংক ঋণ বাতিল করেছে।")
    assert players(doc, "বাতিল করেছে", "agents") == [normalize("বাংলাদেশ ব্যাংক")]


def test_central_bank_of_no_named_country_is_nobody() -> None:
    doc = read("জনতা ব্যাংক ঋণ চেয়েছে। পরে কেন্দ্রীয় ব্যাংক ঋণ বাতিল করেছে।")
    assert players(doc, "বাতিল করেছে", "agents") == []


def test_a_son_beside_his_mother_stands_for_both_whom_the_report_names() -> None:
    doc = read("ট্রাকচাপায় মা ও ছেলে নিহত\n\nনিহত ব্যক্তিরা হলেন শাহানা বেগম (৪৫) ও তাঁর ছেলে রাকিব হাসান (২২)।")
    assert players(doc, "নিহত", "patients") == [normalize("শাহানা বেগম"), normalize("রাকিব হাসান")]
