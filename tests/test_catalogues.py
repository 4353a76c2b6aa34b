"""The catalogues of words: the same keys in all languages, nothing empty, places and plural forms that agree."""

from datetime import UTC, date, datetime, timedelta

import pytest
import regex
from babel import Locale
from babel.messages.catalog import Message
from babel.plural import to_python

from shutro.publish.catalogue import languages, read_catalogue
from shutro.publish.wording import wording

PLACES = regex.compile(r"\{\w*\}")
CHOICE = {"hours", "minutes"}  # contexts in which a language may leave places out


def messages(code: str) -> dict[tuple[str, object], Message]:
    return {(m.context or "", m.id): m for m in read_catalogue(code) if m.id}


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


@pytest.mark.parametrize("code", languages())
def test_every_language_has_the_same_keys(code: str) -> None:
    assert set(messages(code)) == set(messages("bn"))


@pytest.mark.parametrize("code", languages())
def test_no_message_is_empty(code: str) -> None:
    assert [key for key, message in messages(code).items() if not all(strings(message))] == []


@pytest.mark.parametrize("code", languages())
def test_places_agree_in_all_languages_and_forms(code: str) -> None:
    others = messages("bn")
    wrong = [
        key
        for key, message in messages(code).items()
        if key[0] not in CHOICE
        and any(
            sorted(PLACES.findall(words)) != sorted(PLACES.findall(strings(others[key])[0]))
            for words in strings(message)
        )
    ]
    assert wrong == []


@pytest.mark.parametrize("code", languages())
def test_plural_forms_are_those_of_cldr(code: str) -> None:
    catalog = read_catalogue(code)
    category = to_python(Locale.parse(code).plural_form)
    index = eval(to_python_index(catalog.plural_expr))  # the catalogue is ours
    assert [index(n) for n in range(200)] == [("one", "other").index(category(n)) for n in range(200)]


def to_python_index(expression: str) -> str:
    return f"lambda n: int({expression})"


@pytest.mark.parametrize(
    ("code", "seconds", "words"),
    [
        ("bn", 20, "এইমাত্র"),
        ("bn", 7_300, "২ ঘণ্টা আগে"),
        ("bn", 90_000, "১ দিন আগে"),
        ("en", 3_700, "1 hour ago"),
        ("en", 1_300_000, "2 weeks ago"),
    ],
)
def test_how_long_ago_is_told_in_the_language(code: str, seconds: int, words: str) -> None:
    now = datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert wording(code).ago(now - timedelta(seconds=seconds), now) == words


def test_numbers_are_grouped_as_each_language_does() -> None:
    assert wording("bn").number(1234567) == "১২,৩৪,৫৬৭"
    assert wording("en").number(1234567) == "1,234,567"


@pytest.mark.parametrize(
    ("figure", "english", "bengali"),
    [
        ("8640000000000", "8.64 trillion", "৮.৬৪ লাখ কোটি"),
        ("25000000", "25 million", "২.৫ কোটি"),
        ("1234567890", "1,234,567,890", "১,২৩,৪৫,৬৭,৮৯০"),
        ("375000", "375,000", "৩,৭৫,০০০"),
    ],
)
def test_a_large_figure_has_the_word_for_its_order_where_that_is_exact(
    figure: str, english: str, bengali: str
) -> None:
    assert wording("en").value(figure, "count") == english
    assert wording("bn").value(figure, "count") == bengali


def test_the_bengali_calendar_is_an_option() -> None:
    assert wording("bn", "bengali-bd").day(date(2026, 4, 14)) == "১ বৈশাখ ১৪৩৩"
    assert wording("bn", "bengali-in").day(date(2026, 4, 15)) == "১ বৈশাখ ১৪৩৩"
    assert wording("bn", "bengali-bd").when("2026-04-14/2026-04-16") == "১–৩ বৈশাখ ১৪৩৩"
    assert wording("bn", "bengali-bd").when("2026-04") == "এপ্রিল ২০২৬"
