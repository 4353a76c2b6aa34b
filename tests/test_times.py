"""Times: what is found, where it ends, and the value it stands for."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shutro.annotate import calendars
from shutro.annotate.times import check_examples, find_times, published_day
from shutro.api import read
from shutro.model import Article, Dating, Doc, TimeExpression
from shutro.text.normalize import normalize
from shutro.text.sentences import split_sentences


def times(words: str, published: str | None = "2026-11-21") -> tuple[TimeExpression, ...]:
    text = normalize(words)
    article = Article(
        id="a",
        file="",
        page="",
        outlet=None,
        url=None,
        language="bn",
        title="",
        text=text,
        title_span=None,
        published=None,
    )
    dating = Dating(article="a", value=published, how="given")
    return find_times(Doc(article=article, dating=dating, sentences=split_sentences(text)))


def values(words: str, published: str | None = "2026-11-21") -> list[str]:
    return [time.value for time in times(words, published)]


def test_examples_of_the_rules_come_out() -> None:
    assert check_examples("bn") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("শুক্রবার (২০ নভেম্বর) রাতে আগুন লাগে।", ["2026-11-20TNI"]),
        ("আগামী ৩ জানুয়ারি ভোট হবে।", ["2027-01-03"]),
        ("৩১ ফেব্রুয়ারি বলে কোনো দিন নেই।", []),
        ("তিনি ০১৭১২৩৪৫৬৭৮ নম্বরে ফোন করতে বলেন।", []),
        ("দলটি ২-১ গোলে জিতেছে।", []),
        ("মেয়েটি স্কুলে যায়।", []),
        ("ভোট শেষ হওয়ার আগেই ফল জানা যায়।", []),
        ("তিনি আগেই সতর্ক করেন।", ["PAST_REF"]),
        ("মঙ্গলবার সকাল ৯টায় সভা শুরু হয়। দুপুরে তা শেষ হয়।", ["2026-11-17T09:00", "2026-11-17TMI"]),
        ("রাত ১২টা ১ মিনিটে প্রদীপ জ্বালানো হয়।", ["2026-11-21T00:01"]),
        ("বৃহস্পতিবার দিবাগত রাত ২টার দিকে ডাকাতি হয়।", ["2026-11-20T02:00"]),
        ("গত বছরের ডিসেম্বরে কাজ শুরু হয়।", ["2025-12"]),
        ("ফেব্রুয়ারিতে সেখানে ১২ জন মারা গেছেন।", ["2026-02"]),
        ("ফেব্রুয়ারিতে মেলা হবে।", ["2027-02"]),
        ("২০৩০ সালের মধ্যে লক্ষ্য পূরণ হবে।", ["2030"]),
        ("বিকেল ৩টা থেকে ৫টা পর্যন্ত মেলা চলে।", ["2026-11-21T15:00", "2026-11-21T17:00"]),
    ],
)
def test_values_are_read_from_the_day_of_publication(words: str, expected: list[str]) -> None:
    assert values(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("১৪ সেপ্টেম্বর বৈঠক হয়।", ["XXXX-09-14"]),
        ("রোববার বৈঠক হয়।", ["XXXX-WXX-7"]),
        ("গত মাসে বৈঠক হয়।", ["PAST_REF"]),
        ("২০১৯ সালে বৈঠক হয়।", ["2019"]),
    ],
)
def test_without_a_date_of_publication_nothing_is_made_up(words: str, expected: list[str]) -> None:
    assert values(words, None) == expected


def test_a_date_in_brackets_belongs_to_its_weekday() -> None:
    (time,) = times("বুধবার (১৮ নভেম্বর) দুপুর ২টার পর সড়ক বন্ধ ছিল।")
    assert (time.value, time.kind, time.modifier) == ("2026-11-18T14:00", "TIME", "AFTER")


@pytest.mark.parametrize(
    ("words", "modifier"),
    [
        ("মাসের শেষ দিকে", "END"),
        ("এই মাসের শুরুতে", "START"),
        ("চার ঘণ্টারও বেশি সময়", "MORE_THAN"),
        ("প্রায় দুই বছর", "APPROX"),
    ],
)
def test_modifiers_are_kept(words: str, modifier: str) -> None:
    assert [time.modifier for time in times(words)] == [modifier]


def test_a_weekday_looks_ahead_where_the_verb_does() -> None:
    assert values("সোমবার তিনি ঢাকা ছাড়েন।") == ["2026-11-16"]
    assert values("সোমবার তিনি ঢাকা ছাড়বেন।") == ["2026-11-23"]


@given(
    st.text(alphabet="১২৩০৯ সোমবার মে গত আগামী মাসে সাল দিন টা()-/.:|\n", max_size=80),
    st.sampled_from([None, "2026-11-21", "0001-01-01", "9999-12-31"]),
)
def test_any_text_gives_ordered_times_within_it(words: str, published: str | None) -> None:
    found = times(words, published)
    size = len(normalize(words))
    assert all(0 <= time.span.start < time.span.end <= size for time in found)
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    ("year", "month", "day", "region", "expected"),
    [
        (1433, 8, 7, "bd", date(2026, 11, 22)),
        (1358, 11, 8, "bd", date(1952, 2, 21)),
        (1430, 12, 30, "bd", date(2024, 4, 13)),
        (1433, 1, 1, "in", date(2026, 4, 15)),
        (1431, 1, 1, "in", date(2024, 4, 14)),
        (1430, 1, 1, "in", date(2023, 4, 15)),
        (1348, 4, 22, "in", date(1941, 8, 7)),
        (1306, 2, 11, "bd", date(1899, 5, 24)),
        (1383, 5, 12, "in", date(1976, 8, 29)),
        (1432, 6, 31, "bd", date(2025, 10, 16)),
        (1424, 11, 30, "bd", date(2018, 3, 14)),
    ],
)
def test_bengali_days_are_common_ones(
    year: int, month: int, day: int, region: calendars.Region, expected: date
) -> None:
    assert calendars.bengali(year, month, day, region) == expected


@given(
    st.dates(date(1800, 1, 1), date(2300, 1, 1)).filter(lambda day: not 1987 <= day.year <= 1988),
    st.sampled_from(["bd", "in"]),
)
def test_a_day_is_one_day_of_the_bengali_calendar_and_back(day: date, region: calendars.Region) -> None:
    assert calendars.bengali(*calendars.to_bengali(day, region), region) == day


@given(st.dates(date(700, 1, 1), date(2300, 1, 1)))
def test_a_day_is_one_day_of_the_islamic_calendar_and_back(day: date) -> None:
    assert calendars.hijri(*calendars.to_hijri(day)) == day


def test_a_dating_less_exact_than_a_day_gives_none() -> None:
    assert published_day("2023-09") is None
    assert published_day("2023-09-14~") == date(2023, 9, 14)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("দুই মন্ত্রীর বৈঠক হবে বুধবার।", "2026-11-18"),
        ("মঙ্গলবার ঢাকায় আসছেন নেপালের প্রধানমন্ত্রী।", "2026-11-17"),
        ("মঙ্গলবার ঢাকায় এসেছেন নেপালের প্রধানমন্ত্রী।", "2026-11-10"),
        ("সেপ্টেম্বর থেকে তারা ট্যাংকারে হামলা চালিয়ে আসছে।", "2026-09"),
    ],
)
def test_a_bare_weekday_follows_the_tense_of_its_verb(sentence: str, value: str) -> None:
    assert [time.value for time in read(sentence, published="2026-11-12").times] == [value]


def test_a_day_that_closes_a_headline_without_a_verb_is_to_come() -> None:
    doc = read("ভূমি আত্মসাতের মামলার রায় কাল\n\nআদালত এ কথা জানান।", published="2026-10-25")
    assert [time.value for time in doc.times] == ["2026-10-26"]
