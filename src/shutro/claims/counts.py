"""Figures for the same thing: tolls, passengers, sums, in whatever sentence they stand."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shutro.claims.amounts import Amounts
from shutro.claims.beside import are_apart
from shutro.claims.distinct import (
    Persons,
    are_of_two_days,
    are_of_two_stretches,
    are_of_two_times,
    are_of_unknown_order,
    are_two_sums,
    is_shortened,
    tell_of_others,
)
from shutro.claims.durations import LEAST, TIME
from shutro.claims.figures import FACTOR, Counted, figure_of, figures_agree, figures_clash, read_figures
from shutro.claims.statements import Statement, cosine
from shutro.claims.things import CONTEXT, LONG, Via, are_argued, are_of_one_thing, are_two, days_of, same_noun
from shutro.decisions.grouping import regroup
from shutro.decisions.records import NONE, Decisions
from shutro.model import Span
from shutro.text.edtf import days

MOST = 200  # figures for one thing that are compared with each other
LISTED = 0.4  # likeness from which two figures of articles that give many are of one thing
_GROWTH = 10
_RATIO = 1.95  # figures further apart than this answer two questions, but for tolls
_LONGER = 12  # durations of one thing that are told
_PRECISE = 100  # figures from here on are seldom given of two things by chance
_BARE = "piece"
_PIECES = frozenset({"piece", "vehicle"})


_APART = (are_of_two_times, are_of_two_days, are_of_unknown_order, are_two_sums, is_shortened)


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
    persons: Persons,
    decisions: Decisions = NONE,
) -> tuple[CountPoint, ...]:
    """Return the things that two articles count, and tolls that one gives in two ways, with all their figures.

    Two figures count the same thing where unit and counted word are the same and their statements speak of one
    happening or are alike. People are counted by what happened to them, and of the tolls that an article gives from
    one informant only the highest counts: the others are parts of it. `texts` holds the articles' words, `via` says
    who says them, `persons` of whom a statement tells.
    """
    figures = [
        counted for statement in statements for counted in read_figures(statement, texts[statement.article])
    ]
    by_thing: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for counted in _named(figures):
        by_thing[counted.thing if counted.is_toll else (_kind(counted.thing[0]), "")].append(counted)
    amounts = Amounts(item for items in by_thing.values() for item in items)
    groups: list[list[Counted]] = []
    for thing in sorted(by_thing):
        items = _highest(by_thing[thing], via) if by_thing[thing][0].is_toll else by_thing[thing]
        groups += _connected(items[:MOST], happening, via, amounts, places, persons)
    groups = regroup(groups, decisions.on_groups("event"), _place)
    return tuple(
        CountPoint(key=_key(group), counted=tuple(group)) for group in groups if _is_point(group, via)
    )


def _named(figures: Sequence[Counted]) -> Iterator[Counted]:
    """Yield the figures, bare ones with the word beside them that other figures count: «শ্রমিক চার হাজারের ওপরে»."""
    units = {item.thing[1]: item.thing[0] for item in figures if item.thing[1] and not item.is_toll}
    for item in figures:
        beside = [word for word in item.context if word in units]
        if item.thing != (_BARE, "") or not beside:
            yield item
            continue
        noun = max(beside, key=lambda word: (item.context[word], word))
        yield replace(item, thing=(units[noun], noun))


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


def _kind(unit: str) -> str:
    """Return the unit, or the common one of all things that are counted by the piece."""
    return "piece" if unit in _PIECES else unit


def _is_point(group: Sequence[Counted], via: Via) -> bool:
    """Say whether two articles give the figures, or one article two that cannot both be: tolls, or in two voices."""
    if len({item.statement.article for item in group}) > 1:
        return True
    first, voice = group[0], via(group[0].statement, group[0].quantity.span)
    clashing = [item for item in group if figures_clash(first.quantity, item.quantity)]
    return any(
        first.is_toll
        or first.is_headline
        or item.is_headline
        or are_two(via(item.statement, item.quantity.span), voice)
        for item in clashing
    )


def _is_past(item: Counted) -> bool:
    said, named = days(item.statement.said), days_of(item)
    return said is not None and named is not None and said.apart(named) > LONG


def _connected(
    items: Sequence[Counted],
    happening: Mapping[int, str],
    via: Via,
    amounts: Amounts,
    places: Collection[str],
    persons: Persons,
) -> list[list[Counted]]:
    """Return the figures in groups; no group takes two figures of one sentence, or two of an article's own.

    Equal figures are joined first: what is left over may then be a figure that differs.
    """
    ordered = sorted(items, key=lambda item: (item.statement.article, item.quantity.span))
    pairs = [
        (one, other, figures_agree(one.quantity, other.quantity))
        for n, one in enumerate(ordered)
        for other in ordered[n + 1 :]
    ]
    group_of = {id(item): [item] for item in ordered}
    for equal in (True, False):
        for one, other, agree in pairs:
            mine, theirs = group_of[id(one)], group_of[id(other)]
            if mine is theirs or agree is not equal:
                continue
            if not equal and not _may_clash(one, other, amounts, via):
                continue
            is_paid = one.quantity.unit.isupper()  # no two figures of a group may be what two persons cost
            told = [(a, b) for a in mine for b in theirs] if is_paid else [(one, other)]
            if not equal and any(tell_of_others(a, b, persons) for a, b in told):
                continue
            if are_of_one_thing(one, other, happening, amounts, places, via) and _fit(mine, theirs, via):
                mine += theirs
                group_of.update((id(item), mine) for item in theirs)
    return list({id(group): group for group in group_of.values()}.values())


def _may_clash(one: Counted, other: Counted, amounts: Amounts, via: Via) -> bool:
    """Say whether two figures may be two answers to one question.

    But for tolls they are of one size, and neither article gives the other's figure, too: it would count both.
    """
    if not figures_clash(one.quantity, other.quantity):
        return False
    low, high = sorted((figure_of(one), figure_of(other)))
    if one.is_toll:
        return high <= _GROWTH * low
    if any(apart(one, other) for apart in _APART):
        return False
    if high > _most_apart(one, other, via) * low:
        return False
    if one.quantity.unit == TIME and high < LEAST * low:
        return False
    if one.statement is other.statement:
        return _are_set_against(one, other, via)
    if one.statement.article == other.statement.article:
        if amounts.is_made(one) or amounts.is_made(other):
            return False
        head = one if one.is_headline else other
        in_body = len(amounts.same(head.statement.article, head)) > 1
        return not (one.is_headline or other.is_headline) or not in_body
    if (amounts.is_of_many(one) or amounts.is_of_many(other)) and not _are_told_alike(one, other):
        return False
    return not (_counts_both(one, other, amounts, via) or _counts_both(other, one, amounts, via))


def _most_apart(one: Counted, other: Counted, via: Via) -> float:
    """Return how many times the lower of two figures the higher may be, where both are of one thing."""
    if one.quantity.unit == TIME:
        return _LONGER
    if are_argued(one, other, via):
        return _GROWTH
    grows = (one.is_course or other.is_course) and same_noun(one, other) is not False
    return FACTOR if grows else _RATIO


def _are_told_alike(one: Counted, other: Counted) -> bool:
    """Say whether the statements are so alike that their figures stand in one place of a list."""
    return cosine(one.statement.concepts, other.statement.concepts) >= LISTED


def _are_set_against(one: Counted, other: Counted, via: Via) -> bool:
    """Say whether one sentence gives the figures for like things in two voices, the second behind a "but"."""
    late = max(one, other, key=lambda item: item.quantity.span.start)
    voices = via(one.statement, one.quantity.span), via(other.statement, other.quantity.span)
    return late.is_countered and are_two(*voices) and cosine(one.context, other.context) >= CONTEXT


def _counts_both(one: Counted, other: Counted, amounts: Amounts, via: Via) -> bool:
    """Say whether the other figure's article gives the one, too, in the same voice and of the like thing.

    The article's own voice can be any of those whom it names, but where the figures are of one noun or purpose.
    """
    voice = via(other.statement, other.quantity.span)
    of_one = bool(one.thing[1] and one.thing[1] == other.thing[1]) or bool(
        one.purpose and one.purpose == other.purpose
    )
    if f"#{figure_of(one):.15g}" in other.statement.terms:
        return True  # the sentence itself sets the two side by side
    return any(
        (not are_two(told, voice) if not of_one else told == voice)
        and (same_noun(one, same) or not (one.thing[1] and same.thing[1]) or figure_of(one) >= _PRECISE)
        for same in amounts.same(other.statement.article, one)
        for told in [via(same.statement, same.quantity.span)]
    )


def _fit(one: Sequence[Counted], other: Sequence[Counted], via: Via) -> bool:
    """Say whether no figures of the groups are of two kinds, or stand in one sentence or one article's own words.

    An article that gives two figures of its own for one word counts two things.
    """
    if any(
        are_apart(mine.kinds, theirs.kinds)
        or are_of_two_stretches(mine, theirs)
        or (mine.statement is theirs.statement and not _are_set_against(mine, theirs, via))
        for mine in one
        for theirs in other
    ):
        return False
    return one[0].is_toll or not any(
        mine.statement.article == theirs.statement.article
        and not (mine.is_headline or theirs.is_headline)
        and figures_clash(mine.quantity, theirs.quantity)
        and via(mine.statement, mine.quantity.span) == via(theirs.statement, theirs.quantity.span)
        for mine in one
        for theirs in other
    )
