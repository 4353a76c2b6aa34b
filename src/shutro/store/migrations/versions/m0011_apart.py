"""What keeps articles that are near out of a story."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; it is filled as stories are made anew."""
    op.add_column("story", sa.Column("apart", sa.LargeBinary))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("story", "apart")
