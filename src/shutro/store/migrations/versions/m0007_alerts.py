"""Watches, alerts and their deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_watches()
    _make_alerts()


def _make_watches() -> None:
    op.create_table(
        "watch",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.Column("reached", sa.Integer, server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_watch"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "told",
        sa.Column("watch", sa.Integer, nullable=False),
        sa.Column("story", sa.String, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("watch", "story", name="pk_told"),
        sqlite_with_rowid=False,
    )


def _make_alerts() -> None:
    op.create_table(
        "alert",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("watch", sa.Integer, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_alert"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_alert_watch_key", "alert", ["watch", "key"], unique=True)
    op.create_table(
        "quoting",
        sa.Column("article", sa.String, nullable=False),
        sa.Column("alert", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("article", "alert", name="pk_quoting"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "delivery",
        sa.Column("alert", sa.Integer, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("watch", sa.Integer, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("due", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, server_default="0", nullable=False),
        sa.Column("reason", sa.String, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("alert", "channel", name="pk_delivery"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_delivery_watch", "delivery", ["watch"])
    op.create_index("ix_delivery_state_due", "delivery", ["state", "due"])


def downgrade() -> None:
    """Take them away."""
    for table in ("delivery", "quoting", "alert", "told", "watch"):
        op.drop_table(table)
