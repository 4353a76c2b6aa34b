"""Outcomes of one plan, whatever rule found them, as one contrast."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from shutro.claims.contrasts import Bearer, Contrast, Side


def join_outcomes(contrasts: Iterable[Contrast], happening: Mapping[int, str]) -> Iterator[Contrast]:
    """Yield the contrasts in order; those that set a like report against one plan are joined in the first of them."""
    told = list(contrasts)
    joined: dict[int, list[Contrast]] = {}
    first_of: dict[str, int] = {}  # the happening that a plan tells of, to the group that holds it
    for number, contrast in enumerate(told):
        plans = _planned(contrast, happening)
        groups = sorted({first_of[plan] for plan in plans if plan in first_of})
        target = groups[0] if groups else number
        joined[target] = [
            *(one for group in groups for one in joined.pop(group)),
            contrast,
        ]
        for held in joined[target]:
            first_of.update(dict.fromkeys(_planned(held, happening), target))
    for number in sorted(joined):
        yield _one(joined[number])


def _planned(contrast: Contrast, happening: Mapping[int, str]) -> list[str]:
    """Return the happenings that the plans of an outcome speak of."""
    if contrast.agreement != "outcome":
        return []
    return [
        happening[id(bearer.statement)]
        for side in contrast.sides
        if side.value == "planned"
        for bearer in side.bearers
    ]


def _one(contrasts: Sequence[Contrast]) -> Contrast:
    if len(contrasts) == 1:
        return contrasts[0]
    sides: dict[str, dict[int, Bearer]] = {}
    for contrast in contrasts:
        for side in contrast.sides:
            held = sides.setdefault(side.value, {})
            for bearer in side.bearers:
                held.setdefault(id(bearer.statement), bearer)
    return Contrast(
        attribute=contrasts[0].attribute,
        agreement="outcome",
        sides=tuple(Side(value=value, bearers=tuple(held.values())) for value, held in sides.items()),
    )
