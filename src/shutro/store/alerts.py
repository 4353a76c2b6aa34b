"""Alerts as they were raised, and where each of them stands on its way to the reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_pass

from shutro.publish.alert import Alert
from shutro.store import schema
from shutro.store.opening import reading
from shutro.store.records import pack, unpack

Channel = Literal["terminal", "webhook", "mail"]
State = Literal["waiting", "sent", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """An alert of a watch; `at` is when it was raised, in UTC."""

    number: int
    watch: int
    at: str
    alert: Alert


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An alert on its way by a channel."""

    raised: Raised
    channel: Channel
    state: State
    due: str
    tries: int
    reason: str


def add_alert(
    connection: Connection, watch: int, alert: Alert, due: Iterable[tuple[Channel, str]], *, at: str
) -> bool:
    """Store an alert, due by each channel at its time, and say whether it is one: nothing is told twice.

    A transaction for writing has begun.
    """
    row = {"watch": watch, "key": alert.key, "at": at, "record": pack(alert)}
    result = connection.execute(
        insert_or_pass(schema.alert).values(**row).on_conflict_do_nothing().returning(schema.alert.c.number)
    )
    number = result.scalar()
    if number is None:
        return False
    rows = [
        {"alert": number, "channel": channel, "watch": watch, "state": "waiting", "due": time}
        for channel, time in due
    ]
    connection.execute(insert(schema.delivery), rows)
    quoted = [{"article": article, "alert": number} for article in alert.articles]
    if quoted:
        connection.execute(insert(schema.quoting), quoted)
    return True


def read_alerts(
    connection: Connection, watch: int | None = None, *, before: int | None = None, limit: int = 50
) -> tuple[Raised, ...]:
    """Return alerts, of one watch or of all, newest first."""
    alert = schema.alert.c
    query = select(alert.number, alert.watch, alert.at, alert.record)
    if watch is not None:
        query = query.where(alert.watch == watch)
    if before is not None:
        query = query.where(alert.number < before)
    with reading(connection):
        rows = connection.execute(query.order_by(alert.number.desc()).limit(limit))
        return tuple(
            Raised(number=row.number, watch=row.watch, at=row.at, alert=unpack(row.record, Alert))
            for row in rows
        )


def due_deliveries(connection: Connection, channel: Channel, *, at: str) -> tuple[Delivery, ...]:
    """Return what waits to be sent by a channel at this time, oldest first."""
    delivery, alert = schema.delivery.c, schema.alert.c
    query = (
        select(
            alert.number,
            alert.watch,
            alert.at,
            alert.record,
            delivery.channel,
            delivery.state,
            delivery.due,
            delivery.tries,
            delivery.reason,
        )
        .join(schema.alert, alert.number == delivery.alert)
        .where(delivery.state == "waiting", delivery.due <= at, delivery.channel == channel)
        .order_by(alert.number)
    )
    with reading(connection):
        return tuple(
            Delivery(
                raised=Raised(number=row.number, watch=row.watch, at=row.at, alert=unpack(row.record, Alert)),
                channel=row.channel,
                state=row.state,
                due=row.due,
                tries=row.tries,
                reason=row.reason,
            )
            for row in connection.execute(query)
        )


def note_sent(connection: Connection, deliveries: Sequence[Delivery]) -> None:
    """Note that these have reached the reader; a transaction for writing has begun."""
    for one in deliveries:
        _change(connection, one, state="sent", reason="")


def note_failed(connection: Connection, deliveries: Sequence[Delivery], reason: str, due: str | None) -> None:
    """Note why these could not be sent, and when to try again; never, where `due` is None."""
    for one in deliveries:
        state = "waiting" if due else "failed"
        _change(connection, one, state=state, due=due or one.due, tries=one.tries + 1, reason=reason)


def count_deliveries(connection: Connection) -> dict[tuple[int, Channel, State], int]:
    """Return how many deliveries of each watch stand where, by watch, channel and state."""
    delivery = schema.delivery.c
    by = (delivery.watch, delivery.channel, delivery.state)
    with reading(connection):
        rows = connection.execute(select(*by, func.count()).group_by(*by)).all()
    return {(watch, channel, state): count for watch, channel, state, count in rows}


def last_reason(connection: Connection, watch: int) -> str:
    """Return why the last delivery of a watch that could not be sent could not; empty where all could."""
    delivery = schema.delivery.c
    query = select(delivery.reason).where(delivery.watch == watch, delivery.reason != "")
    with reading(connection):
        return connection.scalar(query.order_by(delivery.alert.desc()).limit(1)) or ""


def forget_quoting(connection: Connection, article: str) -> None:
    """Delete the alerts that quote an article; a transaction for writing has begun."""
    numbers = select(schema.quoting.c.alert).where(schema.quoting.c.article == article)
    gone = connection.scalars(numbers).all()
    for table, key in (
        (schema.delivery, schema.delivery.c.alert),
        (schema.alert, schema.alert.c.number),
        (schema.quoting, schema.quoting.c.alert),
    ):
        connection.execute(delete(table).where(key.in_(gone)))


def _change(connection: Connection, one: Delivery, **values: object) -> None:
    delivery = schema.delivery.c
    connection.execute(
        update(schema.delivery)
        .where(delivery.alert == one.raised.number, delivery.channel == one.channel)
        .values(**values)
    )
