"""The words around stories: titles, counts, figures and dates in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Literal

import regex
from babel.core import Locale
from babel.numbers import format_compact_decimal, format_decimal

from shutro.annotate.calendars import to_bengali
from shutro.model import Attribute, Span
from shutro.publish.catalogue import WordTable, languages, word_table
from shutro.text.edtf import Days, days

Calendar = Literal["common", "bengali-bd", "bengali-in"]

_LARGE = 10_000_000  # a crore
_OTHERWISE = "en"
_DURATION = regex.compile(r"P(?P<time>T?)(?P<figure>\d+(?:\.\d+)?)(?P<unit>[YMWDHS])")
_CLOCK = regex.compile(r"T(?P<clock>\d\d:\d\d)")
_LONE_FIGURE = regex.compile(r"(?<![\w.,-])[0-9]+(?:\.[0-9]+)?(?![\w.,-])")
_SIGN = regex.compile(r"( [+−=] )")
_DETAIL = regex.compile(r" \(|[:;]")  # after it a reason tells what is of this one page alone
_CLUSTER = regex.compile(r"\X")
# The terms that `claims.origins` writes, by the names that the catalogues have for them.
_TERMS = {
    "reports": regex.compile(r"(\d+) reports?"),
    "further_informants": regex.compile(r"(\d+) further informants?"),
    "copies": regex.compile(r"(\d+) cop(?:y|ies)"),
    "same_house": regex.compile(r"(\d+) of the same house"),
    "unnamed": regex.compile(r"(\d+) that also cites? an unnamed informant"),
    "cited": regex.compile(r"(\d+) that also cites? (.+)"),
    "nobody": regex.compile(r"(\d+) that names? nobody"),
    "unsure": regex.compile(r"(\d+) that may tell another matter"),
    "origins": regex.compile(r"(\d+) origins?"),
}
# How many seconds make each unit, the largest first.
_UNITS = (
    ("years", 31_557_600),
    ("months", 2_629_800),
    ("weeks", 604_800),
    ("days", 86_400),
    ("hours", 3_600),
    ("minutes", 60),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Writes counts, figures and dates with one table of words, days by one calendar."""

    words: WordTable
    calendar: Calendar = "common"

    def digits(self, text: object) -> str:
        """Return the text with its ASCII digits in the script of the language."""
        return str(text).translate(_script(self.words.digits))

    def phrase(self, name: str, **values: object) -> str:
        """Return a phrase by its name, with the values that it has places for."""
        words = self.words.phrases[name]
        return words.format(**values) if values else words

    def count(self, name: str, number: int) -> str:
        """Return a counted phrase, such as "3 reports"."""
        return self.words.form(self.words.counts[name], number).format(self.number(number))

    def number(self, number: float) -> str:
        """Return a number as the language writes it, its groups set apart: ১২,৩৪,৫৬৭."""
        return self.digits(_grouped(number, self.words.locale))

    def share(self, share: float) -> str:
        """Return a share of one in whole percents."""
        return self.digits(f"{share:.0%}")

    def figure(self, figure: str) -> str:
        """Return the figure of a text as `number` does, with as many decimals as it has.

        One from a crore on has the word for its order where that says it exactly: 8.64 trillion, ৮.৬৪ লাখ কোটি.
        """
        whole, point, rest = figure.partition(".")
        if not rest.strip("0") and (short := _shortly(int(whole), self.words.locale)):
            return self.digits(short)
        return self.number(int(whole)) + (self.digits(point + rest) if rest.strip("0") else "")

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
        reasons = self.words.reasons
        return reasons.get(reason) or reasons.get(_DETAIL.split(reason)[0], reason)

    def arithmetic(self, arithmetic: str, name: Callable[[str], str] = str) -> str:
        """Return the arithmetic of origins in the language; one with an unknown term as it is.

        `name` turns the names in it into those that people know.
        """
        pieces = _SIGN.split(arithmetic)
        terms = [self.term(piece, name) if number % 2 == 0 else piece for number, piece in enumerate(pieces)]
        return arithmetic if None in terms else "".join(term for term in terms if term)

    def term(self, term: str, name: Callable[[str], str] = str) -> str | None:
        """Return one term of an arithmetic in the language, or None where no rule knows it."""
        kind, number, names = _parts_of(term)
        if not kind:
            return None
        words = self.words.form(self.words.arithmetic[kind], int(number))
        return words.format(self.digits(number), *map(name, names))

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
        parts = self.words.hours if minute == "00" else self.words.minutes
        words = parts[max(start for start in parts if start <= clock[:2])]
        return self.digits(words.format(hour=hour % 12 or 12, minute=minute, clock=clock))

    def ago(self, then: datetime, now: datetime) -> str:
        """Return how long ago something was, in the largest unit that it fills; of what is to come, the moment."""
        seconds = (now - then).total_seconds()
        if seconds < 0:
            return self.when(then.isoformat())
        unit, size = next((found for found in _UNITS if seconds >= found[1]), ("", 1))
        if not unit:
            return self.phrase("just_now")
        number = int(seconds // size)
        return self.words.form(self.words.ago[unit], number).format(self.digits(number))

    def day(self, day: date, *, with_year: bool = True) -> str:
        """Return a day in words."""
        return self._day(day, with_year=with_year)

    def _duration(self, unit: str, figure: str) -> str:
        return self.words.form(self.words.durations[unit], float(figure)).format(self.digits(figure))

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
        return self._span(first, last)

    def _span(self, first: date, last: date) -> str:
        (year, month, number), (to_year, to_month, _) = self._reckon(first), self._reckon(last)
        if year == to_year and month == to_month:
            return f"{self.digits(number)}–{self._day(last)}"
        return f"{self._day(first, with_year=year != to_year)} – {self._day(last)}"

    def _part(self, found: Days, exact: int) -> str:
        first = found.first
        if exact == 4:
            return self.digits(first.year)
        if exact == 7:
            return f"{self.words.months[str(first.month)]} {self.digits(first.year)}"
        return self._day(first)

    def _day(self, day: date, *, with_year: bool = True) -> str:
        year, month, number = self._reckon(day)
        months = self.words.months if self.calendar == "common" else self.words.bengali_months
        words = f"{self.digits(number)} {months[str(month)]}"
        return f"{words} {self.digits(year)}" if with_year else words

    def _reckon(self, day: date) -> tuple[int, int, int]:
        """Return year, month and day in the calendar of the reader."""
        if self.calendar == "common":
            return day.year, day.month, day.day
        return to_bengali(day, "in" if self.calendar == "bengali-in" else "bd")


@lru_cache(maxsize=1024)
def _parts_of(term: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the name of an arithmetic's term, its number and the names in it; nothing where no rule knows it."""
    for kind, pattern in _TERMS.items():
        match = pattern.fullmatch(term)
        if match is not None:
            number, *names = match.groups()
            return kind, number, tuple(names)
    return "", "", ()


@cache
def _script(digits: str) -> dict[int, str]:
    """Return what stands for each ASCII digit."""
    return {ord("0") + value: digit for value, digit in enumerate(digits)}


@lru_cache(maxsize=4096)
def _grouped(number: float, locale: Locale) -> str:
    return format_decimal(number, locale=locale)


@lru_cache(maxsize=4096)
def _shortly(number: int, locale: Locale) -> str:
    """Return a large number with the word for its order, where two decimals say it exactly; "" where they do not."""
    if number < _LARGE:
        return ""
    short, exact = (
        format_compact_decimal(number, format_type="long", locale=locale, fraction_digits=digits)
        for digits in (2, 18)
    )
    return short if short == exact else ""


@cache
def wording(code: str, calendar: Calendar = "common") -> Wording:
    """Return the wording of a language; in a language without words, the English one."""
    return Wording(word_table(code if code in languages() else _OTHERWISE), calendar)


def shorten(text: str, most: int) -> str:
    """Return the text, cut to at most so many clusters and between words where it can be."""
    clusters = _CLUSTER.findall(text) if len(text) > most else ()
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
