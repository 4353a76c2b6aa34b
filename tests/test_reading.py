"""Whole articles of a few sentences: who says it, who does what, where one sentence leans on another."""

from shutro.api import read
from shutro.model import Doc, Span


def told(text: str) -> Doc:
    return read("খবর\n\n" + text + "\n", published="2026-03-02")


def words(doc: Doc, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(doc.text) for span in spans]


def speakers(doc: Doc) -> list[str | None]:
    return [quote.speaker.of(doc.text) if quote.speaker else None for quote in doc.quotes]


def agents(doc: Doc, mode: str) -> list[str]:
    return [name for event in doc.events if event.mode == mode for name in words(doc, event.agents)]


def test_who_closes_the_sentence_makes_the_demand() -> None:
    doc = told("আবদুল করিম সভায় বলেন, কাজ হয়নি। তদন্ত কমিশন গঠন করে দোষীদের চিহ্নিত করার দাবি জানান তিনি।")
    assert speakers(doc) == ["আবদুল করিম", "আবদুল করিম"]
    assert doc.quotes[-1].span.of(doc.text).startswith("তদন্ত কমিশন গঠন")


def test_those_who_are_called_upon_are_no_content() -> None:
    doc = told("আবদুল করিম দলীয় নেতাকর্মীদের আহ্বান জানিয়ে বলেন, সবাই মাঠে থাকবেন।")
    assert [quote.span.of(doc.text) for quote in doc.quotes] == ["সবাই মাঠে থাকবেন"]


def test_a_page_is_where_somebody_writes() -> None:
    doc = told("আবদুল করিম নিজের ফেসবুক আইডিতে এক পোস্টে জানিয়েছেন, তিনি নির্বাচন করবেন।")
    assert speakers(doc) == ["আবদুল করিম"]


def test_in_the_chairmans_speech_the_one_named_speaks() -> None:
    doc = told("সভাপতির বক্তব্যে আবদুল করিম বলেন, ‘কাজ শুরু হবে কাল। আমরা প্রস্তুত।’")
    assert speakers(doc) == ["আবদুল করিম"]


def test_a_speaker_calls_himself_by_no_pronoun_of_others() -> None:
    doc = told("আবদুল করিম বলেন, ‘তিনি গতকাল রাতে হাসপাতালে মারা গেছেন। আমরা শোকাহত।’")
    assert [event.patients for event in doc.events if event.mode == "die"] == [()]


def test_all_who_are_listed_behind_the_verb_attend() -> None:
    doc = told(
        "সভায় উপস্থিত ছিলেন– ঢাকা বিশ্ববিদ্যালয়ের উপাচার্য অধ্যাপক ড. রফিকুল ইসলাম, পরিবেশ অধিদপ্তরের মহাপরিচালক "
        "ড. মো. আবদুল করিম এবং ঢাকা মহানগর পুলিশের অতিরিক্ত কমিশনার মো. জাহিদ হাসান।"
    )
    assert agents(doc, "attend") == ["রফিকুল ইসলাম", "মো. আবদুল করিম", "মো. জাহিদ হাসান"]


def test_an_office_is_known_by_its_rank_and_by_one_of_its_fields() -> None:
    doc = told(
        "সভায় প্রধান উপদেষ্টা রফিকুল ইসলাম ও পরিবেশ, বন ও জলবায়ু পরিবর্তন উপদেষ্টা সালমা বেগম বক্তব্য দেন। "
        "পরে পরিবেশ উপদেষ্টা কারখানা পরিদর্শন করেন। তদন্তের নির্দেশ দিয়েছেন প্রধান উপদেষ্টা।"
    )
    held = {ref.span.of(doc.text): ref.mention.of(doc.text) for ref in doc.references if ref.mention}
    assert held["পরিবেশ উপদেষ্টা"] == "সালমা বেগম"
    assert held["প্রধান উপদেষ্টা"] == "রফিকুল ইসলাম"


def test_a_clash_told_after_a_collision_is_the_collision() -> None:
    doc = told("ঘন কুয়াশায় সাতটি বাস ও তিনটি গাড়ির মধ্যে সংঘর্ষ হয়। পরে ওই ভয়াবহ সংঘর্ষের ঘটনা ঘটে যাওয়ার কারণ জানা যায়।")
    assert {event.code for event in doc.events} == {"OTHER"}
