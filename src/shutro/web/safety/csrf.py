"""Changes: only from a form of the desk itself."""

from fastapi import HTTPException
from starlette.requests import Request

from shutro.web.safety.session import is_form_token, session_of
from shutro.web.settings import settings_of

FIELD = "csrf"
HEADER = "x-csrf-token"
READING = frozenset({"GET", "HEAD", "OPTIONS"})
_STALE = 403


async def check_change(request: Request) -> None:
    """Refuse a change whose form does not carry the token of the browser's session."""
    if request.method in READING:
        return
    token = request.headers.get(HEADER) or (await request.form()).get(FIELD)
    if not isinstance(token, str) or not is_form_token(
        settings_of(request).secret, session_of(request), token
    ):
        raise HTTPException(_STALE)
