"""Numbers of a text, in figures and in words: the tokens, with the ones that make a number drawn together."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from shutro.errors import LanguageError
from shutro.languages.folder import read
from shutro.languages.inflection import stems
from shutro.languages.schema.inflection import Case
from shutro.languages.schema.numbers import NumberTable
from shutro.text.normalize import compose, typed_offset
from shutro.text.numerals import to_ascii_digits, to_number
from shutro.text.tokens import tokenize

Part = Literal["figure", "word", "scale", "shift", "ordinal", "point", "other", "mark"]


_Part = tuple[int, str, Part, float, Case]  # offset in its word, words, part, value, case
_LONGEST = 40  # letters of a word that may hold a number


class Piece(NamedTuple):
    """A word, mark or whole number of a text; `value` is None unless it is a number."""

    start: int
    end: int
    text: str
    value: float | None = None
    ordinal: bool = False
    spelled: bool = False  # in words, not in figures
    case: Case = "nominative"  # of a number word with an ending
    figure: bool = False  # holds digits, also where they are no number: 18:37


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    part: Part
    value: float = 0.0
    case: Case = "nominative"


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """The number table, ready for looking up."""

    parts: dict[str, tuple[Part, float]]
    starts: frozenset[str]  # the first two letters of every number word
    glued: frozenset[str]
    before_counters: frozenset[str]
    not_numbers: frozenset[str]
    ordinal_endings: frozenset[str]


@lru_cache(maxsize=8)
def pieces(text: str, code: str) -> tuple[Piece, ...]:
    """Return the pieces of a normalized text in order; a number of several words is one piece."""
    tokens = _tokens(text, code)
    found: list[Piece] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if isinstance(token, Piece):
            found.append(token)
            at += 1
        else:
            piece, at = _number(text, tokens, at) or (_plain(token), at + 1)
            found.append(piece)
    return tuple(found)


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
    parts: dict[str, tuple[Part, float]] = {word: ("word", value) for word, value in table.words.items()}
    parts |= {word: ("scale", value) for word, value in table.scales.items()}
    parts |= {word: ("shift", value) for word, value in table.shifts.items()}
    parts |= {word: ("ordinal", value) for word, value in table.ordinals.items()}
    parts |= dict.fromkeys(table.points, ("point", 0.0))
    return _Words(
        parts=parts,
        starts=frozenset(word[:2] for word in parts),
        glued=frozenset(table.glued),
        before_counters=frozenset(table.before_counters),
        not_numbers=frozenset(table.not_numbers),
        ordinal_endings=frozenset(table.ordinal_endings),
    )


def _tokens(text: str, code: str) -> list[Piece | _Token]:
    """Return the tokens, those that cannot belong to a number as pieces."""
    words = _words(code)
    found: list[Piece | _Token] = []
    for start, end, token, kind in tokenize(text):
        parts = _split(token, code) if kind == "word" else None
        if kind == "number":
            found.append(_figure(start, end, token))
        elif token in words.ordinal_endings and found and _is_figure(found[-1], start):
            last = found.pop()
            found.append(_Token(last.start, end, last.text, "ordinal", to_number(last.text) or 0.0))
        elif parts is None:
            found.append(Piece(start, end, token))
        else:
            typed = text[start:end]
            for offset, piece, part, value, case in parts:
                begin, close = typed_offset(typed, offset), typed_offset(typed, offset + len(piece))
                found.append(_Token(start + begin, start + close, piece, part, value, case))
    return _without_lookalikes(found, words, code)


def _is_figure(token: Piece | _Token, end: int) -> bool:
    return isinstance(token, _Token) and token.part == "figure" and token.end == end and token.value >= 0


def _figure(start: int, end: int, token: str) -> _Token:
    value = to_number(token)
    return _Token(start, end, token, "figure", -1.0 if value is None else value)


def _without_lookalikes(tokens: list[Piece | _Token], words: _Words, code: str) -> list[Piece | _Token]:
    """Return the tokens, with নয় and its like as plain words where no counter follows."""
    for index, token in enumerate(tokens):
        if isinstance(token, _Token) and token.text in words.before_counters:
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            is_scale = isinstance(after, _Token) and after.part == "scale"
            if after is None or not (is_scale or _is_glued(after.text, code)):
                tokens[index] = _plain(token)
    return tokens


@lru_cache(maxsize=65_536)
def _split(word: str, code: str) -> tuple[_Part, ...] | None:
    """Return the parts of a number word and of what glues to it, or None for any other word."""
    words = _words(code)
    known = words.parts.get(word)
    if known:
        return ((0, word, *known, "nominative"),)
    if word[:2] not in words.starts or len(word) > _LONGEST:
        return None
    if any(stem.text in words.not_numbers for stem in stems(word, code)):
        return None
    cuts = [
        cut for cut in range(len(word) - 1, 1, -1) if words.parts.get(word[:cut], ("point",))[0] != "point"
    ]
    # চব্বিশের is twenty-four with an ending before it is the ordinal চব্বিশে.
    for cut in sorted(cuts, key=lambda cut: words.parts[word[:cut]][0] == "ordinal"):
        head, tail = word[:cut], _tail(word[:cut], word[cut:], code)
        if tail:
            rest = tuple((cut + at, text, part, number, case) for at, text, part, number, case in tail)
            return ((0, head, *words.parts[head], "nominative"), *rest)
        if tail is not None:
            return ((0, word, *words.parts[head], _case(word, head, code)),)
    return None


def _tail(head: str, tail: str, code: str) -> tuple[_Part, ...] | None:
    """Return the parts that follow a number word inside one word, () for a mere ending, None where they do not fit."""
    if _is_glued(tail, code):
        return ((0, tail, "other", 0.0, "nominative"),)
    if any(stem.text == head for stem in stems(head + tail, code)):
        return ()
    split = _split_scale(tail, code)
    return split or None


def _split_scale(tail: str, code: str) -> tuple[_Part, ...]:
    words = _words(code)
    for cut in range(len(tail), 0, -1):
        known = words.parts.get(tail[:cut])
        if known is None or known[0] != "scale":
            continue
        rest = tail[cut:]
        if not rest:
            return ((0, tail, *known, "nominative"),)
        if _is_glued(rest, code):
            return ((0, tail[:cut], *known, "nominative"), (cut, rest, "other", 0.0, "nominative"))
        return ((0, tail, *known, "genitive"),) if _is_ending(rest, code) else ()
    return ()


@lru_cache(maxsize=4096)
def _is_ending(ending: str, code: str) -> bool:
    return any(stem.ending == ending for stem in stems("শত" + ending, code))


@lru_cache(maxsize=65_536)
def _is_glued(word: str, code: str) -> bool:
    glued = _words(code).glued
    return word in glued or any(stem.text in glued for stem in stems(word, code))


def _case(word: str, head: str, code: str) -> Case:
    return next((stem.case for stem in stems(word, code) if stem.text == head), "nominative")


def _plain(token: _Token) -> Piece:
    return Piece(token.start, token.end, token.text, figure=token.part == "figure")


def _number(text: str, tokens: list[Piece | _Token], at: int) -> tuple[Piece, int] | None:
    """Return the number that begins at a token and the index after it, or None."""
    first = tokens[at]
    if isinstance(first, Piece):
        return None
    if first.part == "ordinal":
        spelled = not first.text[0].isdigit()
        return Piece(
            first.start, first.end, compose(text[first.start : first.end]), first.value, True, spelled
        ), at + 1
    if first.part not in ("figure", "word", "scale", "shift") or (first.part == "figure" and first.value < 0):
        return None
    value, after = _sum(text, tokens, at)
    if after == at:
        return None
    last = tokens[after - 1]
    digits = any(isinstance(token, _Token) and token.part == "figure" for token in tokens[at:after])
    piece = Piece(
        first.start,
        last.end,
        compose(text[first.start : last.end]),
        value,
        spelled=not digits,
        case=last.case,
        figure=digits,
    )
    return piece, after


def _sum(text: str, tokens: list[Piece | _Token], at: int) -> tuple[float, int]:
    """Return the value of the number words from `at`, and the index after the last of them."""
    parts: list[float] = []  # what scales have closed, falling: ১ কোটি, ২০ লাখ
    current: float | None = None
    shift, start, begun = 0.0, at, at
    while at < len(tokens) and not (at > start and "\n" in text[tokens[at - 1].end : tokens[at].start]):
        token = tokens[at]
        if isinstance(token, Piece):
            break
        if token.part == "shift" and current is None and not shift:
            shift = token.value
        elif token.part == "scale" and (current is not None or not parts or parts[-1] < token.value):
            scaled = _scaled(parts, current, shift, token.value)
            if len(scaled) > 1 and scaled[-1] >= scaled[-2]:  # ১২ হাজার ১২ হাজার: another number begins
                return sum(parts), begun
            parts, current, shift = scaled, None, 0.0
        elif (
            token.part in ("figure", "word")
            and token.value >= 0
            and current is None
            and _fits(parts, token.value)
        ):
            begun = at
            current, at = _with_decimals(tokens, at)
        else:
            break
        at += 1
        if token.case != "nominative":
            break
    if current is None and not parts:
        return 0.0, start
    if shift and current is None:  # a shift with nothing after it: give it back
        at -= 1
    total = sum(parts) + (0.0 if current is None else current + shift)
    return total, at


def _scaled(parts: list[float], current: float | None, shift: float, scale: float) -> list[float]:
    larger = [part for part in parts if part >= scale]
    smaller = sum(part for part in parts if part < scale)
    base = 1.0 if current is None and not smaller else smaller + (current or 0.0)
    return [*larger, round((base + shift) * scale, 6)]


def _fits(parts: list[float], value: float) -> bool:
    """Say whether a number may follow what scales have closed: ৩৪৫ after ১২ হাজার, not ২ after ৫ শ."""
    return not parts or value < 100 or (value < 1000 <= parts[-1])


def _with_decimals(tokens: list[Piece | _Token], at: int) -> tuple[float, int]:
    """Return the number at a token with decimals spelled after it, and the index of its last token."""
    value = tokens[at].value or 0.0
    point = tokens[at + 1] if at + 2 < len(tokens) else None
    if not isinstance(point, _Token) or point.part != "point":
        return value, at
    digits = ""
    after = at + 2
    while after < len(tokens) and len(digits) < _LONGEST:
        token = tokens[after]
        if isinstance(token, Piece) or token.part not in ("figure", "word") or token.value < 0:
            break
        digits += to_ascii_digits(token.text) if token.part == "figure" else str(int(token.value))
        after += 1
        if token.part == "figure":
            break
    return (float(f"{int(value)}.{digits}"), after - 1) if digits.isdigit() else (value, at)
