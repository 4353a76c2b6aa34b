"""Figures in statements: what they count, and whether two of them can both be."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from shutro.annotate.verbs import forms, negations
from shutro.claims.beside import context, kinds
from shutro.claims.contrasts import marks_of
from shutro.claims.durations import TIME, duration_of, durations_in
from shutro.claims.statements import Statement, stem_of
from shutro.claims.wording import concept_of
from shutro.languages import available, read
from shutro.languages.inflection import stems
from shutro.languages.schema.counts import CountsTable, Head
from shutro.languages.schema.numbers import NumberTable
from shutro.languages.words import common_words
from shutro.model import Event, Quantity, TimeExpression
from shutro.text.edtf import days
from shutro.text.units import measured

_MARKS = "।,;:()‘’“”"
_BEFORE, _AFTER = 4, 2  # words beside a figure that may say what people are counted as
_NAME = 2  # words of a name before an age
REACH = 60  # code points between people and what happened to them
_EQUAL = 1e-9  # share by which figures that are written in two ways may differ
_LARGE = 1000  # figures below it are not rounded, but for those with a fraction
_ROUNDED = 0.015  # share of a figure that is left out at most
FACTOR = 3  # bounds further apart than this are about different things


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure in a statement."""

    statement: Statement
    quantity: Quantity
    event: Event | None  # what is counted: those who died, were rescued, went aboard
    thing: tuple[str, str]  # unit, and the counted word, the head or the family of the event
    is_toll: bool  # people are counted to whom something happened
    context: Mapping[str, float]  # the words beside the figure, weighted
    kinds: Mapping[
        str, str
    ]  # words beside it that tell it from a like figure, by what they tell: wholesale, retail
    is_headline: bool = False
    is_ahead: bool = False  # the sentence only expects the figure
    is_course: bool = False  # the figure is as of a time, and follows another
    is_age: bool = False
    is_countered: bool = False  # a "but" stands between it and the figure before it in the sentence
    purpose: str = ""  # what it is given of, where its clause tells that: a loss, what is owed
    stretch: str = ""  # the stretch of time in which it came together: the last 24 hours, this month
    is_of_series: bool = False  # every player, innings or match has a figure of its own

    @property
    def hedge(self) -> str | None:
        """Return the modality of what is counted, where it is not asserted."""
        if self.event is not None:
            return self.event.modality if self.event.modality != "asserted" else None
        unreal = [event.modality for event in self.statement.events if event.modality != "asserted"]
        if unreal and len(unreal) == len(self.statement.events):
            return unreal[0]
        return "planned" if any(time.value == "FUTURE_REF" for time in self.statement.times) else None

    @property
    def is_exact(self) -> bool:
        """Say whether the words give one figure without a bound."""
        return self.quantity.low is not None and self.quantity.low == self.quantity.high

    @property
    def is_rolling(self) -> bool:
        """Say whether the figure is of a stretch that ends with the report, and so of another one each day."""
        return self.stretch.startswith("P")

    @property
    def label(self) -> str:
        """Return the figure with its bound: "7", "≥ 7", "≤ 7" or "5–7"; a duration as TIMEX3 writes it."""
        low, high = self.quantity.low, self.quantity.high
        if low is not None and self.quantity.unit == TIME:
            return duration_of(low)
        if low is not None and high is not None:
            return f"{low:.15g}" if low == high else f"{low:.15g}–{high:.15g}"
        return f"≥ {low:.15g}" if low is not None else f"≤ {high:.15g}"


def figure_of(item: Counted) -> float:
    """Return the figure, or its bound."""
    return item.quantity.low or item.quantity.high or 0.0


