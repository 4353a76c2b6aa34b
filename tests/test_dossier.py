"""Dossiers: what passed between two, what one did and said, and the chart of cooperation and conflict."""

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shutro.cli import main
from shutro.errors import InputError
from shutro.model import Doc, Span, Story
from shutro.publish.actors import Actors
from shutro.publish.acts import QUADS, Act, Place
from shutro.publish.dossier import Dossier, Question, make_dossier
from shutro.publish.dossiershow import dossier_to_csv
from shutro.publish.quadchart import count_periods, counts_of, draw_chart
from shutro.publish.wording import wording
from together import tell_together

VISIT = (
    "ভারতের প্রধানমন্ত্রী ঢাকায়\n\nভারতের পররাষ্ট্রমন্ত্রী গত ৩ মার্চ ঢাকা সফর করেন। ভারত বাংলাদেশকে ২০টি বাস উপহার দিয়েছে। "
    "৫ মার্চ ভারত বাংলাদেশের সঙ্গে চুক্তি সই করে। বাংলাদেশ ৯ মার্চ ভারতের নিন্দা জানিয়েছে।\n"
)
SECOND = (
    "বাস পেল বাংলাদেশ\n\nভারত বাংলাদেশকে ২০টি বাস উপহার দিয়েছে। ভারতের রাষ্ট্রদূত রাজীব মেহতা বলেন, ‘বাংলাদেশ আমাদের বন্ধু।’ "
    "আগামী মাসে ভারত বাংলাদেশের সঙ্গে নতুন চুক্তি সই করবে।\n"
)
INDIA, BANGLADESH = "ভারত", "বাংলাদেশ"


@pytest.fixture(scope="module")
def told() -> tuple[list[Story], dict[str, Doc]]:
    story, docs = tell_together(((VISIT, "2026-03-10"), (SECOND, "2026-03-11")))
    return [story], {doc.article.id: doc for doc in docs}


def between(told: tuple[list[Story], dict[str, Doc]], **days: str) -> Dossier:
    stories, docs = told
    actors = Actors(stories, docs)
    question = Question(first=actors.find(INDIA), second=actors.find(BANGLADESH), **days)
    return make_dossier(stories, docs, question)


def make_act(when: str, code: str) -> Act:
    return Act(
        when=when,
        is_dated=True,
        code=code,
        mode="x",
        quad=QUADS.get(code),
        direction="both",
        modality="asserted",
        polarity="+",
        text="",
        places=(Place(article="a", span=Span(0, 1)),),
        origins=1,
        findings=(),
    )


def run(arguments: Sequence[str], tmp_path: Path) -> Result:
    for number, text in enumerate((VISIT, SECOND), start=1):
        (tmp_path / f"0{number}.txt").write_text(text, encoding="utf-8")
    return CliRunner().invoke(
        main, ["dossier", *arguments, "--in", str(tmp_path), "--published", "2026-03-11"]
    )


def test_acts_between_two_stand_in_the_order_of_time(told: tuple[list[Story], dict[str, Doc]]) -> None:
    days = [act.when for act in between(told).acts]
    assert days == sorted(days, key=str)
    assert len(days) >= 3


def test_an_act_that_two_reports_tell_is_one_act(told: tuple[list[Story], dict[str, Doc]]) -> None:
    (gift,) = [act for act in between(told).acts if act.mode == "gift"]
    assert (gift.direction, gift.quad, len({place.article for place in gift.places})) == (
        "first",
        "material cooperation",
        2,
    )


def test_who_acts_is_told_apart(told: tuple[list[Story], dict[str, Doc]]) -> None:
    (condemned,) = [act for act in between(told).acts if act.mode == "condemn"]
    assert (condemned.direction, condemned.quad) == ("second", "verbal conflict")


def test_days_ask_for_a_part(told: tuple[list[Story], dict[str, Doc]]) -> None:
    acts = between(told, since="2026-03-04", until="2026-03-06").acts
    assert acts
    assert all(act.when == "2026-03-05" for act in acts)


