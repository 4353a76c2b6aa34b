"""Digits of any script as numbers."""

import unicodedata
from functools import cache

import regex

_DIGIT = regex.compile(r"\p{Nd}")


def to_ascii_digits(text: str) -> str:
    """Return `text` with every decimal digit in ASCII; the length does not change."""
    if text.isascii():
        return text
    return _DIGIT.sub(lambda match: _ascii(match.group()), text)


@cache
def _ascii(digit: str) -> str:
    """Return a digit in ASCII; one of a script that Python does not know yet stays as it is."""
    value = unicodedata.decimal(digit, None)
    return digit if value is None else str(value)


def to_number(figure: str) -> float | None:
    """Return the value of a figure such as ১২,৩৪,৫৬৭ or 4.5, or None where it is no number."""
    plain = to_ascii_digits(figure).replace(",", "")
    try:
        return float(plain) if plain and not plain.endswith(".") and plain[0].isdigit() else None
    except ValueError:
        return None
