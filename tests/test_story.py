"""Stories: what belongs together, who copied whom, and the same result whatever the order."""

import random

import pytest

import shutro
from shutro.examples import EXAMPLES, read_example
from shutro.model import Doc
from shutro.pipeline import make_stories
from shutro.publish.export import story_to_json
from shutro.story.copies import find_copies

LONG = """মেঘনা নদীতে শুক্রবার রাতে যাত্রীবাহী একটি লঞ্চ ডুবে গেছে। লঞ্চটিতে ১৭২ জন যাত্রী ছিলেন বলে জানিয়েছে নৌ পুলিশ।
উদ্ধারকারী জাহাজ প্রত্যয় শনিবার সকালে ঘটনাস্থলে পৌঁছে কাজ শুরু করেছে। ডুবুরিরা এখন পর্যন্ত ১১ জনের মরদেহ উদ্ধার করেছেন।
জেলা প্রশাসক নিহত প্রত্যেকের পরিবারকে ২৫ হাজার টাকা করে দেওয়ার ঘোষণা দিয়েছেন। দুর্ঘটনার কারণ খুঁজতে একটি তদন্ত কমিটি গঠন করা হয়েছে।"""
OTHER = """চট্টগ্রামে দ্বিতীয় একদিনের ম্যাচে আয়ারল্যান্ডকে হারিয়ে সিরিজে সমতা ফিরিয়েছে বাংলাদেশ। ওপেনার করেন ১১২ রান।
লেগ স্পিনার নেন পাঁচ উইকেট। মঙ্গলবার সিরিজের শেষ ম্যাচ হবে একই মাঠে।"""


def article(text: str, published: str) -> Doc:
    return shutro.read(text + "\n", published=published)


def test_reports_of_two_happenings_are_two_stories() -> None:
    again = LONG.replace("ডুবে গেছে", "তলিয়ে গেছে").replace("১১ জনের", "১৬ জনের")
    docs = [article(LONG, "2026-11-14"), article(again, "2026-11-15"), article(OTHER, "2026-11-14")]
    assert sorted(len(story.articles) for story in shutro.stories(docs)) == [1, 2]


def test_reports_a_year_apart_are_two_stories() -> None:
    docs = [article(LONG, "2025-11-14"), article(LONG.replace("১১ জনের", "১৬ জনের"), "2026-11-14")]
    assert len(shutro.stories(docs)) == 2


def test_every_join_has_its_reason() -> None:
    (story,) = make_stories(read_example("cyclone"))[:1]
    assert len(story.joins) == len(story.articles) - 1
    assert all(join.shared and 0 < join.score <= 1 for join in story.joins)


def test_the_later_of_two_like_articles_is_the_copy() -> None:
    first, second = article(LONG, "2026-11-14T09:00"), article("নতুন শিরোনাম\n" + LONG, "2026-11-14T12:00")
    (copy,) = find_copies([second, first])
    assert (copy.article, copy.source, copy.relation) == (second.article.id, first.article.id, "copy")
    assert copy.evidence


def test_a_shortened_copy_is_still_a_copy() -> None:
    first, second = (
        article(LONG, "2026-11-14T09:00"),
        article("\n".join(LONG.split("\n")[:2]), "2026-11-14T12:00"),
    )
    assert [copy.relation for copy in find_copies([first, second])] == ["copy"]


def test_two_honest_reports_are_no_copies() -> None:
    own = """চাঁদপুরের হাইমচরে লঞ্চ দুর্ঘটনায় স্বজনহারাদের আহাজারি থামছে না। ঘাটে শত শত মানুষের ভিড়।
অনেকেই হাতে ছবি নিয়ে প্রিয়জনকে খুঁজছেন। স্থানীয় জেলেরা রাতেই নৌকা নিয়ে উদ্ধারে নেমেছিলেন।"""
    assert find_copies([article(LONG, "2026-11-14"), article(own, "2026-11-15")]) == ()


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_order_of_articles_does_not_matter(name: str) -> None:
    docs = read_example(name)
    shuffled = random.Random(7).sample(docs, len(docs))
    assert as_bytes(shuffled) == as_bytes(docs)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_claim_points_at_its_words(name: str) -> None:
    docs = {doc.article.id: doc for doc in read_example(name)}
    for story in make_stories(list(docs.values())):
        assert story.findings and story.timeline
        for finding in story.findings:
            assert finding.reports >= len(finding.origins) >= 1 or finding.arithmetic.count("further")
            for value in finding.values:
                for claim in value.claims:
                    text = docs[claim.article].text
                    assert claim.span.within(claim.sentence)
                    assert claim.span.of(text).strip() and claim.sentence.end <= len(text)


def as_bytes(docs: list[Doc]) -> bytes:
    by_id = {doc.article.id: doc for doc in docs}
    return b"\n".join(story_to_json(story, by_id) for story in make_stories(docs))
