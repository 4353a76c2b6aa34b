"""Which figures of different reports, or of one, are two answers to one question."""

import pytest

import shutro
from shutro.model import Finding
from shutro.text.normalize import normalize

SAID = "মধুখালীর মাঠে ফাইনাল দেখতে দর্শক ছিলেন ১২ হাজার ৫০০ জন, জানিয়েছেন আয়োজক কমিটির সভাপতি করিম মোল্লা।"
BOTH = (
    "মধুখালীর মাঠে ফাইনালের দিন দর্শক কম ছিল। সভাপতি করিম মোল্লা ১২ হাজার ৫০০ জনের কথা বলেন। "
    "পুলিশ সুপার রফিক আহমেদ বলেন, ফটকের হিসাবে প্রায় ৯ হাজার দর্শক ফাইনাল দেখতে মাঠে ঢুকেছেন।"
)


def conflicts(*reports: tuple[str, str]) -> list[Finding]:
    """Return the findings on figures of which the reports, each with its date, do not agree."""
    docs = [shutro.read(normalize(text) + "\n", published=date) for text, date in reports]
    return [
        finding
        for story in shutro.stories(docs)
        for finding in story.findings
        if finding.point.attribute == "count" and finding.agreement not in ("agreed", "single")
    ]


def values(*texts: str) -> list[list[str]]:
    found = conflicts(*((text, "2026-10-05") for text in texts))
    return [sorted(value.value for value in finding.values) for finding in found]


def test_a_report_that_gives_both_sides_takes_part_in_the_dispute() -> None:
    assert ["12500", "9000"] in values(SAID, BOTH)


def test_one_voice_that_gives_both_figures_counts_two_things() -> None:
    one = "মধুখালী চিনিকলের পুরোনো ভবন মেরামতে খরচ হয়েছে ৪০ কোটি টাকা।"
    two = "মধুখালী চিনিকলের নতুন ভবন মেরামতে খরচ হয়েছে ৫০ কোটি টাকা, পুরোনো ভবন মেরামতে ৪০ কোটি টাকা।"
    assert values(one, two) == []


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "মধুখালীতে চিনি আনবেন ৪০ আমদানিকারক\n\nসচিব রফিক আহমেদ জানান, ৫০ জন আমদানিকারক চিনি আনার সুযোগ পাচ্ছেন।",
            ["40", "50"],
        ),
        (
            "মধুখালী সেতুতে প্রথম দিনে পার হয়েছে ৩ হাজার ১৪০টি যানবাহন। "
            "ইজারাদার রফিক আহমেদ অবশ্য জানিয়েছেন, সে দিন ২ হাজার ৮৭০টি গাড়ি পার হয়েছে।",
            ["2870", "3140"],
        ),
    ],
)
def test_one_report_contradicts_itself(text: str, sides: list[str]) -> None:
    found = conflicts((text, "2026-10-05"))
    assert [finding.agreement for finding in found] == ["disputed"]
    assert sorted(value.value for value in found[0].values) == sides


def test_a_figure_as_of_a_time_may_grow_by_more() -> None:
    found = conflicts(
        ("চিনিকল খোলার দাবিতে বিবৃতি দিয়েছেন মধুখালীর ৪২ জন লেখক ও শিল্পী।", "2026-10-05"),
        ("চিনিকল খোলার দাবিতে দেওয়া মধুখালীর লেখকদের বিবৃতিতে আজ পর্যন্ত সই করেছেন ৯৫ জন শিল্পী।", "2026-10-08"),
    )
    assert [finding.agreement for finding in found] == ["revised"]


def test_two_rates_of_one_thing_are_one_question() -> None:
    one = "মধুখালী বন্দর দিয়ে চিনি আমদানির অনুমতি\n\nপ্রত্যেকে মিলে রোজ দেড় হাজার টন চিনি আনতে পারবেন বলে জানান সচিব রফিক আহমেদ।"
    two = (
        "মধুখালী বন্দর দিয়ে চিনি আমদানির ছাড়পত্র\n\nদৈনিক দুই হাজার টন চিনি সীমান্ত পেরোনোর ছাড়পত্র মিলেছে, খবর পিটিআইয়ের।"
    )
    assert ["1500", "2000"] in values(one, two)


def test_ages_of_two_people_are_no_dispute() -> None:
    one = "মধুখালীর হয়ে ২ উইকেট নেন ১৯ বছর বয়সী এই স্পিনার।"
    two = "মধুখালীর হয়ে ২ উইকেট নেন ২৪ বছর বয়সী এই পেসার।"
    assert values(one, two) == []


