"""Dates, outlets and addresses that the user gives for articles whose pages lack them."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import regex

from shutro.errors import DatesError

_DATE = regex.compile(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
    r"(?:Z|[+-]\d\d:?\d\d)?)?)?)?[~?%]?",
    regex.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenArticle:
    """What the user says of one file."""

    published: str | None = None
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user says of files, by file name, and a date for all others."""

    by_file: Mapping[str, GivenArticle] = field(default_factory=dict)
    published: str | None = None

    def of(self, name: str) -> GivenArticle:
        """Return what is given for the file of this name or path."""
        return self.by_file.get(Path(name).name) or GivenArticle(published=self.published)


def read_given(value: str | None) -> Given:
    """Return what `--published` says: a date, or a TSV with the columns file and published (outlet and url too).

    Raises DatesError where it is neither, naming the line at fault.
    """
    if value is None:
        return Given()
    if is_date(value):
        return Given(published=value.replace(" ", "T"))
    path = Path(value)
    if not _is_file(path):
        raise DatesError(f"{value!r} is neither a date such as 2023-09-17 nor a TSV file")
    return Given(by_file=_rows(path))


def is_date(value: str) -> bool:
    """Say whether the words are a year, month, day or minute in ISO 8601, with or without a mark of doubt."""
    if not _DATE.fullmatch(value):
        return False
    year, month, day = (int(part) for part in (value[:10].rstrip("~?%") + "-01-01").split("-")[:3])
    return year >= 1 and day <= monthrange(year, month)[1]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that is too long, or has a zero in it
        return False


def _rows(path: Path) -> dict[str, GivenArticle]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DatesError(f"{path}: cannot be read as UTF-8: {error}") from error
    head, *lines = (line.rstrip("\r").split("\t") for line in text.split("\n"))
    if not {"file", "published"} <= set(head):
        raise DatesError(f"{path}: needs the tab-separated columns 'file' and 'published' in its first line")
    rows: dict[str, GivenArticle] = {}
    for number, line in enumerate(lines, start=2):
        row = {column: cell.strip() for column, cell in zip(head, line, strict=False)}
        date = row.get("published", "")
        if date and not is_date(date):
            raise DatesError(f"{path}:{number}: {date!r} is no date such as 2023-09-17 or 2023-09-17T08:30")
        rows[row["file"]] = GivenArticle(
            published=date.replace(" ", "T") or None,
            outlet=row.get("outlet") or None,
            url=row.get("url") or None,
        )
    return rows
