"""Values of two happenings of one story are not held against each other."""

import shutro
from shutro.claims.manner import is_told_undone
from shutro.claims.predicates import find_predicates
from shutro.text.normalize import normalize
from shutro.text.tokens import tokenize
from together import conflicts


def modes(text: str) -> set[tuple[str, str]]:
    """Return the words of the predicates of a sentence, and whether they are done."""
    text = normalize(text)
    return {(found.span.of(text), found.mode) for found in find_predicates(tokenize(text), "bn")}


def test_what_anybody_can_do_is_neither_done_nor_planned() -> None:
    assert modes("যেকোনো শাখায় এই হিসাব খোলা যাবে।") == set()
    assert modes("যেকোনো শাখায় এই হিসাব খোলা যায়।") == set()
    assert modes("হাসপাতালে নিলে তিনি মারা যান।") == {("মারা যান", "done")}


def test_who_hears_of_a_fire_plans_none() -> None:
    assert modes("বেলা দেড়টায় আমরা আগুন লাগার কথা জানতে পারি।") == set()
    assert ("ছাড়ার কথা", "to come") in modes("বিকেলে তাঁর ঢাকা ছাড়ার কথা রয়েছে।")


def test_a_rule_of_one_bank_is_no_plan_of_what_another_one_does() -> None:
    rule = "রূপনগর ব্যাংকের যেকোনো শাখায় শিক্ষার্থীদের সঞ্চয়ী হিসাব খোলা যাবে।"
    told = "মধুমতী ব্যাংকের মতিঝিল শাখায় একটি সঞ্চয়ী হিসাব খোলা হয়েছে।"
    assert conflicts((rule, "2026-10-05"), (told, "2026-10-09")) == []


def test_a_duty_is_no_plan() -> None:
    duty = "নির্বাচন কমিশনকে তাদের দায়িত্ব যথাযথভাবে পালন করতে হবে বলে জানান করিম উদ্দিন।"
    told = "নির্বাচন কমিশন তাদের দায়িত্ব যথাযথভাবে পালন করেছে বলে জানান করিম উদ্দিন।"
    assert conflicts((duty, "2026-10-05"), (told, "2026-10-09")) == []


def test_what_was_never_due_has_no_outcome() -> None:
    text = "মাসুদ রানা ২০০৬ সালে সেনাবাহিনীতে যোগ দেন। আরও পাঁচ বছর পরে তাঁর অবসরের কথা ছিল। বাড়িতে এখন মাতম।"
    assert conflicts((text, "2026-10-05")) == []


def test_what_was_due_by_a_day_has_one() -> None:
    text = "মধুমতী সেতুতে বাঁশ পড়ে আছে। গতকাল বুধবারের মধ্যে মধুমতী সেতু খুলে দেওয়ার কথা ছিল। মধুমতী সেতু বৃহস্পতিবার খুলেছে।"
    assert [finding.agreement for finding in conflicts((text, "2026-10-08"))] == ["outcome"]


def test_two_deaths_are_not_one_on_two_days() -> None:
    one = "রূপনগর হাসপাতালে নেওয়ার পর শুক্রবার রাত ৯টায় চিকিৎসক করিম উদ্দিনকে মৃত ঘোষণা করেন।"
    other = "রূপনগর হাসপাতালে নেওয়ার পর শনিবার বেলা ২টায় চিকিৎসক আবদুল হালিমকে মৃত ঘোষণা করেন।"
    assert conflicts((one, "2026-10-10"), (other, "2026-10-10")) == []


def test_deaths_of_nobody_named_are_not_one_on_two_days() -> None:
    one = "উদ্ধার করে শুক্রবার রূপনগর হাসপাতালে নিয়ে এলে চিকিৎসক মৃত ঘোষণা করেন।"
    other = "রূপনগর হাসপাতালের জরুরি বিভাগে আনলে দায়িত্বরত চিকিৎসক শনিবার তাঁকে মৃত ঘোষণা করেন।"
    assert conflicts((one, "2026-10-10"), (other, "2026-10-10")) == []