def test_two_ages_of_one_person_are_a_dispute() -> None:
    one = "মধুখালী সীমান্তে নিহত রফিক আহমেদ (২৭) ওই গ্রামের করিম মোল্লার ছেলে।"
    two = "মধুখালী সীমান্তে রফিক আহমেদ (৩২) নামের এক কৃষকের মৃত্যুতে তদন্ত চেয়েছে ঢাকা।"
    assert values(one, two) == [["27", "32"]]


def test_a_figure_without_its_last_digits_is_no_other_figure() -> None:
    one = "মধুখালী ব্যাংকের গ্রাহকদের ৪২ কোটি টাকা আত্মসাতের মামলা হয়েছে।"
    two = "মধুখালী ব্যাংকের গ্রাহকদের ৪২ কোটি ৩০ লাখ টাকা আত্মসাতের মামলা হয়েছে।"
    three = "মধুখালী ব্যাংকের গ্রাহকদের ৪৬ কোটি টাকা আত্মসাতের মামলা হয়েছে।"
    assert values(one, two) == []
    assert values(one, three) == [["420000000", "460000000"]]


def test_a_second_voice_counts_anew_what_was_counted_before() -> None:
    text = (
        "অধিকার মঞ্চের হিসাবে, চলতি বছরে মধুখালীতে ১৯ জন নিহত হয়েছেন। "
        "জেলা পুলিশ বলছে, সংখ্যাটি ১৪। মধুখালীর মানুষ এ নিয়ে উদ্বিগ্ন।"
    )
    assert ["14", "19"] in values(text)


def test_the_same_number_a_year_before_is_no_dispute() -> None:
    text = "মধুখালী বন্দরে চলতি বছরের প্রথম আট মাসে ২১১ কেজি সোনা ধরা পড়েছে। গত বছরের একই সময়ে পরিমাণটি ছিল ১৬৮ কেজি।"
    assert values(text) == []


def test_two_voices_may_give_figures_that_lie_far_apart() -> None:
    text = (
        "মধুখালীর জেলা প্রশাসক রফিক আহমেদ বলেন, ‘কেন্দ্রটির ৩০০টি ব্যালট খোয়া গেছে।’ ভোট শেষে কেন্দ্র বন্ধ করা হয়। "
        "বাজারের দোকানপাট খোলা ছিল। রাস্তায় গাড়ি চলেছে। "
        "প্রার্থী করিম মোল্লা বলেন, ‘কেন্দ্রটির ১ হাজার ১০০টি ব্যালট খোয়া গেছে।’"
    )
    assert ["1100", "300"] in values(text)


def test_prices_of_two_weeks_are_no_dispute() -> None:
    early = ("মধুখালীর বাজারে প্রতি কেজি রসুন বিক্রি হয়েছে ১২০ টাকায়।", "2026-10-05")
    late = ("মধুখালীর বাজারে প্রতি কেজি রসুন বিক্রি হয়েছে ১৫০ টাকায়।", "2026-10-12")
    same = (late[0], early[1])
    assert conflicts(early, late) == []
    assert len(conflicts(early, same)) == 1


def test_two_voices_in_one_sentence_with_a_but_between_give_two_figures() -> None:
    text = (
        "রূপনগর পৌরসভার ভোট শেষ হয়েছে। পর্যবেক্ষক রহিমা খাতুনের মতে, কেন্দ্রে এসেছেন ৪১ শতাংশ ভোটার, "
        "যদিও নির্বাচন কমিশন ৫৮ শতাংশ ভোটারের কথা বলছে।"
    )
    (found,) = conflicts((text, "2026-10-05"))
    assert sorted(value.value for value in found.values) == ["41", "58"]


def test_a_bare_figure_behind_the_hurt_counts_people() -> None:
    attack = "রূপনগর বাজারে বৃহস্পতিবার দুপুরে ড্রোন হামলায় বহু দোকান পুড়ে গেছে।"
    first = f"{attack} রূপনগর বাজারে হামলায় ৯০ জনের বেশি আহত হয়েছেন।"
    later = f"{attack} রূপনগর বাজারে হামলায় জখম ১৩০-এর বেশি, জানিয়েছে রেড ক্রস।"
    found = conflicts((first, "2026-10-05"), (later, "2026-10-07"))
    assert [finding.agreement for finding in found] == ["revised"]


def test_wholesale_and_retail_do_not_meet_by_way_of_a_price_of_neither() -> None:
    wholesale = "বুধবার রূপনগরে পাইকারিতে প্রতি কেজি পেঁয়াজ বিক্রি হয়েছে ১১৮ টাকায়।"
    retail = "বুধবার রূপনগরে খুচরা বাজারে প্রতি কেজি পেঁয়াজ বিক্রি হয়েছে ১২৫ টাকায়।"
    plain = "বুধবার রূপনগরে প্রতি কেজি পেঁয়াজ বিক্রি হয়েছে ১২৫ টাকায়।"
    assert ["118", "125"] not in values(wholesale, retail, plain)


