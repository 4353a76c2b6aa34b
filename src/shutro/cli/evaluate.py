"""`shutro evaluate`."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.box import SIMPLE_HEAD
from rich.table import Table

from shutro import __version__
from shutro.cli.showing import make_console
from shutro.errors import InputError
from shutro.evaluate.agreement import agreement
from shutro.evaluate.baselines import run_baselines
from shutro.evaluate.corpus import SECOND
from shutro.evaluate.goldfolder import read_gold
from shutro.evaluate.labelled import holds_labelled, measure_labelled
from shutro.evaluate.measure import SCORERS, compare, score
from shutro.evaluate.probe import run_probe
from shutro.evaluate.report import Baseline, Measured, Probed, baseline_rows, folder_name, write_report
from shutro.evaluate.reprints import holds_printed, measure_reprints, read_printed
from shutro.evaluate.scores import Fault, Score
from shutro.evaluate.storylayers import STORY_LAYERS, Measure, measure_stories
from shutro.evaluate.storyreport import StorySet, write_labelled, write_stories
from shutro.evaluate.storysets import holds_stories
from shutro.examples import EXAMPLES_FOLDER

_CORPUS = Path("corpus/test")
_SECOND = Path("corpus") / SECOND
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_WORDS = 120  # characters of an error that are shown


@click.command()
@click.argument("folders", nargs=-1, type=_FOLDER)
@click.option(
    "--layer",
    "layers",
    multiple=True,
    type=click.Choice([*SCORERS, *STORY_LAYERS]),
    help="Score only this layer; those of stories are " + ", ".join(STORY_LAYERS) + ".",
)
@click.option("--errors", is_flag=True, help="List what was missed, made up, or has another value.")
@click.option("--baselines", is_flag=True, help="Score other tools on the same articles, those installed.")
@click.option("--probe", type=_FILE, help="Read this TSV of sentences and the values of their times, too.")
@click.option(
    "--write", type=click.Path(dir_okay=False, path_type=Path), help="Write the page of figures here."
)
@click.option("--raw", type=_FOLDER, help="Where the raw files of a gold folder of JSON lines are.")
@click.option("--published", type=_FILE, help="TSV of their dates.")
def evaluate(
    folders: tuple[Path, ...],
    layers: tuple[str, ...],
    *,
    errors: bool,
    baselines: bool,
    probe: Path | None,
    write: Path | None,
    raw: Path | None,
    published: Path | None,
) -> None:
    """Hold annotation and stories against the FOLDERS that say what is in them, and print how good they are.

    A folder holds marked files as in corpus/, gold files of JSON lines, stories as in stories/dev, or gathered articles
    among which copies are found. Without a folder it is corpus/test, of stories the bundled ones.
    """
    if folders and not layers and all(map(holds_printed, folders)):
        return _evaluate_reprints(folders)
    if _is_of_stories(folders, layers):
        return _evaluate_stories(folders or (EXAMPLES_FOLDER,), layers or list(STORY_LAYERS), write)
    console = make_console()
    measured: list[Measured] = []
    others: list[Baseline] = []
    for folder in folders or _corpus():
        articles = read_gold(folder, raw, published)
        name = folder_name(folder)
        all_compared = compare(articles)
        scores, faults = score(all_compared, layers or SCORERS)
        measured.append(Measured.of(name, articles, scores, faults))
        console.print(_scores(f"{name}: {len(articles)} article{'s' if len(articles) > 1 else ''}", scores))
        if errors:
            console.print(_list(faults))
        if baselines:
            found = list(run_baselines(all_compared, name, layers or SCORERS))
            console.print(_others(found, measured))
            others += found
    if probed := list(run_probe(probe, with_tools=baselines)) if probe else []:
        console.print(_probed(probed))
    if write is not None:
        _write(write, measured, others, probed)


def _corpus() -> tuple[Path]:
    if not _CORPUS.is_dir():
        raise InputError("name a gold folder: there is no corpus/test here")
    return (_CORPUS,)


def _is_of_stories(folders: Sequence[Path], layers: Sequence[str]) -> bool:
    """Say whether layers of stories are asked for, or all folders hold some and no layer is named."""
    if layers:
        return any(layer in STORY_LAYERS for layer in layers)
    return bool(folders) and all(holds_stories(folder) for folder in folders)


def _evaluate_stories(folders: Sequence[Path], layers: Sequence[str], write: Path | None) -> None:
    """Print, and write where it is asked for, how good the stories made of the folders' articles are."""
    today = datetime.now(tz=UTC).date().isoformat()
    page = write.read_text(encoding="utf-8") if write is not None and write.is_file() else ""
    if all(map(holds_labelled, folders)):
        measures = [measure for folder in folders for measure in measure_labelled(folder)]
        _print_measures(measures)
        if write is not None:
            write.write_text(write_labelled(page, measures, day=today, version=__version__), encoding="utf-8")
        return
    sets = [StorySet.of(folder) for folder in folders]
    for one in sets:
        _print_measures(measure_stories(one.told, layers), f"{one.name}: ")
    if write is not None:
        write.write_text(write_stories(page, sets, day=today, version=__version__), encoding="utf-8")


