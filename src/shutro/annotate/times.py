"""The words of an article that name times, and the values they stand for."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from shutro.annotate import calendars
from shutro.annotate.anchors import Anchor, Value
from shutro.annotate.bare import bare_doc
from shutro.annotate.calendars import Region
from shutro.annotate.clocks import Clocks
from shutro.annotate.grammar import Item, Match, find_matches
from shutro.annotate.regions import region_of
from shutro.annotate.timememory import Memory
from shutro.annotate.timerules import TimeRules, time_rules
from shutro.annotate.timetenses import looks_forward, narrates
from shutro.annotate.timevalues import counts_from_publication, is_regional, looks_ahead, resolve
from shutro.languages.folder import read
from shutro.languages.inflection import stems
from shutro.languages.numbers import LINE, pieces
from shutro.languages.schema.times import TimeRule, TimeTable
from shutro.model import Doc, Span, TimeExpression, TimeKind, TimeModifier

_FIRST_YEAR, _LAST_YEAR = 1000, 9000  # so that days near them can be reckoned with
_SENTENCE = 25  # pieces before a word in which the one stands that it answers
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


class _Reader:
    """Reads one text from left to right and remembers what it named."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.code = doc.article.language
        self.rules: TimeRules = time_rules(self.code)
        self.pieces = pieces(doc.text, self.code)
        self.published = published_day(doc.dating.value)
        self.memory = Memory(self.published)
        self.clocks = Clocks(self.rules, self.published)

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
        if self._bounds_another(match) or self._answers(match.first):
            return None
        rule = self.rules.rules[match.rule]
        named = {name: _value(name, item) for name, item in match.items.items()}
        anchor = self._anchor(match, rule, named)
        value = resolve(rule.value, named, anchor)
        if value is None:
            return None
        end, modifier = self._bounded(match)
        mod = str(named.get(rule.mod[1:-1]) or "") if rule.mod.startswith("<") else rule.mod
        modifier = _MODIFIERS.get(mod) or modifier
        value, kind = self.clocks.put(value, named, sentence, _kind(value, rule.kind), ahead=anchor.future)
        if modifier == "AFTER":
            value = self._afterwards(value)
        is_near = not {"past", "next"}.isdisjoint(named) or counts_from_publication(rule.value)
        self.memory.keep(value, is_sure=self._is_sure(match, rule, named), is_near=is_near)
        span = Span(self.pieces[match.first].start, end)
        return TimeExpression(span=span, kind=kind, value=value, modifier=modifier, rule=rule.name)

    def _anchor(self, match: Match, rule: TimeRule, named: Mapping[str, Value]) -> Anchor:
        memory = self.memory
        region: Region = self.region if is_regional(rule.value) else "bd"
        asked = looks_ahead(rule.value) or memory.is_ahead
        told = looks_forward(self.pieces, match.first, match.after, self.rules) if asked else None
        future = bool(told) or (asked and self._is_deadline(match, named))
        return Anchor(
            published=self.published,
            last=memory.last if future or not memory.is_ahead else memory.past,
            named=memory.named,
            then=memory.then,
            year=memory.year(named.get("month"), named.get("day"), named.get("weekday")),
            future=future,
            past=told is False,
            narrated=rule.value.startswith("weekday")
            and told is not True
            and narrates(self.pieces, match.after, self.rules),
            measured=rule.value.startswith("ago") and self._is_measured(match.first),
            region=region,
            fiscal_month=self.rules.fiscal_month[region],
        )

    def _is_deadline(self, match: Match, named: Mapping[str, Value]) -> bool:
        """Say whether a day or longer is followed by a word such as মধ্যে."""
        after = self.pieces[match.after].text if match.after < len(self.pieces) else ""
        return after in self.rules.deadlines and "part" not in named and "hour" not in named

    def _is_sure(self, match: Match, rule: TimeRule, named: Mapping[str, Value]) -> bool:
        """Say whether the words name a year of their own, and not only in the name of a law or a cup."""
        years = any(isinstance(named.get(name), int | float) for name in ("year", "era", "short"))
        after_name = match.first > 0 and self.pieces[match.first - 1].text == ","  # আইন, ২০২৩
        said = years and match.after - match.first > 1 and not after_name
        return said or rule.value.startswith(("in_year", "in_that"))

    def _afterwards(self, value: str) -> str:
        """Return the part of the day that follows: দুপুরের পর is the afternoon."""
        day, _, part = value.partition("T")
        return f"{day}T{self.rules.afterwards[part]}" if part in self.rules.afterwards else value

    def _bounds_another(self, match: Match) -> bool:
        """Say whether a lone word such as আগেই only bounds the happening told before it."""
        if match.after - match.first > 1 or not match.first or not self._bound(self.pieces[match.first].text):
            return False
        return _is_genitive(self.pieces[match.first - 1].text, self.code)

    def _answers(self, first: int) -> bool:
        """Say whether a word such as তখন only answers a যখন of its own sentence."""
        asked = self.rules.answers.get(self.pieces[first].text)
        if asked is None:
            return False
        before = [piece.text for piece in self.pieces[max(0, first - _SENTENCE) : first]]
        return asked in before and "।" not in before[before.index(asked) :]

    def _bound(self, word: str) -> str | None:
        bounds = self.rules.bounds
        return next((bounds[stem.text] for stem in stems(word, self.code) if stem.text in bounds), None)

    def _is_measured(self, first: int) -> bool:
        """Say whether the words count from a happening told right before: ম্যাচ শেষের দুই মিনিট আগে."""
        at = first - 1
        while at > 0 and self.pieces[at].text in self.rules.limits:
            at -= 1
        if at < 0 or self.pieces[at].text in self.rules.owners:
            return False
        before = self.pieces[at]
        return _is_genitive(before.text, self.code) and before.end not in self._names_end

    @cached_property
    def _names_end(self) -> frozenset[int]:
        return frozenset(mention.span.end for mention in self.doc.mentions)

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


def _value(name: str, item: Item) -> Value:
    if name in ("clock", "dotted"):
        return item.piece.text
    if item.piece.value is not None and not (item.known and item.known.tag == name):
        value = item.piece.value
        return int(value) if value % 1 == 0 else value
    return item.known.value if item.known and item.known.tag else item.piece.text


def _kind(value: str, kind: TimeKind) -> TimeKind:
    """Return the kind that a value has of itself, where the rule says no other than a day."""
    if kind != "DATE" or value.endswith("_REF"):
        return kind
    return "DURATION" if value.startswith("P") else "TIME" if "T" in value else kind


def _is_genitive(word: str, code: str) -> bool:
    return any(stem.case == "genitive" for stem in stems(word, code))