def test_two_sums_that_were_lost_are_one_question_whatever_words_tell_it() -> None:
    one = "মধুখালী ব্যাংকের শাখায় ডাকাতির পর ব্যবস্থাপক করিম মোল্লা জানান, লুট হয়েছে ১ কোটি ১৮ লাখ টাকা।"
    two = "মধুখালী ব্যাংকের শাখায় ডাকাতি নিয়ে পুলিশ সুপার রফিক আহমেদ জানান, খোয়া গেছে ৮০ লাখ টাকা।"
    assert ["11800000", "8000000"] in values(one, two)


def test_a_sum_that_was_lost_and_one_that_was_found_are_no_dispute() -> None:
    one = "মধুখালী ব্যাংকের শাখায় ডাকাতির পর ব্যবস্থাপক করিম মোল্লা জানান, লুট হয়েছে ৬০ লাখ টাকা।"
    two = "মধুখালী ব্যাংকের শাখায় ডাকাতি নিয়ে পুলিশ সুপার রফিক আহমেদ জানান, ৪৩ লাখ টাকা উদ্ধার হয়েছে।"
    assert values(one, two) == []


def test_a_word_for_crores_alone_is_no_figure() -> None:
    one = "মধুখালী ব্যাংকের শাখায় ডাকাতিতে লুট হয়েছে কোটি টাকা, জানিয়েছে পুলিশ।"
    two = "মধুখালী ব্যাংকের শাখায় ডাকাতিতে লুট হয়েছে ১ কোটি ১৮ লাখ টাকা, জানিয়েছে ব্যাংক।"
    assert values(one, two) == []


def test_the_members_of_a_committee_on_deaths_are_no_toll() -> None:
    one = "মধুখালীতে লঞ্চডুবিতে পাঁচজনের মৃত্যু হয়েছে।"
    two = "মধুখালীতে লঞ্চডুবিতে মৃত্যুর ঘটনায় মন্ত্রণালয় তিন সদস্যের কমিটি করেছে। মধুখালীতে লঞ্চডুবিতে সাতজনের মৃত্যু হয়েছে।"
    found = conflicts((one, "2026-10-05"), (two, "2026-10-06"))
    assert [[value.value for value in finding.values] for finding in found] == [["5", "7"]]


def test_what_two_persons_took_are_two_figures() -> None:
    one = "মধুখালী বাজারের মেলায় রফিক আহমেদ ৪২ হাজার টাকার কম্বল বিক্রি করেন।"
    two = "মধুখালী বাজারের মেলায় সালমা বেগম ৩৬ হাজার টাকার কম্বল বিক্রি করেন।"
    assert values(one, two) == []


def test_a_headline_that_adds_up_figures_disputes_none_of_them() -> None:
    report = (
        "মধুখালী বন্দরে ৬০ টন পেঁয়াজ আমদানি\nমধুখালী বন্দরে সোমবার ৪৫ টন পেঁয়াজ আমদানি হয়েছে। "
        "মঙ্গলবার মধুখালী বন্দরে ১৫ টন পেঁয়াজ আমদানি হয়েছে।"
    )
    assert values(report) == []


def test_figures_of_players_and_matches_are_no_two_answers() -> None:
    one = "মধুখালী মাঠে প্রথম ম্যাচে স্বাগতিক দল ১৩০ রান করেছে।"
    two = "মধুখালী মাঠে শেষ ম্যাচে অতিথি দল ভালো শুরু করে ২২৫ রান করেছে।"
    assert values(one, two) == []


def test_a_number_that_fits_the_bound_told_before_is_no_dispute() -> None:
    text = (
        "অধিকার মঞ্চের হিসাবে, ভাঙনে মধুখালীতে ঘর হারিয়েছে আড়াইশোর বেশি পরিবার। "
        "জেলা প্রশাসন বলছে, সংখ্যাটি ২৬০। মধুখালীর মানুষ এ নিয়ে উদ্বিগ্ন।"
    )
    assert values(text) == []


def test_a_figure_behind_its_noun_counts_what_others_count() -> None:
    shut = "রূপনগরের পোশাক কারখানাটি শনিবার বন্ধ ঘোষণা করেছে মালিকপক্ষ, বেতন বাকি তিন মাসের। "
    one = f"{shut}রূপনগরের কারখানাটিতে ২ হাজার ৮০০ শ্রমিক কাজ করেন বলে জানান পুলিশ সুপার গোলাম মাওলা।"
    other = f"{shut}জোটের সভাপতি রহিমা খাতুন বলেন, রূপনগরের কারখানাটিতে কাজ করা শ্রমিক ৪ হাজারের বেশি।"
    assert ["2800", "≥ 4000"] in values(one, other)


