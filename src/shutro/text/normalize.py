"""One spelling for the same characters, with the way back to the text as it came."""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import regex

from shutro.model import Span

_REPLACED = {
    "\u09dc": "\u09a1\u09bc",  # ড় ঢ় য়: composition exclusions, NFC spells them with the nukta apart
    "\u09dd": "\u09a2\u09bc",
    "\u09df": "\u09af\u09bc",
    "\u09b0\u200c\u09cd\u09af": "\u09b0\u200d\u09cd\u09af",  # র‍্য is written with either joiner
    "\u09b0\u200d\u09cd\u09af": "\u09b0\u200d\u09cd\u09af",
    "\u0985\u09be": "\u0986",  # আ of two characters, as converters leave it
    "\u09a4\u09cd\u200d": "\u09ce",  # ৎ as it was written before Unicode 4.1
    "\u09f7": "\u0964",  # ৷ is the currency numerator four, used for the danda
    "\u00a0": " ",
    "\u202f": " ",
}
_SIGNS = frozenset("\u0981\u09be\u09bf\u09c0\u09c1\u09c2\u09c3\u09c7\u09c8")
_NO_WIDTH = (
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
# Characters without width go, and of a sign that was typed twice the second. The joiner inside র‍্য is kept: without it
# র‍্যাব is another word.
_CHANGE = regex.compile(
    "|".join(_REPLACED)
    + rf"|\u0985{_NO_WIDTH}++\u09be|([{''.join(sorted(_SIGNS))}])(?:{_NO_WIDTH}*+\1)++|{_NO_WIDTH}|\r\n?"
)
# A letter with its marks. The second half of a two-part vowel sign (ে + া, ে + ৗ) begins a cluster of its own, so that
# the sign stays as it was typed.
_CLUSTER = regex.compile(
    r"[\P{M}\u09be\u09d7][^\P{M}\u09be\u09d7]++|[^\P{M}\u09be\u09d7]++|[^\P{L}\p{Bengali}\p{Latin}]"
)
# What NFC may change outside of plain Bengali: other marks, other letters, Bengali marks in another order.
_DISORDER = regex.compile(
    r"[^\P{M}\u0980-\u09ff]|[^\P{L}\p{Bengali}\p{Latin}]|\u09cd\u09bc|\u09fe[\u09bc\u09cd]"
)
# What no rule here is about, and pairs of such characters that one is about.
_UNSETTLED = regex.compile(
    r"[^\t\n -~\u0964\u0965\u0980-\u09db\u09de\u09e0-\u09f6\u09f8-\u09fd\u200d\u2010-\u2027\u2030-\u203a]"
)
_PAIRS = ("\u0985\u09be", "\u09cd\u09bc", *(2 * sign for sign in sorted(_SIGNS)))
_JOINER, _JOINED = "\u200d", "\u09b0\u200d\u09cd\u09af"
_BAR = regex.compile(r"(?<=[\u0980-\u09ff])\|(?=\s|$)")  # a look-alike of the danda
_MARKS = 32  # of one letter; more are no writing, and putting them in order would take long
TWO_PART = {"\u09c7\u09be": "\u09cb", "\u09c7\u09d7": "\u09cc"}
_HALF = regex.compile(r"\u09c7[\u09be\u09d7]")


@dataclass(frozen=True, slots=True)
class Normalized:
    """Normalized `text`, and where each run of it stood in the raw text."""

    text: str
    starts: tuple[int, ...]  # offsets in `text` at which a run begins
    raw_starts: tuple[int, ...]  # the offsets of these runs in the raw text

    def raw(self, span: Span) -> Span:
        """Return the place in the raw text of a span of the normalized one (code points of each)."""
        return Span(self._raw(span.start), self._raw(span.end))

    def _raw(self, offset: int) -> int:
        run = bisect_right(self.starts, offset) - 1
        start = self.raw_starts[run] + offset - self.starts[run]
        if run + 1 < len(self.starts):
            return min(start, self.raw_starts[run + 1])
        return start


def normalize(raw: str) -> str:
    """Return `raw` with one spelling for each letter, one danda, plain spaces and line ends, no zero-width characters.

    The spelling is that of NFC, but for two-part vowel signs, which stay as they were typed: words are compared
    in the form that `compose` gives them.
    """
    text = raw
    if not _is_settled(raw):
        text = _CHANGE.sub(lambda match: _replacement(match.group()), raw)
        if _DISORDER.search(text):
            text = _CLUSTER.sub(lambda match: _ordered(match.group()), text)
    return _BAR.sub("\u0964", text) if "|" in text else text


def _is_settled(raw: str) -> bool:
    """Say whether all is spelled as it should be, but perhaps for dandas: to look takes a tenth of a change's time."""
    if _UNSETTLED.search(raw) or any(pair in raw for pair in _PAIRS):
        return False
    return _JOINER not in raw or raw.count(_JOINER) == raw.count(_JOINED)


def normalize_with_map(raw: str) -> Normalized:
    """Return `raw` as `normalize` does, with a map back; nothing but these characters changes."""
    found = _substitute(raw, _CHANGE, _replacement)
    if _DISORDER.search(found.text):
        found = joined(found, _substitute(found.text, _CLUSTER, _ordered))
    return joined(found, _substitute(found.text, _BAR, lambda _: "\u0964"))


def joined(first: Normalized, second: Normalized) -> Normalized:
    """Return the two changes as one, from the raw text of the first to the text of the second."""
    starts = sorted({*second.starts, *(_forward(second, start) for start in first.starts)})
    return Normalized(second.text, tuple(starts), tuple(first._raw(second._raw(start)) for start in starts))


def edited(raw: str, edits: Iterable[tuple[int, int, str]]) -> Normalized:
    """Return `raw` with other words from one offset to another, for each of the edits in their order."""
    pieces: list[str] = []
    starts, raw_starts = [0], [0]
    length = last = 0
    for start, end, new in edits:
        if new == raw[start:end]:
            continue
        kept = raw[last:start]
        pieces += (kept, new)
        length += len(kept)
        if len(new) != end - start:
            starts += (length, length + len(new))
            raw_starts += (start, end)
        length += len(new)
        last = end
    pieces.append(raw[last:])
    return Normalized("".join(pieces), tuple(starts), tuple(raw_starts))


def compose(text: str) -> str:
    """Return a normalized text with each two-part vowel sign as one character."""
    if "\u09c7\u09be" in text or "\u09c7\u09d7" in text:
        for typed, sign in TWO_PART.items():
            text = text.replace(typed, sign)
    return text


def typed_offset(typed: str, offset: int) -> int:
    """Return where in a word as typed that stands which is at `offset` in its composed form."""
    for match in _HALF.finditer(typed):
        if match.start() >= offset:
            break
        offset += 1
    return offset


def _replacement(words: str) -> str:
    if words[0] == "\r":
        return "\n"
    return (
        _REPLACED.get(words)
        or _REPLACED.get(words[0] + words[-1])
        or (words[0] if words[0] in _SIGNS else "")
    )


def _ordered(cluster: str) -> str:
    return cluster if len(cluster) > _MARKS else unicodedata.normalize("NFC", cluster)


def _substitute(raw: str, pattern: regex.Pattern[str], change: Callable[[str], str]) -> Normalized:
    return edited(raw, ((*match.span(), change(match.group())) for match in pattern.finditer(raw)))


def _forward(normalized: Normalized, raw: int) -> int:
    """Return the offset in the normalized text at which the raw offset's run stands."""
    run = bisect_right(normalized.raw_starts, raw) - 1
    offset = normalized.starts[run] + raw - normalized.raw_starts[run]
    if run + 1 < len(normalized.starts):
        return min(offset, normalized.starts[run + 1])
    return min(offset, len(normalized.text))
