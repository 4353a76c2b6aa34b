"""The timeline: what is said to have happened when, in the order of time."""

import pytest

import shutro
from shutro.examples import EXAMPLES, read_example
from shutro.model import TimelineEntry
from shutro.pipeline import make_stories
from shutro.text.edtf import days
from shutro.text.normalize import normalize

SINKING = "শুক্রবার রাতে চাঁদপুরে মেঘনা নদীতে একটি লঞ্চ ডুবে গেছে। শনিবার সকালে ডুবুরিরা ১১ জনের মরদেহ উদ্ধার করেছেন।"
COMMITTEE = (
    "মেঘনা নদীতে শুক্রবার লঞ্চ ডুবে যায়। রোববার চাঁদপুরের জেলা প্রশাসন পাঁচ সদস্যের তদন্ত কমিটি গঠন করেছে। "
    "লঞ্চটি ২০১৮ সালে নির্মাণ করা হয়।"
)


def timeline(*reports: tuple[str, str]) -> list[TimelineEntry]:
    """Return the rows of the one story that the reports tell."""
    (story,) = shutro.stories([shutro.read(text + "\n", published=published) for text, published in reports])
    return list(story.timeline)


def test_rows_stand_in_the_order_of_time() -> None:
    rows = timeline((SINKING, "2026-11-14"), (COMMITTEE, "2026-11-16"))
    assert [row.when[:10] for row in rows] == ["2018", "2026-11-13", "2026-11-14", "2026-11-15"]


def test_one_happening_told_by_two_articles_is_one_row() -> None:
    rows = timeline((SINKING, "2026-11-14"), (COMMITTEE, "2026-11-16"))
    (sinking,) = [row for row in rows if row.when.startswith("2026-11-13")]
    assert len(sinking.evidence) == 2


def test_a_row_is_as_exact_as_the_most_exact_article() -> None:
    one = "রাশিয়ার প্রতিরক্ষামন্ত্রী সের্গেই শোইগু গত জুলাই মাসে পিয়ংইয়ং সফর করেন। সেখানে কিম জং উন তাকে স্বাগত জানান।"
    other = "রাশিয়ার প্রতিরক্ষামন্ত্রী সের্গেই শোইগু ২৫ জুলাই পিয়ংইয়ং সফর করেন। তিনি কিম জং উনের সঙ্গে বৈঠক করেন।"
    rows = timeline((one, "2023-09-14"), (other, "2023-09-15"))
    assert [(row.when, len(row.evidence)) for row in rows] == [("2023-07-25", 2)]


def test_two_days_of_one_happening_are_two_rows() -> None:
    one = "রাশিয়ার প্রতিরক্ষামন্ত্রী সের্গেই শোইগু ২৭ জুলাই পিয়ংইয়ং সফর করেন। সেখানে কিম জং উন তাকে স্বাগত জানান।"
    other = "রাশিয়ার প্রতিরক্ষামন্ত্রী সের্গেই শোইগু ২৫ জুলাই পিয়ংইয়ং সফর করেন। তিনি কিম জং উনের সঙ্গে বৈঠক করেন।"
    rows = timeline((one, "2023-09-14"), (other, "2023-09-15"))
    assert [row.when for row in rows] == ["2023-07-25", "2023-07-27"]


def test_a_statement_without_a_time_has_no_row() -> None:
    assert timeline(("চাঁদপুরের লঞ্চটিতে অতিরিক্ত যাত্রী ছিলেন। চালক পালিয়ে গেছেন।", "2026-11-14")) == []


def test_the_words_of_a_row_stand_in_an_article() -> None:
    rows = timeline((SINKING, "2026-11-14"))
    assert rows
    assert all(row.text in normalize(SINKING) for row in rows)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_rows_of_the_examples_are_dated_in_order_and_lead_to_findings(name: str) -> None:
    docs = {doc.article.id: doc for doc in read_example(name)}
    for story in make_stories(list(docs.values())):
        known = {finding.id for finding in story.findings}
        when = [days(row.when) for row in story.timeline]
        assert when and all(found is not None for found in when)
        firsts = [found.first for found in when if found is not None]
        assert firsts == sorted(firsts)
        for row in story.timeline:
            assert set(row.findings) <= known
            assert row.evidence
            assert all(span in docs[article].sentences for article, span in row.evidence)


def test_parts_of_one_day_are_one_day() -> None:
    one = "শনিবার সকালে ডুবুরিরা ১১ জনের মরদেহ উদ্ধার করেছেন। লঞ্চটি মেঘনা নদীতে ডুবে যায়।"
    other = "শনিবার বিকেলে ডুবুরিরা আরও ৫ জনের মরদেহ উদ্ধার করেছেন। লঞ্চটি মেঘনা নদীতে ডুবে যায়।"
    rows = timeline((one, "2026-11-14"), (other, "2026-11-15"))
    assert [row.when for row in rows] == ["2026-11-14"]
    assert len(rows[0].evidence) == 2


def test_a_clock_time_that_two_articles_give_stands_in_the_row() -> None:
    one = "শুক্রবার রাত ১১টা ৪৫ মিনিটে নীলকমলের কাছে লঞ্চটি ডুবে যায়। তাতে ৯০ জন যাত্রী ছিলেন।"
    other = "শুক্রবার রাত ১১টা ৪৫ মিনিটে নীলকমলের কাছে মেঘনায় লঞ্চটি ডুবে যায়। তাতে ৯৫ জন যাত্রী ছিলেন।"
    rows = timeline((one, "2026-11-14"), (other, "2026-11-14"))
    assert [row.when for row in rows] == ["2026-11-13T23:45"]


def test_what_lies_ahead_of_all_articles_is_planned() -> None:
    ahead = "নিহতদের পরিবারকে আগামী বুধবার চেক দেওয়া হবে। শুক্রবার রাতে লঞ্চটি মেঘনায় ডুবে যায়।"
    rows = timeline((ahead, "2026-11-14"))
    assert [(row.when, row.modality) for row in rows] == [
        ("2026-11-13", "asserted"),
        ("2026-11-18", "planned"),
    ]
