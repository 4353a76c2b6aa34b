"""Numbers of a text, in figures and in words: the tokens, with the ones that make a number drawn together."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from shutro.errors import LanguageError
from shutro.languages.folder import read
from shutro.languages.inflection import stems
from shutro.languages.schema.inflection import Case
from shutro.languages.schema.numbers import NumberTable
from shutro.text.normalize import compose, typed_offset
from shutro.text.numerals import to_ascii_digits, to_number
from shutro.text.remembered import Remembered
from shutro.text.tokens import Token, texts_of, token_starts, tokenize

Kind = Literal["figure", "word", "scale", "shift", "ordinal", "point", "behind"]

LINE = "\n"
_LONGEST = 40  # letters of a word that may hold a number


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A word, mark, line end or whole number of a text; `value` is None unless it is a number."""

    start: int
    end: int
    text: str
    value: float | None = None
    ordinal: bool = False
    spelled: bool = False  # in words, not in figures
    case: Case = "nominative"  # of a number word with an ending
    figure: bool = False  # holds digits, also where they are no number: 18:37
    behind: bool = False  # stands behind what it counts: ঘণ্টা তিনেক


class _Part(msgspec.Struct, frozen=True, gc=False):
    """What a word or figure adds to the number that it may be a part of."""

    kind: Kind
    value: float
    case: Case = "nominative"


_Glued = tuple[int, str, _Part | None]  # offset in a word, the words there, what they add to a number


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """The number table, ready for looking up."""

    parts: dict[str, _Part]
    starts: frozenset[str]  # the first two letters of every number word
    glued: frozenset[str]
    before_counters: frozenset[str]
    counted: frozenset[str]
    not_numbers: frozenset[str]
    ordinal_endings: frozenset[str]


@lru_cache(maxsize=8)
def pieces(text: str, code: str) -> tuple[Piece, ...]:
    """Return the pieces of a normalized text in order; a number of several words is one piece, and so is a line end."""
    plain, parts = _tokens(text, code)
    found: list[Piece] = []
    at = 0
    for first in parts:
        number = _number(text, plain, parts, first) if first >= at else None
        if number is not None:
            found += plain[at:first]
            piece, at = number
            found.append(piece)
    return (*found, *plain[at:])


def may_be_number(word: str, code: str) -> bool:
    """Say whether a number may begin with the word: a figure, or the first letters of a number word."""
    return word[:1].isdigit() or word[:2] in _words(code).starts


def check_numbers(code: str) -> list[str]:
    """Return a complaint for each example of the number table that does not come out."""
    complaints = []
    for words, value in read(code, "numbers", NumberTable).examples.items():
        first = pieces(words, code)[0]
        if first.value != value:
            complaints.append(f"{code}/numbers.toml: {words!r} gives {first.value}, not {value}")
    return complaints


@cache
def _words(code: str) -> _Words:
    table = read(code, "numbers", NumberTable)
    if not table.examples:
        raise LanguageError(f"{code}/numbers.toml: the table has no examples")
    parts = {word: _Part("word", value) for word, value in table.words.items()}
    parts |= {word: _Part("scale", value) for word, value in table.scales.items()}
    parts |= {word: _Part("shift", value) for word, value in table.shifts.items()}
    parts |= {word: _Part("ordinal", value) for word, value in table.ordinals.items()}
    parts |= {word: _Part("behind", value) for word, value in table.behind.items()}
    parts |= dict.fromkeys(table.points, _Part("point", 0.0))
    return _Words(
        parts=parts,
        starts=frozenset(word[:2] for word in parts),
        glued=frozenset(table.glued),
        before_counters=frozenset(table.before_counters),
        counted=frozenset(table.counted),
        not_numbers=frozenset(table.not_numbers),
        ordinal_endings=frozenset(table.ordinal_endings),
    )


def _tokens(text: str, code: str) -> tuple[list[Piece], dict[int, _Part]]:
    """Return the tokens as pieces, and what those that may belong to a number add to it, by their index."""
    tokens = tokenize(text)
    found: list[Piece] = []
    parts: dict[int, _Part] = {}
    lines, done = _line_ends(text), 0
    for at in sorted({*lines, *_special(code).places(texts_of(tokens))}):
        found += _plain(tokens[done:at])
        if at in lines:
            found.append(Piece(lines[at], lines[at] + 1, LINE))
        _add(found, parts, tokens[at], text, code)
        done = at + 1
    found += _plain(tokens[done:])
    return found, {at: part for at, part in parts.items() if not _is_lookalike(found, parts, at, code)}


