"""Alerts on their way: what is due is sent, and tried again later where it could not be."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from shutro.alerts.mail import send_mail
from shutro.alerts.outgoing import Outgoing
from shutro.alerts.webhook import send_webhook
from shutro.errors import AlertError
from shutro.publish.letter import write_letter
from shutro.publish.wording import wording
from shutro.store.alerts import Channel, Delivery, due_deliveries, note_failed, note_sent
from shutro.store.opening import writing
from shutro.store.watches import Watch, read_watches

_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
_MOST = 50  # alerts of one letter

_Send = Callable[[Watch, Sequence[Delivery], Outgoing], None]


def send_due(connection: Connection, outgoing: Outgoing, *, at: datetime) -> list[str]:
    """Send all that is due by now, a letter for each watch; return why what could not be sent could not.

    What is cut off between sending and noting it is sent once more, under the same id.
    """
    faults: list[str] = []
    for channel, send in _SENDERS.items():
        for watch in read_watches(connection):
            due = _of_watch(due_deliveries(connection, channel, at=_written(at)), watch)
            for start in range(0, len(due), _MOST):
                fault = _send(connection, watch, due[start : start + _MOST], (send, outgoing), at)
                if fault:
                    faults.append(f"{watch.name}: {fault}")
                    break
    return faults


def _of_watch(deliveries: Sequence[Delivery], watch: Watch) -> list[Delivery]:
    return [one for one in deliveries if one.raised.watch == watch.number]


def _send(
    connection: Connection,
    watch: Watch,
    due: Sequence[Delivery],
    how: tuple[_Send, Outgoing],
    at: datetime,
) -> str:
    """Send a letter, note what became of it, and return why it could not be sent."""
    send, outgoing = how
    try:
        send(watch, due, outgoing)
    except AlertError as error:
        tries = max(one.tries for one in due)
        again = _written(at + _PAUSES[tries]) if tries < len(_PAUSES) else None
        with writing(connection):
            note_failed(connection, due, str(error), again)
        return str(error)
    with writing(connection):
        note_sent(connection, due)
    return ""


def _by_mail(watch: Watch, due: Sequence[Delivery], outgoing: Outgoing) -> None:
    alerts = [one.raised.alert for one in due]
    letter = write_letter(watch.name, alerts, outgoing.root, wording(watch.language))
    send_mail(letter, watch.mail, outgoing)


def _by_webhook(watch: Watch, due: Sequence[Delivery], outgoing: Outgoing) -> None:
    alerts = [one.raised.alert for one in due]
    key = write_letter(watch.name, alerts, outgoing.root, wording(watch.language)).key
    send_webhook(watch.webhook, watch.secret, key, watch.name, alerts, outgoing)


_SENDERS: dict[Channel, _Send] = {"webhook": _by_webhook, "mail": _by_mail}


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
