"""The watch: sources and pages asked when they are due, many hosts at once, each in its turn, until it is stopped."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from sqlalchemy import Connection

from shutro.errors import ShutroError
from shutro.fetch.client import Client
from shutro.fetch.pace import Clock
from shutro.fetch.visit import Visitor
from shutro.store.listed import Listed, due_pages
from shutro.store.sources import Watched, due_sources, list_sources
from shutro.stream.asking import Asking, Outcome
from shutro.stream.settings import WatchSettings, turns_of
from shutro.stream.writer import Writer

_TICK = 2.0  # seconds in which something may become due unnoticed
_MOST = 2000  # pages that are looked at at once
_GRACE = 3.0  # seconds
_PORTION = 20  # of one host, before others get their turn

_LOG = logging.getLogger(__name__)
Report = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be asked now, and all sources by address."""

    sources: tuple[Watched, ...]
    pages: tuple[Listed, ...]
    known: dict[str, Watched]


class Watch:
    """Watches the sources of a library; `report` hears of each asking."""

    def __init__(
        self, library: Path, settings: WatchSettings, clock: Clock, random: Random, report: Report
    ) -> None:
        self._library, self._settings = library, settings
        self._clock, self._random, self._report = clock, random, report
        self._stopping = asyncio.Event()
        self._running: dict[str, asyncio.Task[None]] = {}

    def stop(self) -> None:
        """End the watch as soon as what is being stored is stored."""
        self._stopping.set()

    async def run(self, *, once: bool = False) -> None:
        """Ask whatever is due, until the watch is stopped; with `once` until nothing is due any more."""
        async with (
            Writer(self._library) as writer,
            Client(self._settings.guard, self._settings.limits) as client,
        ):
            turns = turns_of(self._library)
            visitor = Visitor(client, self._clock, self._random, self._settings.manners, turns)
            asking = Asking(visitor, writer, self._clock, self._random, self._settings)
            try:
                while not self._stopping.is_set():
                    due = await writer.do(read_due, self._clock.now())
                    self._begin(due, asking)
                    if once and not self._running:
                        return
                    await self._wait()
            finally:
                self._stopping.set()
                await self._end()

    def _begin(self, due: Due, asking: Asking) -> None:
        """Start a task for each host of which something is due, as far as there is room."""
        by_host: dict[str, list[Watched | Listed]] = defaultdict(list)
        asked: tuple[Watched | Listed, ...] = (*due.sources, *due.pages)
        for one in asked:
            by_host[urlsplit(one.address).netloc].append(one)
        for host, waiting in by_host.items():
            if host not in self._running and len(self._running) < self._settings.hosts:
                task = asyncio.create_task(self._ask(waiting[:_PORTION], due.known, asking))
                self._running[host] = task

    async def _ask(self, waiting: list[Watched | Listed], known: dict[str, Watched], asking: Asking) -> None:
        for one in waiting:
            if self._stopping.is_set():
                return
            try:
                self._report(await _outcome(asking, one, known))
            except ShutroError:
                raise  # the library cannot be written: there is no use in going on
            except Exception:  # a page that breaks what reads it costs itself, not the watch
                _LOG.exception("%s", one.address)
                self._report(await asking.give_up(one))

    async def _wait(self) -> None:
        """Wait until a host is done, or something may have become due, or the watch is stopped."""
        stopping = asyncio.create_task(self._stopping.wait())
        ticking = asyncio.ensure_future(self._clock.sleep(_TICK))
        waiting = {stopping, ticking, *self._running.values()}
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in (stopping, ticking):
            task.cancel()
        for host, task in list(self._running.items()):
            if task.done():
                del self._running[host]
                task.result()  # raises what the task raised: the library cannot be written

    async def _end(self) -> None:
        """Let each host end what it is at, and break off what takes too long; it is asked again another time."""
        tasks = list(self._running.values())
        if tasks:
            await asyncio.wait(tasks, timeout=_GRACE)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _outcome(asking: Asking, one: Watched | Listed, known: Mapping[str, Watched]) -> Outcome:
    return await (asking.source(one) if isinstance(one, Watched) else asking.page(one, known.get(one.source)))


def read_due(connection: Connection, now: datetime) -> Due:
    """Return what is to be asked by now."""
    return Due(
        sources=tuple(due_sources(connection, now)),
        pages=tuple(due_pages(connection, now, _MOST)),
        known={source.address: source for source in list_sources(connection)},
    )