def test_a_plan_is_no_bar_of_the_chart() -> None:
    planned = replace(make_act("2026-03-02", "AID"), modality="planned")
    _, periods = count_periods(counts_of([make_act("2026-03-01", "AID"), planned]))
    assert [period.value for period in periods] == ["2026-03-01"]


def test_names_are_found_in_any_form_and_unknown_ones_get_suggestions(
    told: tuple[list[Story], dict[str, Doc]],
) -> None:
    actors = Actors(*told)
    assert actors.find(INDIA) == actors.find(actors.find(INDIA)[0])
    assert len(actors.find(f"{INDIA}, {BANGLADESH}")) == 2
    with pytest.raises(InputError, match="did you mean"):
        actors.find("বাংলাদশ")


def test_every_root_but_other_has_a_class() -> None:
    assert len(QUADS) == 16
    assert len(set(QUADS.values())) == 4


@pytest.mark.parametrize(
    ("days", "unit"),
    [
        (("2026-03-01", "2026-03-09"), "day"),
        (("2026-03-01", "2026-09-09"), "month"),
        (("1971", "2026-03-01"), "year"),
    ],
)
def test_periods_are_as_long_as_the_time_asks_for(days: tuple[str, str], unit: str) -> None:
    found, periods = count_periods(counts_of([make_act(days[0], "AID"), make_act(days[1], "ASSAULT")]))
    assert (found, len(periods)) == (unit, 2)


def test_cooperation_stands_above_the_line_and_conflict_below() -> None:
    chart = draw_chart(
        counts_of([make_act("2026-03-01", "AID"), make_act("2026-03-01", "ASSAULT")]), wording("bn")
    )
    up, down = sorted(chart.bars, key=lambda bar: bar.y)
    assert up.y + up.height == pytest.approx(chart.middle)
    assert down.y == pytest.approx(chart.middle)


def test_no_act_makes_an_empty_chart() -> None:
    assert draw_chart([], wording("bn")).empty


def test_a_cell_is_never_a_formula(told: tuple[list[Story], dict[str, Doc]]) -> None:
    _, docs = told
    place = Place(article=next(iter(docs)), span=Span(0, 1))
    act = replace(make_act("2026-03-01", "AID"), text="=1+1", places=(place,))
    found = Dossier(first=("a",), second=(), acts=(act,), sayings=(), disputes=())
    _, row = csv.reader(StringIO(dossier_to_csv(found, docs)))
    assert "'=1+1" in row


def test_the_command_gives_text_json_csv_and_a_page(tmp_path: Path) -> None:
    text = run([INDIA, BANGLADESH], tmp_path)
    assert text.exit_code == 0
    assert wording("bn").phrase("chart") in text.output
    found = json.loads(run([INDIA, BANGLADESH, "--json"], tmp_path).output)
    rows = list(csv.reader(StringIO(run([INDIA, BANGLADESH, "--csv"], tmp_path).output)))
    assert len(rows) == len(found["acts"]) + 1
    page = tmp_path / "out.html"
    assert run([INDIA, BANGLADESH, "--html", str(page)], tmp_path).exit_code == 0
    assert "<svg" in page.read_text(encoding="utf-8")


def test_what_one_said_can_be_asked_for_by_words(tmp_path: Path) -> None:
    on = json.loads(run(["রাজীব মেহতা", "--on", "বন্ধু", "--json"], tmp_path).output)
    off = json.loads(run(["রাজীব মেহতা", "--on", "পেঁয়াজ", "--json"], tmp_path).output)
    assert (len(on["sayings"]), len(off["sayings"])) == (1, 0)


def test_an_unknown_name_or_day_is_said(tmp_path: Path) -> None:
    assert run(["ঝিঙেফুল"], tmp_path).exit_code == 2
    assert run([INDIA, "--from", "গতকাল"], tmp_path).exit_code == 2
