"""One seam for all who do work in shards: what is mapped over them, here by processes of this machine."""

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from shutro.scale.measured import peak_megabytes

T = TypeVar("T")
R = TypeVar("R")
_FULL = 1100.0  # MB from which a worker gives way to a fresh one


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a shard came to nothing."""

    reason: str


class Engine(Protocol):
    """Whoever can do work in shards."""

    def map(self, work: Callable[[T], R], shards: Sequence[T]) -> Iterator[tuple[int, R | Failure]]:
        """Yield the place of each shard with what the work returns, or why it failed, as they are done."""
        ...


@dataclass(slots=True)
class _Worker:
    """A process, the way to it, and the place of the shard that it has."""

    process: BaseProcess
    way: Connection
    place: int | None = None

    @property
    def is_there(self) -> bool:
        return self.place is not None or self.process.is_alive()


@dataclass(frozen=True, slots=True)
class _Answer:
    result: Any
    leaves: bool


class LocalEngine:
    """Processes of this machine; one that dies costs the shard that it had, and another takes its place."""

    def __init__(self, workers: int) -> None:
        self._count = workers
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.way.close()  # it ends when nobody asks any more
            if worker.place is not None:
                worker.process.terminate()
            worker.process.join()
        self._workers.clear()

    def map(self, work: Callable[[T], R], shards: Sequence[T]) -> Iterator[tuple[int, R | Failure]]:
        """Yield the place of each shard with what the work returns, or why it failed, as they are done."""
        waiting = deque(enumerate(shards))
        while True:
            while waiting and (idle := self._idle()) is not None:
                idle.place, shard = waiting.popleft()
                _send(idle, work, shard)
            busy = [worker for worker in self._workers if worker.place is not None]
            if not busy:
                return
            ready = wait([worker.way for worker in busy])
            for worker in busy:
                if worker.way in ready:
                    yield self._take(worker)

    def _idle(self) -> _Worker | None:
        """Return a worker that has nothing to do, a new one where there may be more of them."""
        self._workers = [worker for worker in self._workers if worker.is_there]
        idle = next((worker for worker in self._workers if worker.place is None), None)
        if idle is None and len(self._workers) < self._count:
            idle = _start()
            self._workers.append(idle)
        return idle

    def _take(self, worker: _Worker) -> tuple[int, Any]:
        """Return what a worker answers; where it leaves or died, the next shards get another one."""
        place, worker.place = worker.place or 0, None
        try:
            answer: _Answer | None = worker.way.recv()
        except (EOFError, OSError):
            answer = None
        if answer is None or answer.leaves:
            worker.process.join()
            worker.way.close()
        return place, answer.result if answer else Failure(_end_of(worker.process.exitcode))


def attempt(work: Callable[[T], R], shard: T) -> R | Failure:
    """Return what the work makes of a shard, or why it failed."""
    try:
        return work(shard)
    except Exception as error:  # whatever it is, it costs that shard and not the run
        return Failure(f"{type(error).__name__}: {error}")


def _start() -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _send(worker: _Worker, work: Callable[[T], R], shard: T) -> None:
    try:
        worker.way.send((work, shard))
    except OSError:
        return  # it has died, and whoever waits for its answer will learn so


def _serve(way: Connection) -> None:
    """Do the work that comes, until nobody asks any more or the process has grown large."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who pressed the keys meant the whole run
    gc.set_threshold(100_000, 50, 50)
    leaves = False
    while not leaves:
        try:
            work, shard = way.recv()
            result = attempt(work, shard)
            leaves = peak_megabytes() > _FULL
            way.send(_Answer(result, leaves))
        except (EOFError, OSError):
            return


def _end_of(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        often = ", often for want of memory" if name == "SIGKILL" else ""
        return f"the worker was ended by {name}{often}"
    return f"the worker ended with status {code}"
