"""What a site allows programs to ask for, by its robots.txt."""

from dataclasses import dataclass

from protego import Protego

from shutro.fetch.client import AGENT

_LARGEST = 512 * 1024  # bytes that are read; RFC 9309 asks for 500 kibibytes
_SLOWEST = 120.0  # seconds between two requests that we let a site ask for


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a site; without a file everything is allowed."""

    file: Protego | None = None
    closed: str = ""  # why the site could not say: until it does, nothing is asked

    def allow(self, address: str) -> bool:
        """Return whether we may ask for an address of the site."""
        return not self.closed and (self.file is None or self.file.can_fetch(address, AGENT))

    @property
    def pause(self) -> float:
        """Return the seconds that the site wants between two requests."""
        delay = self.file.crawl_delay(AGENT) if self.file is not None else None
        return min(delay or 0.0, _SLOWEST)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Return the addresses of sitemaps that the file names."""
        return tuple(self.file.sitemaps) if self.file is not None else ()


def read_rules(raw: bytes) -> Rules:
    """Return the rules of a robots.txt, whatever is wrong with it."""
    return Rules(Protego.parse(raw[:_LARGEST].decode("utf-8", "replace")))
