"""The cheap question before the dear ones: does a page hold enough letters of a language that is read?"""

from functools import cache

import regex

from shutro.languages import available, read
from shutro.languages.fonts import has_legacy_text
from shutro.languages.schema.language import LanguageTable

FEWEST = 200  # letters of an article; a brief has about as many
_BASIC = range(0x80, 0x10000)
_SAMPLE = 20_000
_ODD = 0.12  # share of bytes beyond ASCII in a text written for an old font; French has 0.04
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HIGH = bytes(range(0x80, 0x100))
_MARKUP = regex.compile(rb"<script\b.*?</script\s*>|<style\b.*?</style\s*>|<[^<>]*+>", regex.DOTALL)


def why_not(raw: bytes, fewest: int = FEWEST) -> str | None:
    """Return why a page is not worth reading, or None.

    Letters are counted in the bytes, mark-up and all: of a page in another script this takes some microseconds.
    """
    scripts = [_beginnings(read(code, "language", LanguageTable).script) for code in available()]
    if not all(scripts) or raw.startswith(_UTF16):
        return None  # letters of one byte stand in every page
    most = max(sum(map(raw.count, script)) for script in scripts)
    if most >= fewest or _is_for_font(raw, fewest):
        return None
    return "holds too few letters of a language that is read" if most else "is in no language that is read"


def _is_for_font(raw: bytes, fewest: int) -> bool:
    """Say whether a page in an old code may be written for a font from before Unicode."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        words = _MARKUP.sub(b"\n", raw)[:_SAMPLE]
        odd = len(words) - len(words.translate(None, _HIGH))
        return odd >= max(fewest, _ODD * len(words)) and has_legacy_text(words.decode("cp1252", "replace"))
    return False


@cache
def _beginnings(script: str) -> tuple[bytes, ...]:
    """Return the bytes with which the letters of a script begin in a page; none where some are one byte.

    A letter may be spelled: \\u0995 in JSON, &#x995; and &#2453; in HTML.
    """
    pattern = regex.compile(rf"\p{{{script}}}")
    codes = [code for code in _BASIC if pattern.match(chr(code))]
    if pattern.match("a"):
        return ()
    written = {chr(code).encode()[:-1] for code in codes}
    written |= {rb"\u" + f"{code:04x}"[:2].encode() for code in codes}
    written |= {f"&#{x}{code:x}"[:-2].encode() for code in codes for x in ("x", "x0")}
    written |= {f"&#{code}"[:-2].encode() for code in codes}
    return tuple(sorted(written))
