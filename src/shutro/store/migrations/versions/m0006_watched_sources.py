"""Sources that are watched, and the pages that they list."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    _make_watched()
    _make_listed()


def _make_watched() -> None:
    op.create_table(
        "watched",
        sa.Column("address", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("outlet", sa.String),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("added", sa.String, nullable=False),
        sa.Column("etag", sa.String),
        sa.Column("modified", sa.String),
        sa.Column("asked", sa.String),
        sa.Column("answered", sa.String),
        sa.Column("brought", sa.String),
        sa.Column("due", sa.String, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("fault", sa.String),
        sa.PrimaryKeyConstraint("address", name="pk_watched"),
    )
    op.create_index("ix_watched_due", "watched", ["due"])


def _make_listed() -> None:
    op.create_table(
        "listed",
        sa.Column("address", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("name", sa.String),
        sa.Column("found", sa.String, nullable=False),
        sa.Column("changed", sa.String),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("due", sa.String),
        sa.Column("asked", sa.String),
        sa.Column("visits", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("reason", sa.String),
        sa.Column("etag", sa.String),
        sa.Column("modified", sa.String),
        sa.Column("article", sa.String),
        sa.PrimaryKeyConstraint("address", name="pk_listed"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_listed_due", "listed", ["due"])
    op.create_index("ix_listed_source_found", "listed", ["source", "found"])
    op.create_index("ix_listed_source_name", "listed", ["source", "name"])


def downgrade() -> None:
    """Take both away."""
    op.drop_table("listed")
    op.drop_table("watched")
