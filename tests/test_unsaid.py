"""Who takes part where the sentence does not say it, and the article does."""

import pytest

from shutro.api import read
from shutro.model import Doc, Event
from shutro.text.normalize import normalize


def event_of(doc: Doc, trigger: str) -> Event:
    return next(event for event in doc.events if event.trigger.of(doc.text) == normalize(trigger))


def agents(doc: Doc, trigger: str) -> list[str]:
    return [span.of(doc.text) for span in event_of(doc, trigger).agents]


def patients(doc: Doc, trigger: str) -> list[str]:
    return [span.of(doc.text) for span in event_of(doc, trigger).patients]


def test_headline_is_about_the_one_whom_the_report_names() -> None:
    doc = read("সীমান্তে গুলিতে যুবক নিহত\n\nসাতক্ষীরা সীমান্তে গতকাল গুলিতে নিহত হয়েছেন রহিম মিয়া।")
    assert patients(doc, "নিহত") == [normalize("রহিম মিয়া")]


def test_those_counted_in_a_headline_are_not_the_one_whom_the_report_names() -> None:
    doc = read("সীমান্তে গুলিতে তিনজন নিহত\n\nসাতক্ষীরা সীমান্তে গতকাল গুলিতে নিহত হয়েছেন রহিম মিয়া।")
    assert patients(doc, "নিহত") == []


def test_meeting_is_of_those_who_met_in_the_sentence_before() -> None:
    doc = read("রহিম মিয়া গতকাল ঢাকায় করিম খানের সঙ্গে বৈঠক করেন। বৈঠকে পানির কথা ওঠে।")
    assert agents(doc, "বৈঠকে") == [normalize("রহিম মিয়া")]
    assert [span.of(doc.text) for span in event_of(doc, "বৈঠকে").partners] == [normalize("করিম খানের")]


def test_who_is_held_is_who_is_charged() -> None:
    doc = read("ব্যবস্থাপক রহিম মিয়া টাকা চুরির অভিযোগে গ্রেপ্তার হয়েছেন।")
    assert patients(doc, "অভিযোগে") == [normalize("রহিম মিয়া")]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("করিম খান তা অস্বীকার করেছেন।", ["রহিম মিয়া"]),
        ("রহিম মিয়া পরে কথাটি অস্বীকার করেছেন।", []),
    ],
)
def test_who_denies_denies_what_somebody_else_has_just_said(answer: str, expected: list[str]) -> None:
    doc = read(f"রহিম মিয়া বলেন, করিম খান সেতুর টাকা নিয়েছেন। {answer}")
    assert patients(doc, "অস্বীকার করেছেন") == [normalize(name) for name in expected]


def test_the_country_is_the_state_that_acted_before() -> None:
    doc = read("জাপান গতকাল চীনকে সতর্ক করেছে। দেশটি পরে বাণিজ্য বন্ধ করে।")
    assert agents(doc, "বাণিজ্য বন্ধ করে") == ["জাপান"]


def test_a_headline_names_who_acts_in_its_own_part_only() -> None:
    raid, blame = list(read("রাফায় বিমান হামলা, নিন্দা জানাল মিসর", published="2026-11-21").events)
    assert (raid.code, raid.agents) == ("ASSAULT", ())
    assert len(blame.agents) == 1


def test_where_something_was_said_is_not_where_it_happens() -> None:
    text = "সিলেটে মন্ত্রী আবদুল হাই বলেন, তিনি পদত্যাগ করবেন।"
    (resigns,) = list(read(text, published="2026-11-21").events)
    assert (resigns.mode, resigns.place) == ("resign", None)


@pytest.mark.parametrize("aides", ["তাঁর সহযোগীরা", "তাঁর সমর্থকেরা"])
def test_who_acts_with_his_own_people_acts(aides: str) -> None:
    doc = read(f"বাজারে হামলা চালান কামাল হোসেন ও {aides}।", published="2026-11-21")
    assert [span.of(doc.text) for span in doc.events[0].agents] == [normalize("কামাল হোসেন")]


