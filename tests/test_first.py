"""Who said it first: by times of publication, where they tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import shutro
from shutro.claims.first import first_said
from shutro.model import Claim, Finding, First, Point, Span
from shutro.sources.clocks import clock_of
from shutro.story.order import moment


def claim(article: str) -> Claim:
    point = Point(event="e", attribute="happened")
    return Claim(point=point, value="told", article=article, span=Span(0, 1), sentence=Span(0, 2))


def first(**published: str | None) -> First:
    moments = {article: moment(value) for article, value in published.items()}
    return first_said([claim(article) for article in published], moments)


def said_first(**published: str | None) -> str | None:
    found = first(**published)
    return found.claim.article if found.claim else found.unknown


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2026-11-14T09:40+06:00", "2026-11-14T11:20+06:00", "one"),
        ("2026-11-14T09:40+05:30", "2026-11-14T09:50+06:00", "other"),  # 04:10 and 03:50 in Greenwich
        ("2026-11-14", "2026-11-15", "one"),
        ("2026-11-14", "2026-11-14", "same time"),
        ("2026-11-14", "2026-11-14T09:40", "same time"),
        ("2026-11-14T09:40", "2026-11-14T11:20", "one"),
        ("2026-11-14T09:40", "2026-11-14T11:20+06:00", "same time"),  # nobody knows by which clock
        ("2026-11-13T09:40", "2026-11-16T11:20+06:00", "one"),
        ("2026-11-14T09:40+06:00", "2026-11-14T09:40+06:00", "same time"),
        ("2026-11", "2026-11-14", "same time"),
        (None, "2026-11-14", "undated"),
        ("2026-11-13~", "2026-11-14", "undated"),
        ("PAST_REF", "2026-11-14", "undated"),
        ("0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "undated"),
    ],
)
def test_the_earlier_report_is_first_where_times_tell(one: str | None, other: str, expected: str) -> None:
    assert said_first(one=one, other=other) == expected


def test_a_single_report_is_the_first() -> None:
    assert said_first(only=None) == "only"


def test_of_an_article_the_first_words_count() -> None:
    later = Claim(point=claim("a").point, value="told", article="a", span=Span(5, 6), sentence=Span(4, 8))
    found = first_said([later, claim("a")], {"a": moment("2026-11-14")})
    assert found.claim == claim("a")


@given(st.text(max_size=30))
def test_any_words_for_a_date_are_read_without_a_crash(value: str) -> None:
    found = moment(value)
    assert found is None or found.start <= found.end


def finding(*reports: tuple[str, str]) -> Finding:
    (story,) = shutro.stories([shutro.read(text + "\n", published=published) for text, published in reports])
    return max(story.findings, key=lambda one: one.reports)


def test_a_finding_and_its_values_tell_who_said_them_first() -> None:
    told = finding(
        ("ভৈরবে মেঘনা নদীতে খেয়ানৌকা ডুবে চারজন নিখোঁজ হয়েছেন। নৌকাটি সালুয়া যাচ্ছিল।", "2026-05-03T21:00+06:00"),
        ("ভৈরবে মেঘনা নদীতে খেয়ানৌকা ডুবে চারজন নিখোঁজ হয়েছেন বলে জানিয়েছে পুলিশ।", "2026-05-03T18:30+06:00"),
    )
    assert told.first is not None
    assert told.first.claim is not None
    assert told.first.claim.said == "2026-05-03T18:30+06:00"
    assert all(value.first is not None for value in told.values)


def test_a_report_without_a_zone_keeps_the_clock_of_its_outlet() -> None:
    dhaka, kolkata = clock_of("nodipoth"), clock_of("kolkata_prabaha")
    morning = moment("2026-11-14T09:40+06:00")
    evening = moment("2026-11-14T20:00+06:00")
    next_day, same_hour = moment("2026-11-15", kolkata), moment("2026-11-14T09:40", dhaka)
    assert evening is not None and next_day is not None
    assert evening.is_before(next_day)
    assert same_hour == morning
    unknown = moment("2026-11-15", clock_of("no such outlet"))
    assert unknown is not None and not evening.is_before(unknown)
