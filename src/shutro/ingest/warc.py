"""Web archives: the pages that a WARC file holds, as its crawler was sent them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from shutro.ingest.files import LARGEST
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

    Offsets are those that `find_offsets` returns. A file that breaks off is read up to there, and said to.
    """
    with path.open("rb") as file:
        file.seek(start)
        records = iter(ArchiveIterator(file, record_types=WarcRecordType.response, auto_decode="all"))
        while True:
            try:
                record = next(records, None)
                if record is None or (end is not None and record.stream_pos >= end):
                    return
                found = _read(record, path.name)
            except (OSError, ValueError) as error:
                yield Dropped(text=str(path), stage=_STAGE, reason=f"the archive breaks off: {error}")
                return
            yield found


def find_offsets(path: Path, every: int) -> tuple[int, ...]:
    """Return where records begin in the file, one of so many that are answers; the first is 0."""
    offsets = {0: None}
    with path.open("rb") as file:
        records = ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False)
        try:
            for number, record in enumerate(records):
                if number and number % every == 0:
                    offsets[record.stream_pos] = None
        except (OSError, ValueError):
            pass  # whoever reads the pages says so
    return tuple(offsets)


def page_of(captured: Captured) -> Page:
    """Return the page that was captured, named by its address."""
    digest = hashlib.sha256(captured.raw).hexdigest()
    return Page(digest=digest, raw=captured.raw, name=captured.url, media="html")


def _read(record: WarcRecord, file: str) -> Captured | Dropped:
    url = record.headers.get("WARC-Target-URI") or f"{file}@{record.stream_pos}"
    reason = _reason(record)
    if reason is None:
        raw = record.reader.read(LARGEST + 1)
        if len(raw) > LARGEST:
            reason = f"is too large; an article has at most {LARGEST / 1e6:.0f} MB"
        elif not raw.strip():
            reason = "is empty"
    if reason is not None:
        return Dropped(text=url, stage=_STAGE, reason=reason)
    return Captured(
        url=url,
        fetched=record.headers.get("WARC-Date") or "",
        raw=raw,
        charset=record.http_charset,
        offset=record.stream_pos,
    )


def _reason(record: WarcRecord) -> str | None:
    """Return why an answer holds no page, as far as its headers tell."""
    status = record.http_headers.status_code if record.http_headers is not None else None
    if status != _FOUND:
        return f"the answer is {status}, not a page" if status else "is no answer of a web server"
    if record.http_content_type not in _PAGES:
        return f"is no page but {record.http_content_type or 'something unnamed'}"
    return None
