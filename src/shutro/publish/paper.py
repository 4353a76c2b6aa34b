"""A paper: what is taken along of a page, in words and sections, whether as Markdown or as PDF."""

from dataclasses import dataclass
from typing import Literal

from shutro.model import Agreement

Kind = Literal["plain", "said", "strong", "soft", "mark"]
Shape = Literal["points", "prose", "moments", "findings", "sources"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one kind: ours, those of a source, or numbers of reports; `to` is an address on the web."""

    words: str
    kind: Kind = "plain"
    to: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of several values that stand side by side, with who gives it."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a section with what stands under it; `mark` is its number or its time."""

    line: Line
    mark: str = ""
    tone: Agreement | None = None
    notes: tuple[Line, ...] = ()
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Figures in a table; the first column holds names."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Counts over time by class, the first two classes above the line and the others below it."""

    title: str
    note: str
    classes: tuple[str, ...]
    columns: tuple[tuple[str, tuple[int, ...]], ...]
    most: int
    scale: str  # the most, as the reader writes it


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Entries under a title, or figures; what the title of the paper names needs none."""

    title: str
    shape: Shape = "points"
    level: Literal[1, 2] = 1
    tone: Agreement | None = None
    note: str = ""
    entries: tuple[Entry, ...] = ()
    grid: Grid | None = None
    bars: Bars | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A titled paper in one language, with what it is made of and a caution at its foot."""

    title: str
    language: str
    digits: str
    site: str
    caution: str
    made: str  # by what, and when
    sections: tuple[Section, ...]
    facts: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
