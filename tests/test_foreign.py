"""Articles in languages without a folder: what is compared of their words."""

import pytest

from shutro.evaluate.labelled import Line, _doc
from shutro.languages.foreign import bare, beginning
from shutro.story.vectors import terms_of


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("Élections", "elections"),
        ("l’élection", "election"),
        ("d'Ukraine", "ukraine"),
        ("Ukraine’s", "ukraine"),
        ("reševalci", "resevalci"),
        ("المدينة", "مدينة"),
        ("والمدينة", "مدينة"),
        ("أحمد", "احمد"),
        ("ولد", "ولد"),
        ("'", ""),
    ],
)
def test_a_word_is_compared_without_what_only_writing_adds(word: str, left: str) -> None:
    assert bare(word) == left


def test_forms_of_a_word_begin_alike() -> None:
    assert beginning("Élection") == beginning("l’électeur") == "elec"


def test_readers_are_shown_the_word_as_it_stands() -> None:
    doc = _doc(Line(id="a", title="Séismes à Lyon", story="1", t="2026-11-01T08:00", lang="fra"), 0)
    assert [shown for _, _, _, shown in terms_of(doc)] == ["Séismes", "Lyon"]
