"""What readers asked to be told of, what they were told, and what is on its way to them: kept."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from shutro.store.schema.metadata import metadata

watch = Table(
    "watch",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("record", LargeBinary, nullable=False),  # JSON of `watches.Watch`
    Column("reached", Integer, nullable=False, server_default="0"),  # the last arrival that was looked at
    sqlite_autoincrement=True,
)

told = Table(  # what a watch has seen of a story
    "told",
    metadata,
    Column("watch", Integer, primary_key=True),
    Column("story", String, primary_key=True),
    Column("record", LargeBinary, nullable=False),  # JSON of `claims.novelty.Seen`
    sqlite_with_rowid=False,
)

alert = Table(
    "alert",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("watch", Integer, nullable=False),
    Column("key", String, nullable=False),  # of what is told: a watch never tells it twice
    Column("at", String, nullable=False),
    Column("record", LargeBinary, nullable=False),  # `publish.alert.Alert`, packed
    Index("ix_alert_watch_key", "watch", "key", unique=True),
    sqlite_autoincrement=True,
)

quoting = Table(  # which articles an alert quotes: it goes with the first of them that is taken down
    "quoting",
    metadata,
    Column("article", String, primary_key=True),
    Column("alert", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

delivery = Table(  # an alert on its way
    "delivery",
    metadata,
    Column("alert", Integer, primary_key=True),
    Column("channel", String, primary_key=True),  # terminal, webhook or mail
    Column("watch", Integer, nullable=False, index=True),
    Column("state", String, nullable=False),  # waiting, sent or failed
    Column("due", String, nullable=False),  # UTC, ISO 8601
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("reason", String, nullable=False, server_default=""),  # why it could not be sent
    Index("ix_delivery_state_due", "state", "due"),
    sqlite_with_rowid=False,
)
