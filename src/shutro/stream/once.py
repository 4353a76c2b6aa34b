"""The net asked once, for a person who waits for it: a page, or the sources of a site."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import SystemRandom

from shutro.errors import FetchError
from shutro.fetch.client import Client, Limits
from shutro.fetch.discover import discover
from shutro.fetch.guard import Guard
from shutro.fetch.pace import Clock
from shutro.fetch.visit import Manners, Visitor
from shutro.ingest.given import GivenArticle
from shutro.model import Page
from shutro.store.sources import Watched
from shutro.stream.asking import given_of, page_of
from shutro.stream.declared import source_of
from shutro.stream.settings import turns_of

_LIMITS = Limits(seconds=15.0)
_MANNERS = Manners(pause=0.3, tries=1)


def guard_of(private: bool) -> Guard:
    """Return which addresses may be asked; `private` ones are this machine and those of the own network."""
    return Guard(private=True, ports=None) if private else Guard()


@asynccontextmanager
async def visiting(library: Path, private: bool) -> AsyncIterator[Visitor]:
    """Yield one who visits addresses for a short while, and takes turns with the watch of the library."""
    async with Client(guard_of(private), _LIMITS) as client:
        yield Visitor(client, Clock(), SystemRandom(), _MANNERS, turns_of(library))


async def fetch_page(library: Path, address: str, *, private: bool) -> tuple[Page, GivenArticle]:
    """Return the page at an address, and what the address says of it; raise FetchError where none can be had."""
    async with visiting(library, private) as visitor:
        answer = await visitor.page(whole(address))
    return page_of(answer, Clock().now()), given_of(answer)


async def find_source(library: Path, address: str, *, private: bool, at: str) -> Watched:
    """Return the best feed or sitemap of a site; raise FetchError where it has none."""
    async with visiting(library, private) as visitor:
        found = await discover(visitor, whole(address))
    if not found:
        raise FetchError(address, "no feed or sitemap was found")
    return source_of(found[0], at)


def whole(address: str) -> str:
    """Return an address as it was typed, with the scheme that people leave out."""
    typed = address.strip()
    return typed if "://" in typed or typed.startswith("file:") else f"https://{typed}"
