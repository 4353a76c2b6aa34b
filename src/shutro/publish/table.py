"""Tables as CSV, safe to open in a spreadsheet."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

BOM = "\ufeff"  # by which some spreadsheets know that a file is UTF-8
_FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20"  # what a spreadsheet would take for the beginning of a formula
_CUTS = ("\t", "\r", "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells under names that stay the same in every language."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def to_csv(table: Table, *, bom: bool = False) -> str:
    """Return the table as CSV; no cell begins as a formula does."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(_plain(row) for row in table.rows)
    return (BOM if bom else "") + out.getvalue()


def _plain(row: Sequence[str]) -> list[str]:
    return [f"'{cell}" if _is_formula(cell) else cell for cell in row]


def _is_formula(cell: str) -> bool:
    """Say whether a spreadsheet might reckon with the cell; a sign alone it leaves as it is."""
    first = cell.lstrip(" \xa0")[:1]
    return len(cell) > 1 and (cell.startswith(_CUTS) or (bool(first) and first in _FORMULA))
