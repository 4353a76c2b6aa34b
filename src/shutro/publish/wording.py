"""The words around stories: titles, counts, figures and dates in the reader's language."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import regex

from shutro.errors import LanguageError
from shutro.model import Attribute, Span
from shutro.text.edtf import Days, days
from shutro.text.normalize import normalize

_HERE = Path(__file__).parent / "words"
_OTHERWISE = "en"
_DURATION = regex.compile(r"P(?P<time>T?)(?P<figure>\d+(?:\.\d+)?)(?P<unit>[YMWDHS])")
_CLOCK = regex.compile(r"T(?P<clock>\d\d:\d\d)")
_LONE_FIGURE = regex.compile(r"(?<![\w.,-])[0-9]+(?:\.[0-9]+)?(?![\w.,-])")
_SIGN = regex.compile(r"( [+−=] )")
_CLUSTER = regex.compile(r"\X")
_GROUPED = regex.compile(
    r"(?<=\d)(?=(?:\d\d)*\d{3}$)"
)  # after each digit that lakh and crore set apart: 12,34,567


@dataclass(frozen=True, slots=True)
class Agreements:
    """How one kind of agreement is called and explained."""

    title: str
    short: str
    note: str


@dataclass(frozen=True, slots=True)
class Term:
    """How a term of an arithmetic is written."""

    find: str
    write: str
    examples: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """How the hours from `start` on are written: o'clock, and with minutes."""

    start: int
    hour: str
    minute: str


@dataclass(frozen=True, slots=True)
class WordTable:
    """The shape of `words/<code>.toml`; counts stand in singular and plural."""

    code: str
    digits: str
    direction: str
    months: tuple[str, ...]
    phrases: Mapping[str, str]
    counts: Mapping[str, tuple[str, str]]
    figures: Mapping[str, str]
    agreements: Mapping[str, Agreements]
    attributes: Mapping[str, str]
    dating: Mapping[str, str]
    relations: Mapping[str, str]
    tests: Mapping[str, str]
    steps: Mapping[str, str]
    unknown: Mapping[str, str]
    kinds: Mapping[str, str]
    layers: Mapping[str, str]
    modalities: Mapping[str, str]
    vague: Mapping[str, str]
    durations: Mapping[str, tuple[str, str]]
    values: Mapping[str, str]
    bounds: Mapping[str, str]
    reasons: Mapping[str, str]
    roles: Mapping[str, str]
    quads: Mapping[str, str]
    codes: Mapping[str, str]
    news: Mapping[str, str]
    marks: Mapping[str, str]
    arithmetic: tuple[Term, ...]
    parts_of_day: tuple[PartOfDay, ...] = ()  # none: the clock has 24 hours


