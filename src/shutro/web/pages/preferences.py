"""Settings: language, colours, calendar and the name of the one who reads."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from shutro.publish.catalogue import languages
from shutro.web.reader import CALENDARS, THEMES, ReaderOf, clean_name, keep_reader
from shutro.web.rendering import see, show

router = APIRouter()


@router.get("/settings")
def ask(request: Request) -> Response:
    """Return the page of settings."""
    return show(request, "pages/settings.html.j2", calendars=CALENDARS)


@router.post("/settings")
def keep(
    reader: ReaderOf,
    language: Annotated[str, Form()] = "",
    theme: Annotated[str, Form()] = "",
    calendar: Annotated[str, Form()] = "",
    name: Annotated[str | None, Form()] = None,
    next: Annotated[str, Form()] = "/settings",  # noqa: A002 - the name in the form
) -> Response:
    """Keep what the reader chose; what the form does not hold stays as it was."""
    if language in languages():
        reader = replace(reader, language=language)
    if theme in THEMES:
        reader = replace(reader, theme=theme)
    if calendar in CALENDARS:
        reader = replace(reader, calendar=calendar)
    if name is not None:
        reader = replace(reader, name=clean_name(name))
    response = see(next)
    keep_reader(response, reader)
    return response
