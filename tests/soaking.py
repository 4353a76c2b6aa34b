"""Hours of stream in minutes: faults that come and go by a seed, and what must hold at the end."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from threading import Event, Thread

from sqlalchemy import select

from outlets import Newsroom
from shutro.fetch.client import Limits
from shutro.fetch.pace import Clock
from shutro.store import schema
from shutro.store.opening import open_library, reading
from shutro.store.told import unpack_bare
from shutro.stream.asking import Outcome
from shutro.stream.watch import Watch
from shutro.stream.worker import Worker
from streaming import FAULTS, SETTINGS, Versions

_PAGE = 4096  # bytes
PATIENT = replace(SETTINGS, limits=Limits(largest=1024 * 1024, seconds=5.0, silence=2.0))


@dataclass
class Weather:
    """Switches faults on and off at the outlets; the same seed gives the same weather."""

    newsroom: Newsroom
    random: Random
    seen: Counter[str] = field(default_factory=Counter)

    def change(self, *, share: float = 0.3) -> None:
        """Let each outlet have a fault, or none."""
        for house in sorted(self.newsroom.houses):
            fault = self.random.choice(FAULTS)
            if self.random.random() < share:
                self.newsroom.switch(house, fault)
                self.seen[fault] += 1
            else:
                self.newsroom.switch(house)

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        for house in self.newsroom.houses:
            self.newsroom.switch(house)


@dataclass
class Soak:
    """What was seen of a library while it was watched."""

    came: Counter[str] = field(default_factory=Counter)
    stories: dict[str, set[str]] = field(
        default_factory=dict
    )  # every id that was ever shown, with its articles
    weather: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)  # mebibytes of this process, from time to time

    def hear(self, outcome: Outcome) -> None:
        self.came[outcome.event] += 1

    def look(self, library: Path) -> None:
        """Note which stories the library shows now, and how large the process is."""
        with open_library(library) as connection, reading(connection):
            for record in connection.scalars(select(schema.story.c.record)):
                story = unpack_bare(record)
                self.stories[story.id] = set(story.articles)
        self.memory.append(int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 1024**2)


def missing(some: Versions, others: Versions, words: str) -> list[str]:
    """Return a line for each report of which there are versions, or second copies, that the others do not have."""
    lacking = {one: Counter(versions) - Counter(others.get(one, ())) for one, versions in some.items()}
    return [f"{words}: {one} {sorted(versions)}" for one, versions in lacking.items() if versions]


def lost_stories(library: Path, shown: dict[str, set[str]]) -> list[str]:
    """Return the ids that were shown once and no longer lead to a story."""
    with open_library(library) as connection, reading(connection):
        now = set(connection.scalars(select(schema.story.c.id)))
        known = schema.story_id.c
        leads = {row[0]: row[1] for row in connection.execute(select(known.id, known.redirect))}
    return sorted(one for one in shown if one not in now and leads.get(one) not in now)


def soak(
    library: Path,
    newsroom: Newsroom,
    seed: int,
    *,
    hours: float,
    seconds: float,
    say: Callable[[str], None] = print,
) -> Soak:
    """Watch the outlets for hours of their time in seconds of ours, under changing weather; the last hour is calm."""
    found, weather = Soak(), Weather(newsroom, Random(seed))
    speed = hours * 3600 / seconds
    start, began, ending = newsroom.now, time.monotonic(), Event()

    def pass_time() -> None:
        while not ending.wait(0.05):
            newsroom.now = start + timedelta(seconds=(time.monotonic() - began) * speed)

    async def sleep(wait: float) -> None:
        await asyncio.sleep(wait / speed)

    worker = Worker(library)

    def hear(outcome: Outcome) -> None:
        found.hear(outcome)
        if outcome.event == "added":
            worker.wake()

    async def run() -> None:
        watch = Watch(library, PATIENT, Clock(now=lambda: newsroom.now, sleep=sleep), Random(seed), hear)
        watching = asyncio.create_task(watch.run())
        while time.monotonic() - began < seconds and not watching.done():
            left = seconds - (time.monotonic() - began)
            if left * speed > 3600:
                weather.change()
            else:
                weather.clear()
            await asyncio.sleep(min(900 / speed, max(left, 0.01)))
            await asyncio.to_thread(found.look, library)
            say(
                f"{newsroom.now:%H:%M}  {dict(found.came)}  {len(found.stories)} stories  {found.memory[-1]:.0f} MB"
            )
        watch.stop()
        await watching

    passing = Thread(target=pass_time, daemon=True)
    passing.start()
    try:
        asyncio.run(run())
    finally:
        found.weather = weather.seen
        ending.set()
        passing.join()
        worker.end()
    return found