@dataclass(frozen=True, slots=True)
class Wording:
    """Writes counts, figures and dates with one table of words."""

    words: WordTable

    def digits(self, text: object) -> str:
        """Return the text with its ASCII digits in the script of the language."""
        return str(text).translate({ord("0") + value: digit for value, digit in enumerate(self.words.digits)})

    def phrase(self, name: str) -> str:
        """Return a phrase by its name."""
        return self.words.phrases[name]

    def count(self, name: str, number: int) -> str:
        """Return a counted phrase, such as "3 reports"."""
        return self.words.counts[name][number != 1].format(self.digits(number))

    def figure(self, figure: str) -> str:
        """Return a bare number with its groups set apart, as Bengali newspapers do: ১২,৩৪,৫৬৭."""
        whole, point, rest = figure.partition(".")
        return self.digits(_GROUPED.sub(",", whole) + (point + rest if rest.strip("0") else ""))

    def value(self, value: str, attribute: Attribute) -> str:
        """Return the value of a claim for people: figures and dates in the language, all else as it is."""
        if value in self.words.values:
            return self.words.values[value]
        if attribute == "date":
            return self.when(value)
        return self._amount(value) if attribute == "count" else value

    def _amount(self, value: str) -> str:
        words = _LONE_FIGURE.sub(lambda match: self.figure(match.group()), value)
        bound = self.words.bounds.get(words[:1])
        return bound.format(words[1:].strip()) if bound else words

    def reason(self, reason: str) -> str:
        """Return why something was dropped, in the language where it has words for the reason."""
        return self.words.reasons.get(reason, reason)

    def arithmetic(self, arithmetic: str, name: Callable[[str], str] = str) -> str:
        """Return the arithmetic of origins in the language; one with an unknown term as it is.

        `name` turns the names in it into those that people know.
        """
        pieces = _SIGN.split(arithmetic)
        terms = [self.term(piece, name) if number % 2 == 0 else piece for number, piece in enumerate(pieces)]
        return arithmetic if None in terms else "".join(term for term in terms if term)

    def term(self, term: str, name: Callable[[str], str] = str) -> str | None:
        """Return one term of an arithmetic in the language, or None where no rule knows it."""
        for rule in self.words.arithmetic:
            match = regex.fullmatch(rule.find, term)
            if match is not None:
                number, *names = match.groups()
                return rule.write.format(self.digits(number), *map(name, names))
        return None

    def when(self, value: str | None) -> str:
        """Return an EDTF, ISO 8601 or TIMEX3 value in words, never more exact than it is."""
        if not value:
            return self.phrase("no_date")
        if value in self.words.vague:
            return self.words.vague[value]
        duration = _DURATION.fullmatch(value)
        if duration is not None:
            unit = ("T" if duration["time"] and duration["unit"] == "M" else "") + duration["unit"]
            return self._duration(unit, duration["figure"])
        found = days(value)
        if found is None:
            return self.digits(value)
        words = self._days(value, found)
        clock = _CLOCK.search(value)
        words = f"{words}, {self._clock(clock['clock'])}" if clock and found.count == 1 else words
        return f"{self.phrase('approximate')} {words}" if value[-1] in "~?%" else words

    def _clock(self, clock: str) -> str:
        hour, minute = int(clock[:2]), clock[3:]
        part = next((part for part in reversed(self.words.parts_of_day) if part.start <= hour), None)
        if part is None:
            return self.digits(clock)
        words = part.hour if minute == "00" else part.minute
        return words.format(self.digits(hour % 12 or 12), self.digits(minute))

    def day(self, day: date, *, with_year: bool = True) -> str:
        """Return a day in words."""
        return self._day(day.day, day.month, day.year if with_year else None)

    def _duration(self, unit: str, figure: str) -> str:
        one, many = self.words.durations[unit]
        return (one if figure == "1" else many).format(self.digits(figure))

    def _days(self, value: str, found: Days) -> str:
        if value.endswith("/.."):
            return self.phrase("open_end").format(self._days(value.removesuffix("/.."), found))
        if value[3:4] == "X":
            return self.phrase("decade").format(self.digits(found.first.year))
        left, slash, right = value.partition("/")
        if not slash and value[4:6] != "-W":
            return self._part(found, exact=len(value.rstrip("~?%")))
        if slash and max(len(left), len(right)) < len("2023-09-14"):
            return f"{self.when(left)} – {self.when(right)}"
        first, last = found.first, found.last
        if first == last:
            return self._part(found, exact=10)
        same_year = first.year == last.year
        if same_year and first.month == last.month:
            return f"{self.digits(first.day)}–{self._day(last.day, last.month, last.year)}"
        start = self._day(first.day, first.month, None if same_year else first.year)
        return f"{start} – {self._day(last.day, last.month, last.year)}"

    def _part(self, found: Days, exact: int) -> str:
        first = found.first
        if exact == 4:
            return self.digits(first.year)
        if exact == 7:
            return f"{self.words.months[first.month - 1]} {self.digits(first.year)}"
        return self._day(first.day, first.month, first.year)

    def _day(self, day: int, month: int, year: int | None) -> str:
        words = f"{self.digits(day)} {self.words.months[month - 1]}"
        return f"{words} {self.digits(year)}" if year else words


def wording(code: str) -> Wording:
    """Return the wording of a language; in a language without words, the English one."""
    return _wording(code if code in languages() else _OTHERWISE)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are words in."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.toml")))


def shorten(text: str, most: int) -> str:
    """Return the text, cut to at most so many clusters and between words where it can be."""
    clusters = _CLUSTER.findall(text)
    if len(clusters) <= most:
        return text
    kept = "".join(clusters[: most - 1])
    whole = kept.rpartition(" ")[0] if clusters[most - 1] != " " else kept
    return (whole or kept).rstrip(" ,;:–-") + "…"


def around(text: str, sentence: Span, span: Span) -> tuple[str, str, str]:
    """Return the sentence in three pieces: before the span, the span, after it."""
    if not span.within(sentence):
        return sentence.of(text), "", ""
    return text[sentence.start : span.start], span.of(text), text[span.end : sentence.end]


@cache
def _wording(code: str) -> Wording:
    path = _HERE / f"{code}.toml"
    try:
        table = msgspec.convert(tomllib.loads(normalize(path.read_text(encoding="utf-8"))), WordTable)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LanguageError(f"{path.name}: {error}") from error
    made = Wording(table)
    for rule in table.arithmetic:
        if not rule.examples or any(made.term(term) != written for term, written in rule.examples.items()):
            raise LanguageError(
                f"{path.name}: the rule {rule.find!r} has no example, or one that it does not write so"
            )
    return made
