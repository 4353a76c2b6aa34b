"""How often hosts are asked: one request at a time, a pause after each, longer and longer after failures."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

_MINUTE = 60.0
_LONGEST = 12 * 60 * _MINUTE  # between two tries
_FACTOR = 2.0
_MOST_HOSTS = 10_000


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time, and how one waits for it to pass; tests let hours pass in seconds."""

    now: Callable[[], datetime] = _now
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock
    free: datetime | None = None
    waiting: int = 0


class Turns:
    """Lets one request at a time go to each host."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, pause: float) -> AsyncIterator[None]:
        """Wait until it is our turn at a host, and keep others waiting until `pause` seconds after it."""
        known = self._hosts.setdefault(host, _Host(asyncio.Lock()))
        known.waiting += 1
        try:
            async with known.lock:
                if known.free is not None:
                    left = (known.free - self._clock.now()).total_seconds()
                    await self._clock.sleep(min(max(left, 0.0), pause))  # whatever was done to the clock
                try:
                    yield
                finally:
                    known.free = self._clock.now() + timedelta(seconds=pause)
        finally:
            known.waiting -= 1
            if len(self._hosts) > _MOST_HOSTS:
                self._forget()

    def _forget(self) -> None:
        now = self._clock.now()
        self._hosts = {
            name: host
            for name, host in self._hosts.items()
            if host.waiting or not host.free or host.free > now
        }


def back_off(every: float, failures: int, random: Random, *, wait: float | None = None) -> float:
    """Return the seconds until a source is asked again: `every`, doubled with each failure in a row, and jitter.

    A host that said how long to wait is not asked before.
    """
    longest = max(every, _LONGEST)
    seconds = min(every * _FACTOR ** min(failures, 20), longest)
    return max(seconds * random.uniform(0.9, 1.1), min(wait or 0.0, longest))


def retry_after(tries: int, random: Random) -> float:
    """Return the seconds until a request that failed in passing is sent again."""
    return _FACTOR**tries * random.uniform(0.5, 1.5)
