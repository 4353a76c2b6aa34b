"""Decisions with their arguments, and what readers have seen."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give decisions arguments, a note and what they undo; make the table of readers' marks."""
    op.add_column("decision", sa.Column("arguments", sa.String, nullable=False, server_default="{}"))
    op.add_column("decision", sa.Column("note", sa.String, nullable=False, server_default=""))
    op.add_column("decision", sa.Column("undoes", sa.Integer))
    op.create_table(
        "seen",
        sa.Column("reader", sa.String, nullable=False),
        sa.Column("story", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("reader", "story", name="pk_seen"),
    )


def downgrade() -> None:
    """Take the table and the columns away."""
    op.drop_table("seen")
    for column in ("undoes", "note", "arguments"):
        op.drop_column("decision", column)
