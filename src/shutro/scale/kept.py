"""What is kept of work that is done: files that are there whole or not at all, and named by what they are made from."""

import hashlib
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec

from shutro.store.records import LEVEL

T = TypeVar("T")
_DIGITS = 24
_BLOCK = 1 << 20


class Part(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """So many records in a part of a file."""

    file: str
    start: int
    length: int
    count: int


def key_of(*parts: object) -> str:
    """Return the name of what is made from these parts: digits of SHA-256."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:_DIGITS]


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to, which gets its name when all is written; of what fails nothing stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def write_note(path: Path, note: Any) -> None:
    """Write a record that says what was done."""
    with whole(path) as file:
        file.write(msgspec.json.encode(note))


def read_note(path: Path, kind: type[T]) -> T | None:
    """Return the record of what was done, or None where it was not, or by another version."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError):
        return None


def add_part(file: BinaryIO, path: Path, records: Sequence[Any]) -> Part:
    """Append records to a file as one part and return where they stand."""
    return add_bytes(file, path, msgspec.msgpack.encode(records), len(records))


def read_part(part: Part, kind: type[T]) -> list[T]:
    """Return the records of a part."""
    return msgspec.msgpack.decode(read_bytes(part), type=list[kind])  # type: ignore[valid-type]


def add_bytes(file: BinaryIO, path: Path, plain: bytes, count: int) -> Part:
    """Append bytes that hold so many records, packed, and return where they stand."""
    start = file.tell()
    length = file.write(zlib.compress(plain, LEVEL))
    return Part(file=str(path), start=start, length=length, count=count)


def read_bytes(part: Part) -> bytes:
    """Return the bytes of a part."""
    with Path(part.file).open("rb") as file:
        file.seek(part.start)
        return zlib.decompress(file.read(part.length))
