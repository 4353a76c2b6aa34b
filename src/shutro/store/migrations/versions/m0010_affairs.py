"""Which stories are parts of one affair; made with the next stories."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "affair",
        sa.Column("story", sa.String, nullable=False),
        sa.Column("affair", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("story", name="pk_affair"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_affair_affair", "affair", ["affair"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("affair")
