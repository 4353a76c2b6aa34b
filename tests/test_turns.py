"""What is called off, what comes in the end, and accounts that are announced before they are told."""

from shutro.model import Finding
from shutro.text.normalize import normalize
from together import conflicts

MILL = "মধুখালী চিনিকলের শ্রমিকদের বকেয়া বেতন নিয়ে কয়েক দিন ধরে উত্তেজনা চলছে।"


def sides(finding: Finding) -> list[str]:
    return [value.value for value in finding.values]


def test_a_threat_that_is_called_off_is_an_outcome() -> None:
    threat = f"{MILL} মধুখালী চিনিকলের শ্রমিকেরা মহাসড়ক অবরোধের ঘোষণা দিয়েছেন।"
    off = f"{MILL} মধুখালী চিনিকলের শ্রমিকদের মহাসড়ক অবরোধের কর্মসূচি বাতিল হয়েছে।"
    (finding,) = conflicts((threat, "2026-10-05"), (off, "2026-10-09"))
    assert finding.agreement == "outcome"
    assert sides(finding) == ["planned", "called off"]


def test_what_is_called_off_needs_no_date_of_its_report() -> None:
    threat = f"{MILL} মধুখালী চিনিকলের শ্রমিকেরা মহাসড়ক অবরোধের ঘোষণা দিয়েছেন।"
    off = f"{MILL} মধুখালী চিনিকলের শ্রমিকদের মহাসড়ক অবরোধের কর্মসূচি বাতিল হয়েছে।"
    assert [finding.agreement for finding in conflicts((threat, "2026-10-05"), (off, None))] == ["outcome"]


def test_a_plan_made_after_the_calling_off_is_no_plan_of_it() -> None:
    threat = f"{MILL} মধুখালী চিনিকলের শ্রমিকেরা মহাসড়ক অবরোধের ঘোষণা দিয়েছেন।"
    off = f"{MILL} মধুখালী চিনিকলের শ্রমিকদের মহাসড়ক অবরোধের কর্মসূচি বাতিল হয়েছে।"
    assert not conflicts((off, "2026-10-05"), (threat, "2026-10-09"))


def test_what_was_done_and_is_stayed_is_revised() -> None:
    fine = f"{MILL} আদালত চিনিকলের ব্যবস্থাপককে দুই লাখ টাকা জরিমানা করেন।"
    stay = f"{MILL} চিনিকলের ব্যবস্থাপককে করা দুই লাখ টাকা জরিমানা স্থগিত করেছেন হাইকোর্ট।"
    (finding,) = conflicts((fine, "2026-10-05"), (stay, "2026-10-09"))
    assert finding.agreement == "revised"
    assert sides(finding) == ["happened", "called off"]


def test_who_would_not_and_did_in_the_end_is_an_outcome() -> None:
    refusal = f"{MILL} চিনিকলের ব্যবস্থাপক আবদুস সালাম বলেন, ‘আমি চিনিকলের পদ থেকে সরে যাব না।’"
    end = f"{MILL} শেষ পর্যন্ত চিনিকলের পদ থেকে সরেই গেলেন ব্যবস্থাপক আবদুস সালাম।"
    found = conflicts((refusal, "2026-10-05"), (end, "2026-10-09"))
    assert "outcome" in [finding.agreement for finding in found]


def test_the_sentence_behind_an_announced_account_bears_it() -> None:
    text = (
        f"{MILL} চিনিকলের ব্যবস্থাপক আবদুস সালাম বলেন, গুদামে কোনো চিনি নেই। "
        "শ্রমিকনেতা জব্বার আলী বলছেন ভিন্ন কথা। তাঁর হিসাবে গুদামে পড়ে আছে বিপুল চিনি।"
    )
    (finding,) = conflicts((text, "2026-10-05"))
    words = [claim.span.of(normalize(text) + "\n") for claim in finding.values[1].claims]
    assert normalize("তাঁর হিসাবে গুদামে পড়ে আছে বিপুল চিনি।") in words


def test_a_correction_stands_beside_what_it_corrects() -> None:
    first = f"{MILL} বৈঠকে মধুখালী চিনিকলের জন্য ছয়টি নতুন গুদাম তৈরির বিষয়ে একমত হয়েছে দুই পক্ষ।"
    later = f"{MILL} মধুখালী চিনিকলের নতুন গুদাম তৈরি হবে ছয়টি নয়, পাঁচটি, সংশোধিত বিজ্ঞপ্তিতে জানিয়েছে দুই পক্ষ।"
    found = conflicts((first, "2026-10-05"), (later, "2026-10-09"))
    assert "revised" in [finding.agreement for finding in found]


def test_who_puts_something_else_in_its_place_disputes_it() -> None:
    first = f"{MILL} চিনিকলের শ্রমিকদের আমন্ত্রণে ঢাকা থেকে মধুখালী আসছেন শিল্পসচিব।"
    other = f"{MILL} শিল্পসচিব বলেন, চিনিকলের শ্রমিকদের আমন্ত্রণে নয়, মালিকের অনুরোধে ঢাকা থেকে মধুখালী আসছেন তিনি।"
    found = conflicts((first, "2026-10-05"), (other, "2026-10-05"))
    assert ["told", "denied"] in [sides(finding) for finding in found]


def test_who_is_at_large_and_then_arrested_is_a_revision() -> None:
    at_large = f"{MILL} মামলার আসামি চিনিকলের ব্যবস্থাপক আবদুস সালাম এখনো পলাতক।"
    arrested = f"{MILL} চিনিকলের ব্যবস্থাপক আবদুস সালামকে খুলনা থেকে গ্রেপ্তার করেছে পুলিশ।"
    found = conflicts((at_large, "2026-10-05"), (arrested, "2026-10-09"))
    assert "revised" in [finding.agreement for finding in found]


def test_who_fled_after_his_arrest_is_no_revision_of_it() -> None:
    at_large = f"{MILL} মামলার আসামি চিনিকলের ব্যবস্থাপক আবদুস সালাম এখনো পলাতক।"
    arrested = f"{MILL} চিনিকলের ব্যবস্থাপক আবদুস সালামকে খুলনা থেকে গ্রেপ্তার করেছে পুলিশ।"
    assert not conflicts((arrested, "2026-10-05"), (at_large, "2026-10-09"))


def test_another_person_at_large_is_no_dispute() -> None:
    at_large = f"{MILL} মামলার আসামি চিনিকলের হিসাবরক্ষক জব্বার আলী এখনো পলাতক।"
    arrested = f"{MILL} চিনিকলের ব্যবস্থাপক আবদুস সালামকে খুলনা থেকে গ্রেপ্তার করেছে পুলিশ।"
    assert not conflicts((at_large, "2026-10-05"), (arrested, "2026-10-09"))


def test_who_tells_of_the_one_and_the_other_is_not_the_one_arrested() -> None:
    police = "পুলিশ সুপার রুহুল আমিন বলেন,"
    at_large = f"{MILL} {police} চিনিকলের মামলার আসামি জব্বার আলী এখনো পলাতক।"
    arrested = f"{MILL} {police} চিনিকলের ব্যবস্থাপক আবদুস সালামকে খুলনা থেকে গ্রেপ্তার করেছে পুলিশ।"
    found = conflicts((at_large, "2026-10-05"), (arrested, "2026-10-09"))
    assert "revised" not in [finding.agreement for finding in found]
