"""Quotation marks: which open, which close, and what stands between them."""

from dataclasses import dataclass
from typing import Literal

import regex

from shutro.model import Span

_MARK = regex.compile(r"[“”„‟‘’«»\"'\n]")
_SINGLE = regex.compile(r"[‘’'\n]")
_KIND = {"“": '"', "”": '"', "„": '"', "‟": '"', '"': '"', "‘": "'", "’": "'", "'": "'", "«": "«", "»": "«"}
_OPENING = frozenset("“„‟‘«")
_CLOSING = frozenset("”’»")
_LONGEST = 3000  # code points; a mark that is still open after them was none
_DEEPEST = 6

Role = Literal["open", "close", "none"]


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between quotation marks: `span` without the marks, `outer` with them, `depth` 0 for the outermost."""

    span: Span
    outer: Span
    depth: int


def find_marked(text: str) -> tuple[Marked, ...]:
    """Return what stands between quotation marks, in order; apostrophes and inch marks are none."""
    found: list[Marked] = []
    opened: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if mark == "\n":
            _end_line(text, at, opened, found)
            continue
        kind = _KIND[mark]
        role = _role(text, at, mark, any(k == kind for k, _ in opened))
        if role == "open" and len(opened) < _DEEPEST:
            opened.append((kind, at))
        elif role == "close":
            _close(kind, at, opened, found)
    return tuple(sorted(found, key=lambda marked: (marked.outer.start, -marked.outer.end)))


def _role(text: str, at: int, mark: str, is_open: bool) -> Role:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
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


def _close(kind: str, at: int, opened: list[tuple[str, int]], found: list[Marked]) -> None:
    for depth in range(len(opened) - 1, -1, -1):
        if opened[depth][0] == kind:
            start = opened[depth][1]
            del opened[depth:]
            if start + 1 < at <= start + _LONGEST:
                found.append(Marked(Span(start + 1, at), Span(start, at + 1), depth))
            return


def _end_line(text: str, at: int, opened: list[tuple[str, int]], found: list[Marked]) -> None:
    """End what a line end ends: a double mark stays open, unless the next line opens one again."""
    opened[:] = [(kind, start) for kind, start in opened if kind != "'" and at - start < _LONGEST]
    following = text[at + 1 : at + 2]
    if opened and _KIND.get(following) == opened[0][0] and following not in _CLOSING:
        start = opened[0][1]
        opened.clear()
        if start + 1 < at:
            found.append(Marked(Span(start + 1, at), Span(start, at), 0))
