"""Quotation marks: which open, which close, and what stands between them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import msgspec
import regex

from shutro.model import Span

_MARK = regex.compile(r"‘‘|’’(?!’)|''|[“”„‟‘’«»\"'\n]")
_SINGLE = regex.compile(r"[‘’'\n]")
_KIND = {"“": '"', "”": '"', "„": '"', "‟": '"', '"': '"', "‘": "'", "’": "'", "'": "'", "«": "«", "»": "«"}
_TWICE = {"‘‘": "''", "’’": "''", "''": "''"}  # two single marks that are typed for a double one
_OPENING = frozenset(("“", "„", "‟", "‘", "«", "‘‘"))
_CLOSING = frozenset(("”", "’", "»", "’’"))
_LONGEST = 3000  # code points; a mark that is still open after them was none
_DEEPEST = 6

Role = Literal["open", "close", "none"]


class _Opened(msgspec.Struct, frozen=True, gc=False):
    """A mark that is open: which, where, and how many characters wide."""

    kind: str
    at: int
    width: int


class Marked(msgspec.Struct, frozen=True, gc=False):
    """Words between quotation marks: `span` without the marks, `outer` with them, `depth` 0 for the outermost."""

    span: Span
    outer: Span
    depth: int


@lru_cache(maxsize=8)
def find_marked(text: str) -> tuple[Marked, ...]:
    """Return what stands between quotation marks, in order; apostrophes and inch marks are none."""
    found: list[Marked] = []
    opened: list[_Opened] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if mark == "\n":
            _end_line(text, at, opened, found)
        elif mark in _TWICE and _is_twice(text, at, mark, opened):
            _take(text, at, mark, _TWICE[mark], opened, found)
        else:
            for offset, single in enumerate(mark, start=at):
                _take(text, offset, single, _KIND[single], opened, found)
    return tuple(sorted(found, key=lambda marked: (marked.outer.start, -marked.outer.end)))


def _is_twice(text: str, at: int, mark: str, opened: Sequence[_Opened]) -> bool:
    """Say whether two single marks stand for a double one, and do not close two."""
    is_open = any(one.kind == _TWICE[mark] for one in opened)
    return is_open or mark == "‘‘" or (mark == "''" and _role(text, at, mark, is_open=False) == "open")


def _take(text: str, at: int, mark: str, kind: str, opened: list[_Opened], found: list[Marked]) -> None:
    role = _role(text, at, mark, is_open=any(one.kind == kind for one in opened))
    if role == "open" and len(opened) < _DEEPEST:
        opened.append(_Opened(kind, at, len(mark)))
    elif role == "close":
        _close(kind, at, len(mark), opened, found)


def _role(text: str, at: int, mark: str, *, is_open: bool) -> Role:
    before = text[at - 1] if at else " "
    after = text[at + len(mark)] if at + len(mark) < len(text) else " "
    if _is_word(before) and _is_word(after) and mark in "’'":
        return "close" if is_open and not _closes_later(text, at) else "none"
    if mark in _OPENING:
        return "close" if is_open and not before.isspace() and not _is_word(after) else "open"
    if mark in _CLOSING:
        return "open" if not is_open and before.isspace() and _is_word(after) else "close"
    if is_open:
        return "open" if before.isspace() and _is_word(after) else "close"
    return "open" if not _is_word(before) and not after.isspace() else "none"


def _is_word(char: str) -> bool:
    # The letters and signs of any script, and digits: str.isalnum is false for vowel signs.
    return (
        char.isalnum() or "\u0300" <= char <= "\u036f" or ("\u0900" <= char <= "\u0dff" and char not in "।॥")
    )


def _closes_later(text: str, at: int) -> bool:
    """Say whether the next single mark of the line closes, so that the one at `at` is an apostrophe."""
    following = _SINGLE.search(text, at + 1)
    if following is None or following.group() in "‘\n":
        return False
    end = following.end()
    return end == len(text) or not _is_word(text[end])


def _close(kind: str, at: int, width: int, opened: list[_Opened], found: list[Marked]) -> None:
    for depth in range(len(opened) - 1, -1, -1):
        if opened[depth].kind == kind:
            start, inner = opened[depth].at, opened[depth].at + opened[depth].width
            del opened[depth:]
            if inner < at <= start + _LONGEST:
                found.append(Marked(Span(inner, at), Span(start, at + width), depth))
            return


def _end_line(text: str, at: int, opened: list[_Opened], found: list[Marked]) -> None:
    """End what a line end ends: a double mark stays open, unless the next line opens one again."""
    if not opened:
        return
    opened[:] = [one for one in opened if one.kind != "'" and at - one.at < _LONGEST]
    found_next = _MARK.match(text, at + 1)
    following = found_next.group() if found_next else ""
    kind = _TWICE.get(following) or _KIND.get(following)
    if opened and kind == opened[0].kind and following not in _CLOSING:
        start, inner = opened[0].at, opened[0].at + opened[0].width
        opened.clear()
        if inner < at:
            found.append(Marked(Span(inner, at), Span(start, at), 0))
