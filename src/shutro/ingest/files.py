"""Files, folders, JSON lines and standard input as pages of raw bytes; nothing is read that is no text."""

import codecs
import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal

import regex

from shutro.ingest.charsets import UTF16_MARKS
from shutro.ingest.limits import LARGEST, too_large
from shutro.ingest.saved import ENDINGS as SAVED
from shutro.ingest.saved import is_part_of_page, page_of_mhtml
from shutro.ingest.warc import is_warc, pages_of_warc
from shutro.model import Dropped, Page

MEDIA: dict[str, Literal["text", "html", "json"]] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    **dict.fromkeys(sorted(SAVED), "html"),
    ".jsonl": "json",
    ".ndjson": "json",
}
_HTML_START = regex.compile(rb"\s*(?:<\?xml[^>]{0,100}>\s*)?<(?:!doctype|html|head|body)\b", regex.IGNORECASE)


def read_pages(paths: Iterable[Path], stdin: BinaryIO | None = None) -> Iterator[Page | Dropped]:
    """Yield a page for each article found, and a `Dropped` that names the file and the reason for each that is none.

    Folders are walked in the order of their names; the path "-" stands for `stdin`.
    """
    for path in paths:
        if str(path) == "-" and stdin is not None:
            yield from _pages_of_stdin(stdin)
        else:
            for file in find_files(path):
                yield from [file] if isinstance(file, Dropped) else _pages_of_file(file)


def pages_of_bytes(name: str, raw: bytes) -> Iterator[Page | Dropped]:
    """Yield the pages of what was sent as a file of this name, as `read_pages` does of one on the disk."""
    media = MEDIA.get(Path(name).suffix.lower(), "text")
    if media == "json":
        yield from _pages_of_lines(name, BytesIO(raw))
    else:
        yield from _pages_of_bytes(name, raw, media)


def find_files(path: Path) -> Iterator[Path | Dropped]:
    """Yield the path itself, or where it is a folder all files in and below it that may hold articles.

    Links to folders are not followed, so that the walk ends.
    """
    waiting = [path] if _is_folder(path) else []
    is_empty = bool(waiting)
    if not waiting:
        yield path
    while waiting:
        place = waiting.pop()
        is_named = place.suffix.lower() in MEDIA or is_warc(place)
        try:
            mode = place.stat().st_mode
            if stat.S_ISREG(mode) and is_named:
                is_empty = False
                yield place
            elif stat.S_ISDIR(mode) and (place is path or not place.is_symlink()):
                waiting += _inside(place)
        except OSError as error:
            if is_named or error.errno not in (errno.ENOENT, errno.ELOOP):  # of a link that leads nowhere
                is_empty = False
                yield _unreadable(place, error)
    if is_empty:
        reason = "the folder holds no .txt, .html, .mhtml, .jsonl or .warc file"
        yield Dropped(text=_name(path), stage="ingest", reason=reason)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def _inside(folder: Path) -> list[Path]:
    """Return what stands in a folder, the last name first, without what belongs to pages that a browser saved."""
    found = sorted(folder.iterdir(), reverse=True)
    names = [place.name for place in found]
    return [place for place in found if not is_part_of_page(place, names)]


def _name(path: Path) -> str:
    """Return the path in characters that can be stored, whatever bytes it has."""
    return os.fsencode(path).decode("utf-8", "replace")


def _pages_of_file(path: Path) -> Iterator[Page | Dropped]:
    name = _name(path)
    media = MEDIA.get(path.suffix.lower(), "text")
    try:
        if is_warc(path):
            yield from pages_of_warc(path)
            return
        size = path.stat().st_size
        if size > LARGEST and media != "json":
            yield too_large(name, size)
            return
        with path.open("rb") as file:
            if media == "json":
                yield from _pages_of_lines(name, file)
                return
            raw = file.read(LARGEST + 1)  # a device or a pipe does not say its size
    except OSError as error:
        yield _unreadable(path, error)
        return
    yield from _pages_of_bytes(name, raw, media)


def _pages_of_stdin(stdin: BinaryIO) -> Iterator[Page | Dropped]:
    first = stdin.readline(LARGEST + 1)
    if first.removeprefix(codecs.BOM_UTF8).startswith(b"{"):
        yield from _pages_of_lines("standard input", stdin, first)
    else:
        rest = stdin.read(LARGEST + 1 - len(first))
        yield from _pages_of_bytes("standard input", first + rest, "text")


def _pages_of_lines(name: str, file: BinaryIO, first: bytes = b"") -> Iterator[Page | Dropped]:
    number = found = 0
    while line := (number == 0 and first) or file.readline(LARGEST + 1):
        number += 1
        place = f"{name}:{number}"
        if number == 1 and line.startswith(UTF16_MARKS):
            yield Dropped(text=name, stage="ingest", reason="lines of JSON must be UTF-8; this is UTF-16")
            return
        if len(line) > LARGEST:
            yield too_large(place, len(line))
            while line and not line.endswith(b"\n"):
                line = file.readline(LARGEST)
        elif line.strip():
            yield _page(place, line, "json")
        else:
            continue
        found += 1
    if not found:
        yield Dropped(text=name, stage="ingest", reason="is empty")


def _pages_of_bytes(
    name: str, raw: bytes, media: Literal["text", "html", "json"]
) -> Iterator[Page | Dropped]:
    if len(raw) > LARGEST:
        yield too_large(name, len(raw))
    elif not raw.strip():
        yield Dropped(text=name, stage="ingest", reason="is empty")
    elif Path(name).suffix.lower() in SAVED:
        yield page_of_mhtml(name, raw)
    elif media == "text" and _HTML_START.match(raw):
        yield _page(name, raw, "html")
    else:
        yield _page(name, raw, media)


def _page(name: str, raw: bytes, media: Literal["text", "html", "json"]) -> Page:
    return Page(digest=hashlib.sha256(raw).hexdigest(), raw=raw, name=name, media=media)


def _unreadable(path: Path, error: OSError) -> Dropped:
    return Dropped(text=_name(path), stage="ingest", reason=f"cannot be read: {error.strerror or error}")
