"""Pages from templates: the words, numbers and dates in the reader's language, everything else escaped."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import regex
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from shutro import __version__, publish
from shutro.publish.catalogue import languages
from shutro.publish.templating import environment
from shutro.publish.wording import Wording
from shutro.web.reader import THEMES, read_reader
from shutro.web.safety.session import form_token, session_of
from shutro.web.settings import settings_of

HERE = Path(__file__).parent
STATIC = HERE / "static"
_PUBLISHED = Path(publish.__file__).parent
PUBLISHED = _PUBLISHED / "static"  # what the desk shares with pages in files
# Marks that steer a terminal or turn text around: U+200E, U+200F, U+202A to U+202E and U+2066 to U+2069.
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\r")
_TURNING = regex.compile(rb"\xe2(?:\x80[\x8e\x8f\xaa-\xae]|\x81[\xa6-\xa9])")
# The entries of the menu: the phrase of each, and its address.
MENU = (
    ("nav_today", "/"),
    ("nav_quotes", "/quotes"),
    ("nav_dossier", "/dossier"),
    ("nav_outlets", "/outlets"),
    ("nav_alerts", "/alerts"),
    ("nav_sources", "/sources"),
    ("nav_decisions", "/decisions"),
    ("nav_add", "/add"),
)
_TAKING = ("as", "bom")


def show(request: Request, template: str, /, *, status: int = 200, **words: Any) -> HTMLResponse:
    """Return a page made of a template, which sees `words` and what every page needs."""
    return HTMLResponse(_steady(draw(request, template, **words)), status_code=status)


def draw(request: Request, template: str, /, **words: Any) -> str:
    """Return what a template makes of `words` and of what every page needs, unless these have it, too."""
    reader = read_reader(request)
    settings = settings_of(request)
    always = {
        "reader": reader,
        "say": reader.wording,
        "words": reader.wording.words,
        "now": settings.clock(),
        "csrf": form_token(settings.secret, session_of(request)),
        "root": str(request.base_url).rstrip("/"),
        "here": here(request),
        "path": request.url.path,
        "query": request.query_params,
        "menu": MENU,
        "formats": offered(request),
        "is_locked": bool(settings.password),
        "is_out": bool(settings.password) and not session_of(request).is_in,
    }
    return _environment().get_template(template).render(always | words)


def load_templates() -> Iterator[str]:
    """Load all templates of the desk; yield the name of each."""
    for name in _environment().list_templates():
        _environment().get_template(name)
        yield name


def see(address: str) -> RedirectResponse:
    """Return the answer to a change: the browser goes on to another page of the desk."""
    return RedirectResponse(local(address), status_code=303)


def here(request: Request) -> str:
    """Return the address of the page without its host."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def offered(request: Request) -> tuple[tuple[str, str], ...]:
    """Return the formats that the page can be taken along in, each with its address; none where it offers none."""
    formats: tuple[str, ...] = getattr(request.state, "formats", ())
    query = [(name, value) for name, value in request.query_params.multi_items() if name not in _TAKING]
    return tuple((one, f"{request.url.path}?{urlencode([*query, ('as', one)])}") for one in formats)


def local(address: str) -> str:
    """Return an address of the desk; in place of one that leads elsewhere, that of its first page."""
    is_ours = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if is_ours and address.isprintable() else "/"


def _steady(html: str) -> bytes:
    """Return a page without what would turn its text around: names of outlets, files and queries may hold it."""
    return _TURNING.sub(b"", html.encode().translate(None, _CONTROLS))


@cache
def _environment() -> Environment:
    made = environment((HERE / "templates", _PUBLISHED / "templates"))
    made.filters.update(number=_number, share=_share, when=_when, day=_day, ago=_ago)
    made.globals.update(
        static=static, address=address, version=__version__, languages=languages(), themes=THEMES
    )
    return made


@cache
def static(name: str) -> str:
    """Return the address of a static file, which changes with its content."""
    digest = hashlib.sha256(_file(name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def _file(name: str) -> Path:
    shared = name.removeprefix("publish/")
    return STATIC / name if shared == name else PUBLISHED / shared


def address(path: str, /, **query: object) -> str:
    """Return an address with a query, of which empty values are left out."""
    pairs = [
        (name.rstrip("_").replace("_", "-"), value)
        for name, value in query.items()
        if value not in (None, "")
    ]
    return f"{path}?{urlencode(pairs, doseq=True)}" if pairs else path


def _say(context: Context) -> Wording:
    say: Wording = context["say"]
    return say


@pass_context
def _number(context: Context, number: float) -> str:
    return _say(context).number(number)


@pass_context
def _share(context: Context, share: float) -> str:
    return _say(context).share(share)


@pass_context
def _when(context: Context, value: str | None) -> str:
    return _say(context).when(value)


@pass_context
def _day(context: Context, day: date) -> str:
    return _say(context).day(day)


@pass_context
def _ago(context: Context, then: datetime | str) -> str:
    moment = datetime.fromisoformat(then) if isinstance(then, str) else then
    now: datetime = context["now"]
    return _say(context).ago(moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo), now)
