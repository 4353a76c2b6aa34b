"""What is kept: it comes from outside, and nothing can make it again."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from shutro.store.schema.metadata import metadata
from shutro.store.schema.packed import Lettered, Packed

page = Table(
    "page",
    metadata,
    Column("digest", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("media", String, nullable=False),
    Column("raw", Packed, nullable=False),
    Column("charset", String),  # as the answer's header named it
    Column("fetched", String),  # ISO 8601, of a page that was asked for
)

dropped = Table(  # pages that held no article
    "dropped",
    metadata,
    Column("name", String, primary_key=True),  # its file or address
    Column("reason", String, primary_key=True),
    Column("stage", String, nullable=False),
    Column("at", String, nullable=False),
    Index("ix_dropped_at", "at"),
    sqlite_with_rowid=False,
)

article = Table(
    "article",
    metadata,
    Column("arrival", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("page", String, ForeignKey("page.digest"), nullable=False, index=True),
    Column("record", Lettered, nullable=False),  # JSON of `model.Article`
    Column("dropped", Lettered, nullable=False),  # JSON of the lines of the page that are no part of it
    Column("address", String, index=True),  # what of its address names the page
    Column("words", String),  # a digest of its report, by which a new state of the page is known
    Column("twin", String, index=True),  # a digest of its outlet and report, whatever the address
    sqlite_autoincrement=True,
)

given = Table(  # dates that users gave; the last of an article counts
    "given",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", String, ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("published", String, nullable=False),
    sqlite_autoincrement=True,
)

story_id = Table(  # every id that a story ever had, so that an old one still leads to its articles
    "story_id",
    metadata,
    Column("id", String, primary_key=True),
    Column("articles", LargeBinary, nullable=False),  # JSON list of article ids
    Column("redirect", String),  # id of the story that took its place
)

change = Table(  # how stories grew, became one and fell apart
    "change",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),  # joined, merged, split or dropped
    Column("story", String, nullable=False, index=True),  # that took the articles in
    Column("was", String, index=True),  # the story in which they were before
    Column("articles", LargeBinary, nullable=False),  # JSON list of article ids
    Column("reason", LargeBinary, nullable=False),  # JSON of `model.Join`, or of the number of a decision
    Column("at", String, nullable=False),
    sqlite_autoincrement=True,
)

decision = Table(  # append-only: triggers refuse every change
    "decision",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("subject", String, nullable=False),  # JSON of anchors: article digest, span, exact words
    Column("judgement", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("arguments", String, nullable=False, server_default="{}"),  # JSON
    Column("note", String, nullable=False, server_default=""),
    Column("undoes", Integer),
    sqlite_autoincrement=True,
)

seen = Table(  # what each reader was shown of a story when he marked it last
    "seen",
    metadata,
    Column("reader", String, primary_key=True),
    Column("story", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("record", LargeBinary, nullable=False),  # JSON of `claims.novelty.Seen`
)

tombstone = Table(  # what was taken down and may not come back; of its words only digests
    "tombstone",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", String, nullable=False, index=True),
    Column("page", String, nullable=False, index=True),
    Column("words", String, nullable=False, index=True),  # SHA-256 of the text
    Column("address", String, index=True),  # SHA-256; NULL where a version of the same address may come
    Column("reason", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("swept", Integer, nullable=False, server_default="0"),  # 1 when nothing is left in the file
    sqlite_autoincrement=True,
)

log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("act", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("at", String, nullable=False),
    sqlite_autoincrement=True,
)
