"""Stories that grow one by one: vectors, the log of changes, names of actors counted; the rest is made again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_MADE_AGAIN = (
    "card", "brief", "facet", "tally", "actor", "called", "named", "act", "party", "quoted", "voice", "source",
    "credited", "derivation",
)  # fmt: skip


def upgrade() -> None:
    """Make the tables, and empty those that are derived from stories: they are made again in their new shape."""
    for name in _MADE_AGAIN:
        op.execute(sa.delete(sa.table(name)))
    op.execute("UPDATE doc SET version = ''")
    op.drop_table("story")
    _make_story()
    _make_vector()
    _make_bearing()
    _make_change()
    op.add_column("card", sa.Column("is_told", sa.Integer, nullable=False, server_default="1"))


def downgrade() -> None:
    """Take all of it away."""
    op.drop_column("card", "is_told")
    for name in ("change", "bearing", "vector", "story"):
        op.drop_table(name)
    for name in _MADE_AGAIN:
        op.execute(sa.delete(sa.table(name)))
    op.create_table(
        "story",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
    )


def _make_story() -> None:
    op.create_table(
        "story",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("first", sa.String, nullable=False),
        sa.Column("until", sa.Integer),
        sa.Column("arrival", sa.Integer, nullable=False),
        sa.Column("is_told", sa.Integer, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
    )
    op.create_index("ix_story_is_told_arrival", "story", ["is_told", "arrival"])
    op.create_index("ix_story_until", "story", ["until"])


def _make_vector() -> None:
    op.create_table(
        "vector",
        sa.Column("article", sa.String, nullable=False),
        sa.Column("dated", sa.String, nullable=False),
        sa.Column("until", sa.Integer),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("story", sa.String),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_vector"),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name="fk_vector_article_article", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_vector_story", "vector", ["story"])
    op.create_index("ix_vector_until", "vector", ["until"])


def _make_bearing() -> None:
    op.create_table(
        "bearing",
        sa.Column("entity", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("stories", sa.Integer, nullable=False),
        sa.Column("shown", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("entity", "language", "name", name="pk_bearing"),
        sqlite_with_rowid=False,
    )


def _make_change() -> None:
    op.create_table(
        "change",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("story", sa.String, nullable=False),
        sa.Column("was", sa.String),
        sa.Column("articles", sa.LargeBinary, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_story", "change", ["story"])
    op.create_index("ix_change_was", "change", ["was"])
