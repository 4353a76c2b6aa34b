"""Requests for the head of a page alone, as programs make them that look whether a link still leads somewhere."""

from starlette.types import ASGIApp, Receive, Scope, Send


class Heads:
    """Answers them like requests for the page; the server leaves the page itself out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = {**scope, "method": "GET"} if scope.get("method") == "HEAD" else scope
        await self._app(asked, receive, send)
