"""By what an article is known when its page comes again, how pages were fetched, and the pages that held no article."""

import msgspec
import sqlalchemy as sa
from alembic import op

from shutro.model import Article
from shutro.store.twins import marks_of

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ARTICLE = ("address", "words", "twin")
_PAGE = ("charset", "fetched")
_INDEXED = ("address", "twin")
_FILL = sa.text(
    "UPDATE article SET address = :address, words = :words, twin = :twin WHERE arrival = :arrival"
)


def upgrade() -> None:
    """Make the columns, filled from the articles, and the table."""
    for table, columns in (("page", _PAGE), ("article", _ARTICLE)):
        for column in columns:
            op.add_column(table, sa.Column(column, sa.String))
    for column in _INDEXED:
        op.create_index(f"ix_article_{column}", "article", [column])
    op.create_table(
        "dropped",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("name", "reason", name="pk_dropped"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_dropped_at", "dropped", ["at"])
    connection = op.get_bind()
    arrivals = connection.execute(sa.text("SELECT arrival FROM article")).scalars().all()
    for arrival in arrivals:
        record = connection.execute(
            sa.text("SELECT record FROM article WHERE arrival = :at"), {"at": arrival}
        ).scalar()
        marks = marks_of(msgspec.json.decode(record or b"", type=Article))
        row = {"address": marks.address, "words": marks.words, "twin": marks.twin, "arrival": arrival}
        connection.execute(_FILL, row)


def downgrade() -> None:
    """Take them away."""
    op.drop_table("dropped")
    for column in _INDEXED:
        op.drop_index(f"ix_article_{column}", "article")
    for table, columns in (("article", _ARTICLE), ("page", _PAGE)):
        for column in columns:
            op.drop_column(table, column)
