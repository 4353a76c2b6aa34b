"""Login: the page that asks for the password of a desk that others can reach."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from shutro.web.rendering import local, see, show
from shutro.web.safety.password import is_password
from shutro.web.safety.session import enter
from shutro.web.settings import settings_of

router = APIRouter()


@router.get("/login")
def ask(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the address
    """Return the page that asks for the password."""
    return show(request, "pages/login.html.j2", next=local(next), is_wrong=False)


@router.post("/login")
def log_in(
    request: Request,
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002 - the name in the form
) -> Response:
    """Let the reader in who knows the password, and lead him to where he wanted to go."""
    kept = settings_of(request).password
    if kept and not is_password(kept, password):
        return show(request, "pages/login.html.j2", status=403, next=local(next), is_wrong=True)
    enter(request, is_in=True)
    return see(next)


@router.post("/logout")
def log_out(request: Request) -> Response:
    """Forget that the reader gave the password."""
    enter(request, is_in=False)
    return see("/")
