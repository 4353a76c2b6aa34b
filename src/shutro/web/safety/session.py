"""Sessions: a signed cookie that knows a browser again, and the token of its forms."""

from dataclasses import dataclass
from secrets import token_urlsafe

from itsdangerous import BadSignature, URLSafeSerializer
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "session"
# A link in a message comes from elsewhere, and the browser keeps a strict cookie back; the page asks once more itself.
_ONCE_MORE = '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0"><title>…</title>'


@dataclass(frozen=True, slots=True)
class Session:
    """A browser, and whether the one who uses it gave the password."""

    id: str
    is_in: bool = False


class Sessions:
    """Reads the session from its cookie into the scope, and gives a browser without one a new one."""

    def __init__(self, app: ASGIApp, secret: str) -> None:
        self._app = app
        self._secret = secret

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        connection = HTTPConnection(scope)
        known = _read(self._secret, _cookie(connection))
        if known is None and _comes_from_elsewhere(connection):
            return await HTMLResponse(_ONCE_MORE)(scope, receive, send)
        scope["session"] = known or Session(token_urlsafe(18))

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and scope["session"] != known:
                headers = MutableHeaders(scope=message)
                headers.append("set-cookie", _written(self._secret, scope["session"]))
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def session_of(request: Request) -> Session:
    """Return the session of a request."""
    session: Session = request.scope["session"]
    return session


def enter(request: Request, *, is_in: bool) -> None:
    """Give the browser another session, in which the one who uses it has given the password, or left."""
    request.scope["session"] = Session(token_urlsafe(18), is_in)


def form_token(secret: str, session: Session) -> str:
    """Return what forms of this session carry, so that no other page can send them."""
    return _serializer(secret, "form").dumps(session.id)


def is_form_token(secret: str, session: Session, token: str) -> bool:
    """Return whether a form carries the token of this session."""
    try:
        return bool(_serializer(secret, "form").loads(token) == session.id)
    except BadSignature:
        return False


def _serializer(secret: str, salt: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=salt)


def _cookie(connection: HTTPConnection) -> str:
    return connection.cookies.get(COOKIE, "")


def _read(secret: str, cookie: str) -> Session | None:
    try:
        id_, is_in = _serializer(secret, COOKIE).loads(cookie)
    except (BadSignature, TypeError, ValueError):
        return None
    return Session(str(id_), bool(is_in))


def _written(secret: str, session: Session) -> str:
    value = _serializer(secret, COOKIE).dumps([session.id, session.is_in])
    return f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict"


def _comes_from_elsewhere(connection: HTTPConnection) -> bool:
    headers = connection.headers
    return (
        connection.scope["method"] == "GET"
        and headers.get("sec-fetch-site") == "cross-site"
        and headers.get("sec-fetch-mode") == "navigate"
    )
