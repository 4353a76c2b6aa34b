"""Plans beside reports of what came of them, figures that grow, and figures of two things."""

from shutro.claims.predicates import find_predicates
from shutro.text.normalize import normalize
from shutro.text.tokens import tokenize
from together import conflicts


def modes(text: str) -> set[tuple[str, str]]:
    """Return the words of the predicates of a sentence, and whether they are done."""
    text = normalize(text)
    return {(found.span.of(text), found.mode) for found in find_predicates(tokenize(text), "bn")}


BRIDGE = "রূপনগরে মধুমতী নদীর ওপর নতুন সেতু উদ্বোধন নিয়ে এলাকায় উৎসাহ দেখা গেছে।"


def test_a_predicate_is_done_not_done_or_to_come() -> None:
    assert modes("সেতুটি শুক্রবার উদ্বোধন করা হবে।") == {("উদ্বোধন করা হবে", "to come")}
    assert modes("শুক্রবার সেতুটির উদ্বোধন করেন মন্ত্রী।") == {("উদ্বোধন করেন", "done")}
    assert modes("শুক্রবার সেতুটির উদ্বোধন হয়নি।") == {("উদ্বোধন হয়নি", "not done")}


def test_talk_of_an_act_is_a_plan_of_it() -> None:
    assert modes("বিকেলে তাঁর ঢাকা ছাড়ার কথা।") == {("ছাড়ার কথা", "to come")}


def test_what_must_be_done_is_no_plan() -> None:
    assert modes("তাঁকে জরিমানার টাকা জমা দিতে হবে।") == set()


def test_what_may_be_done_is_to_come_and_what_could_not_be_is_not_done() -> None:
    assert ("আঘাত হানতে পারে", "to come") in modes("শুক্রবার ভোরে ঝড়টি উপকূলে আঘাত হানতে পারে।")
    assert ("উড়তে পারেনি", "not done") in modes("কুয়াশায় উড়োজাহাজটি উড়তে পারেনি।")


def test_what_may_come_and_the_report_that_it_came_are_an_outcome() -> None:
    plan = "আবহাওয়া অধিদপ্তর জানায়, শুক্রবার ভোরে ঘূর্ণিঝড় কদম রূপনগর উপকূলে আঘাত হানতে পারে।"
    report = "বৃহস্পতিবার রাতেই রূপনগর উপকূলে আঘাত হেনেছে ঘূর্ণিঝড় কদম।"
    found = conflicts((plan, "2026-10-07"), (report, "2026-10-09"))
    assert "outcome" in {finding.agreement for finding in found}


def test_a_plan_that_failed_stands_beside_what_came_of_it_in_the_end() -> None:
    plan = f"{BRIDGE} আগামী মঙ্গলবার মধুমতী সেতু যান চলাচলের জন্য উদ্বোধন করা হবে।"
    failed = "মঙ্গলবারই মধুমতী সেতুর উদ্বোধন হওয়ার কথা ছিল। কিন্তু বৃষ্টিতে মাঠ ডুবে যাওয়ায় দিন বদলাতে হয়।"
    report = f"{BRIDGE} বৃহস্পতিবার মধুমতী সেতু যান চলাচলের জন্য উদ্বোধন করা হয়েছে।"
    found = conflicts((plan, "2026-10-03"), (failed, "2026-10-08"), (report, "2026-10-09"))
    assert [2, 2] in [[len(value.claims) for value in finding.values] for finding in found]


def test_a_plan_and_the_report_of_the_same_act_are_an_outcome() -> None:
    plan = f"{BRIDGE} আগামী শুক্রবার মধুমতী সেতু যান চলাচলের জন্য উদ্বোধন করা হবে।"
    report = f"{BRIDGE} শুক্রবার মধুমতী সেতু যান চলাচলের জন্য উদ্বোধন করা হয়েছে।"
    (finding,) = conflicts((plan, "2026-10-05"), (report, "2026-10-09"))
    assert finding.agreement == "outcome"
    assert [value.value for value in finding.values] == ["planned", "happened"]


def test_a_plan_told_after_the_report_is_no_outcome() -> None:
    plan = f"{BRIDGE} আগামী শুক্রবার মধুমতী সেতু যান চলাচলের জন্য উদ্বোধন করা হবে।"
    report = f"{BRIDGE} শুক্রবার মধুমতী সেতু যান চলাচলের জন্য উদ্বোধন করা হয়েছে।"
    assert not [
        finding
        for finding in conflicts((report, "2026-10-02"), (plan, "2026-10-05"))
        if finding.agreement == "outcome" and finding.point.attribute == "happened"
    ]


def test_a_toll_that_grows_in_its_bounds_is_revised() -> None:
    first = "রূপনগরে লঞ্চডুবির ঘটনায় অন্তত ১২ জন নিহত হয়েছেন।"
    later = "রূপনগরে লঞ্চডুবির ঘটনায় অন্তত ১৭ জন নিহত হয়েছেন।"
    (finding,) = conflicts((first, "2026-10-05"), (later, "2026-10-06"))
    assert finding.agreement == "revised"