def test_search_that_goes_on_is_that_of_the_police_who_tell_of_it() -> None:
    doc = read("রাজশাহী মহানগর পুলিশের উপকমিশনার রহিম মিয়া বলেন, বাকিদের ধরতে তল্লাশি চলছে।")
    assert agents(doc, "তল্লাশি চলছে") == [normalize("রাজশাহী মহানগর পুলিশের")]


def test_search_that_is_asked_for_is_not_that_of_who_asks() -> None:
    doc = read("রাজশাহী নাগরিক সমিতির সভাপতি রহিম মিয়া শহরে তল্লাশি চালানোর দাবি জানান।")
    assert agents(doc, "তল্লাশি চালানোর") == []


def test_charge_that_is_denied_is_of_who_spoke_before_against_who_denies_it() -> None:
    doc = read("করিম খান বলেন, ‘মেয়র টাকা নিয়ে কাজ দেন।’ মেয়র রহিম মিয়া অভিযোগ অস্বীকার করেছেন।")
    assert agents(doc, "অভিযোগ") == [normalize("করিম খান")]
    assert patients(doc, "অভিযোগ") == [normalize("রহিম মিয়া")]
    assert patients(doc, "অস্বীকার করেছেন") == [normalize("করিম খান")]


def test_plain_people_deny_what_the_one_before_said() -> None:
    doc = read("করিম খান বলেন, ‘হাসপাতালে চিকিৎসক ছিলেন না।’ হাসপাতাল কর্তৃপক্ষ এই অভিযোগ মানতে নারাজ।")
    assert patients(doc, "মানতে নারাজ") == [normalize("করিম খান")]


def test_body_denies_what_another_body_said_through_its_spokesman() -> None:
    doc = read("বিএনপির মুখপাত্র করিম খান বলেন, ‘টাকা চুরি হয়েছে।’ বাংলাদেশ ব্যাংক অভিযোগ প্রত্যাখ্যান করেছে।")
    assert patients(doc, "প্রত্যাখ্যান করেছে") == [normalize("বিএনপির")]


def test_body_that_acted_right_before_does_what_the_passive_tells() -> None:
    doc = read("মামলাটি তদন্ত করছে নৌ পুলিশ। এখন পর্যন্ত কাউকে গ্রেপ্তার করা হয়নি।")
    assert agents(doc, "গ্রেপ্তার করা হয়নি") == [normalize("নৌ পুলিশ")]


@pytest.mark.parametrize(
    "before",
    [
        "রহিম মিয়া সোমবার ঢাকায় যান।",
        "বিএনপি সোমবার ঢাকায় বিক্ষোভ করেছে।",
        "মামলাটি তদন্ত করছে নৌ পুলিশ। আদালত চত্বরে ভিড় ছিল।",
    ],
)
def test_person_party_or_body_further_off_does_not(before: str) -> None:
    doc = read(f"{before} এখন পর্যন্ত কাউকে গ্রেপ্তার করা হয়নি।")
    assert agents(doc, "গ্রেপ্তার করা হয়নি") == []


def test_mayor_speaks_for_the_only_city_council() -> None:
    doc = read("রংপুর সিটি করপোরেশন বাজেট দিয়েছে। মেয়র রহিম মিয়া বলেন, ‘অবৈধ দোকান উচ্ছেদ করা হবে।’")
    assert agents(doc, "উচ্ছেদ করা হবে") == [normalize("রংপুর সিটি করপোরেশন")]


def test_mayor_speaks_for_neither_of_two_city_councils() -> None:
    doc = read(
        "রংপুর সিটি করপোরেশন ও খুলনা সিটি করপোরেশন বাজেট দিয়েছে। মেয়র রহিম মিয়া বলেন, ‘অবৈধ দোকান উচ্ছেদ করা হবে।’"
    )
    assert agents(doc, "উচ্ছেদ করা হবে") == []