def test_a_named_voice_stands_against_a_sum_that_its_report_gives_in_its_own() -> None:
    one = "মধুখালী চিনিকলের শ্রমিক সংগঠনের সভাপতি করিম মোল্লা বলেন, বকেয়া মজুরি ৬ কোটি ৪০ লাখ টাকা।"
    two = (
        "মধুখালী চিনিকলে বকেয়া মজুরি ৬ কোটি ৪০ লাখ টাকা। চিনিকলের প্রধান নির্বাহী রফিক আহমেদ বলেন, বকেয়া মজুরি ৪ কোটি টাকা।"
    )
    assert ["40000000", "64000000"] in values(one, two)


def test_attackers_are_counted_whatever_they_are_called() -> None:
    head = "মধুখালী বাজারে শিক্ষক খগেন রায়কে কুপিয়ে হত্যা করা হয়েছে।"
    one = f"{head} পুলিশ জানায়, শিক্ষক খগেন রায়ের পথ আটকায় তিনজন মুখোশধারী।"
    two = f"{head} চা-দোকানি মনসুর আলী বলেন, শিক্ষক খগেন রায়ের ওপর হামলাকারী ছিল পাঁচজন।"
    assert ["3", "5"] in values(one, two)


def test_who_takes_part_in_a_march_is_no_attacker() -> None:
    head = "মধুখালী বাজারে শিক্ষক খগেন রায়কে কুপিয়ে হত্যা করা হয়েছে।"
    one = f"{head} পুলিশ জানায়, হত্যায় অংশ নেন পাঁচজন।"
    two = f"{head} মিছিলে অংশ নেন আটজন, বলেন চা-দোকানি মনসুর আলী।"
    assert ["5", "8"] not in values(one, two)


@pytest.mark.parametrize(
    ("one", "two", "sides"),
    [
        (
            "মধুখালী বাজারের আগুনে ২০ দোকান পুড়েছে। ফায়ার সার্ভিসের প্রথম গাড়ি ১৫ মিনিটের মধ্যে পৌঁছায়।",
            "মধুখালী বাজারের আগুনে ২০ দোকান পুড়েছে। খবর দেওয়ার দেড় ঘণ্টা পর ফায়ার সার্ভিসের গাড়ি এসেছে।",
            ["PT15M", "PT90M"],
        ),
        (
            "মধুখালীর বাজার কমিটির ভোট তিন সপ্তাহের জন্য স্থগিত করেছেন আদালত।",
            "মধুখালীর বাজার কমিটির ভোটে আদালত পাঁচ সপ্তাহের স্থগিতাদেশ দেন।",
            ["P21D", "P35D"],
        ),
    ],
)
def test_how_long_it_took_is_held_against_what_others_say(one: str, two: str, sides: list[str]) -> None:
    assert sides in values(one, two)


def test_rough_durations_of_one_thing_agree() -> None:
    one = "মধুখালীতে সড়কে যান চলাচল বন্ধ ছিল চার ঘণ্টা।"
    two = "মধুখালীতে সড়কে যান চলাচল বন্ধ ছিল সাড়ে চার ঘণ্টা।"
    assert values(one, two) == []


def test_no_more_than_so_many_is_an_upper_bound() -> None:
    one = "মধুখালীর মেয়রের পক্ষে পাঁচজনের বেশি কাউন্সিলর নেই, দাবি করেন করিম মোল্লা।"
    two = "মধুখালীর মেয়র রফিক আহমেদ বলেন, অন্তত ১৫ জন কাউন্সিলর মেয়রের পক্ষে আছেন।"
    assert ["≤ 5", "≥ 15"] in values(one, two)


def test_single_figures_for_one_noun_clash_only_beside_a_like_word() -> None:
    mill = "মধুখালীর চিনি কারখানায় শ্রমিক ধর্মঘট চলছে। মধুখালীর কারখানাটিতে ২ হাজার ৮০০ শ্রমিক কাজ করেন, জানিয়েছে পুলিশ।"
    like = "মধুখালীর চিনি কারখানায় শ্রমিক ধর্মঘট চলছে। শ্রমিক নেতা করিম মোল্লা বলেন, কারখানায় শ্রমিক চার হাজারের ওপরে।"
    other = "মধুখালীর চিনি কারখানায় শ্রমিক ধর্মঘট চলছে। শ্রমিক নেতা করিম মোল্লার জনসভায় এসেছিলেন চার হাজার শ্রমিক।"
    assert ["2800", "≥ 4000"] in values(mill, like)
    assert values(mill, other) == []
