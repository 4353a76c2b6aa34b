"""The worker: a process of its own that brings docs and stories up to date while others read, or fetch more."""

import multiprocessing
import os
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib import import_module
from multiprocessing.connection import Connection as Pipe
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Lock, Thread
from typing import Literal

from sqlalchemy import Connection

from shutro.errors import ShutroError
from shutro.store.erasing import sweep
from shutro.store.failures import explained
from shutro.store.opening import open_library

_PATIENT = 10  # those who read come first
State = Literal["idle", "reading", "telling", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What the worker is at: how many articles of how many are read, and why it failed where it did."""

    state: State = "idle"
    done: int = 0
    total: int = 0
    reason: str = ""
    asked: int = 0  # the last time it was asked that this tells of

    @property
    def is_at_work(self) -> bool:
        """Return whether there is more to come."""
        return self.state in ("reading", "telling")


class Worker:
    """Starts the process when there is work for the first time, and knows how far it is."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._lock = Lock()
        self._progress = Progress()
        self._asked = 0
        self._process: SpawnProcess | None = None
        self._pipe: Pipe | None = None

    @property
    def progress(self) -> Progress:
        """Return how far the work is."""
        return self._progress

    def wake(self) -> None:
        """Bring the library up to date; what changes while this is done is done after it."""
        with self._lock:
            self._asked += 1
            self._progress = replace(self._progress, state="reading", reason="")
            try:
                self._ask()
            except OSError:  # the process is gone
                self._pipe = None
                self._ask()

    def end(self) -> None:
        """End the process, whatever it is at: nothing is half stored."""
        with self._lock:
            self._pipe = None
            if self._process is not None:
                self._process.terminate()
                self._process.join()

    def _ask(self) -> None:
        if self._pipe is None:
            self._pipe = self._start()
        self._pipe.send(self._asked)

    def _start(self) -> Pipe:
        # A forked process would share the connections of the desk's threads.
        context = multiprocessing.get_context("spawn")
        mine, its = context.Pipe()
        self._process = context.Process(target=_work, args=(self._library, its), daemon=True)
        self._process.start()
        its.close()
        Thread(target=self._listen, args=(mine,), daemon=True).start()
        return mine

    def _listen(self, pipe: Pipe) -> None:
        try:
            while True:
                self._hear(pipe.recv())
        except (EOFError, OSError):
            with self._lock:
                if self._pipe is pipe:
                    self._pipe = None
                    if self._progress.is_at_work:
                        self._progress = replace(self._progress, state="failed")

    def _hear(self, progress: Progress) -> None:
        with self._lock:
            has_more = not progress.is_at_work and progress.asked < self._asked
            self._progress = replace(progress, state="reading") if has_more else progress


def _work(library: Path, pipe: Pipe) -> None:
    """Work whenever the desk asks for it, until it is gone."""
    os.nice(_PATIENT)
    rounds = _Rounds(library)
    try:
        while True:
            asked = pipe.recv()
            while pipe.poll():
                asked = pipe.recv()
            pipe.send(replace(rounds.make(pipe), asked=asked))
    except (EOFError, KeyboardInterrupt, BrokenPipeError):
        return


class _Rounds:
    """Brings the library up to date again and again; what is known of its live stories stays from round to round."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._open = ExitStack()
        self._connection: Connection | None = None
        # The engine takes longer to import than the desk takes to start: only this process pays for it.
        self._updating = import_module("shutro.updating")
        self._alerts = import_module("shutro.alerts.rounds")

    def make(self, pipe: Pipe) -> Progress:
        """Make what is missing, and return how it went; what failed is tried on a new connection the next time."""
        try:
            if self._connection is None:
                self._connection = self._open.enter_context(open_library(self._library))
                self._upkeep = self._updating.Upkeep(self._connection)
            with explained(self._library):
                for done, total in self._updating.update(self._connection, self._upkeep):
                    state: State = "reading" if done < total else "telling"
                    pipe.send(Progress(state=state, done=done, total=total))
                sweep(self._connection)
                self._alerts.tell_readers(self._connection)
        except ShutroError as error:
            self._open.close()
            self._connection = None
            return Progress(state="failed", reason=str(error))
        return Progress()
