"""The door of a desk with a password: who has not given it sees only the page that asks for it."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from shutro.web.rendering import here
from shutro.web.safety.limits import LOGIN
from shutro.web.safety.session import session_of

_OPEN = (LOGIN, "/settings")


class Doors:
    """Leads to the page that asks for the password, where there is one and it was not given."""

    def __init__(self, app: ASGIApp, *, is_locked: bool) -> None:
        self._app = app
        self._is_locked = is_locked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._is_locked and not _may_pass(request := Request(scope)):
            address = f"{LOGIN}?next={quote(here(request), safe='')}"
            return await RedirectResponse(address, status_code=303)(scope, receive, send)
        await self._app(scope, receive, send)


def _may_pass(request: Request) -> bool:
    path = request.url.path
    return session_of(request).is_in or path in _OPEN or path.startswith("/static/")
