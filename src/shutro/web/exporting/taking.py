"""`?as=`: any page as CSV, JSON, Markdown or PDF, to take along."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

import regex
from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from shutro import __version__
from shutro.publish.markdown import to_markdown
from shutro.publish.paper import Paper
from shutro.publish.pdf import has_typst
from shutro.publish.table import Table, to_csv
from shutro.publish.wording import Wording
from shutro.web.faults import fault
from shutro.web.press import Press
from shutro.web.settings import settings_of

Format = Literal["csv", "json", "md", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)
_TYPES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
}
_MISSING = 501
_OUTSIDE = regex.compile(r"[^A-Za-z0-9_.-]+")  # what names of files had better not have
_LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What a page gives to take along, made only in the format that is asked for."""

    name: str  # of the file, without its ending
    table: Callable[[], Table]
    json: Callable[[], bytes]
    paper: Callable[[], Paper]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The format that a page is asked for in, None for the page itself."""

    format: Format | None
    bom: bool


async def read_taken(
    request: Request,
    as_: Annotated[
        Format | None, Query(alias="as", description="A file to take along, in place of the page.")
    ] = None,
    bom: Annotated[
        bool, Query(description="CSV begins with the mark by which spreadsheets know UTF-8.")
    ] = False,
) -> Taken:
    """Return what is asked for; the page offers the formats from now on."""
    request.state.formats = FORMATS
    return Taken(format=as_, bom=bom)


Taking = Annotated[Taken, Depends(read_taken)]


def take(request: Request, taken: Taken, parcel: Parcel) -> Response | None:
    """Return the file that is asked for, None where the page itself is."""
    if taken.format is None:
        return None
    if taken.format == "pdf" and not has_typst():
        return fault(request, _MISSING, "pip install 'shutro[pdf]'")
    name = _OUTSIDE.sub("-", parcel.name)[:_LONGEST]
    headers = {"content-disposition": f'attachment; filename="{name}.{taken.format}"'}
    content = _content(taken, parcel, request.app.state.press)
    return Response(content, media_type=_TYPES[taken.format], headers=headers)


def withhold(request: Request) -> None:
    """Offer nothing to take along: the page has nothing yet."""
    request.state.formats = ()


def made(request: Request, wording: Wording) -> str:
    """Return by what and when something is made, for the foot of a paper."""
    today = settings_of(request).clock().date()
    return f"{wording.phrase('made_by')} {__version__} · {wording.day(today)}"


def _content(taken: Taken, parcel: Parcel, press: Press) -> bytes:
    if taken.format == "csv":
        return to_csv(parcel.table(), bom=taken.bom).encode()
    if taken.format == "json":
        return parcel.json() + b"\n"
    paper = parcel.paper()
    return press.pdf(paper) if taken.format == "pdf" else to_markdown(paper).encode()
