"""Terms have shorter numbers, and vectors take half their room: they are made again."""

from alembic import op

from shutro.store.migrations.again import forget_stories

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Delete the vectors, and the stories that were found by them."""
    forget_stories()
    op.execute("DELETE FROM vector")


def downgrade() -> None:
    """Delete them as well."""
    upgrade()
