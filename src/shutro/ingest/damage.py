"""Archives that break off, and packed bytes that are not what they say: where to read on, and how far to unpack."""

import zlib
from pathlib import Path

import regex

from shutro.ingest.limits import LARGEST

_GZIP = 31  # what zlib calls a file of gzip, with its head
_MAGIC = b"\x1f\x8b\x08"
_RECORD = b"WARC/"
_PORTION = 256 * 1024
_HEAD = 64 * 1024  # bytes of a record's head
_LENGTH = regex.compile(rb"\r\nContent-Length:\s*(\d{1,18})\s*\r\n", regex.IGNORECASE)
_IDENTITY = ("", "identity")
_ZLIB = {"gzip": (_GZIP,), "x-gzip": (_GZIP,), "deflate": (15, -15)}


def unpack(raw: bytes, encoding: str) -> bytes | None:
    """Return what an answer packed, no more than one byte over what a page may have; None where it cannot be read."""
    encoding = encoding.strip().lower()
    if encoding in _IDENTITY:
        return raw
    for window in _ZLIB.get(encoding, ()):
        try:
            return zlib.decompressobj(window).decompress(raw, LARGEST + 1)
        except zlib.error:
            continue
    # Crawlers unpack what they store and leave the head that says it is packed.
    return raw if raw.lstrip()[:1] == b"<" else None


def breaks_off(path: Path, last: int) -> bool:
    """Say whether an archive ends before the end of its last record, which begins at `last`."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) == _MAGIC:
            file.seek(last)
            start = last if file.read(len(_MAGIC)) == _MAGIC else 0  # one that was packed as a whole
            return _is_cut(path, start)
        file.seek(last)
        head, mark, _ = file.read(_HEAD).partition(b"\r\n\r\n")
    length = _LENGTH.search(head + b"\r\n")
    if not head.startswith(_RECORD):
        return bool(head)
    return not mark or length is None or path.stat().st_size < last + len(head) + len(mark) + int(length[1])


def next_record(path: Path, after: int) -> int | None:
    """Return where the next record begins that can be read, None for none."""
    with path.open("rb") as file:
        mark = _MAGIC if file.read(len(_MAGIC)) == _MAGIC else b"\n" + _RECORD
        file.seek(after)
        place, seen = after, b""
        while portion := file.read(_PORTION):
            seen += portion
            at = seen.find(mark)
            while at >= 0:
                if _begins(path, place + at, mark):
                    return place + at + (0 if mark == _MAGIC else 1)
                at = seen.find(mark, at + 1)
            kept = len(mark) - 1
            place, seen = place + len(seen) - kept, seen[-kept:]
    return None


def _begins(path: Path, place: int, mark: bytes) -> bool:
    """Say whether a record begins at what looks like the beginning of one."""
    if mark != _MAGIC:
        return True
    with path.open("rb") as file:
        file.seek(place)
        try:
            return zlib.decompressobj(_GZIP).decompress(file.read(1024), len(_RECORD)) == _RECORD
        except zlib.error:
            return False


def _is_cut(path: Path, start: int) -> bool:
    """Say whether packed bytes end in the middle."""
    unpacking, is_begun = zlib.decompressobj(_GZIP), False
    with path.open("rb") as file:
        file.seek(start)
        while portion := file.read(_PORTION):
            while portion:
                is_begun = True
                try:
                    unpacking.decompress(portion, 16 * _PORTION)
                except zlib.error:
                    return True
                portion = unpacking.unused_data if unpacking.eof else unpacking.unconsumed_tail
                if unpacking.eof:
                    unpacking, is_begun = zlib.decompressobj(_GZIP), False
    return is_begun
