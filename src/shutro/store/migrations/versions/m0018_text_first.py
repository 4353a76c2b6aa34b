"""The full text index takes a third less room: the text stands before the title.

FTS5 says of each word of each article in which column it stands, but for the first column.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_SEARCHED = """
CREATE VIRTUAL TABLE searched USING fts5(
  {}, content="report", content_rowid="rowid",
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
)
"""


def upgrade() -> None:
    """Make an empty index, which is filled when stories are made next."""
    _make("text, title")


def downgrade() -> None:
    """Make the one from before, empty as well."""
    _make("title, text")


def _make(columns: str) -> None:
    op.execute("DROP TABLE searched_words")
    op.execute("DROP TABLE searched")
    op.execute(_SEARCHED.format(columns))
    op.execute("CREATE VIRTUAL TABLE searched_words USING fts5vocab(searched, row)")
    op.execute(sa.text("DELETE FROM derivation WHERE name = 'search'"))
