"""Sentences: the whole of a text, cut after dandas, question marks, exclamation marks and at line ends."""

from collections.abc import Set as AbstractSet

import regex

from shutro.model import Span
from shutro.text.normalize import compose

_QUOTES = "’”'\"»"
_OPENING = {"’": "‘", "”": "“", '"': '"'}
_FARTHEST = 2_000  # code points from a quote's end back to its start
_LONGEST = 40  # code points of a verb of saying and its noun
_CLOSING = "’”'\"»)\\]"
_END = regex.compile(
    rf"[।॥?!]+(?:[ \t]?[{_CLOSING}]+(?![\p{{L}}\p{{N}}]))?|\.(?=[\s{_CLOSING}]|$)[{_CLOSING}]*|\n+"
)
_SAID = regex.compile(r"[ \t]?[—–][ \t]?(?=\p{L})|[ \t](?=\p{L})")
_WORDS = regex.compile(r"[\p{L}\p{M}\u200d]+(?: [\p{L}\p{M}\u200d]+)?(?= \p{L})")
_LAST_WORD = regex.compile(r"[\p{L}\p{M}.]+$")
_IN_BRACKETS = regex.compile(r"\([\p{L}\p{M}. ]{1,14}$")


def split_sentences(
    text: str, abbreviations: AbstractSet[str] = frozenset(), saying: AbstractSet[str] = frozenset()
) -> tuple[Span, ...]:
    """Return the spans of the sentences, without the space around them; every visible character is in one.

    `abbreviations` are words that a full stop does not end a sentence after, without that stop ("মো", "Dr");
    `saying` are words with which one goes on after a quote: ‘যাব।’ বলেন তিনি।
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and _is_inside(text, start, match, abbreviations):
            continue
        if match.group()[-1] in _QUOTES and _is_said(text, match.end(), saying):
            continue
        end = match.end() + _closes(text, match.end())
        _append(spans, text, start, end)
        start = end
    _append(spans, text, start, len(text))
    return tuple(spans)


def _is_inside(text: str, start: int, end: regex.Match[str], abbreviations: AbstractSet[str]) -> bool:
    """Say whether a full stop belongs to an abbreviation, as all in short brackets do, an initial or a number."""
    stop = end.start()
    if end.group()[1:2] == ")" and _IN_BRACKETS.search(text, max(start, stop - 16), stop) is not None:
        return True
    word = _LAST_WORD.search(text, max(start, stop - 30), stop)
    if word is None:
        return stop > start and text[stop - 1].isdigit()
    letters = word.group()
    return letters in abbreviations or sum(ch.isalpha() for ch in letters) == 1 or "." in letters


def _closes(text: str, at: int) -> int:
    """Return 1 if a mark at `at` ends a quote and the next sentence is glued to it (যাব।’তিনি বলেন), else 0."""
    mark = text[at : at + 1]
    opening = _OPENING.get(mark)
    if opening is None:
        return 0
    if text[at - 1] == mark:  # ‘‘যাব।’’তিনি
        return 1
    first = max(text.rfind("\n", 0, at), at - _FARTHEST) + 1
    if opening == mark:
        return text.count(mark, first, at) % 2
    last = text.rfind(opening, first, at)
    return int(last >= 0 and text.find(mark, last + 1, at) < 0)


def _is_said(text: str, end: int, saying: AbstractSet[str]) -> bool:
    """Say whether what follows a quote tells who said it: a dash, or a verb of saying before its subject."""
    gap = _SAID.match(text, end)
    if gap is None:
        return False
    if gap.group().strip():
        return True
    words = _WORDS.match(text, gap.end(), gap.end() + _LONGEST)
    found = compose(words.group()) if words is not None else ""
    return found in saying or found.partition(" ")[0] in saying


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        spans.append(Span(start + left, start + right))
