"""JSON in one byte a letter: of the three that UTF-8 takes for most scripts, two only say which script it is."""

import codecs
import zlib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import regex

_HALF = 128  # letters of a script that have a byte each; the other half of all bytes are ASCII
_UTF8 = 0  # stands in the place of the number of a script where that would be shorter
_LATIN = 1  # the script of a text that is all ASCII
# Marks that many scripts share. JSON writes what stands below the space in another way, so these bytes are free.
_MARKS = "\u0964\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u200c\u200d\u00a0\u00b0\u20ac\u2011\u2022\u2032"
# What records of articles have in common, the commonest last. It is never changed, a better one gets another name.
_DICTIONARY = Path(__file__).parent / "reports.txt"
_STEP = 8  # every eighth letter says well enough what script a text is in
_LAST = 0xFF
_SHORT = 64  # bytes of JSON that are not packed


def pack_letters(raw: bytes) -> bytes:
    """Return JSON in few bytes; what comes back says the same, in bytes that may be others."""
    if len(raw) < _SHORT:
        return raw
    packer = _packer().copy()
    return packer.compress(_to_letters(raw.decode())) + packer.flush()


def unpack_letters(packed: bytes) -> bytes:
    """Return the JSON that was packed, or the same bytes where none was."""
    unpacker = zlib.decompressobj(zdict=_dictionary())
    try:
        letters = unpacker.decompress(packed)
        return _from_letters(letters) if unpacker.eof else packed
    except (zlib.error, ValueError, LookupError):
        return packed


def _to_letters(plain: str) -> bytes:
    script = _script_of(plain[::_STEP])
    if script == _UTF8:
        return bytes([_UTF8]) + plain.encode()
    try:
        letters, _ = codecs.charmap_encode(plain, "strict", _encoding(script))
    except UnicodeEncodeError:
        known = _others(script).sub(_escaped, plain)
        letters, _ = codecs.charmap_encode(known, "strict", _encoding(script))
    return bytes([script]) + letters


def _script_of(letters: str) -> int:
    """Return the number of the script in which three of four letters are that are not ASCII; zero where none is."""
    counts: Counter[int] = Counter()
    for letter, often in Counter(letters).items():
        if not letter.isascii() and letter not in _MARKS:
            counts[ord(letter) // _HALF] += often
    script, count = max(counts.items(), default=(_LATIN, 0), key=lambda one: (one[1], -one[0]))
    return script if script <= _LAST and 4 * count >= 3 * counts.total() else _UTF8


def _from_letters(letters: bytes) -> bytes:
    if letters[0] == _UTF8:
        return letters[1:]
    return codecs.charmap_decode(letters[1:], "strict", _table(letters[0]))[0].encode()


def _escaped(other: "regex.Match[str]") -> str:
    """Return letters as JSON writes them where it may use ASCII only."""
    units = other.group().encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


@cache
def _table(script: int) -> str:
    """Return the letter that each byte stands for."""
    marks = _MARKS.ljust(ord(" "), "\ufffe")  # which `charmap_decode` refuses
    return marks + "".join(map(chr, (*range(ord(" "), _HALF), *range(script * _HALF, (script + 1) * _HALF))))


@cache
def _encoding(script: int) -> Any:
    return codecs.charmap_build(_table(script))


@cache
def _others(script: int) -> "regex.Pattern[str]":
    """Return the pattern of what no byte stands for."""
    return regex.compile(f"[^{regex.escape(_table(script).replace(chr(0xFFFE), ''), literal_spaces=True)}]")


@cache
def _packer() -> "zlib._Compress":
    return zlib.compressobj(9, zdict=_dictionary())


@cache
def _dictionary() -> bytes:
    return _to_letters(_DICTIONARY.read_text(encoding="utf-8").replace("\n", ""))
