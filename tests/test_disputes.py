"""Disagreement: speakers against each other, plans that failed, figures and posts that differ."""

import shutro
from shutro.claims.contrasts import check_contrasts, find_marks
from shutro.evaluate.disputes import score_disputes
from shutro.evaluate.storysets import read_told
from shutro.examples import EXAMPLES
from shutro.model import Finding
from shutro.pipeline import tell_story
from shutro.text.normalize import normalize

Report = tuple[str, str]  # the words, and the date they were published

BEATEN = "মিছিল চলছিল শান্তভাবে। সংগঠনের আহ্বায়ক সোহরাব মৃধা বলেন, পুলিশ লাঠি চালিয়ে পাঁচজনকে আহত করেছে।"
FIRE = "শনিবার রাতে রূপনগর বাজারে আগুন লাগে।"


def conflicts(*reports: Report) -> list[Finding]:
    """Return the findings of one story on which the reports do not agree."""
    docs = [shutro.read(normalize(text) + "\n", published=published) for text, published in reports]
    story, _ = tell_story(docs, ())
    return [finding for finding in story.findings if finding.agreement not in ("agreed", "single")]


def said(text: str) -> list[Finding]:
    """Return the findings of one report on speakers who disagree."""
    return [finding for finding in conflicts((text, "2026-10-05")) if finding.point.attribute == "said"]


def test_examples_of_the_table_hold_their_words() -> None:
    assert check_contrasts("bn") == []


def test_who_denies_it_stands_against_who_says_it() -> None:
    (finding,) = said(f"{BEATEN} সদর থানার ওসি দেবাশীষ হালদার তা নাকচ করে দেন।")
    assert finding.agreement == "disputed"
    assert len(finding.values) == 2
    assert finding.values[0].claims[0].via


def test_another_view_with_a_word_of_contrast_is_a_dispute() -> None:
    text = "প্রকল্প পরিচালক শেখ তারিকুল বলেন, জমির কারণে ব্যয় বেড়েছে। তবে নাগরিক মঞ্চের রেহানা পারভীনের মতে, ব্যয় বেড়েছে দুর্নীতিতে।"
    assert len(said(text)) == 1


def test_a_speaker_who_goes_on_with_but_disputes_nobody() -> None:
    text = "প্রকল্প পরিচালক শেখ তারিকুল বলেন, জমির কারণে ব্যয় বেড়েছে। তবে শেখ তারিকুল বলেন, কাজ শেষ হবে সময়ে।"
    assert said(text) == []


def test_who_keeps_back_a_name_denies_nothing() -> None:
    assert said(f"{BEATEN} নাম প্রকাশে অস্বীকার করা এক কর্মকর্তা বলেন, তদন্ত চলছে।") == []


def test_what_is_denied_in_the_same_sentence_is_not_the_one_before() -> None:
    denied = "মন্ত্রণালয় বলেছে, যে বিবরণ ছড়ানো হচ্ছে তা তারা প্রত্যাখ্যান করছে।"
    assert said(f"{BEATEN} {denied}") == []


def test_a_plan_that_was_to_be_stands_beside_what_came() -> None:
    text = f"{FIRE} মঙ্গলবার সকাল ১০টায় অধিবেশন হওয়ার কথা ছিল। কিন্তু কুয়াশার কারণে বেলা ১টায় অধিবেশন শুরু হয়।"
    outcomes = [finding for finding in conflicts((text, "2026-10-07")) if finding.agreement == "outcome"]
    assert [[value.value for value in finding.values] for finding in outcomes] == [
        ["happened", "planned"]
    ] or [[value.value for value in finding.values] for finding in outcomes] == [["planned", "happened"]]


def test_words_of_contrast_are_found_by_the_whole_word() -> None:
    assert [mark.kind for mark in find_marks(normalize("তবে তবেই"), "bn")] == ["counter"]


def test_without_a_folder_there_is_no_contrast() -> None:
    assert list(find_marks("but they denied it", "xx")) == []


def test_one_person_with_two_posts_in_one_body_is_a_dispute() -> None:
    one = f"{FIRE} রূপনগর মঞ্চের মুখপাত্র তাহসিন মাহমুদ ঘটনাস্থলে যান। তিনি সাহায্য চান।"
    other = f"{FIRE} রূপনগর মঞ্চের আহ্বায়ক তাহসিন মাহমুদ ঘটনাস্থলে যান। তিনি সাহায্য চান।"
    found = [
        f for f in conflicts((one, "2026-10-05"), (other, "2026-10-05")) if f.point.attribute == "participant"
    ]
    assert [[value.value for value in f.values] for f in found] == [[normalize("আহ্বায়ক"), normalize("মুখপাত্র")]]


def test_a_figure_that_was_expected_and_another_that_came_are_an_outcome() -> None:
    plan = "আগামী অর্থবছরের জন্য ৮ লাখ কোটি টাকার বাজেট আসছে। মন্ত্রী আনিস তরফদার তা জানিয়েছেন।"
    done = "আগামী অর্থবছরের জন্য ৯ লাখ কোটি টাকার বাজেট পেশ করেছেন মন্ত্রী আনিস তরফদার। সংসদে তা পড়া হয়।"
    found = [f for f in conflicts((plan, "2026-06-01"), (done, "2026-06-11")) if f.point.attribute == "count"]
    assert [f.agreement for f in found] == ["outcome"]


def test_the_score_of_a_story_without_disagreements_is_nothing() -> None:
    score = score_disputes([])
    assert (score.precision, score.recall, score.right_kind, score.false) == (0.0, 0.0, 0.0, 0)


def test_found_disagreements_are_some_of_those_asked() -> None:
    score = score_disputes(read_told([EXAMPLES["ferry"]]))
    assert score.asked.total() >= score.found.total() >= score.right.total() > 0
    assert score.shown.total() >= score.known.total() > 0


def test_a_misfit_weekday_stands_against_the_reports_whose_day_fits() -> None:
    misfit = "রূপনগরের দূতকে মঙ্গলবার (১৭ ডিসেম্বর) মন্ত্রণালয়ে তলব করা হয়। তাঁকে একটি চিঠি দেওয়া হয়।"
    fits = "রূপনগরের দূতকে বুধবার (১৭ ডিসেম্বর) মন্ত্রণালয়ে তলব করা হয়। তাঁকে একটি চিঠি দেওয়া হয়।"
    (found,) = [
        f for f in conflicts((misfit, "2025-12-18"), (fits, "2025-12-18")) if f.point.attribute == "date"
    ]
    assert {len({claim.article for claim in value.claims}) for value in found.values} == {1, 2}
