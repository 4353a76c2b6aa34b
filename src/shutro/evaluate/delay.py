"""`python -m shutro.evaluate.delay [SECONDS [RATE]]`: how long after its arrival an article is seen in its story.

Reports of ever new stories come one by one, as they would from outlets, while the worker of the desk keeps the library
up to date; a third looks every few milliseconds. An article is in its *story* when it has joined it and the story is
listed on Today with that many reports. Findings follow: the time until those of the story as it is then are made is
measured beside it.
"""

import resource
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from shutro.evaluate.reworded import own_words, reworded
from shutro.examples import EXAMPLES, read_example
from shutro.ingest.files import pages_of_bytes
from shutro.ingest.given import GivenArticle
from shutro.model import Article, Page
from shutro.store import schema
from shutro.store.arrivals import Arrival, add_page
from shutro.store.opening import open_library
from shutro.stream.worker import Worker

LASTING = 60.0  # seconds
RATE = 10.0  # articles a second
_WARMING = 20  # articles that come before, while the worker starts
_PATIENCE = 120.0  # seconds after the last article
_LOOKING = 0.01  # seconds between two looks
_AT_ONCE = 12  # stories that are reported at the same time
_FIRST = datetime.fromisoformat("2026-03-01T06:00+06:00")

Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Delays:
    """Seconds from the arrival of each article to when it was seen in a listed story, and in one with findings."""

    joined: tuple[float, ...]
    told: tuple[float, ...]
    spent: float  # seconds of the processor for each, of reading, joining and telling
    size: float  # of the file, bytes an article beyond its text


def main() -> None:
    """Measure and print."""
    lasting, rate = (*map(float, sys.argv[1:]), LASTING, RATE)[:2] if len(sys.argv) > 2 else (LASTING, RATE)
    table = Table(title="From arrival to story", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for column in ("what", "figure", "unit"):
        table.add_column(column, justify="right" if column == "figure" else "left", no_wrap=True)
    for row in rows_of(measure_delays(lasting, rate), rate):
        table.add_row(*row)
    Console(width=100).print(table)


def rows_of(delays: Delays, rate: float) -> list[Row]:
    """Return the lines of the table."""
    return [
        (
            f"article to story (joined, listed) at {rate:g} articles/s, median",
            f"{_share(delays.joined, 0.5):.2f}",
            "s",
        ),
        ("  99 of 100", f"{_share(delays.joined, 0.99):.2f}", f"s; {len(delays.joined)} articles"),
        ("article to findings of its story, median", f"{_share(delays.told, 0.5):.1f}", "s"),
        ("  99 of 100", f"{_share(delays.told, 0.99):.1f}", "s"),
        ("the worker's processes, for an article", f"{1000 * delays.spent:.0f}", "ms of the processor"),
        ("library file beyond the text", f"{delays.size:.0f}", "bytes an article"),
    ]


def measure_delays(lasting: float = LASTING, rate: float = RATE) -> Delays:
    """Let articles come at a rate, and return how long each takes to its story."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shutro.db"
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        came: dict[str, float] = {}
        joined: dict[str, float] = {}
        told: dict[str, float] = {}
        with open_library(path, create=True):
            pass
        worker, done = Worker(path), Event()
        watcher = Thread(target=_watch, args=(path, joined, told, done))
        watcher.start()
        try:
            _send(path, worker, came, lasting, rate)
            end = time.monotonic() + _PATIENCE
            while told.keys() < came.keys() and time.monotonic() < end:
                time.sleep(_LOOKING)
        finally:
            done.set()
            watcher.join()
            worker.end()
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        counted = list(came)[_WARMING:]
        return Delays(
            joined=tuple(joined.get(one, end) - came[one] for one in counted),
            told=tuple(told.get(one, end) - came[one] for one in counted),
            spent=(spent.ru_utime + spent.ru_stime - before.ru_utime - before.ru_stime) / len(came),
            size=_size(path),
        )


def _send(path: Path, worker: Worker, came: dict[str, float], lasting: float, rate: float) -> None:
    texts = make_texts()
    with open_library(path) as connection:
        start, number = time.monotonic(), 0
        while number < _WARMING + lasting * rate:
            if number == _WARMING:
                time.sleep(2 * _WARMING / rate)
                start = time.monotonic() - _WARMING / rate
            time.sleep(max(0.0, start + number / rate - time.monotonic()))
            text, published = next(texts)
            (page,) = pages_of_bytes(f"{number}.txt", text.encode())
            if isinstance(page, Page):
                arrival = add_page(connection, page, GivenArticle(published=published), at=published)
                if isinstance(arrival, Arrival):
                    came[arrival.article.id] = time.monotonic()
                    worker.wake()
            number += 1


def make_texts() -> Iterator[tuple[str, str]]:
    """Yield texts and dates of reports of ever new stories, several of which go on at the same time."""
    random, number, minutes = Random(20261122), 0, 0  # noqa: S311 - no secret
    examples = [[doc.text for doc in read_example(name)] for name in EXAMPLES]
    own = own_words(examples)
    running: list[tuple[int, list[str]]] = []
    while True:
        while len(running) < _AT_ONCE:
            running.append((number, list(examples[number % len(examples)])))
            number += 1
        place = random.randrange(len(running))
        story, texts = running[place]
        text = reworded(texts.pop(0), own[story % len(own)], story)
        if not texts:
            running.pop(place)
        minutes += 1
        yield text, (_FIRST + timedelta(minutes=minutes)).isoformat(timespec="minutes")


def _watch(path: Path, joined: dict[str, float], told: dict[str, float], done: Event) -> None:
    """Note when each article is first seen in a story that is listed, and in one with findings."""
    vector, card, seen = schema.vector.c, schema.card.c, -1
    query = select(vector.article, card.is_told).join(schema.card, card.story == vector.story)
    with open_library(path) as connection:
        while not done.is_set():
            changed = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
            connection.rollback()
            if changed != seen:
                _note(connection.execute(query).all(), joined, told)
                connection.rollback()
                seen = changed
            time.sleep(_LOOKING)


def _note(rows: Iterable[Any], joined: dict[str, float], told: dict[str, float]) -> None:
    now = time.monotonic()
    for article, is_told in rows:
        joined.setdefault(article, now)
        if is_told:
            told.setdefault(article, now)


def _size(path: Path) -> float:
    with open_library(path) as connection:
        plain = connection.connection.driver_connection
        if plain is not None:
            plain.execute("VACUUM")
        records = connection.scalars(select(schema.article.c.record)).all()
        texts = sum(len(msgspec.json.decode(record, type=Article).text.encode()) for record in records)
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    return float(pages * size - texts) / max(1, len(records))


def _share(values: Sequence[float], share: float) -> float:
    """Return the value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


if __name__ == "__main__":
    main()
