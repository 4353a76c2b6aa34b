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

from shutro.errors import InputError
from shutro.languages.fonts import has_legacy_text
from shutro.model import Dropped, Page

LARGEST = 16 * 1024 * 1024  # bytes of one page; an article is some kilobytes
MEDIA: dict[str, Literal["text", "html", "json"]] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "json",
    ".ndjson": "json",
}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What pages call windows-1252: readers of pages take all of these for it, and fonts from before Unicode rest on it.
_WINDOWS = frozenset({"windows-1252", "cp1252", "iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"})
_CONTROLS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
_META_CHARSET = regex.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,20})""", regex.IGNORECASE)
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
        is_named = place.suffix.lower() in MEDIA
        try:
            mode = place.stat().st_mode
            if stat.S_ISREG(mode) and is_named:
                is_empty = False
                yield place
            elif stat.S_ISDIR(mode) and (place is path or not place.is_symlink()):
                waiting += sorted(place.iterdir(), reverse=True)
        except OSError as error:
            if is_named or error.errno not in (errno.ENOENT, errno.ELOOP):  # of a link that leads nowhere
                is_empty = False
                yield _unreadable(place, error)
    if is_empty:
        reason = "the folder holds no .txt, .html or .jsonl file"
        yield Dropped(text=_name(path), stage="ingest", reason=reason)


def decode(page: Page) -> str:
    """Return the page's bytes as text: UTF-8, UTF-16, for HTML the charset that it names, or codes of a known font.

    Raises InputError where the bytes are none of them.
    """
    raw = page.raw
    if raw.startswith(_UTF16):
        return _try(raw, "utf-16", page.name)
    if b"\x00" in raw[:4096]:
        return _without_mark(raw, page.name)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        named = _META_CHARSET.search(raw[:2048]) if page.media == "html" else None
        charset = named.group(1).decode("ascii").lower() if named is not None else ""
        if charset and charset not in _WINDOWS:
            return _try(raw, charset, page.name)
        text = raw.decode("latin-1").translate(_CONTROLS)
        if charset or has_legacy_text(text):
            return text
        raise InputError(
            f"{page.name}: neither UTF-8 nor UTF-16 (byte {error.start}); save it as UTF-8"
        ) from error


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def _name(path: Path) -> str:
    """Return the path in characters that can be stored, whatever bytes it has."""
    return os.fsencode(path).decode("utf-8", "replace")


def _pages_of_file(path: Path) -> Iterator[Page | Dropped]:
    name = _name(path)
    media = MEDIA.get(path.suffix.lower(), "text")
    try:
        size = path.stat().st_size
        if size > LARGEST and media != "json":
            yield _too_large(name, size)
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
        if number == 1 and line.startswith(_UTF16):
            yield Dropped(text=name, stage="ingest", reason="lines of JSON must be UTF-8; this is UTF-16")
            return
        if len(line) > LARGEST:
            yield _too_large(place, len(line))
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
        yield _too_large(name, len(raw))
    elif not raw.strip():
        yield Dropped(text=name, stage="ingest", reason="is empty")
    elif media == "text" and _HTML_START.match(raw):
        yield _page(name, raw, "html")
    else:
        yield _page(name, raw, media)


def _page(name: str, raw: bytes, media: Literal["text", "html", "json"]) -> Page:
    return Page(digest=hashlib.sha256(raw).hexdigest(), raw=raw, name=name, media=media)


def _unreadable(path: Path, error: OSError) -> Dropped:
    return Dropped(text=_name(path), stage="ingest", reason=f"cannot be read: {error.strerror or error}")


def _too_large(name: str, size: int) -> Dropped:
    least = f"{size / 1e6:.0f} MB" if size > LARGEST + 1 else "more"
    reason = f"is too large ({least}); an article has at most {LARGEST / 1e6:.0f} MB"
    return Dropped(text=name, stage="ingest", reason=reason)


def _try(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError) as error:
        raise InputError(f"{name}: is not text in {encoding}; save it as UTF-8") from error


def _without_mark(raw: bytes, name: str) -> str:
    """Return UTF-16 without byte order mark; nearly any pairs of bytes are some characters, so most must be usual."""
    pairs = raw[:4096]
    encoding = "utf-16-le" if pairs[1::2].count(0) > pairs[0::2].count(0) else "utf-16-be"
    text = raw.decode(encoding, "replace")
    sample = text[:2000]
    strange = sum(not (ch.isprintable() or ch.isspace()) for ch in sample)
    if "\x00" in sample or "\ufffd" in text or strange > len(sample) / 10:
        raise InputError(f"{name}: is no text")
    return text
