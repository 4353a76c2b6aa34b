"""What packs, as it was in the migrations that use it: a library is upgraded the same way however packing changes.

Nothing here is ever changed, nor are the files that stand beside it in `store/`.
"""

import codecs
import json
import lzma
import zlib
from collections import Counter
from functools import cache
from pathlib import Path

import regex

_STORE = Path(__file__).parents[1]
_DICTIONARY, _REPORTS = _STORE / "dictionary.json", _STORE / "reports.txt"
_WINDOW, _LZMA = 1 << 15, b"\xfd7zXZ\x00"
_HALF, _UTF8, _LATIN, _LAST, _STEP, _SHORT = 128, 0, 1, 0xFF, 8, 64
_MARKS = "\u0964\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u200c\u200d\u00a0\u00b0\u20ac\u2011\u2022\u2032"


def pack_bytes(raw: bytes) -> bytes:
    """Return bytes as they were packed from 0012 on."""
    if len(raw) > _WINDOW:
        return lzma.compress(raw, preset=3)
    packer = zlib.compressobj(6, zdict=_DICTIONARY.read_bytes())
    return packer.compress(raw) + packer.flush()


def unpack_bytes(packed: bytes) -> bytes:
    """Return the bytes that were packed, or the same where none were."""
    try:
        if packed.startswith(_LZMA):
            return lzma.decompress(packed)
        return _unpacked(packed, _DICTIONARY.read_bytes())
    except (zlib.error, lzma.LZMAError):
        return packed


def pack_page(raw: bytes) -> bytes:
    """Return a page as it was packed from 0017 on."""
    if not _SHORT <= len(raw) <= _WINDOW:
        return pack_bytes(raw)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return pack_bytes(raw)
    return pack_letters(json.dumps(text, ensure_ascii=False).encode())


def unpack_page(packed: bytes) -> bytes:
    """Return the page that was packed, or the same bytes where none was."""
    said = unpack_letters(packed)
    return unpack_bytes(packed) if said is packed else str(json.loads(said)).encode()


def pack_letters(plain: bytes) -> bytes:
    """Return JSON as it was packed from 0017 on, or as it is where it is broken."""
    if len(plain) < _SHORT:
        return plain
    try:
        letters = _to_letters(plain.decode())
    except UnicodeDecodeError:
        return plain  # it is damaged: the doctor finds it
    packer = zlib.compressobj(9, zdict=_letters())
    return packer.compress(letters) + packer.flush()


def unpack_letters(packed: bytes) -> bytes:
    """Return the JSON that was packed, or the same bytes where none was."""
    try:
        letters = _unpacked(packed, _letters())
    except zlib.error:
        return packed
    if letters[0] == _UTF8:
        return letters[1:]
    return codecs.charmap_decode(letters[1:], "strict", _table(letters[0]))[0].encode()


def _to_letters(plain: str) -> bytes:
    script = _script_of(plain[::_STEP])
    if script == _UTF8:
        return bytes([_UTF8]) + plain.encode()
    table = _table(script)
    others = regex.compile(f"[^{regex.escape(table.replace(chr(0xFFFE), ''), literal_spaces=True)}]")
    known = others.sub(_escaped, plain)
    return bytes([script]) + codecs.charmap_encode(known, "strict", codecs.charmap_build(table))[0]


def _script_of(letters: str) -> int:
    counts: Counter[int] = Counter()
    for letter, often in Counter(letters).items():
        if not letter.isascii() and letter not in _MARKS:
            counts[ord(letter) // _HALF] += often
    script, count = max(counts.items(), default=(_LATIN, 0), key=lambda one: (one[1], -one[0]))
    return script if script <= _LAST and 4 * count >= 3 * counts.total() else _UTF8


def _escaped(other: "regex.Match[str]") -> str:
    units = other.group().encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


@cache
def _table(script: int) -> str:
    marks = _MARKS.ljust(ord(" "), "\ufffe")
    return marks + "".join(map(chr, (*range(ord(" "), _HALF), *range(script * _HALF, (script + 1) * _HALF))))


@cache
def _letters() -> bytes:
    return _to_letters(_REPORTS.read_text(encoding="utf-8").replace("\n", ""))


def _unpacked(packed: bytes, dictionary: bytes) -> bytes:
    unpacker = zlib.decompressobj(zdict=dictionary)
    plain = unpacker.decompress(packed)
    if not unpacker.eof:
        raise zlib.error("the end is missing")
    return plain
