"""How good timelines are: dates and rows held against what is in a story by construction."""

from dataclasses import replace

import pytest

from shutro.evaluate.stories import Construction
from shutro.evaluate.timelines import TimelineScore, dates_rate, rows_rate, score_timelines
from shutro.model import Span, Story, TimelineEntry
from storybook import make_story


def scored(*rows: tuple[str, tuple[str, ...]]) -> TimelineScore:
    """Return the score of rows (time, articles) against a timeline of three: two of one day, one of a clock time."""
    story, docs = make_story()
    numbered = [
        replace(doc, article=replace(doc.article, file=f"0{n}_x.txt"))
        for n, doc in enumerate(docs.values(), 1)
    ]
    ids = {f"0{n}": doc.article.id for n, doc in enumerate(docs.values(), 1)}
    entries = tuple(
        TimelineEntry(when=when, text="", findings=(), evidence=tuple((ids[a], Span(0, 1)) for a in articles))
        for when, articles in rows
    )
    told: list[Story] = [replace(story, timeline=entries)]
    gold = Construction(
        story="",
        claims=[],
        contradictions=[],
        not_contradictions=[],
        timeline=[
            ["2026-11-13T23:45", "sinks", ["01"], "2026-11-13"],
            ["2026-11-14", "rescue", ["01"]],
            ["2026-11-14", "committee", ["02"]],
        ],
    )
    return score_timelines(told, numbered, gold)


def test_a_row_counts_once_however_often_its_day_is_told() -> None:
    score = scored(("2026-11-14", ("01",)), ("2026-11-14", ("01",)))
    assert (score.rows_right, score.rows_put_out, score.dates_right, score.dates_put_out) == (1, 2, 1, 1)


def test_a_row_of_other_articles_is_not_right() -> None:
    assert scored(("2026-11-13", ("02",))).rows_right == 0


def test_a_day_stands_for_its_clock_time() -> None:
    score = scored(("2026-11-13", ("01",)))
    assert (score.rows_dated, score.rows_right) == (1, 1)


def test_rates_are_those_of_the_summed_counts() -> None:
    score = scored(("2026-11-14", ("01",)), ("2026-11-20", ("02",)))
    assert dates_rate([score]).precision == pytest.approx(1 / 2)
    assert dates_rate([score]).recall == pytest.approx(2 / 3)
    assert rows_rate([score, score]).f1 == pytest.approx(2 * (1 / 2) * (1 / 3) / (1 / 2 + 1 / 3))


def test_no_rows_are_no_fault_of_arithmetic() -> None:
    assert rows_rate([]).f1 == 0
    assert dates_rate([scored()]).precision == 0
