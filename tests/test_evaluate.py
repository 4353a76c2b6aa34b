"""Gold articles, their mark-up, and what annotation is scored by."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from shutro.cli import main
from shutro.evaluate.agreement import compare_readings
from shutro.evaluate.corpus import ENOUGH, SECOND, read_article, read_corpus, read_source
from shutro.evaluate.gold import GoldArticle, GoldName
from shutro.evaluate.laying import lay, pair
from shutro.evaluate.markup import MarkupError, read_marked
from shutro.evaluate.measure import SCORERS, compare, measure
from shutro.evaluate.phenomena import SHOWN, TAGS, count_phenomena
from shutro.evaluate.report import Measured, write_report
from shutro.evaluate.scores import Score, b_cubed, same_time
from shutro.model import Span

CORPUS = Path(__file__).parent.parent / "corpus"

HEAD = "outlet: nodipath\npublished: 2026-03-02\nbengal: bd\n---\n"
ARTICLE = (
    HEAD
    + """{LOC rangpur|রংপুরে} বাস উল্টে {E OTHER/die place=rangpur|নিহত} {N 3 person|৩}

~ শেয়ার করুন

{IND speaker=karim cue=1|{N ~40 person|প্রায় ৪০ জন} {E OTHER/injure|আহত হয়েছেন}} বলে {CUE 1|জানান} {PER karim|করিম}। %bole
{DATE 2026-03-01|গতকাল রোববার} এ {E OTHER/accident time=2026-03-01|দুর্ঘটনা ঘটে}।
"""
)


def test_marks_leave_the_words_as_they_stand() -> None:
    marked = read_marked(
        "{PER karim|করিম} {E CONSULT/visit agent=karim|{LOC dhaka|ঢাকা} সফর করেন}। %post_subject"
    )
    assert marked.text == "করিম ঢাকা সফর করেন।"
    assert [(mark.label, mark.span.of(marked.text)) for mark in marked.marks] == [
        ("PER", "করিম"),
        ("E", "ঢাকা সফর করেন"),
        ("LOC", "ঢাকা"),
    ]
    assert marked.tags == (("post_subject",),)


def test_a_mark_may_run_on_over_lines_of_its_paragraph() -> None:
    marked = read_marked("{DIR speaker=x|এক।\nদুই।}\n\nতিন।")
    assert marked.text == "এক। দুই।\nতিন।"
    assert marked.marks[0].span.of(marked.text) == "এক। দুই।"
    assert [span.of(marked.text) for span in marked.sentences] == ["এক।", "দুই।", "তিন।"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{PER x|করিম", "1: {PER x| is not closed"),
        ("করিম}", "1: stray '}'"),
        ("এক\n\n{PER x|দুই\n\nতিন}", "3: {PER x| is not closed in its paragraph, which ends at line 4"),
        ("{PER x|}", "1: {PER x| marks no words"),
    ],
)
def test_a_broken_mark_is_named_with_its_line(source: str, message: str) -> None:
    with pytest.raises(MarkupError) as error:
        read_marked(source)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        ("{PERS x|ক}", "unknown label 'PERS'"),
        ("{PER X|ক}", "'X' is no id"),
        ("{PER|ক}", "PER needs one id"),
        ("{DATE 2026-3-1|ক}", "'2026-3-1' is no value of a time"),
        ("{DATE 2026-03-01 SOON|ক}", "('SOON',) is no modifier"),
        ("{N many person|ক}", "'many' is no figure"),
        ("{N 3|ক}", "N needs a figure and a unit"),
        ("{IND cue=1|ক}", "IND needs speaker="),
        ("{E MEET/visit|ক}", "E needs CODE/mode"),
        ("{E CONSULT/visit maybe|ক}", "E cannot be ('maybe',)"),
        ("{E CONSULT/visit who=x|ক}", "E has no attribute 'who'"),
        ("{CREDIT afp|ক}", "CREDIT needs an id, and origin or cited"),
    ],
)
def test_a_mark_against_the_guidelines_is_named_with_file_and_line(
    tmp_path: Path, mark: str, message: str
) -> None:
    path = tmp_path / "x-1.txt"
    path.write_text(f"{HEAD}এক।\n{mark}\n", encoding="utf-8")
    with pytest.raises(MarkupError) as error:
        read_article(path)
    assert str(error.value).startswith(f"{path}:6: ")
    assert message in str(error.value)


def test_an_article_reads_as_gold(tmp_path: Path) -> None:
    path = tmp_path / "bus-1.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    gold = read_article(path)
    assert gold.story == f"{tmp_path.name}/bus"
    assert (gold.published, gold.outlet) == ("2026-03-02", "nodipath")
    assert [span.of(gold.text) for span in gold.furniture] == ["শেয়ার করুন".replace("য়", "য\u09bc")]
    assert [name.entity for name in gold.names] == ["rangpur", "karim"]
    assert [amount.figures for amount in gold.quantities] == [(3.0,), (40.0,)]
    assert gold.quotes[0].via == ("karim",)
    assert [event.place for event in gold.events] == ["rangpur", None, None]


def test_every_offset_of_the_corpus_points_at_its_words() -> None:
    for article in read_corpus(CORPUS):
        for layer in (article.names, article.times, article.quantities, article.quotes, article.events):
            for one in layer:
                words = one.span.of(article.text)
                assert words.strip() == words and words


def test_the_corpus_is_large_and_shows_every_phenomenon_often_enough() -> None:
    paths = [path for path in sorted(CORPUS.rglob("*.txt")) if path.parent.name != SECOND]
    marked = [read_source(path)[1] for path in paths]
    assert sum(len(one.sentences) for one in marked) >= 1500
    total = sum((count_phenomena(one) for one in marked), start=count_phenomena(read_marked("")))
    few = {
        name: total[name]
        for name in {tag.replace("_", " ") for tag in TAGS} | set(SHOWN)
        if total[name] < ENOUGH
    }
    assert not few


def test_no_story_of_the_corpus_is_in_two_parts() -> None:
    parts: dict[str, set[str]] = {}
    for path in CORPUS.rglob("*.txt"):
        if path.parent.name != SECOND:
            parts.setdefault(path.stem.rpartition("-")[0], set()).add(path.parent.name)
    assert {story: found for story, found in parts.items() if len(found) > 1} == {}


def test_second_readings_have_the_words_of_the_first() -> None:
    firsts = {path.name: path for path in CORPUS.rglob("*.txt") if path.parent.name != SECOND}
    for path in sorted((CORPUS / SECOND).glob("*.txt")):
        assert read_article(path).text == read_article(firsts[path.name]).text


def test_a_reading_agrees_with_itself(tmp_path: Path) -> None:
    path = tmp_path / "bus-1.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    gold = read_article(path)
    compared = [compare_readings(gold, gold)]
    scores = [score for scorer in SCORERS.values() for score in scorer(compared)[0] if score.gold]
    assert {score.value for score in scores if score.name != "furniture dropped"} == {1.0}
    assert len(scores) > 12


def test_what_is_missed_and_made_up_lowers_recall_and_precision(tmp_path: Path) -> None:
    path = tmp_path / "bus-1.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    gold = read_article(path)
    other = GoldName(span=Span(0, 3), kind="PER", entity="nobody")
    names = (gold.names[0], replace(gold.names[1], kind="ORG"), other)
    scores, faults = SCORERS["mentions"]([compare_readings(gold, replace(gold, names=names))])
    by_name = {score.name: score for score in scores}
    assert by_name["span"].precision == pytest.approx(2 / 3)
    assert by_name["span"].recall == 1.0
    assert by_name["span and kind"].value == pytest.approx(2 * (1 / 3) * (1 / 2) / (1 / 3 + 1 / 2))
    assert sorted(fault.kind for fault in faults) == ["kind", "made up"]


def test_b_cubed_counts_by_name() -> None:
    # One entity of three names found as two and one: precision 1, recall (2/3 + 2/3 + 1/3) / 3.
    pairs = [(("s", "a"), ("s", "1")), (("s", "a"), ("s", "1")), (("s", "a"), ("s", "2"))]
    score = b_cubed(pairs)
    assert score.precision == 1.0
    assert score.recall == pytest.approx(5 / 9)


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        ("PT90M", "PT1H30M", True),
        ("P1W", "P7D", True),
        ("P1M", "P30D", False),
        ("2026-W38", "2026-09-14/2026-09-20", True),
        ("2026-09", "2026-09-14", False),
        ("PXD", "PXM", False),
    ],
)
def test_values_that_mean_one_time_are_one(one: str, other: str, are_same: bool) -> None:
    assert same_time(one, other) is are_same


def test_a_text_is_laid_over_gold_where_lines_were_dropped() -> None:
    gold, output = "এক দুই।\nবিজ্ঞাপন\nতিন চার।", "এক দুই।\nতিন  চার।"
    laid = lay(gold, output, [Span(0, 7), Span(8, len(output))])
    here, there = output.index("চার"), gold.index("চার")
    assert laid.output_span(Span(here, here + 3)) == laid.gold_span(Span(there, there + 3))
    dropped = laid.gold_span(Span(gold.index("বি"), gold.index("বি") + 8))
    assert not laid.kept & set(range(dropped.start, dropped.end))


def test_each_span_is_paired_once_and_the_best_first() -> None:
    assert pair([Span(0, 4), Span(4, 8)], [Span(0, 8), Span(4, 8)], 0.5) == [(1, 1), (0, 0)]


def test_an_article_that_is_none_counts_as_missed() -> None:
    name = GoldName(span=Span(0, 2), kind="PER", entity="x")
    nothing = GoldArticle(name="x-1.txt", story="x", text="12 34", published=None, outlet=None, names=(name,))
    scores, _ = measure([nothing], ["mentions"])
    assert scores[0].recall == 0.0


def test_articles_of_one_story_share_entities(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"bus-{number}.txt").write_text(ARTICLE, encoding="utf-8")
    compared = compare(read_corpus(tmp_path))
    known = [{mention.entity for mention in one.output.mentions if mention.entity} for one in compared]
    assert known[0] and known[0] == known[1]


def test_the_page_of_figures_says_what_was_measured() -> None:
    score = Score(layer="times", name="span", value=0.5, gold=4, output=4, precision=0.5, recall=0.5)
    measured = Measured.of("corpus/test", read_corpus(CORPUS / "dev")[:1], [score], [])
    page = write_report([measured], (), None, day="2026-11-22", version="1")
    assert "| times | span | 0.500 |" in page
    assert page == write_report([measured], (), None, day="2026-11-22", version="1")


def test_the_command_prints_figures_and_errors(tmp_path: Path) -> None:
    (tmp_path / "bus-1.txt").write_text(ARTICLE, encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", str(tmp_path), "--layer", "times", "--errors"])
    assert result.exit_code == 0
    assert "1 article" in result.output and "value right of gold" in result.output


def test_the_command_names_a_folder_without_gold(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(tmp_path)])
    assert result.exit_code == 2
    assert "holds neither marked files" in result.output
