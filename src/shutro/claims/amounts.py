"""What figures the articles of a story give beside one: whether it is one of many, or made of others."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from shutro.claims.figures import Counted, figure_of

_MANY = 6  # figures for one noun from which an article counts many things: scores, prices, charges
_BESIDE = 4  # figures of one unit in a sentence that lists things


class Amounts:
    """The figures that articles give, by unit, noun and figure."""

    def __init__(self, items: Iterable[Counted]) -> None:
        self._same: dict[tuple[str, str, float], list[Counted]] = defaultdict(list)
        self._figures: dict[tuple[str, str], set[float]] = defaultdict(set)
        self._nouns: dict[tuple[str, tuple[str, str]], set[float]] = defaultdict(set)
        for item in items:
            article, unit = item.statement.article, item.quantity.unit
            self._same[article, unit, figure_of(item)].append(item)
            self._figures[article, unit].add(figure_of(item))
            self._nouns[article, item.thing].add(figure_of(item))

    def same(self, article: str, item: Counted) -> Sequence[Counted]:
        """Return where an article gives the same figure in the same unit."""
        return self._same.get((article, item.quantity.unit, figure_of(item)), ())

    def is_of_many(self, item: Counted) -> bool:
        """Say whether the figure is one of many that its article or sentence gives, each of another thing."""
        beside = sum(one.unit == item.quantity.unit for one in item.statement.quantities)
        many = len(self._nouns[item.statement.article, item.thing])
        return item.is_of_series or beside >= _BESIDE or many >= _MANY

    def is_only(self, item: Counted) -> bool:
        """Say whether it is the only figure that its article gives for its noun."""
        return bool(item.thing[1]) and len(self._nouns[item.statement.article, item.thing]) == 1

    def is_made(self, item: Counted) -> bool:
        """Say whether the figure is the sum or the difference of two others in its article."""
        figure, figures = figure_of(item), self._figures[item.statement.article, item.quantity.unit]
        return any(
            one != figure and ((figure - one in figures and figure != 2 * one) or figure + one in figures)
            for one in figures
        )