def test_a_toll_above_its_only_bound_is_no_other_toll() -> None:
    first = "রূপনগরে লঞ্চডুবির ঘটনায় অন্তত ১২ জন নিহত হয়েছেন।"
    later = "রূপনগরে লঞ্চডুবির ঘটনায় ১৫ জন নিহত হয়েছেন।"
    assert conflicts((first, "2026-10-05"), (later, "2026-10-06")) == []


def test_bounds_of_one_day_agree() -> None:
    first = "রূপনগরে লঞ্চডুবির ঘটনায় অন্তত ১২ জন নিহত হয়েছেন।"
    other = "রূপনগরে লঞ্চডুবির ঘটনায় অন্তত ১৭ জন নিহত হয়েছেন।"
    assert conflicts((first, "2026-10-05"), (other, "2026-10-05")) == []


def test_wholesale_and_retail_are_two_prices() -> None:
    whole = "রূপনগর বাজারে সোমবার পাইকারি দোকানে প্রতি কেজি দেশি রসুন বিক্রি হয়েছে ১১৮ টাকায়।"
    retail = "রূপনগর বাজারে সোমবার খুচরা দোকানে প্রতি কেজি দেশি রসুন বিক্রি হয়েছে ১৩০ টাকায়।"
    other = "রূপনগর বাজারে সোমবার পাইকারি দোকানে প্রতি কেজি দেশি রসুন বিক্রি হয়েছে ১৩০ টাকায়।"
    assert conflicts((whole, "2026-10-05"), (retail, "2026-10-05")) == []
    assert len(conflicts((whole, "2026-10-05"), (other, "2026-10-05"))) == 1


def test_words_that_say_the_same_tell_what_is_counted() -> None:
    one = "রূপনগর সেতু নির্মাণে ব্যয় হয়েছে ৭৬২ কোটি টাকা বলে জানায় মন্ত্রণালয়।"
    other = "রূপনগর সেতু নির্মাণে খরচ হয়েছে ৭২৬ কোটি টাকা বলে জানায় মন্ত্রণালয়।"
    (finding,) = conflicts((one, "2026-10-05"), (other, "2026-10-06"))
    assert (finding.point.attribute, finding.agreement) == ("count", "disputed")


def test_two_figures_of_one_month_are_a_dispute_whatever_they_rose_to() -> None:
    one = "গত মে মাসে দেশে মূল্যস্ফীতি নেমেছে ৮ দশমিক ২ শতাংশে, জানান অর্থমন্ত্রী।"
    other = "গত মে মাসে দেশে মূল্যস্ফীতি দাঁড়িয়েছে ৮ দশমিক ৪ শতাংশে, জানান গবেষক।"
    (finding,) = conflicts((one, "2026-06-11"), (other, "2026-06-12"))
    assert (finding.point.attribute, finding.agreement) == ("count", "disputed")


def test_what_was_done_before_a_plan_is_no_outcome_of_it() -> None:
    plan = f"{BRIDGE} আগামী শুক্রবার মধুমতী সেতু যান চলাচলের জন্য উদ্বোধন করা হবে।"
    before = f"{BRIDGE} গত ১৫ মার্চ মধুমতী সেতু যান চলাচলের জন্য উদ্বোধন করা হয়েছে।"
    found = conflicts((plan, "2026-10-05"), (before, "2026-10-09"))
    assert "happened" not in {finding.point.attribute for finding in found if finding.agreement == "outcome"}


def test_the_night_of_a_day_runs_into_the_next() -> None:
    one = "শনিবার দিবাগত রাত ২টা ৪০ মিনিটে রূপনগরের পুরোনো বিপণিবিতানে আগুন লাগে।"
    other = "রূপনগরের পুরোনো বিপণিবিতানে আগুন লাগে রোববার ভোররাতে।"
    assert conflicts((one, "2026-10-18T09:20"), (other, "2026-10-18T21:40")) == []


def test_a_day_still_to_come_makes_a_plan() -> None:
    plan = "দাবি না মানলে আগামী রোববার ভোর ৬টা থেকে রূপনগরে অনির্দিষ্টকালের নৌযান ধর্মঘট ডাকা হয়েছে।"
    report = "রূপনগরে অনির্দিষ্টকালের নৌযান ধর্মঘট রোববার ভোর ৬টায় শুরু হয়েছে।"
    found = conflicts((plan, "2026-10-01"), (report, "2026-10-04"))
    assert [[value.value for value in finding.values] for finding in found] == [["planned", "happened"]]


def test_a_report_not_handed_in_tells_of_the_report_that_was_to_come() -> None:
    assert modes("তদন্তের প্রতিবেদন জমা পড়েনি।") == {
        ("জমা পড়েনি", "not done"),
        ("প্রতিবেদন জমা পড়েনি", "not done"),
    }


