"""The first library."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_APPLICATION = 0x53485554


def upgrade() -> None:
    """Make all tables."""
    op.execute(f"PRAGMA application_id = {_APPLICATION}")
    _make_kept()
    _make_derived()
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER decision_no_{change.lower()} BEFORE {change} ON decision "
            "BEGIN SELECT RAISE(ABORT, 'decisions are only added to'); END"
        )


def downgrade() -> None:
    """Take all tables away."""
    for table in ("derivation", "story", "doc", "log", "decision", "story_id", "given", "article", "page"):
        op.drop_table(table)


def _make_kept() -> None:
    op.create_table(
        "page",
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("media", sa.String, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_page"),
    )
    op.create_table(
        "article",
        sa.Column("arrival", sa.Integer, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("page", sa.String, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.Column("dropped", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("arrival", name="pk_article"),
        sa.UniqueConstraint("id", name="uq_article_id"),
        sa.ForeignKeyConstraint(["page"], ["page.digest"], name="fk_article_page_page"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_article_page", "article", ["page"])
    _make_given()
    op.create_table(
        "story_id",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("articles", sa.LargeBinary, nullable=False),
        sa.Column("redirect", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_story_id"),
    )
    _make_list("decision", "subject", "judgement", "who", "at")
    _make_list("log", "act", "subject", "at")


def _make_given() -> None:
    op.create_table(
        "given",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("article", sa.String, nullable=False),
        sa.Column("published", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_given"),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name="fk_given_article_article", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_given_article", "given", ["article"])


def _make_list(name: str, *columns: str) -> None:
    op.create_table(
        name,
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(column, sa.String, nullable=False) for column in columns),
        sa.PrimaryKeyConstraint("number", name=f"pk_{name}"),
        sqlite_autoincrement=True,
    )


def _make_derived() -> None:
    op.create_table(
        "doc",
        sa.Column("article", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.Column("links", sa.LargeBinary),
        sa.PrimaryKeyConstraint("article", name="pk_doc"),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name="fk_doc_article_article", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "story",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
    )
    op.create_table(
        "derivation",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_derivation"),
    )
