"""The date that an article is read with, and how it is known."""

import shutro


def test_a_given_date_serves_where_the_page_has_none() -> None:
    doc = shutro.read("ঢাকায় সোমবার বৃষ্টি হয়েছে।\n", published="2026-11-16")
    assert (doc.dating.value, doc.dating.how) == ("2026-11-16", "given")


def test_the_page_knows_better_than_what_is_given() -> None:
    doc = shutro.read(
        "বৃষ্টি নামল ঢাকায়\nপ্রকাশ: ১৭ নভেম্বর ২০২৬, ১৮:৩৭\nসোমবার বৃষ্টি হয়েছে।\n", published="2026-11-20"
    )
    assert (doc.dating.value, doc.dating.how) == ("2026-11-17T18:37", "page")


def test_a_dateline_with_a_year_dates_the_article() -> None:
    doc = shutro.read("ঢাকা, ১৭ নভেম্বর ২০২৬ (বাসস) – রাজধানীতে সোমবার বৃষ্টি হয়েছে।\n")
    assert (doc.dating.value, doc.dating.how) == ("2026-11-17", "dateline")


def test_a_date_with_its_weekday_is_a_guess_and_marked_so() -> None:
    doc = shutro.read("রাজধানীতে মঙ্গলবার (১৭ নভেম্বর ২০২৬) বৃষ্টি হয়েছে। পানি জমেছে সড়কে।\n")
    assert (doc.dating.value, doc.dating.how) == ("2026-11-17~", "inferred")


def test_one_old_date_in_the_background_dates_nothing() -> None:
    doc = shutro.read("রাজধানীতে বৃষ্টি হয়েছে। এর আগে ১৯ আগস্ট ২০১৪ এমন বৃষ্টি হয়েছিল।\n")
    assert doc.dating.value is None


def test_a_word_that_is_also_an_outlet_names_none_in_a_headline() -> None:
    doc = shutro.read("সংবাদ সম্মেলনে যা বললেন মন্ত্রী\nমন্ত্রী সোমবার ঢাকায় কথা বলেন।\n", published="2026-11-15")
    assert doc.article.outlet is None


def test_a_word_that_is_also_an_outlet_names_none_inside_a_sentence() -> None:
    doc = shutro.read(
        "ফেরি ডুবল মেঘনায়\nস্থানীয় সময় রাত ১১টায় ফেরিটি ডুবে যায়।\nউদ্ধার চলছে।\n", published="2026-11-15"
    )
    assert doc.article.outlet is None


def test_a_year_in_the_background_is_no_year_of_other_days() -> None:
    doc = shutro.read(
        "১৯৭১ সালের মুক্তিযুদ্ধের স্মৃতি তুলে ধরা হয়। গত বছরের ৫ আগস্টের কথাও ওঠে। সেদিন ৫ আগস্ট বৃষ্টি হয়েছিল।\n"
    )
    assert doc.dating.value is None
    assert [time.value for time in doc.times if time.span.of(doc.text).startswith("গত")] == ["XXXX-08-05"]


def test_a_weekday_tells_the_year_of_a_day_that_has_none() -> None:
    doc = shutro.read("২০২৭ সালের শুরুতে ভোট। রাজধানীতে মঙ্গলবার (১৭ নভেম্বর) এ কথা জানানো হয়েছে।\n")
    assert (doc.dating.value, doc.dating.how) == ("2026-11-17~", "inferred")


def test_a_weekday_that_fits_no_year_nearby_dates_nothing() -> None:
    doc = shutro.read("২০২৩ সালের মতো এবারও বৃষ্টি। রাজধানীতে মঙ্গলবার (১৭ নভেম্বর) পানি জমেছে।\n")
    assert doc.dating.value is None


def test_the_weekday_of_today_moves_a_guess_ahead() -> None:
    doc = shutro.read("আজ বুধবার সভা হয়েছে। রোববার (১৫ নভেম্বর ২০২৬) আগের সভা হয়। সেই সভায় সিদ্ধান্ত হয়নি।\n")
    assert doc.dating.value == "2026-11-18~"


def test_an_old_date_that_is_named_twice_dates_nothing() -> None:
    doc = shutro.read("২০১৪ সালের ১৯ আগস্ট সেতুটি ভাঙে। ২০১৪ সালের ১৯ আগস্টের পর কেউ মেরামত করেনি।\n")
    assert doc.dating.value is None


def test_an_old_year_that_fits_a_weekday_by_chance_dates_nothing() -> None:
    doc = shutro.read("স্কুলটি ২০১৫ সালে চালু হয়। মঙ্গলবার (১৭ নভেম্বর) সেখানে মেলা বসেছে।\n")
    assert doc.dating.value is None


def test_a_year_that_is_named_again_fixes_the_year_of_a_weekday() -> None:
    doc = shutro.read(
        "মঙ্গলবার (১৭ নভেম্বর) কাজ শুরু হয়েছে। ২০২৬ সালের বাজেটে বরাদ্দ ছিল। বোর্ড ২০২৬ সালের মধ্যে তা শেষ করতে চায়।\n"
    )
    assert doc.dating.value == "2026-11-17~"
