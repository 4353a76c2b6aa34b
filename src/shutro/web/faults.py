"""What a reader sees when something is wrong: a page that says what, and what would do."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shutro.errors import LibraryError, NotInLibraryError, ShutroError
from shutro.web.rendering import show

Answer = Callable[[Request, Any], Coroutine[Any, Any, Response]]

_LOG = logging.getLogger(__name__)
_KNOWN = frozenset({400, 403, 404, 405, 413, 421, 422, 429, 500, 501, 503})


def fault(request: Request, status: int, detail: str = "") -> Response:
    """Return the page of a status; `detail` is what the program says of the case."""
    return show(request, "fault.html.j2", status=status, key=_key(status), detail=detail)


async def answer_http(request: Request, error: Exception) -> Response:
    """Return the page of an address that is not there, or that may not be asked so."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    response = fault(request, status)
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    return response


async def answer_unreadable(request: Request, error: Exception) -> Response:  # noqa: ARG001 - as FastAPI calls it
    """Return the page of a query or form with values that the desk cannot read."""
    return fault(request, 422)


async def answer_refused(request: Request, error: Exception) -> Response:
    """Return the page of what the library or the engine refuses, with its reason."""
    if isinstance(error, NotInLibraryError):
        return fault(request, 404)
    return fault(request, 503 if isinstance(error, LibraryError) else 400, str(error))


HANDLERS: dict[int | type[Exception], Answer] = {
    HTTPException: answer_http,
    RequestValidationError: answer_unreadable,
    ShutroError: answer_refused,
}


class Crashes:
    """Answers with a page where the desk itself fails, and leaves the rest to the log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_begun = False

        async def send_noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        except Exception:
            if has_begun:
                raise
            _LOG.exception("%s failed", scope.get("path"))
            await fault(Request(scope), 500)(scope, receive, send)


def _key(status: int) -> str:
    return f"fault_{status if status in _KNOWN else 400}"
