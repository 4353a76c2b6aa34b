"""Findings: what short reports of one happening come to when they are read together."""

import pytest

import shutro
from shutro.examples import EXAMPLES, read_example
from shutro.model import Agreement, Attribute, Finding
from shutro.pipeline import make_stories, tell_story
from shutro.text.normalize import normalize

Report = tuple[str, str]  # the words, and the date they were published

SINKING = "চাঁদপুরে মেঘনা নদীতে লঞ্চ ডুবে {} নিহত হয়েছেন। লঞ্চটি ঢাকা থেকে বরিশাল যাচ্ছিল।"
SUNK = "চাঁদপুরে মেঘনা নদীতে লঞ্চডুবির ঘটনায় {} নিহত হয়েছেন। ডুবুরিরা লঞ্চটির ভেতরে তল্লাশি চালাচ্ছেন।"
TOLD_BY = "চাঁদপুরে মেঘনা নদীতে লঞ্চ ডুবে {} নিহত হয়েছেন বলে জানিয়েছে {}। লঞ্চটি ঢাকা থেকে বরিশাল যাচ্ছিল।"
VISIT = "রাশিয়ার প্রতিরক্ষামন্ত্রী সের্গেই শোইগু {} পিয়ংইয়ং সফর করেন। তিনি উত্তর কোরিয়ার নেতা কিম জং উনের সঙ্গে বৈঠক করেন।"
VISITED = "রাশিয়ার প্রতিরক্ষামন্ত্রী সের্গেই শোইগু {} পিয়ংইয়ং সফর করেন। সেখানে কিম জং উন তাকে স্বাগত জানান।"
FOUNDED = "উত্তর কোরিয়া {} প্রতিষ্ঠিত হয়। শনিবার পিয়ংইয়ংয়ে প্রতিষ্ঠাবার্ষিকীর কুচকাওয়াজ হয়েছে।"
FOUNDING = "উত্তর কোরিয়া {} প্রতিষ্ঠিত হয়। পিয়ংইয়ংয়ে শনিবারের কুচকাওয়াজে কিম জং উন উপস্থিত ছিলেন।"


def findings(*reports: Report) -> list[Finding]:
    """Return what the reports come to; they are one story."""
    docs = [shutro.read(text + "\n", published=published) for text, published in reports]
    story, _ = tell_story(docs, ())
    return list(story.findings)


def conflicts(*reports: Report) -> list[tuple[Agreement, Attribute, tuple[str, ...]]]:
    """Return what the reports do not agree on, with the values in order."""
    return sorted(
        (finding.agreement, finding.point.attribute, tuple(value.value for value in finding.values))
        for finding in findings(*reports)
        if finding.agreement not in ("agreed", "single")
    )


def test_planned_and_then_held_is_an_outcome() -> None:
    plan = "পররাষ্ট্র মন্ত্রণালয় জানিয়েছে, প্রধানমন্ত্রী নিয়াজ তরফদার আগামী রোববার চীন সফর করবেন।"
    held = "প্রধানমন্ত্রী নিয়াজ তরফদার রোববার চীন সফর করেছেন। সফরে বাণিজ্য নিয়ে আলোচনা হয়।"
    assert conflicts((plan, "2026-11-10"), (held, "2026-11-16")) == [
        ("outcome", "happened", ("planned", "happened"))
    ]


def test_planned_and_then_not_held_is_an_outcome() -> None:
    plan = "আগামী বুধবার ঢাকায় দুই দেশের বাণিজ্যমন্ত্রীদের বৈঠক হওয়ার কথা রয়েছে। সেখানে শুল্ক নিয়ে আলোচনা হবে।"
    missed = "ঢাকায় বুধবার দুই দেশের বাণিজ্যমন্ত্রীদের বৈঠক হয়নি। ভারতের মন্ত্রী অসুস্থ হয়ে পড়েন।"
    assert conflicts((plan, "2026-11-09"), (missed, "2026-11-12")) == [
        ("outcome", "happened", ("planned", "did not happen"))
    ]


def test_a_plan_alone_is_no_conflict() -> None:
    plan = "পররাষ্ট্র মন্ত্রণালয় জানিয়েছে, প্রধানমন্ত্রী নিয়াজ তরফদার আগামী রোববার চীন সফর করবেন।"
    again = "আগামী রোববার চীন সফর করবেন প্রধানমন্ত্রী নিয়াজ তরফদার। সফরে বাণিজ্য নিয়ে আলোচনা হবে।"
    assert conflicts((plan, "2026-11-10"), (again, "2026-11-11")) == []


@pytest.mark.parametrize(
    ("denial", "value"),
    [
        (
            "মিয়ানমারের সেনাবাহিনী টেকনাফ সীমান্তে হামলা চালায়নি বলে দাবি করেছে নেপিডো।",
            "did not happen",
        ),
        ("মিয়ানমারের সেনাবাহিনী টেকনাফ সীমান্তে হামলা চালানোর অভিযোগ অস্বীকার করেছে।", "denied"),
    ],
)
def test_said_to_have_happened_and_denied_is_disputed(denial: str, value: str) -> None:
    attack = "মিয়ানমারের সেনাবাহিনী টেকনাফ সীমান্তে হামলা চালিয়েছে বলে জানিয়েছে বিজিবি। এতে তিনজন আহত হয়েছেন।"
    assert ("disputed", "happened", ("happened", value)) in conflicts(
        (attack, "2026-11-10T10:00+06:00"), (denial, "2026-11-10T12:00+06:00")
    )


