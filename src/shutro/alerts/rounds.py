"""A round of alerts: raised, shown to the terminal, sent."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from shutro.alerts.outgoing import Outgoing, outgoing_from_environment
from shutro.alerts.raising import raise_alerts
from shutro.alerts.sending import send_due
from shutro.store.alerts import Raised, due_deliveries, note_sent
from shutro.store.opening import writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round brought: the alerts that nobody has shown yet, and why some could not be sent."""

    alerts: tuple[Raised, ...]
    faults: tuple[str, ...]


def tell_all(connection: Connection, outgoing: Outgoing, *, at: datetime) -> Round:
    """Raise alerts on what is new, send what is due, and return what the terminal has not shown."""
    raise_alerts(connection, at=at)
    faults = send_due(connection, outgoing, at=at)
    waiting = due_deliveries(connection, "terminal", at=at.astimezone(UTC).isoformat(timespec="seconds"))
    if waiting:
        with writing(connection):
            note_sent(connection, waiting)
    return Round(alerts=tuple(one.raised for one in waiting), faults=tuple(faults))


def tell_readers(connection: Connection) -> None:
    """Raise alerts on what is new and send what is due, with the settings of the environment."""
    at = datetime.now(UTC)
    raise_alerts(connection, at=at)
    send_due(connection, outgoing_from_environment(), at=at)
