"""The stages of an archive in their order: files → shards → articles → stories by slices → what they say → tables."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from shutro.errors import ArchiveError
from shutro.scale.engine import Engine
from shutro.scale.inputs import Cuts, File, cut_file, find_inputs, shards_of
from shutro.scale.kept import digest_of, key_of, write_note
from shutro.scale.parquet import check_duckdb
from shutro.scale.reading import Read, ReadShard, read_articles
from shutro.scale.reducing import ReduceTables, reduce_table, reduce_tasks
from shutro.scale.rows import By, RowsPart
from shutro.scale.slices import GroupSlice, Sliced, find_continued, find_groups_of, slice_tasks
from shutro.scale.stages import Lost, Stage, Stages, Watch, pass_over
from shutro.scale.telling import TellChunk, Told, chunk_tasks, tell_chunk
from shutro.scale.writing import WriteFile, Written, file_tasks, write_file
from shutro.store.tombstones import OPEN, Barred
from shutro.store.version import archive_version

PAGES = 500  # of a shard
NOTE = "archive.json"
_WORK = ".work"


class InputNote(msgspec.Struct, frozen=True, kw_only=True):
    """A file that an archive was made from."""

    name: str
    digest: str


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive holds and what it was made from and by; it stands beside the tables."""

    schema: int = 1
    version: str
    by: By
    inputs: tuple[InputNote, ...]
    pages: int
    articles: int
    stories: int
    dropped: dict[str, int]
    rows: dict[str, int]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run came to."""

    note: Note
    stages: tuple[Stage[Any], ...]
    megabytes: float  # of pages that were read
    written: float  # MB of tables

    @property
    def lost(self) -> tuple[Lost, ...]:
        """Return the shards that came to nothing."""
        return tuple(one for stage in self.stages for one in stage.lost)


def make_archive(
    inputs: Sequence[Path],
    out: Path,
    engine: Engine,
    *,
    by: By = "month",
    pages: int = PAGES,
    barred: Barred = OPEN,
    watch: Watch = pass_over,
) -> Summary:
    """Make the tables of all articles and stories in the files; what an earlier run has done is not done again.

    The bytes of the tables do not depend on the engine, the number of workers, the size of shards, or on how often a
    run was broken off. Raises ArchiveError where there is nothing to read, or nothing can be written.
    """
    check_duckdb()
    files = find_inputs(inputs, pages, out.resolve())
    out = _folder(out)
    stages = Stages(engine=engine, folder=out / _WORK, watch=watch)
    version = archive_version()
    cut = stages.run("cut", cut_file, files, Cuts)
    files = [file for file in files if file.key not in {lost.key for lost in cut.lost}]
    read = _read(stages, files, cut, by, version, barred)
    grouped, told = _tell(stages, read, by, version)
    rows = [row for one in read.done for row in one.rows] + [row for one in told.done for row in one.rows]
    written, reduced = _write(stages, rows, out, by, version)
    every: tuple[Stage[Any], ...] = (cut, read, grouped, told, written, reduced)
    tables = (*written.done, *reduced.done)
    _sweep(out, every, tables)
    note = _note(files, cut, read, told, by, version, tables, every)
    write_note(out / NOTE, note)
    megabytes, written_bytes = sum(one.megabytes for one in read.done), sum(one.bytes for one in tables)
    return Summary(note=note, stages=every, megabytes=megabytes, written=written_bytes / 1e6)


def _folder(out: Path) -> Path:
    """Return the folder, made where it is missing; the note goes, which says that the tables are whole."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / NOTE).unlink(missing_ok=True)
    except OSError as error:
        raise ArchiveError(f"{out}: cannot be written: {error.strerror}") from error
    return out.resolve()


def _read(
    stages: Stages, files: Sequence[File], cut: Stage[Cuts], by: By, version: str, barred: Barred
) -> Stage[Read]:
    folder = str(stages.place("read"))
    shards = shards_of(files, cut.done, key_of(version, by, *sorted(barred.reasons)))
    tasks = [ReadShard(shard=shard, folder=folder, by=by, barred=barred) for shard in shards]
    return stages.run("read", read_articles, tasks, Read, _has_file)


def _tell(stages: Stages, read: Stage[Read], by: By, version: str) -> tuple[Stage[Sliced], Stage[Told]]:
    hours = [hour for one in read.done for hour in one.hours]
    tasks = slice_tasks(hours, version, str(stages.place("group")))
    grouped = stages.run("group", find_groups_of, tasks, Sliced, _has_file)
    continued = find_continued(grouped.done)
    chunks = chunk_tasks(grouped.done, continued, version, str(stages.place("tell")), by)
    return grouped, stages.run("tell", tell_chunk, chunks, Told, _has_file)


def _write(
    stages: Stages, rows: Sequence[RowsPart], out: Path, by: By, version: str
) -> tuple[Stage[Written], Stage[Written]]:
    spill = stages.place("spill")
    written = stages.run("write", write_file, file_tasks(rows, by, version, out, spill), Written, _is_written)
    tasks = reduce_tasks(written.done, by, version, out, spill)
    return written, stages.run("reduce", reduce_table, tasks, Written, _is_written)


def _note(
    files: Sequence[File],
    cut: Stage[Cuts],
    read: Stage[Read],
    told: Stage[Told],
    by: By,
    version: str,
    tables: Sequence[Written],
    stages: Sequence[Stage[Any]],
) -> Note:
    pairs = zip(files, cut.done, strict=True)
    return Note(
        version=version,
        by=by,
        inputs=tuple(InputNote(name=file.label, digest=one.digest) for file, one in pairs),
        pages=sum(one.pages for one in read.done),
        articles=sum(one.articles for one in told.done),
        stories=sum(one.stories for one in told.done),
        dropped=_sum(one.dropped for one in read.done),
        rows=_sum({one.kind: one.rows} for one in tables),
        lost=tuple(f"{one.stage} {one.shard}: {one.reason}" for stage in stages for one in stage.lost),
    )


def _has_file(task: ReadShard | GroupSlice | TellChunk, note: object) -> bool:  # noqa: ARG001
    return (Path(task.folder) / f"{task.key}.bin").exists()


def _is_written(task: WriteFile | ReduceTables, note: Written) -> bool:
    place = Path(task.folder) / note.path
    return place.exists() and place.stat().st_size == note.bytes and digest_of(place) == note.digest


def _sum(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(sorted(total.items()))


def _sweep(out: Path, stages: Iterable[Stage[Any]], written: Iterable[Written]) -> None:
    """Remove tables and what was on the way of runs over other files or by other code."""
    current = {out / one.path for one in written}
    for place in out.glob("*/**/*.parquet"):
        if _WORK not in place.parts and place not in current:
            place.unlink()
    for stage in stages:
        for place in (out / _WORK / stage.name).iterdir():
            if place.stem not in stage.keys:
                place.unlink()