def test_a_plan_announced_anew_is_revised() -> None:
    first = "রূপনগরে নিহতদের প্রতিটি পরিবারকে পাঁচ লাখ টাকা ক্ষতিপূরণ দিয়েছে সরকার।"
    later = "রূপনগরে নিহতদের প্রতিটি পরিবারকে পাঁচ লাখের বদলে ১০ লাখ টাকা ক্ষতিপূরণ দেওয়া হবে।"
    found = conflicts((first, "2026-10-05"), (later, "2026-10-07"))
    assert [finding.agreement for finding in found if finding.point.attribute == "count"] == ["revised"]


def test_a_state_is_no_other_place_than_a_town() -> None:
    first = "ভারতে যাওয়ার সময় রূপনগরের ব্যাংক ব্যবস্থাপক রফিক আহমেদকে গ্রেপ্তার করেছে পুলিশ।"
    other = "যশোরে গাড়ি থামিয়ে রূপনগরের ব্যাংক ব্যবস্থাপক রফিক আহমেদকে গ্রেপ্তার করেছে পুলিশ।"
    assert conflicts((first, "2026-10-05"), (other, "2026-10-05")) == []


def test_an_act_in_the_genitive_of_which_there_is_talk_is_to_come() -> None:
    assert modes("সোমবার তাঁর এলাকা পরিদর্শনের কথা রয়েছে।") == {("পরিদর্শনের কথা", "to come")}


def test_to_search_is_not_to_find() -> None:
    (searched,) = (one.concept for one in find_predicates(tokenize("ডুবুরিরা নৌকাটি খুঁজেছেন।"), "bn"))
    found = [one.concept for one in find_predicates(tokenize(normalize("নৌকাটি খুঁজে পাওয়া যায়নি।")), "bn")]
    assert found and searched not in found


def test_what_was_set_for_a_day_and_was_not_done_is_the_outcome_of_its_plan() -> None:
    plan = "রূপনগর চৌকিতে শুক্রবার দুপুরে ২৯ বন্দীর বিনিময় হবে।"
    report = "রূপনগর চৌকিতে শুক্রবার দুপুরে নির্ধারিত বন্দিবিনিময় হয়নি।"
    found = conflicts((plan, "2026-10-08"), (report, "2026-10-09"))
    assert "outcome" in {finding.agreement for finding in found}


def test_a_headline_that_calls_it_off_answers_the_plan_of_its_report() -> None:
    text = (
        "রূপনগরের মেয়রের শপথ আটকে গেল\n\nরূপনগরের ভোট নিয়ে রুল দিয়েছেন হাইকোর্ট। "
        "৮ অক্টোবর নতুন মেয়রের শপথ নেওয়ার কথা ছিল। ভোটের দিন কেন্দ্রে ভিড় ছিল।"
    )
    (found,) = conflicts((text, "2026-10-05"))
    assert any(
        "আটকে গেল" in claim.span.of(normalize(text)) for value in found.values for claim in value.claims
    )


def test_what_a_report_recalls_to_have_been_promised_stands_beside_what_came() -> None:
    text = "রূপনগরে ডিজেলের দাম লিটারে ৭৫ পয়সা বাড়ানো হয়েছে। অথচ প্রতিমন্ত্রী করিম মোল্লা বলেছিলেন, ডিজেলের দাম বাড়বে না।"
    (found,) = conflicts((text, "2026-10-05"))
    assert found.agreement == "outcome"


def test_what_was_said_before_of_something_else_is_no_plan_of_it() -> None:
    text = (
        "রূপনগরে ডিজেলের দাম লিটারে ৭৫ পয়সা বাড়ানো হয়েছে। "
        "এর আগে প্রতিমন্ত্রী করিম মোল্লা বলেছিলেন, হাসপাতালে চিকিৎসক যোগ দেবেন।"
    )
    assert conflicts((text, "2026-10-05")) == []


def test_a_planned_act_of_which_few_reports_tell_needs_no_other_word_in_common() -> None:
    plan = "রাতেই মামলা হবে বলে জানিয়েছে পুলিশ।"
    report = "ব্যবস্থাপক বাদী হয়ে ভোরে মামলা করেছেন, জানান রূপনগর থানার ওসি মাহবুব আলম।"
    found = conflicts((f"{BRIDGE} {plan}", "2026-10-05"), (f"{BRIDGE} {report}", "2026-10-06"))
    assert [finding.agreement for finding in found] == ["outcome"]


def test_what_was_to_come_and_did_not_is_an_outcome() -> None:
    plan = "আগামীকাল ভোরে উদ্ধারকারী জাহাজ নির্ভীক আসবে।"
    report = "উদ্ধারকারী জাহাজ নির্ভীক ঘটনাস্থলে পৌঁছায়নি।"
    found = conflicts((f"{BRIDGE} {plan}", "2026-10-05"), (f"{BRIDGE} {report}", "2026-10-07"))
    assert [finding.agreement for finding in found] == ["outcome"]
