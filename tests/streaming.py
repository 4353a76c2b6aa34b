"""The stream for tests: outlets on loopback, watched by a clock that runs as fast as a test wants."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import get_args

import msgspec
from sqlalchemy import select

from outlets import Newsroom
from outlets.faults import Fault
from shutro.fetch.client import Client, Limits
from shutro.fetch.discover import discover
from shutro.fetch.guard import Guard
from shutro.fetch.pace import Clock
from shutro.fetch.visit import Manners, Visitor
from shutro.model import Article
from shutro.store import schema
from shutro.store.opening import open_library
from shutro.store.sources import watch_sources
from shutro.stream.asking import Outcome
from shutro.stream.declared import source_of
from shutro.stream.settings import WatchSettings
from shutro.stream.watch import Watch
from shutro.text.normalize import normalize

Versions = dict[tuple[str, int], list[int]]  # by outlet and number of the report
FAULTS: tuple[Fault, ...] = get_args(Fault)
SETTINGS = WatchSettings(
    every=300.0,
    back=timedelta(days=30),
    guard=Guard(private=True, ports=None),
    limits=Limits(largest=1024 * 1024, seconds=2.0, silence=0.5),
    manners=Manners(pause=1.0, tries=2),
)


class Skipping:
    """A clock on which waiting costs nothing; the newsroom's goes with it."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self._newsroom.now, sleep=self._sleep)

    async def _sleep(self, seconds: float) -> None:
        await asyncio.sleep(0.001)


def add_sources(library: Path, newsroom: Newsroom, houses: Sequence[str] = ()) -> None:
    """Find the feeds and sitemaps of the outlets, and have the library watch them."""

    async def find() -> None:
        async with Client(SETTINGS.guard, SETTINGS.limits) as client:
            visitor = Visitor(client, Skipping(newsroom).clock, Random(1), SETTINGS.manners)
            for house in houses or tuple(newsroom.houses):
                found = await discover(visitor, newsroom.base(house) + "/")
                taken = [source_of(one, "2026-11-21T00:00:00+00:00", house) for one in found[:1]]
                with open_library(library, create=True) as connection:
                    watch_sources(connection, taken)

    asyncio.run(find())


def watch_once(library: Path, newsroom: Newsroom, settings: WatchSettings = SETTINGS) -> Counter[str]:
    """Let the watch ask what is due, and return what came."""
    came: Counter[str] = Counter()

    def hear(outcome: Outcome) -> None:
        came[outcome.event] += 1

    watch = Watch(library, settings, Skipping(newsroom).clock, Random(1), hear)
    asyncio.run(watch.run(once=True))
    return came


def served_by(newsroom: Newsroom) -> Versions:
    """Return the versions of each report that went out whole."""
    return {one: sorted(versions) for one, versions in newsroom.went_out().items()}


def articles_of(library: Path, newsroom: Newsroom) -> Versions:
    """Return the versions of each report that the library holds; one that it holds twice stands twice."""
    reports = {
        newsroom.url(house, written): (house, written)
        for house in newsroom.houses
        for written in newsroom.public(house)
    }
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    with open_library(library) as connection:
        articles = [
            msgspec.json.decode(record, type=Article)
            for record in connection.scalars(select(schema.article.c.record))
        ]
    for article in articles:
        # A feed that repeats its entries under other addresses may be where a report was first seen.
        house, newest = reports[(article.url or "").partition("?turn=")[0]]
        version = next(
            number
            for number in range(newest.version, 0, -1)
            if normalize(newsroom.version(house, newest.number, number).paragraphs[-1]) in article.text
        )
        found[house, newest.number].append(version)
    return {one: sorted(versions) for one, versions in found.items()}
