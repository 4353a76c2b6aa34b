"""What one report says is not so at all, against what another tells."""

import shutro
from shutro.model import Finding
from shutro.pipeline import tell_story
from shutro.text.normalize import normalize

BUDGET = "সংসদে ২০২৬ সালের বাজেট পেশ করেছেন অর্থমন্ত্রী করিম মোল্লা।"
TALKS = "নেপাল ও ভুটানের মন্ত্রীরা থিম্পুতে বিদ্যুৎ নিয়ে বৈঠক করেছেন।"


def conflicts(*reports: tuple[str, str]) -> list[Finding]:
    docs = [shutro.read(normalize(text) + "\n", published=date) for text, date in reports]
    story, _ = tell_story(docs, ())
    return [finding for finding in story.findings if finding.agreement not in ("agreed", "single")]


def kinds(*reports: tuple[str, str]) -> list[str]:
    return [finding.agreement for finding in conflicts(*reports)]


def test_no_paper_signed_stands_against_a_paper_signed() -> None:
    found = kinds(
        (f"{TALKS} থিম্পুতে বিদ্যুৎ বিক্রির একটি চুক্তি করেছে নেপাল ও ভুটান।", "2026-10-05"),
        (f"{TALKS} ভুটানের মুখপাত্র কর্মা দর্জি বলেন, বিদ্যুৎ বিক্রির কোনো চুক্তি সই হয়নি।", "2026-10-05"),
    )
    assert "disputed" in found


def test_a_plan_of_which_nothing_came_is_an_outcome() -> None:
    found = kinds(
        (f"{TALKS} বিশ্লেষকদের মতে, নেপাল ও ভুটান বিদ্যুৎ বিক্রির একটি চুক্তি করবে।", "2026-10-05"),
        (f"{TALKS} ভুটানের মুখপাত্র কর্মা দর্জি জানান, নেপালের সঙ্গে বিদ্যুৎ বিক্রির কোনো চুক্তি হয়নি।", "2026-10-08"),
    )
    assert "outcome" in found


def test_what_something_is_not_stands_against_who_says_that_it_is() -> None:
    found = kinds(
        (f"{BUDGET} গবেষক রফিক আহমেদ বলেন, বাজেটে প্রবৃদ্ধির লক্ষ্য বাস্তবসম্মত নয়।", "2026-10-05"),
        (f"{BUDGET} অর্থমন্ত্রীর দাবি, বাজেটে প্রবৃদ্ধির লক্ষ্য পুরোপুরি বাস্তবসম্মত।", "2026-10-05"),
    )
    assert found == ["disputed"]


def test_two_who_both_say_no_do_not_disagree() -> None:
    found = kinds(
        (f"{BUDGET} গবেষক রফিক আহমেদ বলেন, বাজেটে প্রবৃদ্ধির লক্ষ্য বাস্তবসম্মত নয়।", "2026-10-05"),
        (f"{BUDGET} অর্থনীতিবিদ সালমা বেগমও মনে করেন, বাজেটে প্রবৃদ্ধির লক্ষ্য বাস্তবসম্মত হয়নি।", "2026-10-05"),
    )
    assert found == []


def test_a_counted_nine_denies_nothing() -> None:
    found = kinds(
        ("শনিবার নয় বিচারক চলচ্চিত্র পুরস্কারের তালিকায় সই করেছেন।", "2026-10-05"),
        ("শনিবার বিচারকেরা চলচ্চিত্র পুরস্কারের তালিকায় সই করেছেন।", "2026-10-05"),
    )
    assert found == []


def test_not_yet_and_then_done_is_a_revision() -> None:
    head = "মধুখালীতে ব্যবসায়ীকে গুলি করার ঘটনায় একজনকে আটক করেছে পুলিশ।"
    found = conflicts(
        (f"{head} আর মোটরসাইকেলটি এখনও উদ্ধার হয়নি।", "2026-10-05"),
        (f"{head} গুলির ঘটনায় ব্যবহৃত মোটরসাইকেলটি মধুখালী বাজার থেকে উদ্ধার করেছে পুলিশ।", "2026-10-08"),
    )
    revised = [finding for finding in found if finding.agreement == "revised"]
    assert [[value.value for value in finding.values] for finding in revised] == [
        ["did not happen", "happened"]
    ]


def test_not_yet_is_no_contradiction_of_what_was_told_before() -> None:
    head = "মধুখালীতে ব্যবসায়ীকে গুলি করার ঘটনায় একজনকে আটক করেছে পুলিশ।"
    found = kinds(
        (f"{head} আর মোটরসাইকেলটি এখনও উদ্ধার হয়নি।", "2026-10-08"),
        (f"{head} গুলির ঘটনায় ব্যবহৃত মোটরসাইকেলটি মধুখালী বাজার থেকে উদ্ধার করেছে পুলিশ।", "2026-10-05"),
    )
    assert "revised" not in found


