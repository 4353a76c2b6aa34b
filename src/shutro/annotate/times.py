"""The words of an article that name times, and the values they stand for."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from shutro.annotate import calendars
from shutro.annotate.anchors import Anchor, Value
from shutro.annotate.bare import bare_doc
from shutro.annotate.calendars import Region
from shutro.annotate.grammar import Item, Match, find_matches
from shutro.annotate.regions import region_of
from shutro.annotate.timememory import Memory
from shutro.annotate.timerules import TimeRules, time_rules
from shutro.annotate.timevalues import counts_from_publication, is_regional, looks_ahead, resolve
from shutro.annotate.verbs import Form, forms
from shutro.languages.folder import read
from shutro.languages.inflection import stems
from shutro.languages.numbers import LINE, pieces
from shutro.languages.schema.times import TimeRule, TimeTable
from shutro.languages.schema.verbs import Tense
from shutro.model import Doc, Span, TimeExpression, TimeKind, TimeModifier
from shutro.text.numerals import to_ascii_digits

_DAY = 10  # letters of a date that is exact to the day
_FIRST_YEAR, _LAST_YEAR = 1000, 9000  # so that days near them can be reckoned with
_CLAUSE = 14  # pieces after an expression in which its verb is looked for
_STAMP_MARKS = frozenset(":|")
_CLAUSE_ENDS = frozenset("।?!,;—–\"”’'")
_PAST: frozenset[Tense] = frozenset(("was", "perfect", "pluperfect", "past", "progressive"))
_MODIFIERS: dict[str, TimeModifier] = {
    "START": "START",
    "END": "END",
    "MORE_THAN": "MORE_THAN",
    "LESS_THAN": "LESS_THAN",
    "BEFORE": "BEFORE",
    "AFTER": "AFTER",
    "APPROX": "APPROX",
}


def find_times(doc: Doc) -> tuple[TimeExpression, ...]:
    """Return the time expressions of an article in order, read from the day of its publication."""
    return tuple(_Reader(doc).read(doc.sentences))


def published_day(value: str | None) -> date | None:
    """Return the day of a dating such as 2023-09-14~ or 2023-09-14T10:00+06:00, None where it is not so exact."""
    day = calendars.parse(value)
    return day if day and _FIRST_YEAR < day.year < _LAST_YEAR else None


def check_examples(code: str) -> list[str]:
    """Return a complaint for each example of the time rules that does not come out as it says."""
    complaints = []
    table = read(code, "times", TimeTable)
    for rule in table.rule:
        for words, value in rule.examples.items():
            found = find_times(bare_doc(code, words, table.published))
            if all((time.rule, time.value) != (rule.name, value) for time in found) if value else found:
                got = ", ".join(f"{time.value} by {time.rule}" for time in found) or "nothing"
                complaints.append(f"{code}/times.toml: {rule.name}: {words!r} gives {got}, not {value}")
    return complaints


@dataclass(slots=True)
class _Clock:
    """The part of the day that was last named, and where."""

    part: str
    sentence: int


class _Reader:
    """Reads one text from left to right and remembers the last day and part of the day that it named."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.code = doc.article.language
        self.rules: TimeRules = time_rules(self.code)
        self.pieces = pieces(doc.text, self.code)
        self.published = published_day(doc.dating.value)
        self.memory = Memory(self.published)
        self.clock: _Clock | None = None

    @cached_property
    def region(self) -> Region:
        """Return the Bengal whose calendars hold, which few articles need."""
        return region_of(self.doc, self.rules.regions)

    def read(self, sentences: tuple[Span, ...]) -> Iterator[TimeExpression]:
        """Yield the expressions in order."""
        starts = [sentence.start for sentence in sentences]
        lines = [piece.start for piece in self.pieces if piece.text == LINE]
        for match in find_matches(self.rules.grammar, self.pieces):
            start = self.pieces[match.first].start
            sentence = bisect_right(starts, start)
            self.memory.go_to(sentence, bisect_right(lines, start))
            time = self._expression(match, sentence)
            if time is not None:
                yield time

    def _expression(self, match: Match, sentence: int) -> TimeExpression | None:
        if self._bounds_another(match):
            return None
        rule = self.rules.rules[match.rule]
        named = {name: _value(name, item) for name, item in match.items.items()}
        value = resolve(rule.value, named, self._anchor(match, rule, named))
        if value is None:
            return None
        end, modifier = self._bounded(match)
        mod = str(named.get(rule.mod[1:-1]) or "") if rule.mod.startswith("<") else rule.mod
        modifier = _MODIFIERS.get(mod) or modifier
        value, kind = self._with_clock(value, named, sentence, rule.kind)
        if modifier == "AFTER":
            value = self._afterwards(value)
        is_near = not {"past", "next"}.isdisjoint(named) or counts_from_publication(rule.value)
        self.memory.keep(value, is_sure=self._is_sure(match, rule, named), is_near=is_near)
        span = Span(self.pieces[match.first].start, end)
        return TimeExpression(span=span, kind=kind, value=value, modifier=modifier, rule=rule.name)

    def _anchor(self, match: Match, rule: TimeRule, named: Mapping[str, Value]) -> Anchor:
        memory = self.memory
        region: Region = self.region if is_regional(rule.value) else "bd"
        return Anchor(
            published=self.published,
            last=memory.last,
            named=memory.named,
            then=memory.then,
            year=memory.year(named.get("month"), named.get("day"), named.get("weekday")),
            future=looks_ahead(rule.value) and self._is_future(match.first, match.after),
            region=region,
            fiscal_month=self.rules.fiscal_month[region],
        )

    def _is_sure(self, match: Match, rule: TimeRule, named: Mapping[str, Value]) -> bool:
        """Say whether the words name a year of their own, and not only in the name of a law or a cup."""
        years = any(isinstance(named.get(name), int | float) for name in ("year", "era", "short"))
        return (years and match.after - match.first > 1) or rule.value.startswith(("in_year", "in_that"))

    def _afterwards(self, value: str) -> str:
        """Return the part of the day that follows: দুপুরের পর is the afternoon."""
        day, _, part = value.partition("T")
        return f"{day}T{self.rules.afterwards[part]}" if part in self.rules.afterwards else value

    def _bounds_another(self, match: Match) -> bool:
        """Say whether a lone word such as আগেই only bounds the happening told before it."""
        if match.after - match.first > 1 or not match.first or not self._bound(self.pieces[match.first].text):
            return False
        return _is_genitive(self.pieces[match.first - 1].text, self.code)

    def _bound(self, word: str) -> str | None:
        bounds = self.rules.bounds
        return next((bounds[stem.text] for stem in stems(word, self.code) if stem.text in bounds), None)

    def _is_future(self, first: int, after: int) -> bool:
        """Say whether the clause around an expression has a verb in the future, behind it or right before it."""
        if self._closes_line(first, after):
            return True
        may_come = False
        for at, piece in enumerate(self.pieces[after : after + _CLAUSE]):
            if piece.text in _CLAUSE_ENDS or piece.text == LINE:
                return at == 0 and self._comes_before(first)
            found = forms(piece.text, self.code)
            tenses = {form.tense for form in found}
            if self._comes(found) or (may_come and any(form.verb in self.rules.may for form in found)):
                return True
            may_come = "infinitive" in tenses
            if tenses & _PAST:
                return False
        return False

    def _closes_line(self, first: int, after: int) -> bool:
        """Say whether an expression ends a line that has no verb, as in headlines: *Verdict tomorrow*."""
        if after < 3 or (after < len(self.pieces) and self.pieces[after].text != LINE):
            return False
        for at in range(first - 1, max(-1, first - _CLAUSE), -1):
            text = self.pieces[at].text
            if text == LINE:
                return True
            if text in _CLAUSE_ENDS or text in _STAMP_MARKS or forms(text, self.code):
                return False
        return 0 < first < _CLAUSE

    def _comes(self, found: tuple[Form, ...]) -> bool:
        """Say whether a form tells what will be: in the future, or in the present of coming and going."""
        return any(
            form.tense == "future" or (form.tense == "progressive" and form.verb in self.rules.coming)
            for form in found
        )

    def _comes_before(self, first: int) -> bool:
        return any(
            self._comes(forms(piece.text, self.code)) for piece in self.pieces[max(0, first - 1) : first]
        )

    def _bounded(self, match: Match) -> tuple[int, TimeModifier | None]:
        """Return the end of an expression, and what a word such as পর after a genitive makes of it."""
        last = self.pieces[match.after - 1]
        if match.after >= len(self.pieces):
            return last.end, None
        word = self.pieces[match.after]
        bound = self.rules.near.get(word.text)
        if bound is None and _is_genitive(last.text, self.code):
            bound = self._bound(word.text)
        return (word.end, _MODIFIERS.get(bound)) if bound else (last.end, None)

    def _with_clock(
        self, value: str, named: dict[str, Value], sentence: int, kind: TimeKind
    ) -> tuple[str, TimeKind]:
        """Return a value with the hour or part of the day that stands with it."""
        part, hour = named.get("part"), named.get("hour")
        clock = _hour_minute(named.get("clock")) if "clock" in named else None
        if "T" in value or (part is None and hour is None and clock is None) or len(value) != _DAY:
            return value, kind
        if part is not None:
            self.clock = _Clock(str(part), sentence)
        if isinstance(hour, int | float):
            minute = named.get("minute")
            clock = int(hour), round(hour % 1 * 60) or (minute if isinstance(minute, int) else 0)
        kind = kind if kind == "SET" else "TIME"
        if clock is None:
            return f"{value}T{self.rules.names.get(str(part), part)}", kind
        known = part or (self.clock.part if self.clock and self.clock.sentence == sentence else None)
        return _at(value, clock, self.rules.hours.get(str(known)), "eve" in named), kind


def _value(name: str, item: Item) -> Value:
    if name in ("clock", "dotted"):
        return item.piece.text
    if item.piece.value is not None and not (item.known and item.known.tag == name):
        value = item.piece.value
        return int(value) if value % 1 == 0 else value
    return item.known.value if item.known and item.known.tag else item.piece.text


def _is_genitive(word: str, code: str) -> bool:
    return any(stem.case == "genitive" for stem in stems(word, code))


def _hour_minute(figure: Value) -> tuple[int, int] | None:
    hour, _, minute = to_ascii_digits(str(figure)).replace(".", ":").partition(":")
    return (int(hour), int(minute)) if hour.isdigit() and minute.isdigit() else None


def _at(day: str, clock: tuple[int, int], first: int | None, following: bool) -> str:
    """Return the day with the hour; `first` is the earliest of the twelve that the part of the day counts in.

    Twelve at night begins the next day, unless it is told as the first minute; so do the hours of the night that
    follows a day.
    """
    hour, minute = clock
    if first is not None and 0 < hour <= 12:
        hour = first + (hour - first) % 12
    if hour >= 24 and published_day(day) and ((hour == 24 and minute != 1) or following):
        day = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    return f"{day}T{hour % 24:02d}:{minute:02d}"