def test_one_death_on_two_days_is_a_dispute() -> None:
    one = "রূপনগর হাসপাতালে নেওয়ার পর শুক্রবার রাত ৯টায় চিকিৎসক করিম উদ্দিনকে মৃত ঘোষণা করেন।"
    other = "রূপনগর হাসপাতালে নেওয়ার পর শনিবার বেলা ২টায় চিকিৎসক করিম উদ্দিনকে মৃত ঘোষণা করেন।"
    found = conflicts((one, "2026-10-10"), (other, "2026-10-10"))
    assert ("date", "disputed") in {(finding.point.attribute, finding.agreement) for finding in found}


def test_floors_of_two_houses_are_no_dispute() -> None:
    one = "রূপনগরে হেলে পড়েছে ৫ তলা ভবন। পাশের ভবনটি তখন নির্মাণাধীন ছিল।"
    other = "কারখানার পাশের আটতলা ভবনটিতেও আগুন ছড়িয়ে পড়েছে। ভবনটির নিচে গুদাম ছিল।"
    assert conflicts((one, "2026-10-05"), (other, "2026-10-05")) == []


def test_children_of_one_and_brothers_of_another_are_two_counts() -> None:
    one = "নিহত করিম উদ্দিনের বাড়িতে ভাই ছাড়াও স্ত্রী ও দুই মেয়ে রয়েছে।"
    other = "তিনি ৩ ভাইয়ের মধ্যে দ্বিতীয়, ছোট ভাই গাড়িচালক।"
    assert conflicts((one, "2026-10-05"), (other, "2026-10-05")) == []


def test_tolls_of_two_places_are_two_tolls() -> None:
    one = "রূপনগরে ঘাঁটিতে হামলায় আটজন আহত হয়েছেন। এ হামলার নিন্দা জানিয়েছে সরকার।"
    other = "কদমতলীতে সেনা হাসপাতালে গোলা পড়ে ১২ জন আহত হয়েছেন। এরপর হাসপাতালটি বন্ধ করা হয়েছে।"
    found = conflicts((one, "2026-10-05"), (other, "2026-10-07"))
    assert [finding for finding in found if finding.point.attribute == "count"] == []


def test_what_one_person_did_is_not_denied_of_another() -> None:
    one = "রূপনগরের সভায় যোগ দিয়েছেন করিম উদ্দিন।"
    other = "রূপনগরের সভায় যোগ দেননি আবদুল হালিম।"
    assert conflicts((one, "2026-10-05"), (other, "2026-10-05")) == []


def test_who_is_begged_not_to_weep_is_not_told_to_have_kept_from_it() -> None:
    for text, is_undone in (("মা, তুমি কান্না করো না।", False), ("তাঁর মা কান্না করেননি।", True)):
        doc = shutro.read(normalize(text) + "\n", published="2026-10-05")
        assert [is_told_undone(event, doc.text, "bn") for event in doc.events] == [is_undone]


def test_causes_of_two_fires_are_no_dispute() -> None:
    one = "রূপনগরের কারখানায় আগুন লেগেছে। পুলিশ জানায়, বয়লার বিস্ফোরণের কারণে আগুন লাগে।"
    other = "কদমতলীর গুদামে আগুন লেগেছে। ফায়ার সার্ভিস জানায়, বৈদ্যুতিক গোলযোগের কারণে আগুন লাগে।"
    assert conflicts((one, "2026-10-05"), (other, "2026-10-05")) == []


def test_a_treaty_of_old_is_not_the_agreement_of_today() -> None:
    old = "১৯৯৬ সালের ১২ ডিসেম্বর ভারত ও বাংলাদেশ পানিবণ্টন চুক্তি সই করে।"
    new = "গত বুধবার ভারত ও বাংলাদেশ পানিবণ্টন চুক্তি সই করেছে।"
    assert conflicts((old, "2026-11-19"), (new, "2026-11-20")) == []


def test_a_word_alone_makes_no_plan_and_act_of_two() -> None:
    plan = "দলের বৈঠকে এক নেতার নাম দেওয়ার কথা আছে।"
    told = "শেষ তালিকায় তাঁর নাম ওঠেনি।"
    assert conflicts((plan, "2026-10-05"), (told, "2026-10-09")) == []


def test_nobody_denies_what_shares_the_thing_alone() -> None:
    told = "সেই রাতে শহরে হামলা শুরু হয়ে গেছে বলে আমরা বুঝতে পারলাম।"
    denied = "করিম উদ্দিন বলেন, পাঠাগারের দেয়ালচিত্রে পরিকল্পিতভাবে কোনো হামলা হয়নি।"
    assert conflicts((told, "2026-10-05"), (denied, "2026-10-05")) == []


