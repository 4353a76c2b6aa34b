"""The names under which the desk may be asked for, so that no other name can be made to lead to it."""

from ipaddress import ip_address

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from shutro.web.faults import fault
from shutro.web.settings import LOCAL

_LOCAL = ("localhost", LOCAL, "::1")


class Hosts:
    """Refuses requests that name another host; with `anywhere`, numbers of the network are hosts, too."""

    def __init__(self, app: ASGIApp, names: tuple[str, ...], *, anywhere: bool) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in (*_LOCAL, *names))
        self._anywhere = anywhere

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._is_ours(_name(Request(scope).headers.get("host", ""))):
            return await fault(Request(scope), 421)(scope, receive, send)
        await self._app(scope, receive, send)

    def _is_ours(self, name: str) -> bool:
        return name in self._names or (self._anywhere and _is_number(name))


def _name(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
