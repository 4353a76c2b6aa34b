"""Numbers in figures and in words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shutro.languages.numbers import check_numbers, pieces
from shutro.text.normalize import compose, normalize


def numbers(words: str) -> list[float]:
    return [piece.value for piece in pieces(normalize(words), "bn") if piece.value is not None]


def test_examples_of_the_table_come_out() -> None:
    assert check_numbers("bn") == []


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("১২ হাজার ৩৪৫ টাকা", [12345]),
        ("দুই হাজার চারশ কোটি", [24_000_000_000]),
        ("সাড়ে চার লাখ", [450_000]),
        ("পৌনে দুই কোটি", [17_500_000]),
        ("দেড়শ", [150]),
        ("পাঁচ জন ও সাত জন", [5, 7]),
        ("চারজনকে", [4]),
        ("২১শে", [21]),
        ("১২ হাজার ১২ হাজার", [12_000, 12_000]),
        ("৩ দশমিক ০৫", [3.05]),
        ("৭ দশমিক পাঁচ", [7.5]),
        ("তিনি একই দশকে আটক হন", []),
        ("এটি সত্য নয়", []),
        ("নয়টি ঘর", [9]),
        ("শততম", [100]),
    ],
)
def test_words_and_figures_are_read(words: str, values: list[float]) -> None:
    assert numbers(words) == values


@given(st.integers(min_value=0, max_value=9_999_999))
def test_any_figure_is_its_own_value(value: int) -> None:
    assert numbers(str(value).translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))) == [value]


@given(st.text(alphabet="০১৯১2,.: হাজার লাখ কোটি সাড়ে শ দশমিক দুই-\n", max_size=60))
def test_pieces_cover_the_visible_text_in_order(words: str) -> None:
    text = normalize(words)
    found = pieces(text, "bn")
    assert all(compose(text[piece.start : piece.end]) == piece.text for piece in found)
    assert "".join("".join(piece.text for piece in found).split()) == compose("".join(text.split()))
    assert all(left.end <= right.start for left, right in pairwise(found))
