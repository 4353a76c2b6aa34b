"""Slots: sentences of two reports that say the same but for one thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import shutro
import together
from shutro.model import Finding
from shutro.text.normalize import normalize


def conflicts(*texts: str) -> list[Finding]:
    """Return the findings of one story on which the reports, all of one day, do not agree."""
    return together.conflicts(*((text, "2026-10-05") for text in texts))


def values(*texts: str) -> list[set[str]]:
    """Return the values of each of these findings."""
    return [{value.value for value in finding.values} for finding in conflicts(*texts)]


@pytest.mark.parametrize(
    ("one", "other", "sides"),
    [
        (
            "মধুখালীর চিনিকলের পুরোনো বয়লারটি সর্বমোট ছয়বার হাতবদল হয়ে নিলামে বিক্রি হয়।",
            "মধুখালীর চিনিকলের পুরোনো বয়লারটি সর্বমোট ৬ ব্যক্তির হাতবদল হয়ে নিলামে বিক্রি হয়।",
            {"times", "person"},
        ),
        (
            "গোলরক্ষক রফিক মিয়া শেষ বাঁশির আগে ডান হাঁটুতে চোট পেয়ে মাঠ ছাড়েন।",
            "গোলরক্ষক রফিক মিয়া শেষ বাঁশির আগে বাম হাঁটুতে চোট পেয়ে মাঠ ছাড়েন।",
            {"ডান", "বাঁ"},
        ),
        (
            "মালিকপক্ষ জানিয়েছে, মধুখালীর চিনিকল আগামী মৌসুমে শ্রমিকদের রেশন দেবে।",
            "মালিকপক্ষ জানিয়েছে, মধুখালীর চিনিকল আগামী মৌসুমে শ্রমিকদের রেশন দিতে পারে।",
            {"planned", "possible"},
        ),
        (
            "বন্দর কর্তৃপক্ষ নোঙর করা সব বিদেশি জাহাজের নিরাপত্তা জোরদার করেছে।",
            "বন্দর কর্তৃপক্ষ নোঙর করা সব ভারতীয় জাহাজের নিরাপত্তা জোরদার করেছে।",
            {"বিদেশি", "ভারতীয়"},
        ),
        (
            "মধুখালীর চিনিকল ও তার পাশের পুরোনো গুদামের চাবি থাকবে রবিবার পর্যন্ত প্রশাসকের হাতে।",
            "মধুখালীর চিনিকল ও তার পাশের পুরোনো গুদামের চাবি থাকবে মঙ্গলবার পর্যন্ত প্রশাসকের হাতে।",
            {"রবিবার", "মঙ্গলবার"},
        ),
    ],
)
def test_one_slot_with_two_values_is_a_dispute(one: str, other: str, sides: set[str]) -> None:
    assert sides in values(one, other)


def test_all_who_bear_a_value_stand_behind_it() -> None:
    right = "গোলরক্ষক রফিক মিয়া শেষ বাঁশির আগে ডান হাঁটুতে চোট পেয়ে মাঠ ছাড়েন।"
    left = right.replace("ডান", "বাঁ")
    (finding,) = conflicts(right, left, f"খেলার শেষ দিকে ঘটে বিপদ। {left}")
    assert sorted(len(value.claims) for value in finding.values) == [1, 2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ভারতীয় জাহাজ বন্দরে নোঙর করে পণ্য খালাস শুরু করেছে।", "রুশ জাহাজ বন্দরে নোঙর করে পণ্য খালাস শুরু করেছে।"),
        (
            "গোলরক্ষক রফিক মিয়া শেষ বাঁশির আগে বাঁ হাঁটুতে চোট পান।",
            "গোলরক্ষক রফিক মিয়া শেষ বাঁশির আগে বাম হাঁটুতে চোট পান।",
        ),
        (
            "গোলরক্ষক রফিক মিয়া শেষ বাঁশির আগে বাঁ হাঁটু ও ডান হাতে চোট পান।",
            "গোলরক্ষক রফিক মিয়া শেষ বাঁশির আগে ডান হাঁটু ও বাঁ হাতে চোট পান।",
        ),
        (
            "বন্দরে দক্ষিণ কোরিয়ার জাহাজ নোঙর করে পণ্য খালাস শুরু করেছে।",
            "বন্দরে উত্তর কোরিয়ার জাহাজ নোঙর করে পণ্য খালাস শুরু করেছে।",
        ),
        ("রফিক মিয়া ডান হাঁটুতে চোট পান।", "হাসপাতালে শিশুটির বাঁ হাতে অস্ত্রোপচার হয়েছে।"),
    ],
    ids=["two states", "two spellings", "both sides in each", "parts of names", "other sentences"],
)
def test_what_can_stand_together_is_no_dispute(one: str, other: str) -> None:
    assert not [f for f in conflicts(one, other) if f.point.attribute == "object"]


@given(st.lists(st.sampled_from(["ডান", "বাম"]), min_size=2, max_size=4))
def test_a_side_is_in_dispute_where_reports_name_both(sides: list[str]) -> None:
    towns = ("খুলনা", "যশোর", "রংপুর", "সিলেট")
    texts = (
        f"গোলরক্ষক রফিক মিয়া শেষ বাঁশির আগে {side} হাঁটুতে চোট পেয়ে মাঠ ছাড়েন।\n\n{town} থেকে দর্শক এসেছিলেন অনেক।"
        for side, town in zip(sides, towns, strict=False)
    )
    shown = [found for found in values(*texts) if found <= {"ডান", "বাঁ"}]
    assert shown == ([{"ডান", "বাঁ"}] if len(set(sides)) > 1 else [])


@given(st.lists(st.text("ডান বাঁ দেবে দিতে পারে ৬ বার জন সোমবার।", max_size=60), min_size=2, max_size=4))
def test_whatever_is_in_dispute_has_two_values_that_somebody_gives(texts: list[str]) -> None:
    for finding in conflicts(*(text + " শেষ।" for text in texts)):
        assert len({value.value for value in finding.values}) == len(finding.values) > 1
        assert all(value.claims for value in finding.values)


SIGNAL = "আবহাওয়া অধিদপ্তরের বিজ্ঞপ্তিতে পায়রা সমুদ্রবন্দরকে {} নম্বর বিপদ সংকেত দেখাতে বলা হয়েছে।"


def dated(*reports: tuple[str, str]) -> list[Finding]:
    """Return the findings on an object on which reports of different days do not agree."""
    docs = [shutro.read(normalize(text) + "\n", published=published) for text, published in reports]
    return [
        finding
        for story in shutro.stories(docs)
        for finding in story.findings
        if finding.agreement not in ("agreed", "single") and finding.point.attribute == "object"
    ]


def test_a_number_that_is_raised_is_revised() -> None:
    (finding,) = dated((SIGNAL.format("৭"), "2026-10-05"), (SIGNAL.format("১০"), "2026-10-06"))
    assert finding.agreement == "revised"
    assert {value.value for value in finding.values} == {"7", "10"}


def test_two_numbers_on_one_day_are_a_dispute() -> None:
    (finding,) = dated((SIGNAL.format("৭"), "2026-10-05"), (SIGNAL.format("১০"), "2026-10-05"))
    assert finding.agreement == "disputed"


def test_numbers_of_two_places_are_no_dispute() -> None:
    other = SIGNAL.replace("পায়রা", "কক্সবাজার")
    assert not dated((SIGNAL.format("৭"), "2026-10-05"), (other.format("৬"), "2026-10-05"))


def test_a_leader_at_another_level_is_a_dispute() -> None:
    one = "রফিক মিয়া দীর্ঘদিন নিষিদ্ধ সংগঠনটির কেন্দ্রীয় নেতা ছিলেন।"
    other = "রফিক মিয়া দীর্ঘদিন নিষিদ্ধ সংগঠনটির জেলা নেতা ছিলেন।"
    (finding,) = dated((one, "2026-10-05"), (other, "2026-10-05"))
    assert {value.value for value in finding.values} == {"কেন্দ্রীয়", "জেলা"}
