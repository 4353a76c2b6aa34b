"""Rows of tables as they are kept until all are there: by table and month or day, in parts of one file."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from shutro.scale.kept import Part, add_bytes
from shutro.scale.tables import UNDATED, Row

By = Literal["month", "day"]
_MONTH = len("2026-11")


class RowsPart(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of one table that are laid together; `bytes` is how many there are, unpacked."""

    kind: str
    laid: str  # "2026-11", or "2026-11-14" where they are laid by day
    bytes: int
    part: Part


def add_rows(file: BinaryIO, path: Path, rows: Iterable[Row], by: By) -> tuple[RowsPart, ...]:
    """Append rows to a file, those of one table and month or day together, and return where they stand."""
    lines: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    for row in rows:
        laid = row.day if by == "day" or row.day == UNDATED else row.day[:_MONTH]
        lines[row.kind, laid].append(row.line)
    return tuple(
        _part(file, path, kind, laid, b"\n".join([*some, b""]), len(some))
        for (kind, laid), some in sorted(lines.items())
    )


def _part(file: BinaryIO, path: Path, kind: str, laid: str, plain: bytes, count: int) -> RowsPart:
    part = add_bytes(file, path, plain, count)
    return RowsPart(kind=kind, laid=laid, bytes=len(plain), part=part)
