"""The tables as Parquet: the rows of all shards laid by table and month or day."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from shutro.scale.kept import digest_of, key_of, read_bytes
from shutro.scale.parquet import write_table
from shutro.scale.rows import By, RowsPart
from shutro.scale.tables import KINDS, UNDATED, columns_of

_LARGEST = 192 * 1024 * 1024  # bytes of rows, unpacked, that come to one file


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A file of Parquet; `path` is below the folder of the archive."""

    path: str
    kind: str
    rows: int
    bytes: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteFile:
    """Rows that come to one file."""

    key: str
    kind: str
    path: str
    parts: tuple[RowsPart, ...]
    folder: str  # of the archive
    spill: str  # for what is on the way

    def __str__(self) -> str:
        return self.path


def file_tasks(rows: Sequence[RowsPart], by: By, version: str, folder: Path, spill: Path) -> list[WriteFile]:
    """Return the files that rows come to; each table has one at least."""
    laid: dict[tuple[str, str], list[RowsPart]] = {}
    for one in rows:
        laid.setdefault((one.kind, one.laid), []).append(one)
    for kind in KINDS.keys() - {kind for kind, _ in laid}:
        laid[kind, UNDATED] = []
    tasks = []
    for (kind, day), some in sorted(laid.items()):
        for number, parts in enumerate(_filled(some)):
            path = f"{kind}/{by}={day}/part-{number:05}.parquet"
            key = key_of(version, path, parts)
            tasks.append(
                WriteFile(
                    key=key, kind=kind, path=path, parts=tuple(parts), folder=str(folder), spill=str(spill)
                )
            )
    return tasks


def write_file(task: WriteFile) -> Written:
    """Write the file and return what it has come to."""
    target, way = Path(task.folder) / task.path, Path(task.spill) / task.key
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(way, ignore_errors=True)
    way.mkdir(parents=True)
    lines, unfinished = way / "rows.jsonl", way / "rows.parquet"
    with lines.open("wb") as file:
        for one in task.parts:
            file.write(read_bytes(one.part))
    write_table(lines, columns_of(KINDS[task.kind]), unfinished, Path(task.spill))
    written = Written(
        path=task.path,
        kind=task.kind,
        rows=sum(one.part.count for one in task.parts),
        bytes=unfinished.stat().st_size,
        digest=digest_of(unfinished),
    )
    unfinished.replace(target)
    shutil.rmtree(way, ignore_errors=True)
    return written


def _filled(parts: Sequence[RowsPart]) -> Iterator[list[RowsPart]]:
    """Yield parts in their order, as many as come to one file."""
    some: list[RowsPart] = []
    for one in parts:
        some.append(one)
        if sum(part.bytes for part in some) >= _LARGEST:
            yield some
            some = []
    if some or not parts:
        yield some
