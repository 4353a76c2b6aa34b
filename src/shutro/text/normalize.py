"""One spelling for the same characters, with the way back to the text as it came."""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

import regex

from shutro.model import Span

_REPLACED = {
    "\u09dc": "\u09a1\u09bc",  # ড় ঢ় য়: composition exclusions, NFC spells them with the nukta apart
    "\u09dd": "\u09a2\u09bc",
    "\u09df": "\u09af\u09bc",
    "\u09c7\u09be": "\u09cb",
    "\u09c7\u09d7": "\u09cc",
    "\u09b0\u200c\u09cd\u09af": "\u09b0\u200d\u09cd\u09af",  # র‍্য is written with either joiner
    "\u09b0\u200d\u09cd\u09af": "\u09b0\u200d\u09cd\u09af",
    "\u09f7": "\u0964",  # ৷ is the currency numerator four, used for the danda
    "\u00a0": " ",
    "\u202f": " ",
}
# The danda look-alikes |, and characters without width. The joiner inside র‍্য is kept: without it র‍্যাব is another word.
_CHANGE = regex.compile(
    "|".join(_REPLACED)
    + r"|(?<=[\u0980-\u09ff])\|(?=\s|$)"
    + r"|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
    + r"|\r\n?"
)
_CLUSTER = regex.compile(r"\P{M}\p{M}+|\p{M}+|[^\P{L}\p{Bengali}\p{Latin}]")


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
    """Return `raw` in NFC, with one danda, plain spaces and line ends, and without zero-width characters."""
    return normalize_with_map(raw).text if _needs_change(raw) else raw


def normalize_with_map(raw: str) -> Normalized:
    """Return `raw` as `normalize` does, with a map back; nothing but these characters changes."""
    first = _substitute(raw, _CHANGE, _replacement)
    if unicodedata.is_normalized("NFC", first.text):
        return first
    second = _substitute(first.text, _CLUSTER, lambda words: unicodedata.normalize("NFC", words))
    starts: list[int] = []
    raws: list[int] = []
    for offset in sorted({*second.starts, *(_forward(second, start) for start in first.starts)}):
        starts.append(offset)
        raws.append(first._raw(second._raw(offset)))
    return Normalized(second.text, tuple(starts), tuple(raws))


def _needs_change(raw: str) -> bool:
    return _CHANGE.search(raw) is not None or not unicodedata.is_normalized("NFC", raw)


def _replacement(words: str) -> str:
    if words in _REPLACED:
        return _REPLACED[words]
    if words == "|":
        return "\u0964"
    return "\n" if words[0] == "\r" else ""


def _substitute(raw: str, pattern: regex.Pattern[str], change: Callable[[str], str]) -> Normalized:
    pieces: list[str] = []
    starts, raw_starts = [0], [0]
    length = last = 0
    for match in pattern.finditer(raw):
        words = match.group()
        new = change(words)
        if new == words:
            continue
        kept = raw[last : match.start()]
        pieces += (kept, new)
        length += len(kept)
        if len(new) != len(words):
            starts += (length, length + len(new))
            raw_starts += (match.start(), match.end())
        length += len(new)
        last = match.end()
    pieces.append(raw[last:])
    return Normalized("".join(pieces), tuple(starts), tuple(raw_starts))


def _forward(normalized: Normalized, raw: int) -> int:
    """Return the offset in the normalized text at which the raw offset's run stands."""
    run = bisect_right(normalized.raw_starts, raw) - 1
    offset = normalized.starts[run] + raw - normalized.raw_starts[run]
    if run + 1 < len(normalized.starts):
        return min(offset, normalized.starts[run + 1])
    return min(offset, len(normalized.text))
