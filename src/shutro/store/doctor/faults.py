"""What a look at a library finds."""

from dataclasses import dataclass
from typing import Literal

import msgspec

Check = Literal[
    "file",
    "tables",
    "pages",
    "articles",
    "decisions",
    "marks",
    "taken down",
    "docs",
    "stories",
    "redirects",
    "index",
    "full text",
]
Remedy = Literal["made again", "file mended", "lost", "for you"]
# What reading a broken record raises; of a file that was cut, SQLite gives what is missing as nothing.
UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is not as it should be.

    Nothing can make again what is `lost`; `for you` is what people have to judge.
    """

    check: Check
    subject: str
    detail: str
    remedy: Remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One check: how much was looked at, and what was found."""

    check: Check
    looked: int
    faults: tuple[Fault, ...] = ()
