"""`shutro archive`: years of pages as tables of articles and stories, on one machine or many."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from shutro.cli.reading import complain, ending_on_errors, plain
from shutro.cli.showing import make_console
from shutro.scale.archive import PAGES, Summary, make_archive
from shutro.scale.cluster import RayEngine
from shutro.scale.engine import Engine, LocalEngine
from shutro.scale.rows import By
from shutro.scale.stages import Watch
from shutro.store.opening import open_library
from shutro.store.tombstones import OPEN, Barred, read_barred

_INCOMPLETE = 1
_STAGES = {
    "cut": "Cutting files",
    "read": "Reading pages",
    "group": "Finding stories",
    "tell": "Telling stories",
    "write": "Writing tables",
    "reduce": "Reducing tables",
}


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="IN...", type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Folder of the tables."
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    help="Who works: local (default), or ray.",
)
@click.option("--workers", type=click.IntRange(min=1), help="As many at once; by default one a core.")
@click.option(
    "--ray-address", metavar="ADDRESS", help="Of a cluster that runs; without it, one is started here."
)
@click.option(
    "--by", type=click.Choice(["month", "day"]), default="month", help="How tables are laid in files."
)
@click.option(
    "--shard",
    type=click.IntRange(min=1),
    default=PAGES,
    show_default=True,
    help="Pages that one worker takes.",
)
@click.option(
    "--library",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Leave out what was taken down from this library.",
)
def archive(
    inputs: tuple[Path, ...],
    out: Path,
    engine: str,
    workers: int | None,
    ray_address: str | None,
    by: By,
    shard: int,
    library: Path | None,
) -> None:
    """Read an archive of pages and write all articles and stories in it as Parquet.

    IN are WARC files (.warc, .warc.gz), lines of JSON (.jsonl), Parquet, or folders of them. After an interruption the
    same command carries on. On a cluster all nodes must see the files and DIR under the same paths. The status is 0
    where all was read, 1 where some shards were lost, 2 where nothing could be done.
    """
    if ray_address and engine != "ray":
        raise click.UsageError("--ray-address goes with --engine ray")
    with ending_on_errors(), _engine(engine, workers, ray_address) as at_work, _shown() as watch:
        barred = _barred(library)
        summary = make_archive(inputs, out, at_work, by=by, pages=shard, barred=barred, watch=watch)
    make_console().print(_table(summary))
    for lost in summary.lost:
        complain(f"{_STAGES[lost.stage].lower()}: {lost.shard} was lost: {lost.reason}")
    if summary.lost:
        sys.exit(_INCOMPLETE)


def _barred(library: Path | None) -> Barred:
    if library is None:
        return OPEN
    with open_library(library) as connection:
        return read_barred(connection)


def _engine(name: str, workers: int | None, address: str | None) -> AbstractContextManager[Engine]:
    if name == "ray":
        return RayEngine(workers, address)
    return LocalEngine(workers or os.cpu_count() or 1)


@contextmanager
def _shown() -> Iterator[Watch]:
    """Give what is to be told how far the stages are, and show it where there is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def watch(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(_STAGES[stage], total=total)
            bar.update(tasks[stage], completed=done)

        yield watch


def _table(summary: Summary) -> Table:
    """Return what a run came to: pages, what was dropped, articles, stories, and what each stage took."""
    note = summary.note
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    table.add_row("Pages", f"{note.pages:,}", f"{summary.megabytes:,.1f} MB")
    for reason, count in sorted(note.dropped.items(), key=lambda one: (-one[1], one[0])):
        table.add_row("  dropped", f"{count:,}", plain(reason))
    table.add_row("Articles", f"{note.articles:,}")
    table.add_row("Stories", f"{note.stories:,}")
    table.add_row("Rows", f"{sum(note.rows.values()):,}", f"{summary.written:,.1f} MB of Parquet")
    for stage in summary.stages:
        what = [
            f"{len(stage.done):,} {'shard' if len(stage.done) == 1 else 'shards'}",
            f"{stage.known:,} done before" if stage.known else "",
        ]
        what += [
            f"{stage.again:,} tried again" if stage.again else "",
            f"{len(stage.lost):,} lost" if stage.lost else "",
        ]
        what += [f"{stage.peak:,.0f} MB at most" if stage.peak else ""]
        table.add_row(_STAGES[stage.name], f"{stage.seconds:,.1f} s", ", ".join(filter(None, what)))
    return table
