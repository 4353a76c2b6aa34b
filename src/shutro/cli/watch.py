"""`shutro watch`: the sources asked for news, for as long as it runs."""

import asyncio
import signal
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

import click

from shutro.alerts.rounds import tell_readers
from shutro.cli.net import private_option
from shutro.cli.opened import now, opened, refresh
from shutro.cli.options import library_option
from shutro.cli.reading import complain, ending_on_errors, fail
from shutro.fetch.pace import Clock
from shutro.store.sources import list_sources, watch_sources
from shutro.stream.asking import Outcome
from shutro.stream.declared import declared_sources
from shutro.stream.once import guard_of
from shutro.stream.settings import EVERY, WatchSettings
from shutro.stream.watch import Watch
from shutro.stream.worker import Worker

_QUIET = 10.0  # seconds between two lines
_IDLE = 60.0  # seconds after which letters that are due are sent though nothing came


class Line:
    """Says in a line now and then what has come, and has it read."""

    def __init__(self, worker: Worker | None) -> None:
        self._worker = worker
        self._counts: Counter[str] = Counter()
        self._said = self._woken = time.monotonic()

    def hear(self, outcome: Outcome) -> None:
        """Count what came of one asking."""
        self._counts[outcome.event] += 1
        is_idle = time.monotonic() - self._woken > _IDLE
        if self._worker is not None and (outcome.event == "added" or is_idle):
            self._worker.wake()
            self._woken = time.monotonic()
        if outcome.event in ("added", "dropped", "failed") and time.monotonic() - self._said > _QUIET:
            self.say()

    def say(self) -> None:
        """Write the line."""
        words = {"added": "added", "known": "unchanged", "dropped": "dropped", "failed": "failed"}
        counts = ", ".join(f"{self._counts[key]} {word}" for key, word in words.items() if self._counts[key])
        asked = self._counts["asked"] + self._counts["listed"]
        self._counts.clear()
        self._said = time.monotonic()
        click.echo(
            f"{datetime.now(UTC).astimezone():%H:%M:%S}  {asked} sources asked"
            + (f"; {counts}" if counts else "")
        )


@click.command()
@click.option("--once", is_flag=True, help="Ask what is due, make the stories, and end.")
@click.option(
    "--every",
    type=click.FloatRange(min=10),
    default=EVERY,
    show_default=True,
    metavar="SECONDS",
    help="How often a source is asked.",
)
@private_option
@library_option
def watch(once: bool, every: float, private: bool, library: Path) -> None:
    """Ask the sources for news until it is stopped, and keep the stories up to date; a missing library is made.

    `shutro source add` adds sources. The watch may be stopped or killed at any moment: the next carries on.
    """
    with opened(library, create=True) as connection:
        watch_sources(connection, declared_sources(now()))
        if not any(source.state == "on" for source in list_sources(connection)):
            fail("there is no source; `shutro source add` adds some")
    worker = None if once else Worker(library)
    line = Line(worker)
    settings = WatchSettings(every=every, guard=guard_of(private))
    with ending_on_errors():
        try:
            asyncio.run(_run(Watch(library, settings, Clock(), SystemRandom(), line.hear), once=once))
        finally:
            if worker is not None:
                worker.end()
    line.say()
    if once:
        with opened(library) as connection:
            refresh(connection)
            tell_readers(connection)
    else:
        complain("stopped")


async def _run(watching: Watch, *, once: bool) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, watching.stop)
    await watching.run(once=once)
