"""Layers of whole stories: what is scored, the simpler counts beside it, and the page of figures."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import shutro
from shutro.cli import main
from shutro.errors import InputError
from shutro.evaluate.origins import (
    BASELINES,
    OURS,
    Tally,
    count_families,
    count_outlets,
    count_texts,
    score_origins,
)
from shutro.evaluate.storylayers import STORY_LAYERS, Measure
from shutro.evaluate.storyreport import StorySet, write_labelled, write_stories
from shutro.evaluate.storysets import holds_stories, read_told
from shutro.examples import EXAMPLES, EXAMPLES_FOLDER
from shutro.model import Doc

PAGE = "# Figures\n\n<!-- figures -->\nold\n<!-- end of figures -->\n\n## Words\n"


def doc(text: str, outlet: str) -> Doc:
    read = shutro.read(text + "\n", published="2026-04-02")
    return replace(read, article=replace(read.article, outlet=outlet))


def test_two_outlets_of_one_house_are_two_outlets_and_one_house() -> None:
    docs = [
        doc("কুষ্টিয়ায় হিমাগারে আগুন লেগেছে।", "nodipoth"),
        doc("হিমাগারে লাগা আগুন নিভেছে কুষ্টিয়ায়।", "nodi24"),
    ]
    assert (count_outlets(docs), count_families(docs), count_texts(docs)) == (2, 1, 2)


def test_near_identical_headlines_are_one_text() -> None:
    docs = [
        doc("কুষ্টিয়ায় হিমাগারে ভয়াবহ আগুন, পুড়েছে আলু\n\nআগুন রাতে লাগে।", "nodipoth"),
        doc("কুষ্টিয়ায় হিমাগারে ভয়াবহ আগুন, পুড়েছে সব আলু\n\nকেউ হতাহত হননি।", "purbodesh"),
    ]
    assert (count_outlets(docs), count_texts(docs)) == (2, 1)


def test_reports_that_credit_one_agency_are_one_text() -> None:
    docs = [
        doc("কুষ্টিয়া, ২ এপ্রিল (বাসস) – কুষ্টিয়ায় হিমাগারে আগুন লেগেছে।", "nodipoth"),
        doc("কুষ্টিয়া, ২ এপ্রিল (বাসস) – আলু পুড়ে গেছে হিমাগারে।", "purbodesh"),
    ]
    assert count_texts(docs) == 1


def test_a_count_is_exact_over_or_under_for_every_way_to_count() -> None:
    (told,) = read_told([EXAMPLES["ferry"]])
    score = score_origins(told)
    asked = sum(bool(statement.origins) for statement in told.gold.claims)
    assert list(score.given) == [OURS, *BASELINES]
    assert {tally.asked for tally in score.found.values()} == {asked}
    assert Tally(1, 2, 3) + Tally(1, 0, 0) == Tally(2, 2, 3)


def test_ours_is_nearer_than_every_simpler_count() -> None:
    (told,) = read_told([EXAMPLES["cricket"]])
    given = score_origins(told).given
    assert all(given[OURS].exact > given[name].exact for name in BASELINES)


def test_a_folder_without_stories_is_named(tmp_path: Path) -> None:
    assert not holds_stories(tmp_path)
    with pytest.raises(InputError, match="holds no story"):
        list(read_told([tmp_path]))


def test_figures_are_written_between_the_marks_of_the_page() -> None:
    sets = [StorySet.of(EXAMPLES["ferry"])]
    page = write_stories(PAGE, sets, day="2026-04-02", version="1")
    assert page.startswith("# Figures\n")
    assert page.endswith("## Words\n")
    assert "old" not in page
    assert all(f"### Layer: {layer}" in page for layer in STORY_LAYERS)


def test_a_page_without_marks_is_left_alone() -> None:
    with pytest.raises(InputError, match="no lines"):
        write_stories("# Figures\n", [], day="2026-04-02", version="1")


def test_the_command_prints_a_layer_of_the_bundled_stories() -> None:
    done = CliRunner().invoke(main, ["evaluate", "--layer", "origins", str(EXAMPLES["ferry"])])
    assert done.exit_code == 0
    assert "B1: outlets" in done.output
    assert holds_stories(EXAMPLES_FOLDER)


def test_tables_of_labelled_articles_stand_between_their_own_marks() -> None:
    page = "# Figures\n<!-- labelled -->\nold\n<!-- end of labelled -->\nwords\n"
    measure = Measure(title="titles", head=("how", "F1"), rows=(("Shutro", "0.900"),), figures={})
    written = write_labelled(page, [measure], day="2026-04-02", version="1")
    assert written.startswith("# Figures\n<!-- labelled -->\n") and written.endswith("words\n")
    assert "| titles: how | F1 |" in written and "| Shutro | 0.900 |" in written and "old" not in written
