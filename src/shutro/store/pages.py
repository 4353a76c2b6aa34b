"""Pages as they came, in less room."""

import msgspec

from shutro.store.letters import pack_letters, unpack_letters
from shutro.store.records import pack_bytes, unpack_bytes

_FEWEST, _MOST = 64, 1 << 15  # bytes of a page that is packed by its letters; of more, lzma leaves less


def pack_page(raw: bytes) -> bytes:
    """Return the bytes of a page in less room."""
    if not _FEWEST <= len(raw) <= _MOST:
        return pack_bytes(raw)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return pack_bytes(raw)
    return pack_letters(msgspec.json.encode(text))


def unpack_page(packed: bytes) -> bytes:
    """Return the bytes of the page that was packed, or the same where none was."""
    said = unpack_letters(packed)
    return unpack_bytes(packed) if said is packed else msgspec.json.decode(said, type=str).encode()
