"""The event that the statements of one happening have in common, one from each statement."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from shutro.claims.points import Links, shared_event, when
from shutro.claims.statements import Statement
from shutro.model import Event, Span
from shutro.text.edtf import Days


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A statement's own telling of the event, or of no event that is known."""

    statement: Statement
    event: Event | None

    @property
    def days(self) -> Days | None:
        """Return the days that the statement gives for the event."""
        return when(self.statement, self.event) if self.event else None

    @property
    def words(self) -> Span:
        """Return the words that bear the event, or the whole sentence."""
        return self.event.trigger if self.event else self.statement.sentence


def find_thread(happening: Sequence[Statement], links: Links) -> tuple[Telling, ...]:
    """Return each statement with the event that most of the other statements tell too.

    Where no event is shared, a statement alone in its happening gives its first event, others give none.
    """
    if len(happening) == 1:
        events = happening[0].events
        return (Telling(statement=happening[0], event=events[0] if events else None),)
    votes: Counter[tuple[int, Event]] = Counter()
    pairs: dict[tuple[int, Event], dict[int, Event]] = {}
    for one, statement in enumerate(happening):
        for other in range(one + 1, len(happening)):
            shared = shared_event(statement, happening[other], links)
            if shared is None:
                continue
            mine, theirs = (one, shared[0]), (other, shared[1])
            votes.update((mine, theirs))
            pairs.setdefault(mine, {})[other] = shared[1]
            pairs.setdefault(theirs, {})[one] = shared[0]
    if not votes:
        return tuple(Telling(statement=statement, event=None) for statement in happening)
    seed = min(votes, key=lambda key: (-votes[key], key[0], key[1].trigger))
    told = {seed[0]: seed[1], **pairs[seed]}
    return tuple(Telling(statement=statement, event=told.get(i)) for i, statement in enumerate(happening))
