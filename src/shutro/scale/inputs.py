"""What an archive is read from: WARC, lines of JSON and Parquet, cut into shards and read page by page."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from shutro.errors import ArchiveError
from shutro.ingest.limits import LARGEST
from shutro.ingest.warc import Captured, find_offsets, is_warc, page_of, read_captured
from shutro.model import Dropped, Page
from shutro.scale.kept import digest_of, key_of
from shutro.scale.parquet import count_rows, read_rows

Kind = Literal["warc", "lines", "parquet"]
_ENDINGS: dict[str, Kind] = {".jsonl": "lines", ".ndjson": "lines", ".parquet": "parquet"}


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file of an archive; `label` is its path below what the user named."""

    path: str
    label: str
    kind: Kind
    size: int
    changed: int  # by which a file that was cut before is known again
    every: int  # pages of a shard

    @property
    def key(self) -> str:
        """Return the name of the cuts of this file."""
        return key_of(self)

    def __str__(self) -> str:
        return self.label


class Cuts(msgspec.Struct, frozen=True, kw_only=True):
    """What a file holds, by its digest, and where its shards begin."""

    digest: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A part of a file, from a place up to another; `order` is where it stands among all."""

    key: str
    order: int
    path: str
    label: str
    kind: Kind
    start: int
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of an archive, or what is none; `record` is where it stands, `fetched` the day on which it was."""

    page: Page | Dropped
    record: str
    fetched: str | None = None


def find_inputs(paths: Sequence[Path], every: int, out: Path | None = None) -> list[File]:
    """Return the files of an archive in the order of their names; folders are walked, but for the one that is written.

    Raises ArchiveError where a path is nothing that can be read, or there is no file at all.
    """
    found = [(path, place) for path in paths for place in _walk(path)]
    files = [_file(*one, every) for one in found if out is None or out not in one[1].resolve().parents]
    if not files:
        raise ArchiveError(f"{paths[0]}: holds no .warc.gz, .jsonl or .parquet file")
    return sorted(files, key=lambda file: (file.label, file.path))


def cut_file(file: File) -> Cuts:
    """Return the digest of a file and where its shards begin."""
    path = Path(file.path)
    starts = {"warc": find_offsets, "lines": _find_lines, "parquet": _find_rows}[file.kind](path, file.every)
    return Cuts(digest=digest_of(path), starts=starts)


def shards_of(files: Sequence[File], cuts: Sequence[Cuts], version: str) -> list[Shard]:
    """Return the shards of all files; of files with the same bytes, those of the first."""
    shards: list[Shard] = []
    seen: set[str] = set()
    for file, cut in zip(files, cuts, strict=True):
        if cut.digest in seen:
            continue
        seen.add(cut.digest)
        for start, end in zip(cut.starts, (*cut.starts[1:], None), strict=True):
            shards.append(
                Shard(
                    key=key_of(version, cut.digest, file.label, file.kind, start, end),
                    order=len(shards),
                    path=file.path,
                    label=file.label,
                    kind=file.kind,
                    start=start,
                    end=end,
                )
            )
    return shards


def read_shard(shard: Shard) -> Iterator[Found]:
    """Yield the pages of a shard, and what is none with the reason."""
    return {"warc": _read_warc, "lines": _read_lines, "parquet": _read_rows}[shard.kind](shard)


def _walk(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise ArchiveError(f"{path}: there is no such file or folder")
    if not path.is_dir():
        if _kind(path) is None:
            raise ArchiveError(f"{path}: is no .warc.gz, .jsonl or .parquet file")
        yield path
        return
    for place in sorted(path.rglob("*")):
        if place.is_file() and _kind(place) is not None:
            yield place


def _kind(path: Path) -> Kind | None:
    return "warc" if is_warc(path) else _ENDINGS.get(path.suffix.lower())


def _file(path: Path, place: Path, every: int) -> File:
    state = place.stat()
    label = place.name if path == place else place.relative_to(path).as_posix()
    if not str(place.resolve()).isprintable():
        raise ArchiveError(f"{place!r}: has a name that cannot be written down; give it another one")
    return File(
        path=str(place.resolve()),
        label=label,
        kind=_kind(place) or "lines",
        size=state.st_size,
        changed=state.st_mtime_ns,
        every=every,
    )


def _read_warc(shard: Shard) -> Iterator[Found]:
    for found in read_captured(Path(shard.path), shard.start, shard.end):
        if isinstance(found, Captured):
            yield Found(
                page=page_of(found),
                record=f"{shard.label}@{found.offset}",
                fetched=found.fetched[:10] or None,
            )
        else:
            yield Found(
                page=replace(found, text=found.text.replace(shard.path, shard.label)), record=shard.label
            )


def _find_lines(path: Path, every: int) -> tuple[int, ...]:
    """Return where lines begin, one of so many."""
    starts, number, place = [0], 0, 0
    with path.open("rb") as file:
        for line in file:
            place += len(line)
            number += 1
            if number % every == 0:
                starts.append(place)
    return tuple(start for start in starts if start < place) or (0,)


def _read_lines(shard: Shard) -> Iterator[Found]:
    with Path(shard.path).open("rb") as file:
        file.seek(shard.start)
        place = shard.start
        while (shard.end is None or place < shard.end) and (line := file.readline(LARGEST + 1)):
            record, place = f"{shard.label}@{place}", place + len(line)
            if len(line) > LARGEST:
                while line and not line.endswith(b"\n"):
                    line = file.readline(LARGEST)
                    place += len(line)
                yield Found(page=_too_large(record), record=record)
            elif line.strip():
                yield Found(page=_row_page(record, line), record=record)


def _find_rows(path: Path, every: int) -> tuple[int, ...]:
    return tuple(range(0, count_rows(path), every)) or (0,)


def _read_rows(shard: Shard) -> Iterator[Found]:
    """Yield the rows of Parquet as lines of JSON are; a column `html` holds pages."""
    for number, row in enumerate(read_rows(Path(shard.path), shard.start, shard.end), shard.start):
        record = f"{shard.label}@{number}"
        yield Found(page=_page_of_row(record, row), record=record)


def _page_of_row(record: str, row: Mapping[str, object]) -> Page | Dropped:
    html = row.get("html")
    if html:
        raw = html if isinstance(html, bytes) else str(html).encode(errors="replace")
        name = str(row.get("url") or record)
        return _page(name, raw, "html") if len(raw) <= LARGEST else _too_large(record)
    plain = {name: str(value) for name, value in row.items() if value is not None}
    return _row_page(record, msgspec.json.encode(plain))


def _row_page(record: str, line: bytes) -> Page:
    return _page(record, line, "json")


def _page(name: str, raw: bytes, media: Literal["html", "json"]) -> Page:
    return Page(digest=hashlib.sha256(raw).hexdigest(), raw=raw, name=name, media=media)


def _too_large(record: str) -> Dropped:
    reason = f"is too large; an article has at most {LARGEST / 1e6:.0f} MB"
    return Dropped(text=record, stage="ingest", reason=reason)