def figures_agree(one: Quantity, other: Quantity) -> bool:
    """Say whether one figure can satisfy both: অন্তত ১২ and ১৫ can, ১২ and ১৫ cannot, nor can অন্তত ১২ and ৫০০."""
    if _is_rounded(one, other) or _is_rounded(other, one):
        return True
    low, high = max(_low(one), _low(other)), min(_high(one), _high(other)) * (1 + _EQUAL)
    bounds = [bound for bound in (one.low, one.high, other.low, other.high) if bound]
    return low <= high and (not bounds or max(bounds) <= FACTOR * min(bounds))


def figures_clash(one: Quantity, other: Quantity) -> bool:
    """Say whether no figure can satisfy both."""
    if _is_rounded(one, other) or _is_rounded(other, one):
        return False
    return max(_low(one), _low(other)) > min(_high(one), _high(other)) * (1 + _EQUAL)


def _is_rounded(rough: Quantity, fine: Quantity) -> bool:
    """Say whether the one is a large figure, or one with a fraction, without its last digits: 42 for 42.3 crore."""
    round_, whole = rough.low or rough.high, fine.low or fine.high
    if not round_ or not whole or round_ != int(round_) or (whole < _LARGE and whole == int(whole)):
        return False
    digit = 10 ** (len(str(int(round_))) - len(str(int(round_)).rstrip("0")))
    return abs(round_ - whole) < digit and abs(round_ - whole) <= _ROUNDED * whole and whole % digit != 0


def _low(quantity: Quantity) -> float:
    return float("-inf") if quantity.low is None else quantity.low


def _high(quantity: Quantity) -> float:
    return float("inf") if quantity.high is None else quantity.high


def read_figures(statement: Statement, text: str) -> list[Counted]:
    """Return the figures of a statement; a duration of which the words tell what it is of counts as that alone."""
    lasting = [
        counted
        for duration in durations_in(statement)
        if (counted := _read_figure(statement, duration, text)) is not None and counted.purpose
    ]
    return lasting + [
        counted
        for quantity in statement.quantities
        if not any(quantity.span.meets(one.quantity.span) for one in lasting)
        if (counted := _read_figure(statement, quantity, text)) is not None
    ]


def _read_figure(statement: Statement, quantity: Quantity, text: str) -> Counted | None:
    """Return the figure with what it counts, or None where nothing says so or it only adds to another figure."""
    if (quantity.low is None and quantity.high is None) or quantity.unit == "ordinal":
        return None
    if _is_rest(text, statement, quantity):
        return None
    code, lead = statement.language, text[statement.sentence.start : quantity.span.start]
    before = _clause_before(lead).split()[-_BEFORE:]
    words = quantity.span.of(text).split()
    if quantity.low == quantity.high and words[0] in _scales(code):
        return None  # "crores of taka" tells no figure
    after = _clause_after(text[quantity.span.end : statement.sentence.end]).split()[:_AFTER]
    if _further(code) & {*before[-1:], *words[:1], *after[:1]}:
        return None
    all_words = {word.strip(_MARKS) for word in statement.sentence.of(text).split()}
    quantity = _bounded(quantity, after, code)
    event = _event(quantity, statement)
    bearer = _aged(text, statement, quantity)
    near = [*words, *after, *_telling(before[::-1], quantity, code)]
    head = _head_of(quantity, near, before[-1:], code)
    thing = ("person", head) if head else _thing(quantity, code)
    thing = (quantity.unit, bearer) if bearer else thing
    return Counted(
        statement=statement,
        quantity=quantity,
        event=event,
        thing=thing,
        is_toll=head is not None,
        is_headline=statement.position == 0,
        is_ahead=not all_words.isdisjoint(_table(code).ahead),
        is_course=_is_course(all_words, lead, code),
        is_age=bool(bearer) or not {*before[-1:], *words, *after[:1]}.isdisjoint(_table(code).ages),
        is_countered=_is_countered(statement, quantity, text),
        is_of_series=_is_of_series(quantity, (*words, *after[:1]), code),
        context=context(statement, quantity.span, text),
        kinds=kinds(all_words, _table(code).apart),
        purpose=_purpose(text, statement, quantity),
        stretch=_stretch(text, statement, quantity),
    )


