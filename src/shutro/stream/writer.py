"""A thread of its own that holds the library, so that storing does not keep the net waiting."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection

from shutro.errors import LibraryError
from shutro.store.failures import explained, is_busy
from shutro.store.opening import open_library

_PATIENCE = 12  # times that another program may hold the library for as long as a command waits
P = ParamSpec("P")
T = TypeVar("T")


class Writer:
    """Does one thing after another with the library; what has begun is ended, whoever stops waiting for it."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="library")
        self._open = ExitStack()
        self._connection: Connection | None = None

    async def __aenter__(self) -> Self:
        try:
            await self._run(self._enter)
        except BaseException:
            self._thread.shutdown()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._run(self._open.close)
        self._thread.shutdown()

    async def do(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **named: P.kwargs) -> T:
        """Return what `work` makes of the library; errors of the file are raised as LibraryError."""
        return await self._run(lambda: self._do(lambda connection: work(connection, *args, **named)))

    def _enter(self) -> None:
        self._connection = self._open.enter_context(open_library(self._library, create=True))

    def _do(self, work: Callable[[Connection], T]) -> T:
        if self._connection is None:
            raise LibraryError(f"{self._library}: is not open")
        for _ in range(_PATIENCE):
            try:
                return self._try(work, self._connection)
            except LibraryError as error:
                if not is_busy(error):
                    raise
        return self._try(work, self._connection)

    def _try(self, work: Callable[[Connection], T], connection: Connection) -> T:
        with explained(self._library):
            return work(connection)

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
