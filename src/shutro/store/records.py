"""Records as the library keeps those that it can make again, and pages: packed, to a fourth of the size or less."""

import lzma
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from shutro.store.columns import from_columns, to_columns

T = TypeVar("T")
LEVEL = 6  # a fourth less than the fastest; more makes it hardly smaller
_WINDOW = 1 << 15  # bytes in which zlib finds what stood before; of more, lzma leaves a third less
_PRESET = 3  # half a tenth larger than the best, for a fourth of its time
_LZMA = b"\xfd7zXZ\x00"  # with which nothing that zlib packs begins
# What records have in common: bytes that were packed with it name it by a digest, those from before it do without.
_DICTIONARY = Path(__file__).parent / "dictionary.json"
_WORDS = Path(__file__).parent / "words.json"  # names of values that stand in columns, the commonest last
_MOST = (
    28_000  # bytes of a text that are looked into: zlib looks back over 32 kB, and needs some for the words
)
_LONG = 8_000  # bytes of columns of which lzma leaves less than zlib
# Columns are seldom longer than a million bytes, and nothing in them stands at every fourth byte.
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": _PRESET, "pb": 0, "dict_size": 1 << 20}]


def pack(record: Any) -> bytes:
    """Return a record in few bytes."""
    return pack_bytes(msgspec.json.encode(record))


def unpack(packed: bytes, kind: type[T]) -> T:
    """Return the record of this kind that was packed; raises DecodeError where the bytes are none."""
    try:
        plain = _unpacked(packed)
    except (zlib.error, lzma.LZMAError) as error:
        raise msgspec.DecodeError(str(error)) from error
    return msgspec.json.decode(plain, type=kind)


def pack_bytes(raw: bytes) -> bytes:
    """Return bytes in less room."""
    if len(raw) > _WINDOW:
        return lzma.compress(raw, preset=_PRESET)
    packer = _packer().copy()
    return packer.compress(raw) + packer.flush()


def unpack_bytes(packed: bytes) -> bytes:
    """Return the bytes that were packed, or the same where none were."""
    try:
        return _unpacked(packed)
    except (zlib.error, lzma.LZMAError):
        return packed


def pack_columns(records: Sequence[Any], kind: type[Any], text: str = "") -> bytes:
    """Return records of one kind in few bytes; where a text is given, they can be read beside that only."""
    plain = to_columns(records, kind)
    if len(plain) > _LONG and not text:
        return lzma.compress(plain, check=lzma.CHECK_CRC32, filters=_FILTERS)
    packer = zlib.compressobj(9, zdict=_words() + text.encode()[:_MOST])
    return packer.compress(plain) + packer.flush()


def unpack_columns(packed: bytes, kind: type[T], text: str = "") -> tuple[T, ...]:
    """Return the records that were packed; raises DecodeError where the bytes are none, or those of another text."""
    try:
        return from_columns(_plain(packed, _words() + text.encode()[:_MOST]), kind)
    except (zlib.error, lzma.LZMAError) as error:
        raise msgspec.DecodeError(str(error)) from error


def _unpacked(packed: bytes) -> bytes:
    return _plain(packed, _dictionary())


def _plain(packed: bytes, dictionary: bytes) -> bytes:
    if packed.startswith(_LZMA):
        return lzma.decompress(packed)
    unpacker = zlib.decompressobj(zdict=dictionary)
    plain = unpacker.decompress(packed)
    if not unpacker.eof:
        raise zlib.error("the end is missing")
    return plain


@cache
def _packer() -> "zlib._Compress":
    """Return a packer that knows the dictionary; to copy it takes a fifth of what learning takes."""
    return zlib.compressobj(LEVEL, zdict=_dictionary())


@cache
def _dictionary() -> bytes:
    return _DICTIONARY.read_bytes()


@cache
def _words() -> bytes:
    words = msgspec.json.decode(_WORDS.read_bytes(), type=list[str])
    return b"".join(map(msgspec.msgpack.encode, words))