def _is_course(words: Set[str], before: str, code: str) -> bool:
    """Say whether the words of a sentence, or those before its figure, tell that it is as of a time."""
    table = _table(code)
    return not (words.isdisjoint(table.course) and table.upto.keys().isdisjoint(before.split()))


def _bounded(quantity: Quantity, after: Sequence[str], code: str) -> Quantity:
    """Return the quantity; of "there are no more than five" the bound is an upper one."""
    if quantity.high is None and not negations(code).isdisjoint(word.strip(_MARKS) for word in after[:1]):
        return replace(quantity, low=None, high=quantity.low)
    return quantity


def _is_rest(text: str, statement: Statement, quantity: Quantity) -> bool:
    """Say whether the figure stands right behind one of a larger unit: «৯১৮ টাকা ৪০ পয়সা»."""
    start, (base, size) = quantity.span.start, measured(quantity.unit, 1.0)
    return any(
        measured(one.unit, 1.0)[0] == base and measured(one.unit, 1.0)[1] > size
        for one in statement.quantities
        if one.span.end <= start and not text[one.span.end : start].strip()
    )


def _stretch(text: str, statement: Statement, quantity: Quantity) -> str:
    """Return the last stretch before the figure, else the first one behind it; one that rolls on with its day."""
    words = _table(statement.language).stretches
    told = [time for time in statement.times if time.span.of(text).split()[0] in words and _is_long(time)]
    if not told:
        return ""
    before = [time for time in told if time.span.start < quantity.span.start]
    value = (before[-1] if before else told[0]).value
    return f"{value} {statement.said or statement.article}" if value[0] == "P" else value


def _is_long(time: TimeExpression) -> bool:
    found = days(time.value)
    return time.kind == "DURATION" or (found is not None and found.count > 1)


def _is_of_series(quantity: Quantity, words: Sequence[str], code: str) -> bool:
    """Say whether a figure counts what each of many has; the word behind a sum or share only looks like *ball*."""
    if quantity.unit.isupper() or quantity.unit == "percent":
        return False
    return not series(code).isdisjoint(stem_of(word.strip(_MARKS), code) for word in words)


def _is_countered(statement: Statement, quantity: Quantity, text: str) -> bool:
    """Say whether a word of contrast stands between the figure and the last one before it in the sentence."""
    ends = [one.span.end for one in statement.quantities if one.span.end <= quantity.span.start]
    return bool(ends) and any(
        mark.kind == "counter" and max(ends) <= mark.span.start < quantity.span.start
        for mark in marks_of(text, statement.language)
    )


def _telling(before: Sequence[str], quantity: Quantity, code: str) -> Sequence[str]:
    """Return the words before a figure that may tell what people are counted as: none where a body has members."""
    return before if {*quantity.counted.split()}.isdisjoint(_table(code).members) else ()


def _purpose(text: str, statement: Statement, quantity: Quantity) -> str:
    """Return what the figure is given of, where the part of the sentence up to a semicolon tells one such thing."""
    unit = "money" if quantity.unit.isupper() else quantity.unit
    before = text[statement.sentence.start : quantity.span.start].rpartition(";")[2]
    rest = text[quantity.span.start : statement.sentence.end].partition(";")[0]
    words = (word.strip(_MARKS) for word in (before + rest).split())
    return _told_purpose(words, unit, statement.language)


def _told_purpose(words: Iterable[str], unit: str, code: str) -> str:
    if code not in available():
        return ""
    told = [word for word in words if word]
    held = {stem.text for word in told for stem in stems(word, code)}
    held |= {form.verb for word in told for form in forms(word, code)}
    found = {name for told, name in _purposes(code, unit) if told <= held}
    return found.pop() if len(found) == 1 else ""


