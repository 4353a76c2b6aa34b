"""What feeds and sitemaps list, as records."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["feed", "sitemap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article that is listed: its canonical address, and what is said of it, with times in UTC."""

    address: str
    title: str = ""
    published: datetime | None = None
    changed: datetime | None = None

    @property
    def newest(self) -> datetime | None:
        """Return when it was published or changed last."""
        return max(filter(None, (self.published, self.changed)), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a feed or sitemap says; the entries are those with an address, each once, newest first."""

    kind: Kind
    title: str
    entries: tuple[Entry, ...]
    parts: tuple[Entry, ...] = ()  # the sitemaps that an index names


def ordered(entries: dict[str, Entry], most: int) -> tuple[Entry, ...]:
    """Return the newest entries; those without a time stand behind, in the order in which they came.

    Of too many without a time both ends are returned: nobody knows at which of them new ones are put.
    """
    newest = sorted(entries.values(), key=lambda one: -one.newest.timestamp() if one.newest else 0.0)
    dated = sum(one.newest is not None for one in newest)
    if len(newest) <= most or dated >= most:
        return tuple(newest[:most])
    half = (most - dated) // 2
    return (*newest[: most - half], *newest[len(newest) - half :])
