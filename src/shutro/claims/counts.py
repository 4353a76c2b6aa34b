"""Figures for the same thing: tolls, passengers, sums, in whatever sentence they stand."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from shutro.claims.beside import are_apart, context, elsewhere, kinds, on_other_days
from shutro.claims.statements import Statement, cosine, likeness, stem_of
from shutro.claims.wording import concept_of
from shutro.decisions.grouping import regroup
from shutro.decisions.records import NONE, Decisions
from shutro.languages import available, read
from shutro.languages.schema.counts import CountsTable, Head
from shutro.languages.words import common_words
from shutro.model import Event, Quantity, Span
from shutro.text.edtf import Days, days

CONTEXT = 0.25  # likeness of the words beside two figures from which they count the same thing
_MARKS = "।,;:()‘’“”"
_BEFORE, _AFTER = 4, 2  # words beside a figure that may say what people are counted as
MOST = 200  # figures for one thing that are compared with each other
REACH = 60  # code points between people and what happened to them
_LONG = 60  # days between two happenings that are counted apart
ACT = 0.12
ALIKE = 0.25
_EQUAL = 1e-9  # share by which figures that are written in two ways may differ
_GROWTH = 10
_RATIO = 1.95  # figures further apart than this answer two questions, but for tolls
_FACTOR = 3  # bounds further apart than this are about different things


Told = Mapping[tuple[str, str, float], Sequence["Counted"]]  # what an article gives in a unit and figure
Via = Callable[[Statement, Span], tuple[str, ...]]


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
    def label(self) -> str:
        """Return the figure with its bound: "7", "≥ 7", "≤ 7" or "5–7"."""
        low, high = self.quantity.low, self.quantity.high
        if low is not None and high is not None:
            return f"{low:.15g}" if low == high else f"{low:.15g}–{high:.15g}"
        return f"≥ {low:.15g}" if low is not None else f"≤ {high:.15g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPoint:
    """Figures of several statements for one thing."""

    key: str
    counted: tuple[Counted, ...]


def find_count_points(
    statements: Sequence[Statement],
    happening: Mapping[int, str],
    texts: Mapping[str, str],
    via: Via,
    places: Collection[str],
    decisions: Decisions = NONE,
) -> tuple[CountPoint, ...]:
    """Return the things that two articles count, and tolls that one gives in two ways, with all their figures.

    Two figures count the same thing where unit and counted word are the same and their statements speak of one
    happening or are alike. People are counted by what happened to them, and of the tolls that an article gives from
    one informant only the highest counts: the others are parts of it. `texts` holds the articles' words, `via` says
    who says them.
    """
    by_thing: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for statement in statements:
        for quantity in statement.quantities:
            counted = _counted(statement, quantity, texts[statement.article])
            if counted is not None:
                by_thing[counted.thing if counted.is_toll else (counted.thing[0], "")].append(counted)
    told: dict[tuple[str, str, float], list[Counted]] = defaultdict(list)
    for items in by_thing.values():
        for item in items:
            told[item.statement.article, item.quantity.unit, figure_of(item)].append(item)
    groups: list[list[Counted]] = []
    for thing in sorted(by_thing):
        items = _highest(by_thing[thing], via) if by_thing[thing][0].is_toll else by_thing[thing]
        groups += _connected(items[:MOST], happening, via, told, places)
    groups = regroup(groups, decisions.on_groups("event"), _place)
    return tuple(CountPoint(key=_key(group), counted=tuple(group)) for group in groups if _is_point(group))


def _place(item: Counted) -> tuple[str, Span]:
    return item.statement.article, item.quantity.span


def _key(group: Sequence[Counted]) -> str:
    """Return a name that follows from the figure that was told first, so that later ones do not change it."""
    first = min(
        group, key=lambda item: (item.statement.said or "~", item.statement.article, item.quantity.span)
    )
    name = f"{first.statement.article}\x1f{first.quantity.span.start}\x1f{first.thing}"
    return hashlib.sha256(name.encode()).hexdigest()[:10]


def _highest(items: Sequence[Counted], via: Via) -> list[Counted]:
    """Return for each article and informant the highest toll of those that are not of another time.

    Where several informants of an article give lower ones that add up to no more than the highest, these are its parts.
    """
    best: dict[str, dict[str, Counted]] = defaultdict(dict)
    for item in items:
        if _is_past(item):
            continue
        chain = via(item.statement, item.quantity.span)
        informant, told = chain[-1] if chain else "", best[item.statement.article]
        if informant not in told or figure_of(item) > figure_of(told[informant]):
            told[informant] = item
    kept = {id(item) for told in best.values() for item in _without_parts(list(told.values()))}
    return [item for item in items if id(item) in kept]


def _without_parts(items: Sequence[Counted]) -> Sequence[Counted]:
    highest = max(items, key=figure_of)
    lower = [item for item in items if figures_clash(item.quantity, highest.quantity)]
    if len(lower) > 1 and sum(map(figure_of, lower)) <= figure_of(highest):
        return [item for item in items if item not in lower]
    return items


def _is_point(group: Sequence[Counted]) -> bool:
    """Say whether two articles give the figures, or one article two tolls that cannot both be."""
    if len({item.statement.article for item in group}) > 1:
        return True
    first = group[0]
    return (first.is_toll or any(item.is_headline for item in group)) and any(
        figures_clash(first.quantity, item.quantity) for item in group
    )


def _is_past(item: Counted) -> bool:
    said, named = days(item.statement.said), _days(item)
    return said is not None and named is not None and said.apart(named) > _LONG


def figure_of(item: Counted) -> float:
    """Return the figure, or its bound."""
    return item.quantity.low or item.quantity.high or 0.0


def figures_agree(one: Quantity, other: Quantity) -> bool:
    """Say whether one figure can satisfy both: অন্তত ১২ and ১৫ can, ১২ and ১৫ cannot, nor can অন্তত ১২ and ৫০০."""
    low, high = max(_low(one), _low(other)), min(_high(one), _high(other)) * (1 + _EQUAL)
    bounds = [bound for bound in (one.low, one.high, other.low, other.high) if bound]
    return low <= high and (not bounds or max(bounds) <= _FACTOR * min(bounds))


def figures_clash(one: Quantity, other: Quantity) -> bool:
    """Say whether no figure can satisfy both."""
    return max(_low(one), _low(other)) > min(_high(one), _high(other)) * (1 + _EQUAL)


def _low(quantity: Quantity) -> float:
    return float("-inf") if quantity.low is None else quantity.low


def _high(quantity: Quantity) -> float:
    return float("inf") if quantity.high is None else quantity.high


def _counted(statement: Statement, quantity: Quantity, text: str) -> Counted | None:
    """Return the figure with what it counts, or None where nothing says so or it only adds to another figure."""
    if (quantity.low is None and quantity.high is None) or quantity.unit == "ordinal":
        return None
    before = _clause_before(text[statement.sentence.start : quantity.span.start]).split()[-_BEFORE:]
    words = quantity.span.of(text).split()
    after = _clause_after(text[quantity.span.end : statement.sentence.end]).split()[:_AFTER]
    if _further(statement.language) & {*before[-1:], *words[:1], *after[:1]}:
        return None
    all_words = {word.strip(_MARKS) for word in statement.sentence.of(text).split()}
    event = _event(quantity, statement)
    head = (
        _head([*words, *after, *reversed(before)], statement.language) if quantity.unit == "person" else None
    )
    thing = ("person", head) if head else _thing(quantity, statement.language)
    return Counted(
        statement=statement,
        quantity=quantity,
        event=event,
        thing=thing,
        is_toll=head is not None,
        is_headline=statement.position == 0,
        is_ahead=not all_words.isdisjoint(_table(statement.language).ahead),
        is_course=not all_words.isdisjoint(_table(statement.language).course),
        context=context(statement, quantity.span, text),
        kinds=kinds(all_words, _table(statement.language).apart),
    )


def _clause_before(text: str) -> str:
    return text.rpartition(",")[2].rpartition(";")[2]


def _clause_after(text: str) -> str:
    return text.partition(",")[0].partition(";")[0]


def _head(words: Sequence[str], code: str) -> str | None:
    """Return what the people are counted as, by the first word that tells what happened to them, else who they are."""
    heads = _heads(code)
    told = [heads[stem] for word in words if (stem := stem_of(word, code)) in heads]
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


def _further(code: str) -> frozenset[str]:
    return frozenset(_table(code).further)


@cache
def _table(code: str) -> CountsTable:
    if code not in available():
        return CountsTable(further={}, ahead={}, course={}, apart={}, heads=())
    table: CountsTable = read(code, "counts", CountsTable)
    return table


def _connected(
    items: Sequence[Counted], happening: Mapping[int, str], via: Via, told: Told, places: Collection[str]
) -> list[list[Counted]]:
    """Return the figures in groups; no group takes two figures of one sentence, or two of an article's own.

    Equal figures are joined first: what is left over may then be a figure that differs.
    """
    ordered = sorted(items, key=lambda item: (item.statement.article, item.quantity.span))
    pairs = [(one, other) for n, one in enumerate(ordered) for other in ordered[n + 1 :]]
    group_of = {id(item): [item] for item in ordered}
    for equal in (True, False):
        for one, other in pairs:
            mine, theirs = group_of[id(one)], group_of[id(other)]
            if mine is theirs or figures_agree(one.quantity, other.quantity) is not equal:
                continue
            if not equal and not _may_clash(one, other, told, via):
                continue
            if _is_same(one, other, happening, places) and _fit(mine, theirs, via):
                mine += theirs
                group_of.update((id(item), mine) for item in theirs)
    return list({id(group): group for group in group_of.values()}.values())


def _may_clash(one: Counted, other: Counted, told: Told, via: Via) -> bool:
    """Say whether two figures may be two answers to one question.

    But for tolls they are of one size, and neither article gives the other's figure, too: it would count both.
    """
    if not figures_clash(one.quantity, other.quantity):
        return False
    low, high = sorted((figure_of(one), figure_of(other)))
    if one.is_toll:
        return high <= _GROWTH * low
    if high > (_FACTOR if one.is_course or other.is_course else _RATIO) * low:
        return False
    if one.statement.article == other.statement.article:
        head = one if one.is_headline else other
        in_body = len(told.get((head.statement.article, head.quantity.unit, figure_of(head)), ())) > 1
        return not (one.is_headline or other.is_headline) or not in_body
    return not (_counts_both(one, other, told, via) or _counts_both(other, one, told, via))


def _counts_both(one: Counted, other: Counted, told: Told, via: Via) -> bool:
    """Say whether the other figure's article gives the one, too, in the same voice and of the like thing."""
    voice = via(other.statement, other.quantity.span)
    return any(
        via(same.statement, same.quantity.span) == voice
        and (_same_noun(one, same) or not (one.thing[1] or same.thing[1]))
        for same in told.get((other.statement.article, one.quantity.unit, figure_of(one)), ())
    )