def _aged(text: str, statement: Statement, quantity: Quantity) -> str:
    """Return the words for the person behind whose name the figure stands in brackets as the age, or none."""
    start, end = quantity.span.start, quantity.span.end
    if quantity.unit != "year" or text[start - 1 : start] != "(" or text[end : end + 1] != ")":
        return ""
    return " ".join(text[statement.sentence.start : start - 1].split()[-_NAME:])


def _clause_before(text: str) -> str:
    return text.rpartition(",")[2].rpartition(";")[2]


def _clause_after(text: str) -> str:
    return text.partition(",")[0].partition(";")[0]


def _head_of(quantity: Quantity, beside: Sequence[str], before: Sequence[str], code: str) -> str | None:
    """Return what the people are counted as, or None where things are; «জখম ১৩০-এর বেশি» counts people, too."""
    if quantity.unit == "person":
        return _head(beside, code)
    if quantity.unit != "piece" or quantity.counted:
        return None
    head = _head(before, code)
    return head if head in _table(code).human else None


def _head(words: Sequence[str], code: str) -> str | None:
    """Return what the people are counted as, by the first word that tells what happened to them, else who they are."""
    heads = _heads(code)
    told = [heads[stem] for word in words if (stem := stem_of(word.strip(_MARKS), code)) in heads]
    return next((head.name for head in sorted(told, key=lambda head: head.who)), None)


def _event(quantity: Quantity, statement: Statement) -> Event | None:
    """Return what happened to the people counted: the next event, else the last one, within reach."""
    after = [e for e in statement.events if 0 <= e.trigger.start - quantity.span.start <= REACH]
    if after:
        return min(after, key=lambda event: event.trigger)
    before = [e for e in statement.events if 0 <= quantity.span.start - e.trigger.end <= REACH // 2]
    return max(before, key=lambda event: event.trigger, default=None)


def _thing(quantity: Quantity, code: str) -> tuple[str, str]:
    """Return what names the thing counted: its unit and noun; the words beside the figure tell the rest."""
    counted = quantity.counted.split()[-1] if quantity.counted else ""
    noun = concept_of(counted, code) if counted else ""
    return (quantity.unit, "" if noun in common_words(code) else noun)


@cache
def _heads(code: str) -> Mapping[str, Head]:
    if code not in available():
        return {}
    heads = read(code, "counts", CountsTable).heads
    return {stem_of(stem, code): head for head in reversed(heads) for stem in head.stems}


@cache
def _purposes(code: str, unit: str) -> tuple[tuple[frozenset[str], str], ...]:
    """Return the words that tell what figures of a unit are given of, all of which have to stand beside one."""
    told = [purpose for purpose in _table(code).purposes if purpose.unit == unit]
    return tuple((frozenset(words.split()), purpose.name) for purpose in told for words in purpose.words)


@cache
def _scales(code: str) -> frozenset[str]:
    return frozenset(read(code, "numbers", NumberTable).scales if code in available() else ())


def _further(code: str) -> frozenset[str]:
    return frozenset(_table(code).further)


@cache
def series(code: str) -> frozenset[str]:
    """Return the stems of what each of many has a figure of."""
    return frozenset(stem_of(word, code) for word in _table(code).series)


@cache
def _table(code: str) -> CountsTable:
    if code not in available():
        return CountsTable(
            further={},
            ahead={},
            course={},
            upto={},
            stretches={},
            ages={},
            series={},
            apart={},
            human=frozenset(),
            members=(),
            purposes=(),
            heads=(),
        )
    table: CountsTable = read(code, "counts", CountsTable)
    return table


def check_counts(code: str) -> list[str]:
    """Return a line for each example that does not tell what its figure is given of."""
    return [
        f"counts: {words} is not of {purpose.name}"
        for purpose in _table(code).purposes
        for words in purpose.examples
        if _told_purpose(words.split(), purpose.unit, code) != purpose.name
    ]
