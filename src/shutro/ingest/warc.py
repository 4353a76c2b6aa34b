"""Web archives: the pages that a WARC file holds, as its crawler was sent them."""

import hashlib
import os
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from shutro.ingest.damage import breaks_off, next_record, unpack
from shutro.ingest.limits import LARGEST, too_large
from shutro.model import Dropped, Page

ENDINGS = (".warc", ".warc.gz", ".warc.zst")
_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = 200
_STAGE = "ingest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A page as the crawler was sent it; `offset` is where its record begins in the file."""

    url: str
    fetched: str  # ISO 8601
    raw: bytes
    charset: str | None  # as the header of the answer says
    offset: int


def is_warc(path: Path) -> bool:
    """Say whether a file is a web archive by its name."""
    return path.name.lower().endswith(ENDINGS)


def read_captured(path: Path, start: int = 0, end: int | None = None) -> Iterator[Captured | Dropped]:
    """Yield each page whose record begins from `start` up to `end`, and a `Dropped` for each answer that is none.

    Offsets are those that `find_offsets` returns. Where the file is damaged, it is said to be, and read on from the
    next whole record; a last record that breaks off is no page.
    """
    at: int | None = start
    while at is not None and (end is None or at < end):
        damaged = yield from _read_whole(path, at, end)
        if damaged is None:
            return
        at = next_record(path, damaged + 1)
        where = f"; it is read on from byte {at}" if at is not None else ""
        yield Dropped(
            text=str(path), stage=_STAGE, reason=f"the archive breaks off (after byte {damaged}{where})"
        )


def _read_whole(path: Path, start: int, end: int | None) -> Generator[Captured | Dropped, None, int | None]:
    """Yield what the records hold up to the end or the first damage; return where that is, None for none."""
    last, held = start, None
    with path.open("rb") as file:
        file.seek(start)
        try:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, auto_decode="transfer"):
                if held is not None:
                    yield held
                if end is not None and record.stream_pos >= end:
                    return None
                # Of a file that was packed as a whole, all records begin at one place.
                last, held = max(record.stream_pos, last + (held is not None)), None
                held = _read(record, path.name, last)
        except (OSError, ValueError):
            if held is not None:  # the damage lies behind it
                yield held
            return last
    if breaks_off(path, last):
        return last
    if held is not None:
        yield held
    return None


def find_offsets(path: Path, every: int) -> tuple[int, ...]:
    """Return where records begin in the file, one of so many that are answers; the first is 0.

    Only 0 for a file that was packed as a whole: it can be read from its beginning alone.
    """
    offsets, last = [0], -1
    with path.open("rb") as file:
        records = ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False)
        try:
            for number, record in enumerate(records):
                if record.stream_pos <= last:
                    return (0,)
                last = record.stream_pos
                if number and number % every == 0:
                    offsets.append(last)
        except (OSError, ValueError):
            pass  # whoever reads the pages says so
    return tuple(offsets)


def page_of(captured: Captured) -> Page:
    """Return the page that was captured, named by its address."""
    digest = hashlib.sha256(captured.raw).hexdigest()
    return Page(
        digest=digest,
        raw=captured.raw,
        name=captured.url,
        media="html",
        charset=captured.charset,
        fetched=captured.fetched or None,
    )


def pages_of_warc(path: Path) -> Iterator[Page | Dropped]:
    """Yield all pages of an archive, and a `Dropped` for each answer that is none."""
    is_empty = True
    for found in read_captured(path):
        is_empty = False
        yield found if isinstance(found, Dropped) else page_of(found)
    if is_empty:
        yield Dropped(text=os.fsencode(path).decode("utf-8", "replace"), stage=_STAGE, reason="holds no page")


def _read(record: WarcRecord, file: str, offset: int) -> Captured | Dropped:
    url = record.headers.get("WARC-Target-URI") or f"{file}@{offset}"
    if (reason := _reason(record)) is not None:
        return Dropped(text=url, stage=_STAGE, reason=reason)
    packed = record.reader.read(LARGEST + 1)
    if len(packed) < min(record.content_length or 0, LARGEST + 1) and not _is_chunked(record):
        raise ValueError(f"{url}: the record breaks off")
    raw = unpack(packed, record.http_headers.get("Content-Encoding") or "")
    if raw is None:
        return Dropped(text=url, stage=_STAGE, reason="is packed in a way that cannot be read")
    if len(raw) > LARGEST:
        return too_large(url, len(raw))
    if not raw.strip():
        return Dropped(text=url, stage=_STAGE, reason="is empty")
    return Captured(
        url=url,
        fetched=record.headers.get("WARC-Date") or "",
        raw=raw,
        charset=record.http_charset,
        offset=offset,
    )


def _is_chunked(record: WarcRecord) -> bool:
    return "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower()


def _reason(record: WarcRecord) -> str | None:
    """Return why an answer holds no page, as far as its headers tell."""
    status = record.http_headers.status_code if record.http_headers is not None else None
    if status != _FOUND:
        return f"the answer is {status}, not a page" if status else "is no answer of a web server"
    if record.http_content_type not in _PAGES:
        return f"is no page but {record.http_content_type or 'something unnamed'}"
    return None
