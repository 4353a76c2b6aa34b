"""Parquet in and out, by DuckDB; needs the extra `archive`."""

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from shutro.errors import ExtraError

_ROWS = 20_480  # of a row group
_MEMORY = "600MB"  # more than that goes to the disk
_AT_ONCE = 100  # rows that are fetched
_LONGEST = 64 * 1024 * 1024  # bytes of one row


def check_duckdb() -> None:
    """Raise ExtraError where DuckDB is not installed."""
    if find_spec("duckdb") is None:
        raise ExtraError("archives need DuckDB: pip install 'shutro[archive]'")


def open_duckdb(spill: Path | None = None) -> Any:
    """Return a connection that works in memory, with one thread, so that rows come in one order; it loads nothing."""
    check_duckdb()
    settings = {
        "threads": 1,
        "memory_limit": _MEMORY,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "temp_directory": str(spill) if spill else "",
    }
    return import_module("duckdb").connect(":memory:", config=settings)


@lru_cache(maxsize=1)
def _opened(spill: Path | None = None) -> Any:
    """Return the one connection that this process keeps: to open and close it takes longer than to write most files.

    What does not fit in memory goes to a folder of this process, which DuckDB makes when it is needed.
    """
    return open_duckdb(spill / f"process-{os.getpid()}" if spill else None)


def count_rows(path: Path, spill: Path | None = None) -> int:
    """Return how many rows a file of Parquet has."""
    with _opened(spill).cursor() as connection:
        (rows,) = connection.execute("SELECT count(*) FROM read_parquet(?)", [str(path)]).fetchone()
        return int(rows)


def read_rows(path: Path, start: int, end: int | None) -> Iterator[Mapping[str, object]]:
    """Yield the rows from a place up to another, each as its columns."""
    last = count_rows(path) if end is None else end
    query = "SELECT * EXCLUDE file_row_number FROM read_parquet(?, file_row_number = true)"
    with _opened().cursor() as connection:
        found = connection.execute(
            f"{query} WHERE file_row_number BETWEEN ? AND ?", [str(path), start, last - 1]
        )
        names = [column[0] for column in found.description]
        while some := found.fetchmany(_AT_ONCE):
            for row in some:
                yield dict(zip(names, row, strict=True))


def write_table(lines: Path, columns: Mapping[str, str], target: Path, spill: Path) -> None:
    """Write lines of JSON as Parquet, in their order."""
    with _opened(spill).cursor() as connection:
        rows = connection.read_json(
            str(lines), columns=dict(columns), format="newline_delimited", maximum_object_size=_LONGEST
        )
        rows.write_parquet(str(target), compression="zstd", row_group_size=_ROWS)


def write_query(query: str, by: str, folder: Path, target: Path, spill: Path) -> int:
    """Write what a query finds in the tables of a folder as Parquet, and return how many rows it is.

    In the query, names of tables and `by` stand in braces.
    """
    with _opened(spill).cursor() as connection:
        tables = {place.name: _table(place) for place in folder.iterdir() if place.is_dir()}
        rows = connection.sql(query.format(by=by, **tables))
        rows.write_parquet(str(target), compression="zstd", row_group_size=_ROWS)
    return count_rows(target, spill)


def _table(folder: Path) -> str:
    place = str(folder / "*" / "*.parquet").replace("'", "''")
    return f"read_parquet('{place}', hive_partitioning = true, hive_types_autocast = false)"
