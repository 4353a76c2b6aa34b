"""Headlines: who takes part in what a headline tells without a name, as the report below it says."""

from collections.abc import Sequence

from shutro.annotate.frames import Roles
from shutro.annotate.unsaid import Told, players, playing
from shutro.languages.schema.events import Role
from shutro.model import Span

_BELOW = 6  # sentences in which a report says who took part
_CROWD = "crowd"


def head_roles(events: Sequence[Told], filled: Sequence[Roles], end: int) -> list[Roles]:
    """Return the roles of the events, those before the offset `end` with the players of what is told again below.

    Those who are counted in the headline are not the few who are named below.
    """
    found = list(filled)
    for at, event in enumerate(events):
        if _start(event) >= end:
            break
        if event.is_counted:
            continue
        is_counted = any(part.kind == _CROWD for part in event.sentence.participants)
        for role in ("agent", "patient"):
            if not players(found[at], role) and not (is_counted and role == "patient"):
                found[at] = playing(found[at], role, _below(events, filled, at, role, end))
    return found


def _below(
    events: Sequence[Told], filled: Sequence[Roles], head: int, role: Role, end: int
) -> tuple[Span, ...]:
    """Return the players of the first event of the same mode below the headline that names any."""
    for at in range(head + 1, len(events)):
        if events[at].number > _BELOW:
            break
        if events[at].mode == events[head].mode and _start(events[at]) >= end and players(filled[at], role):
            return players(filled[at], role)
    return ()


def _start(event: Told) -> int:
    return event.sentence.tokens[event.trigger.first].start
