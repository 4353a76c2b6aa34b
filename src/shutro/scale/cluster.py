"""The machines of a Ray cluster, as an engine; needs the extra `ray`."""

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from types import TracebackType
from typing import Any, Self, TypeVar

from shutro.errors import ArchiveError, ExtraError
from shutro.scale.engine import Failure, attempt

T = TypeVar("T")
R = TypeVar("R")
_ANY = "auto"  # the cluster of this machine
_WAIT = 5.0  # seconds
_AHEAD = 2  # tasks for each core, so that none waits for the next one


class RayEngine:
    """Ray core tasks, one for each shard; one that is lost with its node is a failure like any other."""

    def __init__(self, workers: int | None = None, address: str | None = None) -> None:
        if find_spec("ray") is None:
            raise ExtraError("the engine ‘ray’ needs Ray: pip install 'shutro[ray]'")
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # nothing is told to its makers
        self._ray: Any = import_module("ray")
        self._workers = workers
        self._address = address

    def __enter__(self) -> Self:
        if self._address and self._address != _ANY:
            _check(self._address)
        own = {} if self._address else {"num_cpus": self._workers, "include_dashboard": False}
        try:
            self._ray.init(address=self._address, log_to_driver=False, logging_level="ERROR", **own)
        except (ConnectionError, RuntimeError, ValueError) as error:
            place = self._address or "this machine"
            raise ArchiveError(f"no Ray cluster answers at {place}: {error}") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ray.shutdown()

    def map(self, work: Callable[[T], R], shards: Sequence[T]) -> Iterator[tuple[int, R | Failure]]:
        """Yield the place of each shard with what the work returns, or why it failed, as they are done."""
        task = self._ray.remote(num_cpus=1, max_retries=0)(attempt)
        waiting = iter(enumerate(shards))
        running: dict[Any, int] = {}
        while True:
            while len(running) < self._most() and (following := next(waiting, None)):
                place, shard = following
                running[task.remote(work, shard)] = place
            if not running:
                return
            done, _ = self._ray.wait(list(running))
            for one in done:
                yield running.pop(one), self._taken(one)

    def _most(self) -> int:
        """Return how many tasks are handed out; nodes may come and go."""
        return self._workers or max(1, int(self._ray.cluster_resources().get("CPU", 1)) * _AHEAD)

    def _taken(self, reference: Any) -> Any:
        try:
            return self._ray.get(reference)
        except self._ray.exceptions.RayError as error:
            reason = str(error).strip().split("\n", 1)[0]
            return Failure(f"the task was lost with its worker or node: {type(error).__name__}: {reason}")


def _check(address: str) -> None:
    """Raise ArchiveError where nobody listens at an address: Ray itself would ask for minutes."""
    host, _, port = address.rpartition("://")[2].rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), _WAIT).close()
    except (OSError, ValueError) as error:
        raise ArchiveError(f"no Ray cluster answers at {address!r}; give HOST:PORT ({error})") from error
