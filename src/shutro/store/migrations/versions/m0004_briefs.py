"""Briefs of stories as they are read, and an index that tells which docs are old without reading them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and the index; briefs are made with the next stories."""
    op.create_table(
        "brief",
        sa.Column("story", sa.String, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("story", name="pk_brief"),
    )
    op.create_index("ix_doc_version_article", "doc", ["version", "article"])


def downgrade() -> None:
    """Take both away."""
    op.drop_index("ix_doc_version_article", "doc")
    op.drop_table("brief")