def _plain(tokens: Iterable[Token]) -> list[Piece]:
    """Return tokens that belong to no number as pieces."""
    return [Piece(token.start, token.end, token.text) for token in tokens]


@cache
def _special(code: str) -> Remembered[bool]:
    """Return whether a token may be more than one plain piece: most are not."""
    endings, split = _words(code).ordinal_endings, _splits(code)
    return Remembered(lambda token: token[0].isdecimal() or token in endings or split[token] is not None)


def _add(found: list[Piece], parts: dict[int, _Part], one: Token, text: str, code: str) -> None:
    """Add a token as one piece or several, with what they add to a number, or to the figure before it."""
    start, end, token, kind = one.start, one.end, one.text, one.kind
    endings = _words(code).ordinal_endings
    glued = _splits(code)[token] if kind == "word" else None
    if glued is not None:
        typed = text[start:end]
        for offset, words, part in glued:
            if part is not None:
                parts[len(found)] = part
            begin, close = typed_offset(typed, offset), typed_offset(typed, offset + len(words))
            found.append(Piece(start + begin, start + close, words))
    elif kind == "number":
        value = to_number(token)
        if value is not None:
            parts[len(found)] = _Part("figure", value)
        found.append(Piece(start, end, token, figure=True))
    elif token in endings and found and found[-1].end == start and _is_figure(parts, len(found) - 1):
        last = found.pop()
        parts[len(found)] = _Part("ordinal", to_number(last.text) or 0.0)
        found.append(Piece(last.start, end, compose(text[last.start : end]), figure=True))
    else:
        found += _plain((one,))


def _line_ends(text: str) -> dict[int, int]:
    """Return the first line end before each token that begins a line, by the token's index."""
    starts, found = token_starts(text), dict[int, int]()
    line = text.find(LINE)
    while line >= 0 and (at := bisect_left(starts, line)) < len(starts):
        found[at] = line
        line = text.find(LINE, starts[at])
    return found


def _is_figure(parts: dict[int, _Part], at: int) -> bool:
    return at in parts and parts[at].kind == "figure"


def _is_lookalike(found: list[Piece], parts: dict[int, _Part], at: int, code: str) -> bool:
    """Say whether a word such as নয় is no number here, since no counter follows."""
    if found[at].text not in _words(code).before_counters:
        return False
    after = parts.get(at + 1)
    if after is not None and after.kind == "scale":
        return False
    return at + 1 >= len(found) or not _may_be_counted(found[at + 1].text, code)


@cache
def _splits(code: str) -> Remembered[tuple[_Glued, ...] | None]:
    return Remembered(lambda word: _split(word, code))


def _split(word: str, code: str) -> tuple[_Glued, ...] | None:
    """Return the parts of a number word and of what glues to it, or None for any other word."""
    words = _words(code)
    known = words.parts.get(word)
    if known:
        return ((0, word, known),)
    if word[:2] not in words.starts or len(word) > _LONGEST:
        return None
    if any(stem.text in words.not_numbers for stem in stems(word, code)):
        return None
    cuts = [cut for cut in range(len(word) - 1, 1, -1) if _may_begin(words.parts.get(word[:cut]))]
    # চব্বিশের is twenty-four with an ending before it is the ordinal চব্বিশে.
    for cut in sorted(cuts, key=lambda cut: words.parts[word[:cut]].kind == "ordinal"):
        head, part = word[:cut], words.parts[word[:cut]]
        tail = _tail(head, word[cut:], code)
        if tail:
            return ((0, head, part), *((cut + at, text, more) for at, text, more in tail))
        if tail is not None:
            return ((0, word, replace(part, case=_case(word, head, code))),)
    return None


def _may_begin(part: _Part | None) -> bool:
    return part is not None and part.kind not in ("point", "behind")


def _tail(head: str, tail: str, code: str) -> tuple[_Glued, ...] | None:
    """Return the parts that follow a number word inside one word, () for a mere ending, None where they do not fit."""
    if _is_glued(tail, code):
        return ((0, tail, None),)
    words = _words(code)
    behind = words.parts.get(tail)
    if behind is not None and behind.kind == "behind" and words.parts[head].kind == "scale":
        return ((0, tail, behind),)
    if any(stem.text == head for stem in stems(head + tail, code)):
        return ()
    return _split_scale(head + tail, len(head), code) or None


