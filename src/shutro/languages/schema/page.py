"""The shape of `page.toml`: what on a page is furniture, and how its date lines are written."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """A pattern of page furniture; `<name>` in it stands for the words or the pattern of that name."""

    name: str
    reason: Literal[
        "nav", "ad", "source-link", "comment", "share", "follow", "stamp", "footer", "related", "picture"
    ]
    find: str
    goes: tuple[str, ...]  # whole lines for a line rule; for one inside a line, lines of which a part goes
    stays: tuple[str, ...] = ()  # lines that look alike and belong to the article
    needs: tuple[tuple[str, ...], ...] = ()  # of each list the line must hold one; 0 stands for any digit


@dataclass(frozen=True, slots=True)
class PageTable:
    """Patterns of whole lines, of parts of lines, and of headings above lists of other articles."""

    words: dict[str, tuple[str, ...]]
    patterns: dict[str, str]  # <months>, <halves> and <parts> in them stand for the keys below
    months: dict[str, int]
    halves: dict[str, int]  # words for before and after noon, to the hours they add
    parts: dict[str, int]  # parts of the day, to the first hour of each
    line: tuple[FurnitureRule, ...]
    inside: tuple[FurnitureRule, ...]
    heading: tuple[FurnitureRule, ...]  # lines after which the titles of other articles stand
    keep: tuple[str, ...]  # beginnings of lines that are no such title
    stamp: dict[str, str]  # date lines of pages, to the value that is read
