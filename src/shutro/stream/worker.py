"""The worker: two processes that keep a library up to date while others read, or fetch more.

One reads what has come and lets it join its story, so that it is listed at once; the other makes findings of the
stories that have changed, and raises alerts, for as long as that takes.
"""

import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from sqlalchemy import Connection

from shutro.errors import ShutroError
from shutro.store.opening import open_library
from shutro.stream.hand import Hand, Part, Progress, Step, Task

_ALERTS = 5.0  # seconds between two looks for alerts while stories are told


class Worker:
    """Starts its processes when there is work for the first time, and knows how far they are."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._teller = Hand(library, _TELLER, _nothing)
        self._reader = Hand(library, _READER, self._tell)
        self._is_due = False

    @property
    def progress(self) -> Progress:
        """Return how far the work is: of the one who reads, or when that is done, of the other."""
        if self._is_due:
            return Progress(state="reading")
        reader, teller = self._reader.progress, self._teller.progress
        return teller if reader.state == "idle" else reader

    def announce(self) -> None:
        """Count as at work already, until it is known whether there is any."""
        self._is_due = True

    def wake_if_due(self) -> None:
        """Bring the library up to date; where it is, no process is started."""
        try:
            with open_library(self._library) as connection:
                is_due = bool(import_module("shutro.store.due").is_work_due(connection))
        except ShutroError:
            is_due = True  # the one who reads says what is wrong
        if is_due:
            self.wake()
        self._is_due = False

    def wake(self) -> None:
        """Bring the library up to date; what changes while this is done is done after it."""
        self._is_due = False
        self._reader.ask()

    def end(self) -> None:
        """End the processes, whatever they are at: nothing is half stored."""
        self._reader.end()
        self._teller.end()

    def _tell(self) -> None:
        self._teller.ask()


def _nothing() -> None:
    return


def _load_reading() -> Part:
    updating = import_module("shutro.updating")

    def read(connection: Connection) -> Iterator[Step]:
        joining = updating.Joining(connection)
        while True:
            for done, total in updating.read(connection, joining):
                if done < total:
                    yield Step(progress=Progress(state="reading", done=done, total=total))
            wait = joining.rest()
            if wait == 0.0:
                joining.settle()
            else:
                yield Step(progress=Progress(), wait=wait)

    return read


def _load_telling() -> Part:
    updating = import_module("shutro.updating")
    alerts, erasing = import_module("shutro.alerts.rounds"), import_module("shutro.store.erasing")

    def tell(connection: Connection) -> Iterator[Step]:
        telling, due, has_told = updating.Telling(connection), 0.0, True
        while True:
            wait = telling.tell_rested()
            has_told = has_told or wait == 0.0
            left = due - time.monotonic()
            if wait is None:
                erasing.sweep(connection)
            if left <= 0.0:
                alerts.tell_readers(connection)
                due, has_told = time.monotonic() + _ALERTS, False
            elif wait is None and has_told:
                wait = left
            yield Step(progress=Progress(state="idle" if wait is None else "telling"), wait=wait)

    return tell


# Those who look at pages come first, then those who wait for news.
_READER = Task(state="reading", nice=5, load=_load_reading)
_TELLER = Task(state="telling", nice=10, load=_load_telling)
