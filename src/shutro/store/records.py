"""Records as the library keeps those that it can make again, and pages: packed, to a fourth of the size or less."""

import lzma
import zlib
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
LEVEL = 6  # a fourth less than the fastest; more makes it hardly smaller
_WINDOW = 1 << 15  # bytes in which zlib finds what stood before; of more, lzma leaves a third less
_PRESET = 3  # half a tenth larger than the best, for a fourth of its time
_LZMA = b"\xfd7zXZ\x00"  # with which nothing that zlib packs begins


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
    return zlib.compress(raw, LEVEL) if len(raw) <= _WINDOW else lzma.compress(raw, preset=_PRESET)


def unpack_bytes(packed: bytes) -> bytes:
    """Return the bytes that were packed, or the same where none were."""
    try:
        return _unpacked(packed)
    except (zlib.error, lzma.LZMAError):
        return packed


def _unpacked(packed: bytes) -> bytes:
    return lzma.decompress(packed) if packed.startswith(_LZMA) else zlib.decompress(packed)