def test_nobody_died_and_one_who_died_cannot_both_be() -> None:
    found = kinds(
        (f"{TALKS} থিম্পুর হাসপাতালের পরিচালক কর্মা দর্জি বলেন, মিছিলের ঘটনায় কেউ মারা যাননি।", "2026-10-05"),
        (f"{TALKS} থিম্পুর হাসপাতালে মিছিলের ঘটনায় আহত এক ছাত্র মারা গেছেন।", "2026-10-07"),
    )
    assert found == ["disputed"]


def test_what_nobody_shall_do_denies_nothing() -> None:
    found = kinds(
        (f"{TALKS} থিম্পুর বাজারে বেশি দামের আশায় কয়লা আটকে রেখেছেন ব্যবসায়ীরা।", "2026-10-05"),
        (f"{TALKS} থিম্পুর বাজারে যাতে কেউ কয়লা আটকে না রাখেন, তা দেখছে পুলিশ।", "2026-10-07"),
    )
    assert found == []


def test_what_is_not_only_so_is_denied_by_nobody() -> None:
    found = kinds(
        (f"{BUDGET} গবেষক রফিক আহমেদ বলেন, বাজেটের ঘাটতি শুধু সরকারের বোঝা নয়, দেশের বোঝা।", "2026-10-05"),
        (f"{BUDGET} গবেষক রফিক আহমেদ বলেন, বাজেটের ঘাটতি সরকারের বোঝা।", "2026-10-05"),
    )
    assert found == []


FIELD = "রূপনগরে মেলার জায়গা বদলেছে জেলা প্রশাসন।"


def test_what_is_not_there_stands_against_who_saw_it() -> None:
    found = kinds(
        (f"{FIELD} আয়োজক সেলিম গাজী বলেন, মেলার মাঠে পানি নেই।", "2026-10-05"),
        (f"{FIELD} জেলা প্রশাসক রেহানা পারভীন বলেন, মেলার মাঠে পানি আছে।", "2026-10-05"),
    )
    assert found == ["disputed"]


TENT = "আয়োজক সেলিম গাজী বলেন, মেলার মাঠে শামিয়ানা টাঙানো হয়েছে।"
NO_TENT = "কমান্ডার হারুন খান বলেন, মেলার মাঠে শামিয়ানা টাঙানো হয়নি।"


def test_an_act_of_which_few_tell_stands_against_who_says_that_it_was_not_done() -> None:
    found = kinds((f"{FIELD} {TENT}", "2026-10-05"), (f"{FIELD} {NO_TENT}", "2026-10-05"))
    assert found == ["disputed"]


def test_what_was_not_so_and_may_have_come_since_is_no_dispute() -> None:
    found = kinds((f"{FIELD} {NO_TENT}", "2026-10-05"), (f"{FIELD} {TENT}", "2026-10-08"))
    assert found == []


MONEY = "মধুখালী সমবায়ের টাকা আত্মসাতের মামলায় ব্যবস্থাপক করিম মোল্লাকে আদালতে নেওয়া হয়েছে।"


def test_an_act_that_somebody_owned_to_stands_against_its_denial() -> None:
    owned = f"{MONEY} পুলিশ সুপার রফিক আহমেদ বলেন, তিনি টাকা সরানোর কথা আমাদের কাছে স্বীকার করেছেন।"
    denied = f"{MONEY} আইনজীবী সালমা বেগম বলেন, তাঁর মক্কেল কোনো টাকা সরাননি।"
    assert "disputed" in kinds((owned, "2026-10-05"), (denied, "2026-10-05"))


def test_two_voices_of_one_report_argue_about_the_man_whom_both_name() -> None:
    text = (
        "মধুখালীর মেয়রের বিরুদ্ধে অনাস্থার চিঠি দিয়েছেন কাউন্সিলররা। "
        "কাউন্সিলর করিম মোল্লা বলেন, ‘আমি কোনো কাগজে সই করিনি।’ "
        "প্যানেল মেয়র রফিক আহমেদ বলেন, করিম মোল্লা নিজে এসে সই দিয়ে গেছেন।"
    )
    assert "disputed" in kinds((text, "2026-10-05"))
    assert kinds((text.replace("করিম মোল্লা নিজে এসে সই", "সালমা বেগম নিজে এসে সই"), "2026-10-05")) == []