def _fit(one: Sequence[Counted], other: Sequence[Counted], via: Via) -> bool:
    """Say whether no sentence has a figure in both groups, and no article has in its own words two that clash.

    An article that gives two figures of its own for one word counts two things.
    """
    if {id(item.statement) for item in one} & {id(item.statement) for item in other}:
        return False
    return one[0].is_toll or not any(
        mine.statement.article == theirs.statement.article
        and not (mine.is_headline or theirs.is_headline)
        and figures_clash(mine.quantity, theirs.quantity)
        and via(mine.statement, mine.quantity.span) == via(theirs.statement, theirs.quantity.span)
        for mine in one
        for theirs in other
    )


def _is_same(one: Counted, other: Counted, happening: Mapping[int, str], places: Collection[str]) -> bool:
    first, second = _days(one), _days(other)
    if first and second and not first.meets(second) and abs((first.first - second.first).days) > _LONG:
        return False
    if one.is_toll:
        return True
    noun = _same_noun(one, other)
    if noun is False:
        return False
    near = happening.get(id(one.statement)) == happening.get(id(other.statement))
    if are_apart(one.kinds, other.kinds) or on_other_days(one.statement, other.statement):
        return False
    if not near and elsewhere(one.statement, other.statement, places):
        return False
    if (near and noun and one.quantity.counted) or cosine(one.context, other.context) >= CONTEXT:
        return True
    same_act = one.event is not None and other.event is not None and one.event.mode == other.event.mode
    return likeness(one.statement, other.statement) >= (ACT if same_act else ALIKE)


def _same_noun(one: Counted, other: Counted) -> bool | None:
    """Say whether the words counted are the same, or one stands beside the other figure; None where one has none."""
    mine, theirs = one.thing[1], other.thing[1]
    if mine == theirs or mine in other.context or theirs in one.context:
        return True if mine or theirs else None
    return False if mine and theirs else None


def _days(item: Counted) -> Days | None:
    return next((found for time in item.statement.times if (found := days(time.value))), None)
