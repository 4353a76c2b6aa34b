"""How a watch goes about its work."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from shutro.fetch.client import Limits
from shutro.fetch.guard import Guard
from shutro.fetch.visit import Manners
from shutro.store.listed import Portion

EVERY = 300.0
_HOURS = (0.5, 2.0, 8.0, 24.0)


def turns_of(library: Path) -> Path:
    """Return the folder by which the watch and the desk of a library do not ask one host at the same time."""
    return library.with_name(f"{library.name}-hosts")


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """What may be asked, how often, and how much at once."""

    every: float = EVERY  # seconds between two askings of a source
    again: tuple[float, ...] = tuple(3600 * hours for hours in _HOURS)  # when a page is looked at once more
    hosts: int = 16  # that are asked at the same time
    back: timedelta = timedelta(days=3)  # how old what a source lists may be
    most: Portion = field(default_factory=Portion)
    parts: int = 8  # sitemaps of an index that are read, the newest
    tries: int = 6  # until a page that cannot be had for a while is given up
    guard: Guard = field(default_factory=Guard)
    limits: Limits = field(default_factory=Limits)
    manners: Manners = field(default_factory=Manners)
