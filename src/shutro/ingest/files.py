"""Files, folders, JSON lines and standard input as pages of raw bytes; nothing is read that is no text."""

import codecs
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Literal

import regex

from shutro.errors import InputError
from shutro.model import Dropped, Page

LARGEST = 16 * 1024 * 1024  # bytes of one page; an article is some kilobytes
MEDIA: dict[str, Literal["text", "html", "json"]] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "json",
    ".ndjson": "json",
}
_META_CHARSET = regex.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,20})""", regex.IGNORECASE)
_HTML_START = regex.compile(rb"\s*(?:<\?xml[^>]{0,100}>\s*)?<(?:!doctype|html|head|body)\b", regex.IGNORECASE)


def read_pages(paths: Iterable[Path], stdin: BinaryIO | None = None) -> Iterator[Page | Dropped]:
    """Yield a page for each article found, and a `Dropped` that names the file and the reason for each that is none.

    Folders are walked in the order of their names; the path "-" stands for `stdin`.
    """
    for path in paths:
        if str(path) == "-" and stdin is not None:
            yield from _pages_of_bytes("standard input", stdin.read(LARGEST + 1), "text")
        elif path.is_dir():
            inside = [p for p in sorted(path.rglob("*")) if p.suffix.lower() in MEDIA and p.is_file()]
            if not inside:
                yield Dropped(
                    text=str(path), stage="ingest", reason="the folder holds no .txt, .html or .jsonl file"
                )
            for file in inside:
                yield from _pages_of_file(file)
        else:
            yield from _pages_of_file(path)


def decode(page: Page) -> str:
    """Return the page's bytes as text: UTF-8, UTF-16, or for HTML the charset that it names.

    Raises InputError where the bytes are none of them.
    """
    raw = page.raw
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _try(raw, "utf-16", page.name)
    if b"\x00" in raw[:4096]:
        pairs = raw[:4096]
        encoding = "utf-16-le" if pairs[1::2].count(0) > pairs[0::2].count(0) else "utf-16-be"
        return _plausible(_try(raw, encoding, page.name), page.name)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        named = _META_CHARSET.search(raw[:2048]) if page.media == "html" else None
        if named is not None:
            return _try(raw, named.group(1).decode("ascii"), page.name)
        raise InputError(
            f"{page.name}: neither UTF-8 nor UTF-16 (byte {error.start}); save it as UTF-8"
        ) from error


def _pages_of_file(path: Path) -> Iterator[Page | Dropped]:
    name = str(path)
    try:
        size = path.stat().st_size
        if size > LARGEST and MEDIA.get(path.suffix.lower()) != "json":
            yield _too_large(name, size)
            return
        if MEDIA.get(path.suffix.lower()) == "json":
            with path.open("rb") as file:
                yield from _pages_of_lines(name, file)
            return
        raw = path.read_bytes()
    except OSError as error:
        yield Dropped(text=name, stage="ingest", reason=f"cannot be read: {error.strerror or error}")
        return
    yield from _pages_of_bytes(name, raw, MEDIA.get(path.suffix.lower(), "text"))


def _pages_of_lines(name: str, file: BinaryIO) -> Iterator[Page | Dropped]:
    number = 0
    while line := file.readline(LARGEST + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > LARGEST:
            yield _too_large(place, len(line))
            while line and not line.endswith(b"\n"):
                line = file.readline(LARGEST)
        elif line.strip():
            yield _page(place, line, "json")
    if number == 0:
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


def _too_large(name: str, size: int) -> Dropped:
    least = f"{size / 1e6:.0f} MB" if size > LARGEST + 1 else "more"
    reason = f"is too large ({least}); an article has at most {LARGEST / 1e6:.0f} MB"
    return Dropped(text=name, stage="ingest", reason=reason)


def _try(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise InputError(f"{name}: is not text in {encoding}; save it as UTF-8") from error


def _plausible(text: str, name: str) -> str:
    """Refuse bytes that decode as UTF-16 only because every pair of bytes does."""
    sample = text[:2000]
    strange = sum(not (ch.isprintable() or ch.isspace()) for ch in sample)
    if "\x00" in sample or strange > len(sample) / 10:
        raise InputError(f"{name}: is no text")
    return text
