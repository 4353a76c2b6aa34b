"""What was only wanted beside what was done, and sites that two reports put into two places."""

import shutro
from shutro.model import Finding
from shutro.text.normalize import normalize

HEAD = "নেপালের রাষ্ট্রপতি রাম পৌডেল তিন দিনের রাশিয়া সফরে গেছেন।"


def conflicts(*texts: str) -> list[Finding]:
    docs = [shutro.read(normalize(text) + "\n", published="2026-10-05") for text in texts]
    return [
        finding
        for story in shutro.stories(docs)
        for finding in story.findings
        if finding.agreement not in ("agreed", "single")
    ]


def test_wanted_to_give_stands_against_given() -> None:
    found = conflicts(
        f"{HEAD} গভর্নরের কাছ থেকে রাম পৌডেল উপহার হিসেবে একটি রুপার তলোয়ার পেয়েছেন।",
        f"{HEAD} গভর্নর রাম পৌডেলকে একটি রুপার তলোয়ার উপহার দিতে চেয়েছিলেন।",
    )
    assert {"happened", "wished"} in [{value.value for value in one.values} for one in found]


def test_one_factory_in_two_towns_is_a_dispute_of_places() -> None:
    found = conflicts(
        f"{HEAD} শনিবার রাম পৌডেল কাজানের একটি বিমান কারখানা পরিদর্শন করেন।",
        f"{HEAD} রাম পৌডেল ভ্লাদিভোস্তকের একটি উড়োজাহাজ কারখানা পরিদর্শন করেন শনিবার।",
    )
    assert [one.point.attribute for one in found if one.agreement == "disputed"] == ["place"]


def test_a_report_that_names_both_towns_knows_of_two_factories() -> None:
    found = conflicts(
        f"{HEAD} শনিবার রাম পৌডেল কাজানের একটি বিমান কারখানা পরিদর্শন করেন।",
        f"{HEAD} শনিবার কাজান থেকে এসে রাম পৌডেল ভ্লাদিভোস্তকের একটি জাহাজ কারখানা পরিদর্শন করেন।",
    )
    assert found == []


def test_a_town_and_its_state_are_not_two_places() -> None:
    found = conflicts(
        f"{HEAD} শনিবার রাম পৌডেল রাশিয়ার একটি বিমান কারখানা পরিদর্শন করেন।",
        f"{HEAD} শনিবার রাম পৌডেল ভ্লাদিভোস্তকের একটি বিমান কারখানা পরিদর্শন করেন।",
    )
    assert found == []
