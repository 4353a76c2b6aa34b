"""Docs and stories: they can be deleted, and made again from what is kept."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from shutro.store.schema.metadata import metadata

doc = Table(
    "doc",
    metadata,
    Column("article", String, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("version", String, nullable=False),  # of the code that made it
    Column("record", LargeBinary, nullable=False),  # `model.Doc` without links, packed
    Column("links", LargeBinary),  # packed; made with the stories
    Index("ix_doc_version_article", "version", "article"),  # which docs are old, without reading them
)

story = Table(
    "story",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False),  # `model.Story`, packed
)

derivation = Table(
    "derivation",
    metadata,
    Column("name", String, primary_key=True),
    Column("fingerprint", String, nullable=False),  # of all that it was made from
)
