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

vector = Table(  # what an article is grouped by; made with its doc
    "vector",
    metadata,
    Column("article", String, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("dated", String, nullable=False),  # the value of its dating; "~" where there is none
    Column("until", Integer),  # seconds of universal time; NULL where nobody knows when it was published
    Column("language", String, nullable=False),
    Column("story", String),  # that it is in; NULL until it is grouped
    Column("record", LargeBinary, nullable=False),  # `story.vectors.Vector`, packed
    Index("ix_vector_story", "story"),
    Index("ix_vector_until", "until"),
)

story = Table(
    "story",
    metadata,
    Column("id", String, primary_key=True),
    Column("first", String, nullable=False),  # the dating of its first article; "~" where there is none
    Column("until", Integer),  # when its last article was published; NULL where nobody knows
    Column("arrival", Integer, nullable=False),  # of the article of it that came last
    Column("is_told", Integer, nullable=False),  # whether its findings are made of all its articles
    Column("record", LargeBinary, nullable=False),  # `model.Story`, packed
    Column("apart", LargeBinary),  # JSON of `story.changes.Apart`; NULL where nothing is kept out
    Index("ix_story_is_told_arrival", "is_told", "arrival"),
    Index("ix_story_until", "until"),
)

affair = Table(  # stories that are parts of one thing that runs over weeks; one that stands alone has no row
    "affair",
    metadata,
    Column("story", String, primary_key=True),
    Column("affair", String, nullable=False, index=True),  # the id of its first story
    sqlite_with_rowid=False,
)

derivation = Table(
    "derivation",
    metadata,
    Column("name", String, primary_key=True),
    Column("fingerprint", String, nullable=False),  # of all that it was made from
)
