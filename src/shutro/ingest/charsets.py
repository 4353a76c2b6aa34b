"""Bytes of a page as text, whatever its server, its head or nobody says of them."""

import codecs

import regex

from shutro.errors import InputError
from shutro.languages.fonts import has_legacy_text
from shutro.model import Page

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF8 = ("utf-8", "utf8")
# What pages call windows-1252: readers of pages take all of these for it, and fonts from before Unicode rest on it.
_WINDOWS = frozenset({"windows-1252", "cp1252", "iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"})
_CONTROLS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
# What browsers read; Python knows others that take hours over hostile bytes, or are no charsets.
_READ = regex.compile(
    r"utf-8|utf-16(?:-[bl]e)?|cp(?:125\d|866|874|932|949|950)|iso8859-\d{1,2}|koi8-[ru]|mac-(?:roman|cyrillic)|tis-620"
    r"|gb(?:k|2312|18030)|hz|big5(?:hkscs)?|euc_(?:jp|kr)|euc_jis_2004|iso2022_jp|shift_jis|johab"
)
_META = regex.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,20})""", regex.IGNORECASE)
_HEAD = 2048  # bytes in which a page may name its charset
_FEW = 100  # characters of a page of which one may be no character
_BROKEN = 2000  # bytes of a page in UTF-8 of which one may be broken
_LOST = "\ufffd"


def decode(page: Page) -> str:
    """Return the page's bytes as text: UTF-8, UTF-16, for HTML the charset that it names, or codes of a known font.

    Raises InputError where the bytes are none of them.
    """
    raw = page.raw
    if raw.startswith(UTF16_MARKS):
        return _try(raw, "utf-16", page.name)
    if page.media == "html" and 0 < raw[:_HEAD].count(0) < _HEAD / _FEW:
        raw = raw.replace(b"\x00", b"")
    if b"\x00" in raw[:4096]:
        return _without_mark(raw, page.name)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        charset = _named(page)
        if charset in _UTF8 and (text := raw.decode(errors="replace")).count(_LOST) <= 1 + len(raw) / _BROKEN:
            return text
        if charset and charset not in _WINDOWS:
            return _try(raw, charset, page.name)
        text = raw.decode("latin-1").translate(_CONTROLS)
        if charset or has_legacy_text(text):
            return text
        raise InputError(
            f"{page.name}: neither UTF-8 nor UTF-16 (byte {error.start}); save it as UTF-8"
        ) from error


def _named(page: Page) -> str:
    """Return the charset of a page: its server's word counts, unless that is what servers say of all pages."""
    said = (page.charset or "").strip("\"' ").lower()
    match = _META.search(page.raw[:_HEAD]) if page.media == "html" else None
    own = match.group(1).decode("ascii").lower() if match is not None else ""
    return own if not said or (own and said in _WINDOWS) else said


def _try(raw: bytes, charset: str, name: str) -> str:
    try:
        known = codecs.lookup(charset).name
        if not _READ.fullmatch(known):
            raise LookupError(charset)
        return raw.decode(known)
    except (UnicodeError, LookupError) as error:
        raise InputError(f"{name}: is not text in {charset}; save it as UTF-8") from error


def _without_mark(raw: bytes, name: str) -> str:
    """Return UTF-16 without byte order mark; nearly any pairs of bytes are some characters, so most must be usual."""
    pairs = raw[:4096]
    encoding = "utf-16-le" if pairs[1::2].count(0) > pairs[0::2].count(0) else "utf-16-be"
    text = raw.decode(encoding, "replace")
    sample = text[:2000]
    strange = sum(not (ch.isprintable() or ch.isspace()) for ch in sample)
    if "\x00" in sample or _LOST in text or strange > len(sample) / 10:
        raise InputError(f"{name}: is no text")
    return text
