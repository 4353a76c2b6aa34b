"""Text that was written for a font from before Unicode: told from other text, and given in Unicode."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple, get_args

import regex

from shutro.text.normalize import Normalized, compose, edited

Role = Literal["letter", "half", "below", "reph", "joint", "before", "vowel", "nasal", "mark"]
ROLES: tuple[Role, ...] = get_args(Role)

_LINE = regex.compile(r"[^\n]+")
_WORD = regex.compile(r"\S+")
_LATIN = regex.compile(r"[A-Za-z]{2}")
_ADDRESS = ("@", "://", "www.")
# Shares of syllables. Bengali in Bijoy has vowel signs on .54 of them, nasals on .02 and tells itself by .4 codes each;
# English and code .0, .14 and .0, but never much of all at once.
_FEWEST = 6  # syllables that a line needs to be told by itself
_SIGNED = 0.2
_NASAL = 0.12
_TELLING = 0.08
_BOTH = 0.5  # of signs and telling codes together
_SAMPLE = 2000  # code points of a line
_NATIVE = 0.1  # letters that are Unicode already


_PLACES = ("joined", "free", "signed", "mark", "reph")


class Code(NamedTuple):
    """One code of a font, what part of a syllable it is, and what it stands for."""

    code: str
    role: Role
    value: str


@dataclass(frozen=True, eq=False)
class Font:
    """The codes of a font, and the patterns of what is written with them; few pages need more than two of them."""

    codes: Mapping[str, Code]
    script: str  # by its Unicode name
    joint: str  # what joins two letters

    @cached_property
    def longest(self) -> regex.Pattern[str]:
        """Return the pattern of the longest code at a place."""
        return regex.compile(_any(self.codes))

    @cached_property
    def syllable(self) -> regex.Pattern[str]:
        """Return the pattern of a syllable."""
        return regex.compile(_syllable(self.codes.values()))

    @cached_property
    def piece(self) -> regex.Pattern[str]:
        """Return the pattern of a syllable or a mark."""
        marks = _any(code.code for code in self.codes.values() if code.role == "mark")
        return regex.compile(rf"(?P<syllable>{_syllable(self.codes.values())})|{marks}")

    @cached_property
    def telling(self) -> regex.Pattern[str]:
        """Return the pattern of a capital inside a word, or a code that is no ASCII."""
        return regex.compile(rf"(?<=[A-Za-z`_])[A-Z]|{_any(filter(_is_telling, self.codes))}")

    @cached_property
    def left(self) -> regex.Pattern[str]:
        """Return the pattern of a code that a converter left standing inside a word."""
        return regex.compile(_left_behind(self.codes.values(), rf"\p{{{self.script}}}", self.joint))

    @cached_property
    def leavable(self) -> regex.Pattern[str]:
        """Return the pattern of any code that may be left so."""
        return regex.compile(_any(_leavable(self.codes.values(), *_PLACES)))

    @cached_property
    def native(self) -> regex.Pattern[str]:
        """Return the pattern of a letter of the script that the font is for."""
        return regex.compile(rf"\p{{{self.script}}}")


def make_font(codes: Iterable[Code], script: str) -> Font:
    """Return the font with these codes, for a script by its Unicode name."""
    known = {code.code: code for code in codes}
    return Font(known, script, next((code.value for code in known.values() if code.role == "joint"), ""))


def _syllable(codes: Iterable[Code]) -> str:
    """Return the pattern of a syllable, as its codes follow one another."""
    known = list(codes)
    of = {role: _any(code.code for code in known if code.role == role) for role in ROLES}
    long = _any(code.code for code in known if code.role == "letter" and len(code.code) > 1)
    added = rf"(?:{of['below']}|{of['reph']}|{of['joint']}(?:{of['letter']}|{of['below']}))"
    return (
        rf"(?P<before>{of['before']})?+(?:(?:(?!{long}){of['half']}){{1,3}}+(?:{of['letter']}|{of['below']})|{of['letter']})"
        rf"{added}*+(?P<nasal>{of['nasal']}*+)(?:(?P<vowel>{of['vowel']})(?P=vowel)*+)?+{added}*+{of['nasal']}*+{of['joint']}?+"
    )


def to_unicode(raw: str, font: Font) -> Normalized:
    """Return `raw` with the lines that are written for the font in Unicode, and the way back; other lines stay.

    In those, codes that a converter left standing inside a word are read.
    """
    return edited(raw, _edits(raw, font))


def read_words(words: str, font: Font) -> str:
    """Return words that are known to be written for the font in Unicode."""
    return edited(words, _edits_of_line(words, 0, len(words), font)).text


def is_legacy(line: str, font: Font, *, beside: bool = False) -> bool:
    """Say whether a line is written for the font, told by its syllables; `beside` others that are, less is needed."""
    line = line[:_SAMPLE]
    if len(line) < _FEWEST and not beside:
        return False
    syllables = signed = nasals = 0
    for match in font.syllable.finditer(line):
        syllables += 1
        signed += bool(match["before"] or match["vowel"])
        nasals += bool(match["nasal"])
    if not syllables or signed < _SIGNED * syllables or nasals > _NASAL * syllables:
        return False
    if len(font.native.findall(line)) > _NATIVE * syllables:
        return False
    telling = len(font.telling.findall(line))
    return beside or (
        syllables >= _FEWEST and telling >= _TELLING * syllables and signed + telling >= _BOTH * syllables
    )


def _any(codes: Iterable[str]) -> str:
    """Return a pattern of these codes that prefers the longest; of none, one that matches nowhere."""
    longest_first = [regex.escape(code) for code in sorted(codes, key=lambda code: (-len(code), code))]
    letters = "".join(code for code in longest_first if len(code.removeprefix("\\")) == 1)
    long = [code for code in longest_first if len(code.removeprefix("\\")) > 1]
    return (
        "(?:" + "|".join([*long, *([f"[{letters}]"] if letters else [])]) + ")" if longest_first else "(?!)"
    )


def _is_telling(code: str) -> bool:
    return not code.isascii() and unicodedata.category(code[0]) not in ("Pi", "Pf", "Pd")


def _left_behind(codes: Iterable[Code], native: str, joint: str) -> str:
    """Return the pattern of single codes that are no ASCII, between letters of the script.

    Punctuation and signs may stand between two words without a space, but not before a vowel sign.
    """
    joined, free, signed, mark, reph = (_any(_leavable(codes, place)) for place in _PLACES)
    return (
        rf"(?<={native})(?:(?<=\p{{L}}){joined}(?={native})|{free}(?={native})|{signed}(?=\p{{M}})|{mark})"
        rf"|{mark}(?={native})|(?P<syllable>(?:\p{{L}}{joint}){{0,3}}+(?=\p{{L}}){native}\p{{M}}?){reph}(?={native})"
    )


def _leavable(codes: Iterable[Code], *places: str) -> list[str]:
    """Return the single codes that may stand in such places between letters in Unicode."""
    return [
        code
        for code, role, _ in codes
        if len(code) == 1 and not code.isascii() and _place(code, role) in places
    ]


def _place(code: str, role: Role) -> str:
    """Return after or before what a code may have been left: a joined one only behind a letter."""
    kind = unicodedata.category(code)
    is_letter = kind[0] == "L"
    if role == "mark":
        return "mark" if is_letter else ""
    if role in ("before", "nasal", "joint") or (role == "vowel" and not is_letter):
        return ""
    if role == "reph":
        return "reph"
    if is_letter or kind == "Pi" or (role != "letter" and kind[0] == "S"):
        return "joined" if role in ("below", "vowel") else "free"
    return "signed"


def _edits(raw: str, font: Font) -> Iterator[tuple[int, int, str]]:
    has_left = font.leavable.search(raw) is not None
    if not has_left and not _LATIN.search(raw):
        return
    lines = list(_LINE.finditer(raw))
    told = [_LATIN.search(line.group()) is not None and is_legacy(line.group(), font) for line in lines]
    is_beside = any(told)
    for line, is_told in zip(lines, told, strict=True):
        if is_told or (is_beside and is_legacy(line.group(), font, beside=True)):
            yield from _edits_of_line(raw, *line.span(), font)
        elif has_left:
            for match in font.left.finditer(raw, *line.span()):
                yield *match.span(), _mended(match, font)


def _edits_of_line(raw: str, start: int, end: int, font: Font) -> Iterator[tuple[int, int, str]]:
    for word in _WORD.finditer(raw, start, end):
        if not any(mark in word.group() for mark in _ADDRESS):
            for match in font.piece.finditer(raw, *word.span()):
                yield *match.span(), _in_unicode(match.group(), font)


def _mended(match: regex.Match[str], font: Font) -> str:
    """Return what a code that was left behind stands for; a reph goes before the letters that bear it."""
    syllable = match["syllable"] or ""
    return _in_unicode(match.group().removeprefix(syllable), font) + syllable


@lru_cache(maxsize=4096)
def _in_unicode(words: str, font: Font) -> str:
    """Return the codes of one syllable or mark in the order of Unicode: reph, letters, vowel sign, nasal."""
    parts = dict.fromkeys(ROLES, "")
    for code in font.longest.findall(words):
        _, role, value = font.codes[code]
        if role in ("reph", "before", "vowel"):
            parts[role] = value
        elif role == "nasal":
            parts["nasal"] += value
        elif parts["letter"].endswith(font.joint) and value.startswith(font.joint):
            parts["letter"] += value[len(font.joint) :]
        else:
            parts["letter"] += value
    return parts["reph"] + parts["letter"] + compose(parts["before"] + parts["vowel"]) + parts["nasal"]