def _split_scale(word: str, start: int, code: str) -> tuple[_Glued, ...]:
    """Return the scale that ends a word, with what is glued to it in turn."""
    words, tail = _words(code), word[start:]
    for cut in range(len(tail), 0, -1):
        known = words.parts.get(tail[:cut])
        if known is None or known.kind != "scale":
            continue
        rest = tail[cut:]
        if not rest:
            return ((0, tail, known),)
        if _is_glued(rest, code):
            return ((0, tail[:cut], known), (cut, rest, None))
        ends = any(stem.ending == rest for stem in stems(word, code))
        return ((0, tail, replace(known, case="genitive")),) if ends else ()
    return ()


@lru_cache(maxsize=65_536)
def _is_glued(word: str, code: str) -> bool:
    glued = _words(code).glued
    return word in glued or any(stem.text in glued for stem in stems(word, code))


@lru_cache(maxsize=65_536)
def _may_be_counted(word: str, code: str) -> bool:
    """Say whether a word is a counter or a noun that is often counted."""
    counted = _words(code).counted
    return _is_glued(word, code) or any(stem.text in counted for stem in stems(word, code))


def _case(word: str, head: str, code: str) -> Case:
    return next((stem.case for stem in stems(word, code) if stem.text == head), "nominative")


def _number(text: str, plain: list[Piece], parts: dict[int, _Part], at: int) -> tuple[Piece, int] | None:
    """Return the number that begins at a token and the index after it, or None."""
    first, part = plain[at], parts[at]
    if part.kind == "ordinal":
        return replace(first, value=part.value, ordinal=True, spelled=not first.figure, figure=False), at + 1
    if part.kind == "behind":
        return replace(first, value=part.value, spelled=True, behind=True), at + 1
    if part.kind == "point":
        return None
    value, after = _sum(plain, parts, at)
    if after == at:
        return None
    last = plain[after - 1]
    digits = any(token.figure for token in plain[at:after])
    words = first.text if after == at + 1 else compose(text[first.start : last.end])
    return Piece(first.start, last.end, words, value, False, not digits, parts[after - 1].case, digits), after


def _sum(plain: list[Piece], parts: dict[int, _Part], at: int) -> tuple[float, int]:
    """Return the value of the number words from `at`, and the index after the last of them."""
    closed: list[float] = []  # what scales have closed, falling: ১ কোটি, ২০ লাখ
    current: float | None = None
    shift, start, begun = 0.0, at, at
    while (part := parts.get(at)) is not None:
        if part.kind == "shift" and current is None and not shift:
            shift = part.value
        elif part.kind == "scale" and (current is not None or not closed or closed[-1] < part.value):
            scaled = _scaled(closed, current, shift, part.value)
            if len(scaled) > 1 and scaled[-1] >= scaled[-2]:  # ১২ হাজার ১২ হাজার: another number begins
                return sum(closed), begun
            closed, current, shift = scaled, None, 0.0
        elif part.kind == "behind" and at == start + 1 and closed:  # হাজার দুয়েক
            return closed[0] * part.value, at + 1
        elif part.kind in ("figure", "word") and current is None and _fits(closed, part.value):
            begun = at
            current, at = _with_decimals(plain, parts, at)
        else:
            break
        at += 1
        if part.case != "nominative":
            break
    if current is None and not closed:
        return 0.0, start
    if shift and current is None:  # a shift with nothing after it: give it back
        at -= 1
    total = sum(closed) + (0.0 if current is None else current + shift)
    return total, at


def _scaled(parts: list[float], current: float | None, shift: float, scale: float) -> list[float]:
    larger = [part for part in parts if part >= scale]
    smaller = sum(part for part in parts if part < scale)
    base = 1.0 if current is None and not smaller else smaller + (current or 0.0)
    return [*larger, round((base + shift) * scale, 6)]


def _fits(parts: list[float], value: float) -> bool:
    """Say whether a number may follow what scales have closed: ৩৪৫ after ১২ হাজার, not ২ after ৫ শ."""
    return not parts or value < 100 or (value < 1000 <= parts[-1])


def _with_decimals(plain: list[Piece], parts: dict[int, _Part], at: int) -> tuple[float, int]:
    """Return the number at a token with decimals spelled after it, and the index of its last token."""
    value = parts[at].value
    point = parts.get(at + 1)
    if point is None or point.kind != "point":
        return value, at
    digits = ""
    after = at + 2
    while len(digits) < _LONGEST and (part := parts.get(after)) is not None:
        if part.kind not in ("figure", "word"):
            break
        digits += to_ascii_digits(plain[after].text) if part.kind == "figure" else str(int(part.value))
        after += 1
        if part.kind == "figure":
            break
    return (float(f"{int(value)}.{digits}"), after - 1) if digits.isdigit() else (value, at)
