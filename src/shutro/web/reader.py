"""Who reads: the language, colours, calendar and name that a browser keeps in cookies."""

from dataclasses import dataclass
from typing import Annotated, Literal, get_args
from urllib.parse import quote, unquote

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from shutro.languages.folder import available
from shutro.publish.catalogue import languages
from shutro.publish.wording import Calendar, Wording, wording
from shutro.web.settings import settings_of

Theme = Literal["auto", "light", "dark"]

THEMES: tuple[Theme, ...] = get_args(Theme)
CALENDARS: tuple[Calendar, ...] = get_args(Calendar)
_FIRST = "bn"  # for whom the desk is made, where a browser asks for no language that there is
_LONGEST_NAME = 80
_LONGEST_LINE = 500
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How the desk looks to one who reads; `name` signs decisions and remembers what was seen."""

    language: str = _FIRST
    theme: Theme = "auto"
    calendar: Calendar = "common"
    name: str = ""

    @property
    def wording(self) -> Wording:
        """Return the words in the reader's language and calendar."""
        return wording(self.language, self.calendar)

    @property
    def endings(self) -> str:
        """Return the language whose endings are known in what is written: the reader's, or that of the library."""
        known = available()
        return self.language if self.language in known else known[0]


def read_reader(request: Request) -> Reader:
    """Return the reader as the cookies say, or as the browser's languages do."""
    language = request.cookies.get("language", "")
    theme, calendar = request.cookies.get("theme", ""), request.cookies.get("calendar", "")
    return Reader(
        language=language if language in languages() else _accepted(request),
        theme=theme if theme in THEMES else "auto",
        calendar=calendar if calendar in CALENDARS else "common",
        name=clean_name(unquote(request.cookies.get("name", ""), errors="ignore"))
        or settings_of(request).user,
    )


def keep_reader(response: Response, reader: Reader) -> None:
    """Write the reader into the cookies of a response."""
    values = {
        "language": reader.language,
        "theme": reader.theme,
        "calendar": reader.calendar,
        "name": quote(reader.name),
    }
    for key, value in values.items():
        response.set_cookie(key, value, max_age=_YEAR, httponly=True, samesite="lax")


def clean_name(name: str) -> str:
    """Return a name as one short line without marks that steer the text."""
    return clean_line(name)[:_LONGEST_NAME]


def clean_line(words: str) -> str:
    """Return words as one line without marks that steer the text."""
    shown = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(shown.split())[:_LONGEST_LINE]


async def _reads(request: Request) -> Reader:
    return read_reader(request)


ReaderOf = Annotated[Reader, Depends(_reads)]


def _accepted(request: Request) -> str:
    """Return the first language of the browser that there are words in."""
    asked = [part.partition(";")[0].strip()[:2].lower() for part in _header(request).split(",")]
    return next((code for code in asked if code in languages()), _FIRST)


def _header(request: Request) -> str:
    return request.headers.get("accept-language", "")
