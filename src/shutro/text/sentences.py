"""Sentences: the whole of a text, cut after dandas, question marks, exclamation marks and at line ends."""

from collections.abc import Set as AbstractSet

import regex

from shutro.model import Span

_CLOSING = "’”'\"»)\\]"
_END = regex.compile(
    rf"[।॥?!]+(?:[ \t]?[{_CLOSING}]+(?![\p{{L}}\p{{N}}]))?|\.(?=[\s{_CLOSING}]|$)[{_CLOSING}]*|\n+"
)
_LAST_WORD = regex.compile(r"[\p{L}\p{M}.]+$")


def split_sentences(text: str, abbreviations: AbstractSet[str] = frozenset()) -> tuple[Span, ...]:
    """Return the spans of the sentences, without the space around them; every visible character is in one.

    `abbreviations` are words that a full stop does not end a sentence after, without that stop ("মো", "Dr").
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and _is_inside(text, start, match.start(), abbreviations):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def _is_inside(text: str, start: int, stop: int, abbreviations: AbstractSet[str]) -> bool:
    """Say whether the full stop at `stop` belongs to an abbreviation, an initial or a number."""
    word = _LAST_WORD.search(text, max(start, stop - 30), stop)
    if word is None:
        return stop > start and text[stop - 1].isdigit()
    letters = word.group()
    return letters in abbreviations or sum(ch.isalpha() for ch in letters) == 1 or "." in letters


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        spans.append(Span(start + left, start + right))
