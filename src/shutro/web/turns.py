"""Pages take turns: made at the same time they would hold each other up, for one processor makes them all."""

import asyncio
from contextlib import ExitStack
from weakref import WeakKeyDictionary

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shutro.web.safety.csrf import READING

_PATIENCE = 0.4  # seconds until a page no longer waits for one that takes long
_ASIDE = b"as="  # of the query of a file, for which another process may be waited


class Turns:
    """Lets one page be made after the other, in the order in which they were asked for."""

    def __init__(self, app: ASGIApp, patience: float = _PATIENCE) -> None:
        self._app = app
        self._patience = patience
        self._turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in READING or _ASIDE in scope["query_string"]:
            return await self._app(scope, receive, send)
        turn = self._turns.setdefault(asyncio.get_running_loop(), asyncio.Lock())
        with ExitStack() as held:
            if await self._comes(turn):
                held.callback(turn.release)

            async def sending(message: Message) -> None:
                held.close()  # the page is made; its reader may be slow to take it
                await send(message)

            await self._app(scope, receive, sending)

    async def _comes(self, turn: asyncio.Lock) -> bool:
        """Wait for the turn; say whether it came in time."""
        try:
            async with asyncio.timeout(self._patience):
                return await turn.acquire()
        except TimeoutError:
            return False
