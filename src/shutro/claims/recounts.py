"""Recounts: another figure that a second voice gives for what was counted right before: "by them the number is 14"."""

from collections.abc import Iterator, Mapping, Sequence

from shutro.claims.contrasts import Bearer, Contrast, Side
from shutro.claims.statements import Statement, tokens_of, told_in
from shutro.languages import available, read
from shutro.languages.schema.contrasts import ContrastTable
from shutro.model import Doc, Quantity

_BACK = 5  # statements back in which stands the figure that is meant
_TIMES = frozenset({"year", "month", "day", "hour", "minute"})
_MOST = 10  # how much larger one of the figures may be


def find_recounts(
    statements: Sequence[Statement], docs: Sequence[Doc], speakers: Mapping[int, frozenset[str]]
) -> Iterator[Contrast]:
    """Yield the figures that a sentence gives anew for the number told before it in the same article."""
    for doc, told in told_in(statements, docs):
        for index, statement in enumerate(told):
            figure, voice = _figure(statement, doc), speakers[id(statement)]
            if figure is not None and voice:
                others = [one for one in told[max(0, index - _BACK) : index] if not voice & speakers[id(one)]]
                before = _before(others, figure)
                if before is not None:
                    yield _contrast(before, (statement, figure))


def _figure(statement: Statement, doc: Doc) -> Quantity | None:
    """Return the first figure behind a word that stands for what was counted before."""
    if not statement.quantities or statement.language not in available():
        return None
    table: ContrastTable = read(statement.language, "contrasts", ContrastTable)
    meant = [token.end for token in tokens_of(doc, statement.sentence) if token.text in table.recounted]
    behind = [one for one in statement.quantities if meant and one.span.start > meant[0]]
    return behind[0] if behind and not behind[0].counted else None


def _before(told: Sequence[Statement], figure: Quantity) -> tuple[Statement, Quantity] | None:
    """Return the nearest statement with another figure of the same size, and that figure."""
    size = _size(figure)
    for statement in reversed(told):
        for one in statement.quantities:
            if one.unit in _TIMES:
                continue
            other = _size(one)
            if other == size or _is_at_least(one, size):
                continue
            if other and size and max(size, other) <= _MOST * min(size, other):
                return statement, one
    return None


def _is_at_least(one: Quantity, size: float) -> bool:
    """Say whether a figure with a lower bound alone leaves room for another."""
    return one.high is None and one.low is not None and one.low <= size


def _size(figure: Quantity) -> float:
    return figure.low or figure.high or 0.0


def _contrast(before: tuple[Statement, Quantity], after: tuple[Statement, Quantity]) -> Contrast:
    sides = tuple(
        Side(value=f"{_size(figure):.15g}", bearers=(Bearer(statement=statement, span=figure.span),))
        for statement, figure in (before, after)
    )
    return Contrast(attribute="count", agreement="disputed", sides=sides)