def test_a_contradiction_inside_one_article_is_shown() -> None:
    report = (
        "সোমবার চট্টগ্রামে বিক্ষোভকারীদের ওপর পুলিশ গুলি চালিয়েছে বলে দাবি করেছে শ্রমিক ইউনিয়ন। "
        "তবে জেলার পুলিশ সুপার বলেন, বিক্ষোভকারীদের ওপর পুলিশ গুলি চালায়নি। এ ঘটনায় একটি মামলা হয়েছে।"
    )
    assert conflicts((report, "2026-11-14")) == [("disputed", "happened", ("happened", "did not happen"))]


def test_two_tolls_of_two_informants_inside_one_article_are_disputed() -> None:
    report = TOLD_BY.format("১১ জন", "নৌ পুলিশ") + " ফায়ার সার্ভিস জানিয়েছে, লঞ্চ ডুবে ১৬ জন নিহত হয়েছেন।"
    assert conflicts((report, "2026-11-14")) == [("disputed", "count", ("11", "16"))]


def test_two_dates_for_one_act_are_disputed() -> None:
    one, other = VISIT.format("২৫ জুলাই"), VISITED.format("২৭ জুলাই")
    assert conflicts((one, "2023-09-14"), (other, "2023-09-15")) == [
        ("disputed", "date", ("2023-07-25", "2023-07-27"))
    ]


def test_a_month_and_a_day_in_it_are_no_dispute() -> None:
    one, other = VISIT.format("২৫ জুলাই"), VISITED.format("গত জুলাই মাসে")
    assert conflicts((one, "2023-09-14"), (other, "2023-09-15")) == []


def test_years_ago_and_the_year_are_no_dispute() -> None:
    one, other = FOUNDED.format("৭৫ বছর আগে"), FOUNDING.format("১৯৪৮ সালে")
    assert conflicts((one, "2023-09-10"), (other, "2023-09-11")) == []


def test_a_toll_that_grows_over_days_is_revised() -> None:
    end = "মেঘনায় লঞ্চ ডুবে ১৯ জন নিহত হয়েছেন। চাঁদপুরে উদ্ধারকাজ শেষ ঘোষণা করা হয়েছে।"
    first, second = SINKING.format("১১ জন"), SUNK.format("১৬ জন")
    assert conflicts((first, "2026-11-14"), (second, "2026-11-15"), (end, "2026-11-16")) == [
        ("revised", "count", ("11", "16", "19"))
    ]


def test_two_tolls_of_one_hour_from_two_bodies_are_disputed() -> None:
    one, other = TOLD_BY.format("১১ জন", "নৌ পুলিশ"), TOLD_BY.format("১৬ জন", "ফায়ার সার্ভিস")
    hour = "2026-11-14T10:00+06:00"
    assert conflicts((one, hour), (other, hour)) == [("disputed", "count", ("11", "16"))]


@pytest.mark.parametrize(
    ("one", "other"),
    [("অন্তত ১২ জন", "১৫ জন"), ("অন্তত ১২ জন", "অন্তত ১৫ জন"), ("১২ থেকে ১৫ জন", "১৪ জন"), ("বারো জন", "12 জন")],
)
def test_figures_that_can_both_hold_are_no_dispute(one: str, other: str) -> None:
    assert conflicts((SINKING.format(one), "2026-11-14"), (SUNK.format(other), "2026-11-14")) == []


def test_a_bound_above_the_figure_is_disputed() -> None:
    one, other = SINKING.format("অন্তত ১৮ জন"), SUNK.format("১৫ জন")
    assert [
        (agreement, attribute)
        for agreement, attribute, _ in conflicts((one, "2026-11-14"), (other, "2026-11-14"))
    ] == [("disputed", "count")]


def test_figures_that_one_article_counts_apart_are_no_dispute() -> None:
    one = SINKING.format("১১ জন") + " নিহতদের মধ্যে ৪ জন নারী ও ৩ জন শিশু। লঞ্চে ১৭২ জন যাত্রী ছিলেন।"
    other = SUNK.format("১১ জন") + " তাঁরা ৯০ জন যাত্রীকে উদ্ধার করেছেন। আহত হয়েছেন ২০ জন।"
    assert conflicts((one, "2026-11-14"), (other, "2026-11-14")) == []


def test_the_parts_of_a_toll_are_no_other_tolls() -> None:
    parts = " বরিশালের জেলা প্রশাসক বলেন, বরিশালের ৪ জন নিহত হয়েছেন। ভোলার জেলা প্রশাসক বলেন, ভোলার ৩ জন নিহত হয়েছেন।"
    one, other = SINKING.format("১৬ জন") + parts, SUNK.format("১৬ জন")
    assert conflicts((one, "2026-11-14"), (other, "2026-11-14")) == []


