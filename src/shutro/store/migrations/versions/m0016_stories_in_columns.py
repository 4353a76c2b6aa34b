"""Stories take two thirds of their room, they stand in columns: they are made again."""

from shutro.store.migrations.again import forget_stories

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Delete the stories with their index."""
    forget_stories()


def downgrade() -> None:
    """Delete them as well."""
    forget_stories()