def test_no_doubt_of_one_thing_denies_no_doubt_of_another() -> None:
    told = "খেলা শেষে রফিকের দাওয়াত নিয়ে সংশয় ছিল।"
    denied = "রফিকের বোলিংয়ের ধার নিয়ে কোনো সংশয় নেই।"
    assert conflicts((told, "2026-10-05"), (denied, "2026-10-05")) == []


def counts(*reports: tuple[str, str | None]) -> list[tuple[str, ...]]:
    """Return the figures on which the reports do not agree."""
    return [tuple(one.value for one in found.values) for found in conflicts(*reports)]


def test_arrests_of_two_stretches_are_no_dispute() -> None:
    one = "সারা দেশে গত ২৪ ঘণ্টায় অভিযান চালিয়ে ৮২৩ জনকে গ্রেপ্তার করেছে পুলিশ।"
    other = "সারা দেশে গত চার দিনে অভিযান চালিয়ে ২ হাজার ৪৩৩ জনকে গ্রেপ্তার করেছে পুলিশ।"
    assert counts((one, "2026-10-05"), (other, "2026-10-05")) == []


def test_the_last_24_hours_of_two_days_are_no_course() -> None:
    one = "সারা দেশে গত ২৪ ঘণ্টায় ডেঙ্গুতে ৩ জন মারা গেছেন।"
    other = "সারা দেশে গত ২৪ ঘণ্টায় ডেঙ্গুতে ৭ জন মারা গেছেন।"
    assert counts((one, "2026-10-05"), (other, "2026-10-06")) == []
    assert counts((one, "2026-10-05"), (other, "2026-10-05")) == [("3", "7")]


def test_coins_behind_a_sum_are_no_sum_of_their_own() -> None:
    one = "মামলায় রূপনগর চিনিকলের ৩২ হাজার ৯১৮ টাকা ৪০ পয়সা আত্মসাতের অভিযোগ আনা হয়েছে।"
    other = "মামলায় রূপনগর চিনিকলের ৩২ হাজার ৯১৮ টাকা ৫২ পয়সা আত্মসাতের অভিযোগ আনা হয়েছে।"
    assert counts((one, "2026-10-05"), (other, "2026-10-05")) == []


def test_sums_to_the_last_coin_are_two_sums() -> None:
    one = "রূপনগর ব্যাংক থেকে ২ হাজার ৩২ কোটি ৩০ লাখ ৪৫ হাজার ৯১৮ টাকা আত্মসাতের অভিযোগে মামলা হয়েছে।"
    other = "রূপনগর ব্যাংক থেকে ২ হাজার ২৯৭ কোটি ৭৪ লাখ ৭১ টাকা আত্মসাতের অভিযোগে মামলা হয়েছে।"
    rough = "রূপনগর ব্যাংক থেকে ২ হাজার ২০০ কোটি টাকা আত্মসাতের অভিযোগে মামলা হয়েছে।"
    assert counts((one, "2026-10-05"), (other, "2026-10-05")) == []
    assert len(counts((one, "2026-10-05"), (rough, "2026-10-05"))) == 1


def test_a_headline_may_leave_out_the_last_digits() -> None:
    told = "১৬ হাজার টাকা বেতনের চাকরি করেন রফিক\n\nরফিক মাসে ১৬ হাজার ৬৪৮ টাকা বেতনের চাকরি করেন।"
    other = "রফিক মাসে ১৬ হাজার ৬৪৮ টাকা বেতনের চাকরি করেন।"
    assert counts((told, "2026-10-05"), (other, "2026-10-05")) == []


def test_a_figure_to_come_is_no_plan_of_one_of_unknown_day() -> None:
    plan = "নিলামে দলগুলো ৩২ জন বিদেশি খেলোয়াড় কিনতে পারবে।"
    told = "নিলামে দলগুলো ২৫ জন বিদেশি খেলোয়াড় কিনেছে।"
    assert counts((plan, "2026-10-05"), (told, None)) == []
    assert ("32", "25") in counts((plan, "2026-10-05"), (told, "2026-10-07"))
