"""A hand: a process of its own that does its part whenever it is asked to, and says how far it is."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection as Pipe
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Lock, Thread
from typing import Literal

from sqlalchemy import Connection

from shutro.errors import ShutroError
from shutro.store.failures import explained
from shutro.store.opening import open_library

State = Literal["idle", "reading", "telling", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is being done: how many articles of how many are read, and why it failed where it did."""

    state: State = "idle"
    done: int = 0
    total: int = 0
    reason: str = ""
    asked: int = 0  # the last time it was asked that this tells of

    @property
    def is_at_work(self) -> bool:
        """Return whether there is more to come."""
        return self.state in ("reading", "telling")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a part has come to, and the seconds until it goes on; None where it has nothing more to do."""

    progress: Progress
    wait: float | None = 0.0


Part = Callable[
    [Connection], Iterator[Step]
]  # steps without end; one that waits is taken early where more is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a hand does; `nice` says how far it stands back behind others on this machine."""

    state: State
    nice: int
    load: Callable[[], Part]  # called in the process: what it imports is not paid for by others


class Hand:
    """Starts its process when there is work for the first time; `heard` is called after each step."""

    def __init__(self, library: Path, task: Task, heard: Callable[[], None]) -> None:
        self._library, self._task, self._heard = library, task, heard
        self._lock = Lock()
        self._progress = Progress()
        self._asked = 0
        self._process: SpawnProcess | None = None
        self._pipe: Pipe | None = None

    @property
    def progress(self) -> Progress:
        """Return how far the work is."""
        return self._progress

    def ask(self) -> None:
        """Have the part done; what changes while it is done is done after it."""
        with self._lock:
            self._asked += 1
            self._progress = replace(self._progress, state=self._task.state, reason="")
            try:
                self._send()
            except OSError:  # the process is gone
                self._pipe = None
                self._send()

    def end(self) -> None:
        """End the process, whatever it is at: nothing is half stored."""
        with self._lock:
            self._pipe = None
            if self._process is not None:
                self._process.terminate()
                self._process.join()

    def _send(self) -> None:
        if self._pipe is None:
            self._pipe = self._start()
        self._pipe.send(self._asked)

    def _start(self) -> Pipe:
        # A forked process would share the connections of the desk's threads.
        context = multiprocessing.get_context("spawn")
        mine, its = context.Pipe()
        self._process = context.Process(target=_work, args=(self._library, self._task, its), daemon=True)
        self._process.start()
        with suppress(ProcessLookupError):  # it has ended
            os.setpriority(
                os.PRIO_PROCESS, self._process.pid or 0, self._task.nice
            )  # from its first import on
        its.close()
        Thread(target=self._listen, args=(mine,), daemon=True).start()
        return mine

    def _listen(self, pipe: Pipe) -> None:
        try:
            while True:
                self._hear(pipe, pipe.recv())
        except (EOFError, OSError):
            with self._lock:
                if self._pipe is pipe:
                    self._pipe = None
                    if self._progress.is_at_work:
                        self._progress = replace(self._progress, state="failed")

    def _hear(self, pipe: Pipe, progress: Progress) -> None:
        with self._lock:
            if self._pipe is not pipe:
                return
            if progress.state != "failed":
                self._heard()  # first: who looks in between must not see that all rest
            has_more = not progress.is_at_work and progress.asked < self._asked
            self._progress = replace(progress, state=self._task.state) if has_more else progress


def _work(library: Path, task: Task, pipe: Pipe) -> None:
    """Do the part whenever it is asked for, until who asks is gone."""
    steps, asked, wait = _Steps(library, task.load()), 0, None
    try:
        while True:
            while pipe.poll(wait):
                asked, wait = pipe.recv(), 0.0
            step = steps.take()
            wait = step.wait
            pipe.send(replace(step.progress, asked=asked))
    except (EOFError, KeyboardInterrupt, BrokenPipeError):
        return


class _Steps:
    """Takes step after step; after one that failed, the next is taken on a new connection."""

    def __init__(self, library: Path, part: Part) -> None:
        self._library, self._part = library, part
        self._open = ExitStack()
        self._steps: Iterator[Step] | None = None

    def take(self) -> Step:
        """Return what the next step came to."""
        try:
            with explained(self._library):
                if self._steps is None:
                    self._steps = self._part(self._open.enter_context(open_library(self._library)))
                return next(self._steps)
        except ShutroError as error:
            self._steps = None
            self._open.close()
            return Step(progress=Progress(state="failed", reason=str(error)), wait=None)