def test_a_copy_adds_no_origin() -> None:
    report = SINKING.format("১১ জন") + " নিখোঁজ যাত্রীদের খোঁজে ডুবুরিরা রাতভর তল্লাশি চালিয়েছেন।"
    copy = "লঞ্চ দুর্ঘটনায় শোক\n\n" + report
    found = findings((report, "2026-11-14T10:00+06:00"), (copy, "2026-11-14T12:00+06:00"))
    assert {finding.agreement for finding in found} == {"single"}
    assert all(len(finding.origins) == 1 for finding in found)
    assert "2 reports − 1 copy = 1 origin" in {finding.arithmetic for finding in found}


def test_two_reports_of_their_own_agree() -> None:
    other = "মেঘনায় যাত্রীবাহী লঞ্চ ডুবে গেছে। চাঁদপুরের এ দুর্ঘটনায় ১১ জন মারা গেছেন। ঘাটে স্বজনেরা অপেক্ষা করছেন।"
    found = findings((SINKING.format("১১ জন"), "2026-11-14"), (other, "2026-11-14"))
    (toll,) = [finding for finding in found if finding.point.attribute == "count"]
    assert (toll.agreement, toll.arithmetic) == ("agreed", "2 reports = 2 origins")


def test_two_reports_that_rest_on_one_body_are_single() -> None:
    one = TOLD_BY.format("১১ জন", "নৌ পুলিশ")
    other = "মেঘনায় যাত্রীবাহী লঞ্চ ডুবে গেছে। নৌ পুলিশ জানায়, চাঁদপুরের এ দুর্ঘটনায় ১১ জন মারা গেছেন।"
    found = findings((one, "2026-11-14"), (other, "2026-11-14"))
    (toll,) = [finding for finding in found if finding.point.attribute == "count"]
    assert (toll.agreement, toll.reports, len(toll.origins)) == ("single", 2, 1)


def test_what_one_article_says_is_single() -> None:
    found = findings((SINKING.format("১১ জন"), "2026-11-14"))
    assert found
    assert {(finding.agreement, finding.arithmetic) for finding in found} == {
        ("single", "1 report = 1 origin")
    }


def test_nothing_is_merged_away() -> None:
    reports = [(SINKING.format("১১ জন"), "2026-11-14"), (SUNK.format("১৬ জন"), "2026-11-15")]
    claims = [claim for finding in findings(*reports) for value in finding.values for claim in value.claims]
    told = {claim.sentence for claim in claims}
    docs = [shutro.read(text + "\n", published=published) for text, published in reports]
    assert {sentence for doc in docs for sentence in doc.sentences} <= told


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_findings_hold_at_most_twelve_sentences(name: str) -> None:
    for story in make_stories(read_example(name)):
        for finding in story.findings:
            sentences = {
                (claim.article, claim.sentence) for value in finding.values for claim in value.claims
            }
            assert len(sentences) <= 12


def test_the_text_of_a_finding_is_a_sentence_of_a_report() -> None:
    report = SINKING.format("১১ জন")
    assert all(finding.text in normalize(report) for finding in findings((report, "2026-11-14")))


def test_a_finding_is_shown_by_a_sentence_that_stands_alone() -> None:
    docs = [
        shutro.read(
            "মেঘনায় ফেরিডুবি\nজেলা প্রশাসক করিম উদ্দিন কথা বলেন। তিনি বলেন, শনিবার রাতে মেঘনায় ফেরি ডুবে ১২ জন নিখোঁজ হয়েছেন।\n",
            published="2026-11-15",
        ),
        shutro.read(
            "মেঘনায় ডুবল ফেরি\nশনিবার রাতে মেঘনায় ফেরি ডুবে ১২ জন নিখোঁজ হয়েছেন, জানান করিম উদ্দিন।\n",
            published="2026-11-16",
        ),
    ]
    texts = [finding.text for story in shutro.stories(docs) for finding in story.findings]
    assert any("নিখোঁজ" in text for text in texts)
    assert not any(text.startswith("তিনি") for text in texts)


def test_two_findings_on_several_sentences_are_not_shown_by_the_same_one() -> None:
    docs = [
        shutro.read(
            "মেঘনায় ফেরিডুবি\nশনিবার রাতে মেঘনায় ফেরি ডুবে ১২ জন নিখোঁজ হয়েছেন এবং চালক সেলিমকে আটক করেছে পুলিশ।\n"
            "পুলিশ চালক সেলিমকে আটক করেছে।\n",
            published="2026-11-15",
        ),
        shutro.read(
            "মেঘনায় ডুবল ফেরি\nশনিবার রাতে মেঘনায় ফেরি ডুবে ১২ জন নিখোঁজ হয়েছেন।\nচালক সেলিমকে আটক করেছে পুলিশ।\n",
            published="2026-11-16",
        ),
    ]
    (story,) = shutro.stories(docs)
    told = [finding for finding in story.findings if finding.point.attribute == "happened"]
    several = [
        one for one in told if len({claim.sentence for value in one.values for claim in value.claims}) > 1
    ]
    assert len(several) > 1
    assert len({one.text for one in several}) == len(several)
