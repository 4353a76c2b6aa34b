"""The index of the library: what pages list, count and search, made again from docs and stories."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SEARCHED = """
CREATE VIRTUAL TABLE searched USING fts5(
  title, text, content="report", content_rowid="rowid",
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
)
"""
_REPORT = """
CREATE VIEW report AS
SELECT
  article.arrival AS rowid, article.id AS article, source.story, source.outlet, source.published,
  json_extract(CAST(article.record AS TEXT), '$.title') AS title,
  json_extract(CAST(article.record AS TEXT), '$.text') AS text
FROM article LEFT JOIN source ON source.article = article.id
"""


def upgrade() -> None:
    """Make all tables, the view that Datasette shows, and the full text index over it."""
    for make in _TABLES:
        make()
    op.execute(_REPORT)
    # The name of the view stands in double quotes: otherwise Datasette does not see that it can be searched.
    op.execute(_SEARCHED)
    op.execute("CREATE VIRTUAL TABLE searched_words USING fts5vocab(searched, row)")
    # Docs and stories are packed now; they are made again, with the index, when they are read next.
    for table in ("doc", "story", "derivation"):
        op.execute(sa.delete(sa.table(table)))


def downgrade() -> None:
    """Take all tables away."""
    op.execute("DROP TABLE searched_words")
    op.execute("DROP TABLE searched")
    op.execute("DROP VIEW report")
    for make in reversed(_TABLES):
        op.drop_table(make.__name__.removeprefix("_make_"))


def _make_card() -> None:
    op.create_table(
        "card",
        sa.Column("story", sa.String, nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("first", sa.String),
        sa.Column("last", sa.String),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("origins", sa.Integer, nullable=False),
        sa.Column("agreed", sa.Integer, nullable=False),
        sa.Column("single", sa.Integer, nullable=False),
        sa.Column("disputed", sa.Integer, nullable=False),
        sa.Column("revised", sa.Integer, nullable=False),
        sa.Column("outcome", sa.Integer, nullable=False),
        sa.Column("changed", sa.String, nullable=False),
        sa.Column("weight", sa.Integer, nullable=False),
        sa.Column("days", sa.String, nullable=False),
        sa.Column("fresh", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("story", name="pk_card"),
    )
    op.create_index("ix_card_changed_weight_story", "card", ["changed", "weight", "story"])


def _make_facet() -> None:
    op.create_table(
        "facet",
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("story", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "story", name="pk_facet"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_facet_story", "facet", ["story"])


def _make_tally() -> None:
    op.create_table(
        "tally",
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("stories", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", name="pk_tally"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tally_kind_stories", "tally", ["kind", "stories"])


def _make_actor() -> None:
    op.create_table(
        "actor",
        sa.Column("entity", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("names", sa.String, nullable=False),
        sa.Column("wikidata", sa.String),
        sa.Column("mentions", sa.Integer, nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("stories", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("entity", name="pk_actor"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_actor_kind_mentions", "actor", ["kind", "mentions"])


def _make_called() -> None:
    op.create_table(
        "called",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("entity", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("key", "entity", name="pk_called"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_called_entity", "called", ["entity"])


def _make_named() -> None:
    op.create_table(
        "named",
        sa.Column("entity", sa.String, nullable=False),
        sa.Column("arrival", sa.Integer, nullable=False),
        sa.Column("article", sa.String, nullable=False),
        sa.Column("story", sa.String, nullable=False),
        sa.Column("mentions", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("entity", "arrival", name="pk_named"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_named_story_entity", "named", ["story", "entity"])


def _make_act() -> None:
    op.create_table(
        "act",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("story", sa.String, nullable=False),
        sa.Column("article", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("day", sa.String),
        sa.Column("first", sa.String, nullable=False),
        sa.Column("last", sa.String),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("mode", sa.String, nullable=False),
        sa.Column("quad", sa.String),
        sa.Column("modality", sa.String, nullable=False),
        sa.Column("polarity", sa.String, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_act"),
    )
    op.create_index("ix_act_story", "act", ["story"])


def _make_party() -> None:
    op.create_table(
        "party",
        sa.Column("entity", sa.String, nullable=False),
        sa.Column("first", sa.String, nullable=False),
        sa.Column("act", sa.Integer, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("entity", "first", "act", name="pk_party"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_party_act_entity", "party", ["act", "entity"])


def _make_quoted() -> None:
    op.create_table(
        "quoted",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("story", sa.String, nullable=False),
        sa.Column("article", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("day", sa.String, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.Column("speaker", sa.String),
        sa.Column("chain", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_quoted"),
    )
    op.create_index("ix_quoted_day_number", "quoted", ["day", "number"])
    op.create_index("ix_quoted_story", "quoted", ["story"])


def _make_voice() -> None:
    op.create_table(
        "voice",
        sa.Column("role", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("day", sa.String, nullable=False),
        sa.Column("quote", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("role", "name", "day", "quote", name="pk_voice"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_voice_quote_role_name", "voice", ["quote", "role", "name"])


def _make_source() -> None:
    op.create_table(
        "source",
        sa.Column("article", sa.String, nullable=False),
        sa.Column("arrival", sa.Integer, nullable=False),
        sa.Column("story", sa.String, nullable=False),
        sa.Column("outlet", sa.String),
        sa.Column("agency", sa.String),
        sa.Column("day", sa.String),
        sa.Column("published", sa.String),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("relation", sa.String),
        sa.Column("derived_from", sa.String),
        sa.Column("of_outlet", sa.String),
        sa.Column("revises", sa.String),
        sa.Column("is_first", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_source"),
        sa.UniqueConstraint("arrival", name="uq_source_arrival"),
    )
    op.create_index("ix_source_agency_day", "source", ["agency", "day"])
    op.create_index("ix_source_day", "source", ["day"])
    op.create_index("ix_source_outlet_day", "source", ["outlet", "day"])
    op.create_index("ix_source_counted", "source", ["outlet", "relation", "of_outlet", "is_first", "revises"])
    op.create_index("ix_source_of_outlet_outlet", "source", ["of_outlet", "outlet"])
    op.create_index("ix_source_story", "source", ["story"])


def _make_credited() -> None:
    op.create_table(
        "credited",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("article", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("story", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("source", "article", "role", name="pk_credited"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_credited_story", "credited", ["story"])


_TABLES = (
    _make_card,
    _make_facet,
    _make_tally,
    _make_actor,
    _make_called,
    _make_named,
    _make_act,
    _make_party,
    _make_quoted,
    _make_voice,
    _make_source,
    _make_credited,
)
