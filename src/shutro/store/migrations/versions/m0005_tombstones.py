"""Tombstones of articles that were taken down, and decisions whose words go with them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_INDEXED = ("article", "page", "words", "address")
_REFUSAL = "BEGIN SELECT RAISE(ABORT, 'decisions are only added to'); END"
# What a decision says stays; only the words of an article that was taken down are taken out of it.
_UNLESS_TAKEN_DOWN = """
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
WHEN NEW.number IS NOT OLD.number OR NEW.judgement IS NOT OLD.judgement OR NEW.who IS NOT OLD.who
OR NEW.at IS NOT OLD.at OR NEW.undoes IS NOT OLD.undoes
OR NOT EXISTS (SELECT 1 FROM tombstone WHERE instr(OLD.subject || OLD.arguments, tombstone.article))
"""


def upgrade() -> None:
    """Make the table, and let words go from decisions."""
    op.create_table(
        "tombstone",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("article", sa.String, nullable=False),
        sa.Column("page", sa.String, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.Column("address", sa.String),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("swept", sa.Integer, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("number", name="pk_tombstone"),
        sqlite_autoincrement=True,
    )
    for column in _INDEXED:
        op.create_index(f"ix_tombstone_{column}", "tombstone", [column])
    op.execute("DROP TRIGGER decision_no_update")
    op.execute(_UNLESS_TAKEN_DOWN + _REFUSAL)


def downgrade() -> None:
    """Take both away."""
    op.execute("DROP TRIGGER decision_no_update")
    op.execute(f"CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision {_REFUSAL}")
    op.drop_table("tombstone")
