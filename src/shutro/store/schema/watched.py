"""The state of the sources that are watched, and of the pages that they list; kept, for nothing can make it again."""

from sqlalchemy import Column, Index, Integer, String, Table

from shutro.store.schema.metadata import metadata

# Times are ISO 8601 in UTC, to the second, so that they can be compared as they stand.

watched = Table(
    "watched",
    metadata,
    Column("address", String, primary_key=True),
    Column("kind", String, nullable=False),  # feed or sitemap
    Column("outlet", String),
    Column("title", String, nullable=False),
    Column("state", String, nullable=False),  # on, or off
    Column("added", String, nullable=False),
    Column("etag", String),
    Column("modified", String),
    Column("asked", String),  # last
    Column("answered", String),  # last with what can be used
    Column("brought", String),  # last an article
    Column("due", String, nullable=False),  # when it is asked next
    Column("failures", Integer, nullable=False),  # in a row
    Column("fault", String),  # why it failed last; NULL where it did not
    Index("ix_watched_due", "due"),
)

listed = Table(
    "listed",
    metadata,
    Column("address", String, primary_key=True),  # canonical
    Column("source", String, nullable=False),  # address in `watched` that listed it first
    Column("name", String),  # hash of headline and time: the same article under another address
    Column("found", String, nullable=False),
    Column("changed", String),  # as the source says
    Column("state", String, nullable=False),  # waiting, stored or dropped
    Column("due", String),  # when it is asked next; NULL: never
    Column("asked", String),
    Column("visits", Integer, nullable=False),  # that went well, or told why not
    Column("failures", Integer, nullable=False),  # in a row that may pass
    Column("reason", String),  # why it was dropped, or failed last
    Column("etag", String),
    Column("modified", String),
    Column("article", String),  # id of the newest version that is stored
    Index("ix_listed_due", "due"),
    Index("ix_listed_source_found", "source", "found"),
    Index("ix_listed_source_name", "source", "name"),
    sqlite_with_rowid=False,
)
