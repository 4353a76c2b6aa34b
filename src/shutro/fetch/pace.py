"""How often hosts are asked: one request at a time, a pause after each, longer and longer after failures."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fcntl import LOCK_EX, LOCK_NB, flock
from hashlib import sha256
from pathlib import Path
from random import Random

_MINUTE = 60.0
_LONGEST = 12 * 60 * _MINUTE  # between two tries
_FACTOR = 2.0
_MOST_HOSTS = 10_000
_LOOKING = 0.1  # seconds between two looks whether another program is still at a host
_POLITE = _MINUTE  # the longest pause of another program that is waited for
_NAME = 24  # letters of the name of a host's file


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
    """Lets one request at a time go to each host, of all programs that share a folder."""

    def __init__(self, clock: Clock, folder: Path | None = None) -> None:
        self._clock, self._folder = clock, folder
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
                    async with self._among_programs(host, pause):
                        yield
                finally:
                    known.free = self._clock.now() + timedelta(seconds=pause)
        finally:
            known.waiting -= 1
            if len(self._hosts) > _MOST_HOSTS:
                self._forget()

    @asynccontextmanager
    async def _among_programs(self, host: str, pause: float) -> AsyncIterator[None]:
        """Wait until no other program is at a host, and keep them waiting likewise."""
        if self._folder is None:
            yield
            return
        self._folder.mkdir(exist_ok=True)
        file = os.open(
            self._folder / sha256(host.encode()).hexdigest()[:_NAME], os.O_RDWR | os.O_CREAT, 0o600
        )
        try:
            while not _take(file):
                await self._clock.sleep(_LOOKING)
            free = os.fstat(file).st_mtime  # the time from which on the host may be asked
            left = free - self._clock.now().timestamp() if os.fstat(file).st_size else 0.0
            await self._clock.sleep(min(max(left, 0.0), max(pause, _POLITE)))
            try:
                yield
            finally:
                os.pwrite(file, host.encode(), 0)
                os.utime(file, (free := self._clock.now().timestamp() + pause, free))
        finally:
            os.close(file)  # which lets go of it, as the end of a program does

    def _forget(self) -> None:
        now = self._clock.now()
        self._hosts = {
            name: host
            for name, host in self._hosts.items()
            if host.waiting or not host.free or host.free > now
        }


def _take(file: int) -> bool:
    """Take hold of a file that no other program holds, and say whether it was had."""
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True


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
