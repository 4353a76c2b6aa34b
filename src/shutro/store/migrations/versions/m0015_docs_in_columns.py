"""Docs take two thirds of their room, what is stored of them stands in columns: they are made again."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Delete the docs."""
    op.execute("DELETE FROM doc")
    op.execute("DELETE FROM derivation WHERE name = 'docs'")


def downgrade() -> None:
    """Delete them as well."""
    upgrade()
