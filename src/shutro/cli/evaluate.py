"""`shutro evaluate`."""

from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from shutro import __version__
from shutro.errors import InputError
from shutro.evaluate.agreement import agreement
from shutro.evaluate.corpus import SECOND
from shutro.evaluate.goldfolder import read_gold
from shutro.evaluate.measure import SCORERS, measure
from shutro.evaluate.report import Measured, folder_name, write_report
from shutro.evaluate.scores import Fault, Score

_CORPUS = Path("corpus/test")
_SECOND = Path("corpus") / SECOND
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("folders", nargs=-1, type=_FOLDER)
@click.option(
    "--layer", "layers", multiple=True, type=click.Choice(list(SCORERS)), help="Score only this layer."
)
@click.option("--errors", is_flag=True, help="List what was missed, made up, or has another value.")
@click.option(
    "--write", type=click.Path(dir_okay=False, path_type=Path), help="Write the page of figures here."
)
@click.option("--raw", type=_FOLDER, help="Where the raw files of a gold folder of JSON lines are.")
@click.option(
    "--published", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="TSV of their dates."
)
def evaluate(
    folders: tuple[Path, ...],
    layers: tuple[str, ...],
    *,
    errors: bool,
    write: Path | None,
    raw: Path | None,
    published: Path | None,
) -> None:
    """Hold annotation against the gold FOLDERS (corpus/test, where none is named) and print how good it is.

    A folder holds marked files as in corpus/, or gold files of JSON lines.
    """
    if not folders and not _CORPUS.is_dir():
        raise InputError("name a gold folder: there is no corpus/test here")
    console = Console()
    measured: list[Measured] = []
    for folder in folders or (_CORPUS,):
        articles = read_gold(folder, raw, published)
        scores, faults = measure(articles, layers or SCORERS)
        console.print(_table(f"{folder}: {len(articles)} article{'s' if len(articles) > 1 else ''}", scores))
        if errors:
            console.print(_list(faults))
        measured.append(Measured.of(folder_name(folder), articles, scores, faults))
    if write is not None:
        _write(write, measured)


def _write(path: Path, measured: list[Measured]) -> None:
    twice = agreement(_SECOND.parent)[:2] if _SECOND.is_dir() else None
    today = datetime.now(tz=UTC).date().isoformat()
    path.write_text(write_report(measured, (), twice, day=today, version=__version__), encoding="utf-8")


def _table(title: str, scores: list[Score]) -> Table:
    table = Table(title=title, title_justify="left")
    for column in ("layer", "figure", "value", "precision", "recall", "of gold", "put out"):
        table.add_column(column, justify="left" if column in {"layer", "figure"} else "right")
    for score in scores:
        exact = [score.value, score.precision, score.recall]
        counts = ["" if count is None else str(count) for count in (score.gold, score.output)]
        figures = ["" if figure is None else f"{figure:.3f}" for figure in exact]
        table.add_row(score.layer, score.name, *figures, *counts)
    return table


def _list(faults: list[Fault]) -> Table:
    table = Table(title="Errors, by layer and kind", title_justify="left")
    for column in ("layer", "kind", "article", "words", "gold", "output"):
        table.add_column(column, overflow="fold")
    for fault in sorted(faults, key=lambda one: (one.layer, one.kind, one.article)):
        table.add_row(fault.layer, fault.kind, fault.article, fault.words[:120], fault.gold, fault.output)
    return table
