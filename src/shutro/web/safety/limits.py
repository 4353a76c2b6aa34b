"""How much one request may send, and how often one address may try."""

import time
from collections import deque
from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shutro.web.faults import fault
from shutro.web.safety.csrf import READING

_MINUTE = 60.0
_MOST_ADDRESSES = 10_000
LOGIN = "/login"
_TOO_OFTEN = 429
_LOGINS = 5  # in a minute


class Pace:
    """Counts what each address did within the last minute."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._times: dict[str, deque[float]] = {}

    def allows(self, address: str) -> bool:
        """Return whether the address may go on, and count that it does."""
        now = self._clock()
        times = self._times.setdefault(address, deque())
        while times and now - times[0] >= _MINUTE:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        if len(self._times) > _MOST_ADDRESSES:
            self._forget(now)
        return True

    def _forget(self, now: float) -> None:
        kept = {address: times for address, times in self._times.items() if now - times[-1] < _MINUTE}
        self._times = dict(list(kept.items())[-_MOST_ADDRESSES:])


class Limits:
    """Refuses requests that send too much, and addresses that change or log in too often."""

    def __init__(self, app: ASGIApp, largest: int, changes: int) -> None:
        self._app = app
        self._largest = largest
        self._changes, self._logins = Pace(changes), Pace(_LOGINS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        request = Request(scope)
        length = request.headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > self._largest:
            return await fault(request, 413)(scope, receive, send)
        if request.method not in READING and not self._pace(request).allows(_address(request)):
            return await fault(request, 429)(scope, receive, send)
        await self._app(scope, _Counted(receive, self._largest), send)

    def _pace(self, request: Request) -> Pace:
        return self._logins if request.url.path == LOGIN else self._changes


class _Counted:
    """Receives a body as long as it is not too large, whatever length it claims to have."""

    def __init__(self, receive: Receive, largest: int) -> None:
        self._receive = receive
        self._left = largest

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise HTTPException(413)
        return message


def check_asking(request: Request) -> None:
    """Refuse an address that has the desk fetch from the net too often."""
    pace: Pace = request.app.state.asks
    if not pace.allows(_address(request)):
        raise HTTPException(_TOO_OFTEN)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
