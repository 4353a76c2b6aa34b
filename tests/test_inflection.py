"""Endings: what a word may be without them."""

import pytest

from shutro.languages.inflection import by_last, ends_in, roots, stems

ENDINGS = by_last(("মন্ত্রী", "সচিব", "ী"))


@pytest.mark.parametrize(
    ("word", "expected"),
    [("শিক্ষামন্ত্রী", True), ("নদী", True), ("মুখ্যসচিব", True), ("নদীর", False), ("", False)],
)
def test_a_word_has_an_ending_whichever_shares_its_last_letter(word: str, expected: bool) -> None:
    assert ends_in(word, ENDINGS) is expected


@pytest.mark.parametrize("word", ["নেতাদেরও", "ঢাকায়", "কিমকে", "৭", ""])
def test_roots_are_the_words_of_all_stems_and_the_word_itself(word: str) -> None:
    assert roots(word, "bn") == {stem.text for stem in stems(word, "bn")}
    assert word in roots(word, "bn")
