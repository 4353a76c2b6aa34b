"""Pages take turns: made at the same time they would hold each other up, for one processor makes them all."""

import asyncio
from contextlib import ExitStack
from weakref import WeakKeyDictionary

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shutro.web.safety.csrf import READING
from shutro.web.unfolding import STATICS

_PATIENCE = 0.4  # seconds after which a page that takes long is made beside the next
_ASIDE = b"as="  # of the query of a file, for which another process may be waited


class Turns:
    """Lets one page be made after the other, in the order in which they were asked for."""

    def __init__(self, app: ASGIApp, patience: float = _PATIENCE) -> None:
        self._app = app
        self._patience = patience
        self._turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_page(scope):
            return await self._app(scope, receive, send)
        loop = asyncio.get_running_loop()
        turn = self._turns.setdefault(loop, asyncio.Lock())
        await turn.acquire()
        with ExitStack() as held:
            held.callback(turn.release)
            held.callback(loop.call_later(self._patience, held.close).cancel)

            async def sending(message: Message) -> None:
                held.close()  # the page is made; its reader may be slow to take it
                await send(message)

            await self._app(scope, receive, sending)


def _is_page(scope: Scope) -> bool:
    """Say whether a page is asked for: not a change, a file of the desk's looks, or one to take along."""
    is_read = scope["type"] == "http" and scope["method"] in READING
    return is_read and not scope["path"].startswith(STATICS) and _ASIDE not in scope["query_string"]
