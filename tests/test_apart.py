"""What reports tell of one thing in two ways is not counted as told by all of them."""

from itertools import permutations

import pytest

import shutro
from shutro.model import Finding
from shutro.text.normalize import normalize

THREE = "মধুখালীর চিনিকলের বয়লার বিস্ফোরণে তিনজন শ্রমিক নিহত হয়েছেন বলে জানিয়েছে ফায়ার সার্ভিস।"
FIVE = "মধুখালীর চিনিকলের বয়লার বিস্ফোরণে পাঁচজন শ্রমিক নিহত হয়েছেন বলে জানিয়েছে পুলিশ।"
AGAIN = "মধুখালীর চিনিকলের বয়লার বিস্ফোরণে মোট তিনজন শ্রমিক নিহত হয়েছেন, জানিয়েছেন কারখানার এক কর্মকর্তা।"


def findings(*texts: str) -> list[Finding]:
    docs = [shutro.read(normalize(text) + "\n", published="2026-10-05") for text in texts]
    return [finding for story in shutro.stories(docs) for finding in story.findings]


def told(found: list[Finding]) -> list[set[str]]:
    """Return the articles of each finding that only says that something happened."""
    return [
        {claim.article for value in finding.values for claim in value.claims}
        for finding in found
        if finding.point.attribute == "happened" and finding.agreement in ("agreed", "single")
    ]


def givers(found: list[Finding]) -> list[set[str]]:
    """Return the articles behind each value of the dispute."""
    dispute = next(finding for finding in found if finding.agreement == "disputed")
    return [{claim.article for claim in value.claims} for value in dispute.values]


def test_who_gives_another_figure_does_not_tell_the_same() -> None:
    found = findings(THREE, FIVE, AGAIN)
    three, five = sorted(givers(found), key=len, reverse=True)
    assert three in told(found)
    assert not any(articles & three and articles & five for articles in told(found))


@pytest.mark.parametrize("texts", list(permutations((THREE, FIVE, AGAIN))))
def test_the_order_of_reports_parts_no_other_way(texts: tuple[str, ...]) -> None:
    usual = findings(THREE, FIVE, AGAIN)
    assert sorted(map(sorted, told(findings(*texts)))) == sorted(map(sorted, told(usual)))


def test_one_act_on_two_days_is_still_told_by_both() -> None:
    found = findings(
        "৪ অক্টোবর ঢাকায় নেপালের রাষ্ট্রপতি রাম পৌডেল বাংলাদেশের রাষ্ট্রপতির সঙ্গে বৈঠক করেছেন।",
        "৩ অক্টোবর ঢাকায় নেপালের রাষ্ট্রপতি রাম পৌডেল বাংলাদেশের রাষ্ট্রপতির সঙ্গে বৈঠক করেছেন।",
    )
    assert any(finding.point.attribute == "date" and finding.agreement == "disputed" for finding in found)
    assert any(len(articles) > 1 for articles in told(found))
