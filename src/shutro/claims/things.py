"""Whether two figures are given of one thing, by their words, nouns, voices and purposes."""

from collections.abc import Callable, Collection, Mapping, Sequence

from shutro.claims.amounts import Amounts
from shutro.claims.beside import are_alike, are_apart, elsewhere, on_other_days
from shutro.claims.figures import Counted, figure_of
from shutro.claims.statements import Statement, cosine, likeness
from shutro.model import Span
from shutro.text.edtf import Days, days

CONTEXT = 0.25  # likeness of the words beside two figures from which they count the same thing
LONG = 60  # days between two happenings that are counted apart
ACT = 0.12
ALIKE = 0.25
_LITTLE = 0.1  # likeness up to which two statements share hardly more than a word
_BESIDE = 2  # sentences from one figure to another speaker's
_SMALL = 5  # figures below it are given of many things: three brothers, two sides

Via = Callable[[Statement, Span], tuple[str, ...]]


def are_of_one_thing(
    one: Counted,
    other: Counted,
    happening: Mapping[int, str],
    amounts: Amounts,
    places: Collection[str],
    via: Via,
) -> bool:
    """Say whether two figures count one thing: `happening` holds what statements speak of, `places` names of places."""
    first, second = days_of(one), days_of(other)
    if first and second and not first.meets(second) and abs((first.first - second.first).days) > LONG:
        return False
    near = happening.get(id(one.statement)) == happening.get(id(other.statement))
    is_elsewhere = elsewhere(one.statement, other.statement, places)
    if one.is_toll:
        return not is_elsewhere
    if one.is_age and other.is_age and one.thing[1] and other.thing[1]:
        return one.thing == other.thing
    if one.is_age != other.is_age or (one.is_age and not _name_one(one.statement, other.statement, places)):
        return False
    noun = same_noun(one, other)
    if noun is False:
        return False
    if (
        (is_elsewhere and not near)
        or are_apart(one.kinds, other.kinds)
        or on_other_days(one.statement, other.statement)
    ):
        return False
    if one.purpose and other.purpose:
        return one.purpose == other.purpose
    if noun and _are_only(one, other, amounts):
        return True
    near = near or _are_near(one, other, via)
    return (near or one.is_age or _may_be_of_one_thing(one, other)) and _are_told_alike(one, other, near=near)


def _are_near(one: Counted, other: Counted, via: Via) -> bool:
    """Say whether two figures stand beside each other, in two voices or in kinds that are one."""
    is_inside = one.statement.article == other.statement.article
    return (
        (is_inside and are_argued(one, other, via))
        or _stand_beside(one, other)
        or are_alike(one.kinds, other.kinds)
    )


def _are_told_alike(one: Counted, other: Counted, *, near: bool) -> bool:
    """Say whether the words beside two figures, or their statements, are alike enough to count one thing."""
    if (near and same_noun(one, other) and one.quantity.counted) or cosine(
        one.context, other.context
    ) >= CONTEXT:
        return True
    same_act = one.event is not None and other.event is not None and one.event.mode == other.event.mode
    return likeness(one.statement, other.statement) >= (ACT if same_act else ALIKE)


def _are_only(one: Counted, other: Counted, amounts: Amounts) -> bool:
    """Say whether each of two articles gives one figure alone for a thing, and a like word stands beside both."""
    if one.statement.article == other.statement.article or not (
        amounts.is_only(one) and amounts.is_only(other)
    ):
        return False
    if min(figure_of(one), figure_of(other)) < _SMALL:
        return False
    return not (one.context.keys() & other.context.keys()).issubset({one.thing[1], other.thing[1]})


def _may_be_of_one_thing(one: Counted, other: Counted) -> bool:
    """Say whether one thing can be counted in two statements of which nothing else says that they speak of one.

    A word beside the figures is little: floors of two houses, shares of two sums, children of two families.
    """
    if one.thing[1] and one.thing[1] == other.thing[1]:
        return True
    return cosine(one.statement.concepts, other.statement.concepts) >= _LITTLE


def _name_one(one: Statement, other: Statement, places: Collection[str]) -> bool:
    """Say whether both name somebody, not only a place."""
    return not (one.entities & other.entities).issubset(places)


def _stand_beside(one: Counted, other: Counted) -> bool:
    """Say whether two figures stand near each other in one article, or one of them in its headline."""
    if one.statement.article != other.statement.article:
        return False
    near = abs(one.statement.position - other.statement.position) <= _BESIDE
    return near or one.is_headline or other.is_headline


def are_argued(one: Counted, other: Counted, via: Via) -> bool:
    """Say whether two named informants give the figures for one noun, or of one purpose."""
    voices = via(one.statement, one.quantity.span), via(other.statement, other.quantity.span)
    noun = bool(one.thing[1]) and one.thing[1] == other.thing[1]
    return are_two(*voices) and (noun or (bool(one.purpose) and one.purpose == other.purpose))


def are_two(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two informants are named, and are not one."""
    return bool(one and other) and one != other


def same_noun(one: Counted, other: Counted) -> bool | None:
    """Say whether the words counted are the same, or one stands beside the other figure; None where one has none."""
    mine, theirs = one.thing[1], other.thing[1]
    if mine == theirs or mine in other.context or theirs in one.context:
        return True if mine or theirs else None
    return False if mine and theirs else None


def days_of(item: Counted) -> Days | None:
    """Return the first time that the figure's statement names."""
    return next((found for time in item.statement.times if (found := days(time.value))), None)
