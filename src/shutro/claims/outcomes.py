"""Contrasts that show one disagreement, whatever rule found them, as one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from shutro.claims.contrasts import Bearer, Contrast, Side


def join_contrasts(contrasts: Iterable[Contrast], happening: Mapping[int, str]) -> Iterator[Contrast]:
    """Yield the contrasts in order; those that show one disagreement are joined in the first of them.

    These are outcomes of one plan, and others that set the same values of the same happenings against each other.
    """
    told = list(contrasts)
    joined: dict[int, list[Contrast]] = {}
    first_of: dict[str, int] = {}  # what a contrast is about, to the group that holds it
    for number, contrast in enumerate(told):
        about = _about(contrast, happening)
        groups = sorted({first_of[one] for one in about if one in first_of})
        target = groups[0] if groups else number
        joined[target] = [
            *(one for group in groups for one in joined.pop(group)),
            contrast,
        ]
        for held in joined[target]:
            first_of.update(dict.fromkeys(_about(held, happening), target))
    for number in sorted(joined):
        yield _one(joined[number])


def _about(contrast: Contrast, happening: Mapping[int, str]) -> list[str]:
    """Return the happenings that the plans of an outcome speak of; else what stands against what."""
    if contrast.agreement != "outcome":
        sides = ((side.value, happening[id(side.bearers[0].statement)]) for side in contrast.sides)
        return [repr((contrast.attribute, contrast.agreement, *sorted(sides)))]
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
        agreement=contrasts[0].agreement,
        sides=tuple(Side(value=value, bearers=tuple(held.values())) for value, held in sides.items()),
    )