def _evaluate_reprints(folders: Sequence[Path]) -> None:
    """Print how well copies are found among articles that were gathered and not marked."""
    console = make_console()
    for folder in folders:
        measure = measure_reprints(read_printed(folder))
        table = _table(f"{folder_name(folder)}: {measure.title}", measure.head[:1], measure.head[1:])
        for row in measure.rows:
            table.add_row(*row)
        console.print(table)


def _print_measures(measures: Iterable[Measure], where: str = "") -> None:
    console = make_console()
    for measure in measures:
        table = _table(f"{where}{measure.title}", measure.head[:2], measure.head[2:])
        for row in measure.rows:
            table.add_row(*row)
        console.print(table)


def _write(
    path: Path, measured: Sequence[Measured], others: Sequence[Baseline], probed: Sequence[Probed]
) -> None:
    twice = agreement(_SECOND.parent)[:2] if _SECOND.is_dir() else None
    today = datetime.now(tz=UTC).date().isoformat()
    page = write_report(measured, others, twice, probed, day=today, version=__version__)
    path.write_text(page, encoding="utf-8")


def _table(title: str, left: Iterable[str], right: Iterable[str] = ()) -> Table:
    """Return an empty table whose columns do not wrap, the figures to the right."""
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for column in left:
        table.add_column(column, no_wrap=True)
    for column in right:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _scores(title: str, scores: Sequence[Score]) -> Table:
    table = _table(title, ("layer", "figure"), ("value", "precision", "recall", "gold", "put out"))
    before = ""
    for one, after in zip(scores, [*scores[1:], None], strict=True):
        figures = [
            "" if figure is None else f"{figure:.3f}" for figure in (one.value, one.precision, one.recall)
        ]
        counts = ["" if count is None else str(count) for count in (one.gold, one.output)]
        layer = "" if one.layer == before else one.layer
        ends = after is None or after.layer != one.layer
        table.add_row(layer, one.name, *figures, *counts, end_section=ends)
        before = one.layer
    return table


def _others(found: Sequence[Baseline], measured: Sequence[Measured]) -> Table:
    title = f"{measured[-1].name}: other tools on the same articles"
    table = _table(title, ("layer", "figure", "tool"), ("its value", "Shutro's"))
    for _, *row in baseline_rows([base for base in found if not base.failure], measured):
        table.add_row(*row)
    failures = [f"{base.tool} did not run: {base.failure}" for base in found if base.failure]
    table.caption, table.caption_justify = "\n".join(failures), "left"
    return table


def _probed(probed: Iterable[Probed]) -> Table:
    table = _table("Probe of times", ("tool",), ("right",))
    for one in probed:
        table.add_row(one.tool, one.failure or f"{one.right} of {one.whole}")
    return table


def _list(faults: Iterable[Fault]) -> Table:
    table = Table(title="Errors, by layer and kind", title_justify="left")
    for column in ("layer", "kind", "article", "words", "gold", "output"):
        table.add_column(column, overflow="fold")
    for fault in sorted(faults, key=lambda one: (one.layer, one.kind, one.article)):
        table.add_row(fault.layer, fault.kind, fault.article, fault.words[:_WORDS], fault.gold, fault.output)
    return table
