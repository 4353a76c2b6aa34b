"""What somebody only wanted to do, beside reports that it was done."""

from collections.abc import Iterator, Sequence

from shutro.claims.contrasts import Bearer, Contrast, Side
from shutro.claims.families import family, fields
from shutro.claims.plans import is_later
from shutro.claims.statements import Statement
from shutro.model import Event

_SHARED = 2  # words that both sentences have besides names and figures


def find_wishes(statements: Sequence[Statement]) -> Iterator[Contrast]:
    """Yield for each act that was only wanted the statements of the same happening that tell it as done."""
    for one in statements:
        for event in one.events:
            if event.modality == "wished" and event.polarity == "+":
                done = [
                    (other, act)
                    for other in statements
                    if other is not one and _share_words(one, other) and (act := _done(other, event))
                ]
                if done:
                    yield _contrast(one, event, done)


def _done(statement: Statement, wished: Event) -> Event | None:
    """Return the act of the statement that is told as done and may be the one that was wanted."""
    return next(
        (
            event
            for event in statement.events
            if event.modality == "asserted"
            and event.polarity == "+"
            and (family(event) == family(wished) or not fields(event).isdisjoint(fields(wished)))
        ),
        None,
    )


def _share_words(one: Statement, other: Statement) -> bool:
    shared = one.concepts.keys() & other.concepts.keys()
    return sum(concept[0] not in "@#" for concept in shared) >= _SHARED


def _contrast(one: Statement, wished: Event, done: Sequence[tuple[Statement, Event]]) -> Contrast:
    later = all(is_later(other, one) for other, _ in done)
    bearers = tuple(Bearer(statement=other, span=event.trigger) for other, event in done)
    return Contrast(
        attribute="happened",
        agreement="outcome" if later else "disputed",
        sides=(
            Side(value="happened", bearers=bearers),
            Side(value="wished", bearers=(Bearer(statement=one, span=wished.trigger, hedge="wished"),)),
        ),
    )
