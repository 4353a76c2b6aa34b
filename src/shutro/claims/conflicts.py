"""What values that cannot stand together are: disputed, revised, or a plan and its outcome."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from shutro.claims.figures import Counted, figure_of, figures_agree
from shutro.claims.values import group_values
from shutro.model import Agreement, Claim
from shutro.text.edtf import Days, days

_JUST_ABOVE = 1.1  # share by which a toll may exceed the bound that rounds it
UNREAL = frozenset({"planned", "possible", "requested", "wished"})


def conflict_of_acts(claims: Mapping[str, Sequence[Claim]]) -> Agreement | None:
    """Return what it is that some say an act happened and others that it did not or will; None if nothing.

    A plan beside a later report of the act is an outcome. What one article calls both done and only wished is disputed.
    """
    real = claims.get("happened", ())
    against = [*claims.get("did not happen", ()), *claims.get("denied", ())]
    plans = [claim for value in sorted(UNREAL & claims.keys()) for claim in claims[value]]
    if real and against:
        return "disputed"
    if plans and (real or against):
        after = [*real, *against]
        if any(_is_later(late, plan) for late in after for plan in plans):
            return "outcome"
        wished = claims.get("wished", ())
        if any(claim.article == wish.article for claim in after for wish in wished):
            return "disputed"
    return None


def _is_later(one: Claim, other: Claim) -> bool:
    if one.article == other.article:
        return False
    first, second = days(one.said), days(other.said)
    return (
        first is not None
        and second is not None
        and (first.first, one.said or "") > (second.first, other.said or "")
    )


def conflict_of_values(groups: Sequence[Sequence[Claim]]) -> Agreement:
    """Return what two values for a time or place of an event are: a plan and what came of it, or a dispute."""
    real = [all(claim.hedge is None for claim in group) for group in groups]
    unreal = [all(claim.hedge in UNREAL for claim in group) for group in groups]
    return "outcome" if any(real) and any(unreal) else "disputed"


def grouped_counts(counted: Sequence[Counted]) -> list[list[Counted]]:
    """Return figures in groups that agree; a toll that grows from report to report is not one with its bounds."""
    if all(item.is_toll for item in counted):
        grows = len({figure_of(item) for item in counted if not item.is_exact}) > 1
        course = group_values(counted, agree=_are_near if grows else _are_one_toll, exactness=_exactness)
        if len(course) > 1 and conflict_of_counts(course) == "revised":
            return course
    return group_values(
        counted, agree=lambda one, other: figures_agree(one.quantity, other.quantity), exactness=_exactness
    )


def _are_equal(one: Counted, other: Counted) -> bool:
    return figure_of(one) == figure_of(other)


def _are_near(one: Counted, other: Counted) -> bool:
    """Say whether the figures are the same, or the second only rounds the first down: 134 and more than 130."""
    return _are_equal(one, other) or (
        _are_one_toll(one, other) and figure_of(one) <= _JUST_ABOVE * figure_of(other)
    )


def _are_one_toll(one: Counted, other: Counted) -> bool:
    """Say whether the figures are the same, or the second only says that it is at least so many as the first."""
    return _are_equal(one, other) or (
        one.is_exact and not other.is_exact and figures_agree(one.quantity, other.quantity)
    )


def _exactness(item: Counted) -> tuple[bool, float, str]:
    return not item.is_exact, item.quantity.low or 0.0, item.statement.article


def _periods(group: Sequence[Counted]) -> frozenset[Days]:
    """Return the months and years that the statements name: two figures of one month are no course."""
    found = (days(time.value) for item in group for time in item.statement.times)
    return frozenset(period for period in found if period is not None and period.count > 1)


def conflict_of_counts(groups: Sequence[Sequence[Counted]]) -> Agreement:
    """Return what figures that cannot stand together are.

    A plan beside what came of it is an outcome. Tolls are revised where each first appears at its own, known time and
    either they only grow or only shrink, or no older figure comes back. All others are disputed: that a sum of money
    is given in two ways on two days does not tell that it changed.
    """
    unreal = [
        all(
            (item.is_ahead or item.hedge in UNREAL) and not _is_told_below(item, group, groups)
            for item in group
        )
        for group in groups
    ]
    if any(unreal) and not all(unreal):
        return "revised" if _is_announced_anew(groups, unreal) else "outcome"
    if groups[0][0].is_toll:
        known = [[item for item in group if item.statement.said] for group in groups]
        groups = [group for group in known if group] if sum(map(bool, known)) > 1 else groups
    times = [sorted(item.statement.said or "" for item in group) for group in groups]
    order = sorted(range(len(groups)), key=lambda index: times[index])
    first = [times[index][0] for index in order]
    dated = [days(value) for value in first]
    same_day = any(
        days(one) == days(other) and not ("T" in one and "T" in other) for one, other in pairwise(first)
    )
    if None in dated or len(set(first)) < len(first) or same_day:
        return "disputed"
    figures = [figure_of(groups[index][0]) for index in order]
    is_course = groups[0][0].is_toll or (
        any(item.is_course for index in order[1:] for item in groups[index])
        and not frozenset.intersection(*map(_periods, groups))
    )
    steady = figures in (sorted(figures), sorted(figures, reverse=True))
    apart = all(times[one][-1] < times[other][0] for one, other in pairwise(order))
    return "revised" if is_course and (apart or steady) else "disputed"


def _is_announced_anew(groups: Sequence[Sequence[Counted]], unreal: Sequence[bool]) -> bool:
    """Say whether what is only to come is told later than all that is told as it is."""
    ahead = [
        item.statement.said or ""
        for group, is_plan in zip(groups, unreal, strict=True)
        if is_plan
        for item in group
    ]
    real = [
        item.statement.said or "~"
        for group, is_plan in zip(groups, unreal, strict=True)
        if not is_plan
        for item in group
    ]
    return min(ahead) > max(real)


def _is_told_below(item: Counted, own: Sequence[Counted], groups: Sequence[Sequence[Counted]]) -> bool:
    """Say whether the figure stands in a headline whose article only gives another one: no plan, but what it tells."""
    article = item.statement.article
    if not item.is_headline or any(one.statement.article == article for one in own if one is not item):
        return False
    return any(other.statement.article == article for group in groups for other in group if group is not own)
