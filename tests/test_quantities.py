"""Quantities: bounds, units and the nouns they count."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shutro.annotate.quantities import check_quantities, find_quantities
from shutro.annotate.times import find_times
from shutro.model import Article, Dating, Doc, Quantity
from shutro.text.normalize import normalize
from shutro.text.sentences import split_sentences


def quantities(words: str) -> tuple[Quantity, ...]:
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
    dating = Dating(article="a", value="2026-11-21", how="given")
    doc = Doc(article=article, dating=dating, sentences=split_sentences(text))
    return find_quantities(
        Doc(article=article, dating=dating, sentences=doc.sentences, times=find_times(doc))
    )


def rows(name: str) -> list[list[str]]:
    """Return the cells of a table of this folder, without its comments."""
    lines = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def written(quantity: Quantity, text: str) -> str:
    low = "" if quantity.low is None else f"{quantity.low:.12g}"
    high = "" if quantity.high is None else f"{quantity.high:.12g}"
    bounds = low if low == high and low else f"{low}..{high}"
    return f"{quantity.span.of(text)}={bounds} {quantity.unit}"


@pytest.mark.parametrize(("words", "expected"), rows("quantities_probe.tsv"))
def test_a_sentence_of_the_table_has_the_quantities_that_its_words_give(words: str, expected: str) -> None:
    text = normalize(words)
    assert "; ".join(written(quantity, text) for quantity in quantities(words)) == normalize(expected)


def test_examples_of_the_rules_come_out() -> None:
    assert check_quantities("bn") == []


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("ঝড়ে অন্তত ৭ জন মারা গেছেন।", 7, None, "person"),
        ("ঝড়ে সর্বোচ্চ ৫০ জন ছিলেন।", None, 50, "person"),
        ("নৌকায় ৫ থেকে ৭ জন ছিলেন।", 5, 7, "person"),
        ("তাঁকে ৫০ হাজার টাকা জরিমানা করা হয়।", 50_000, 50_000, "BDT"),
        ("প্রকল্পে ২ হাজার ৪৬০ কোটি রুপি লাগবে।", 24_600_000_000, 24_600_000_000, "INR"),
        ("দাম ৫ দশমিক ৬৭ শতাংশ বেড়েছে।", 5.67, 5.67, "percent"),
        ("শতাধিক মানুষ জড়ো হন।", 100, None, "person"),
        ("উভয় দেশ রাজি হয়েছে।", 2, 2, "country"),
        ("সভায় বেশ কয়েকটি দোকান নিয়ে কথা হয়।", None, None, "piece"),
        ("বাজেট ৫-৭ লাখ টাকা।", 500_000, 700_000, "BDT"),
        ("৪০০ টাকার বেশি দাম।", 400, None, "BDT"),
    ],
)
def test_bounds_and_units_are_kept(words: str, low: float | None, high: float | None, unit: str) -> None:
    (quantity,) = quantities(words)
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("তাঁরা পাঁচটি সামরিক ড্রোন, পেয়েছেন।", "পাঁচটি সামরিক ড্রোন"),
        ("তিন সেনা কর্মকর্তাসহ অনেকে ছিলেন।", "তিন সেনা কর্মকর্তাসহ"),
        ("১৩ জনের মামলা চলছে।", "১৩ জনের"),
        ("সংঘর্ষে নিহত ১৩", "নিহত ১৩"),
        ("সংঘর্ষে ধৃত ১৩", "১৩"),
    ],
)
def test_the_span_holds_the_counted_noun(words: str, span: str) -> None:
    text = normalize(words)
    assert [quantity.span.of(text) for quantity in quantities(words)] == [normalize(span)]


@pytest.mark.parametrize(
    "words",
    [
        "একটি বাস এসেছে।",
        "এক নারী বলেন।",
        "১৪ সেপ্টেম্বর ২০২৩ সালে",
        "সকাল ১০টা ৪৫ মিনিটে",
        "৯ ধারা লঙ্ঘন",
        "এটি প্রথম সফর।",
        "তিনি ঢাকা-৮ আসনে জিতেছেন।",
    ],
)
def test_an_article_a_date_and_a_section_count_nothing(words: str) -> None:
    assert quantities(words) == ()


@given(st.text(alphabet="১২৫ হাজার লাখ জন টি টাকা থেকে ও-/()%$\n", max_size=80))
def test_any_text_gives_ordered_bounds(words: str) -> None:
    for quantity in quantities(words):
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
