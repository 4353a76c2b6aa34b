"""Articles take a fourth of their room, and pages a third less: they are packed, in one byte a letter."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from shutro.store.migrations.packing import (
    pack_bytes,
    pack_letters,
    pack_page,
    unpack_bytes,
    unpack_letters,
    unpack_page,
)

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ALL = sa.text("SELECT arrival FROM article")
_READ = sa.text("SELECT record, dropped FROM article WHERE arrival = :arrival")
_WRITE = sa.text("UPDATE article SET record = :record, dropped = :dropped WHERE arrival = :arrival")
_TITLE = "json_extract(CAST(article.record AS TEXT), '$.title')"
_TEXT = "json_extract(CAST(article.record AS TEXT), '$.text')"
_REPORT = """
CREATE VIEW report AS
SELECT article.arrival AS rowid, article.id AS article, source.story, source.outlet, source.published, {}
FROM article LEFT JOIN source ON source.article = article.id
"""
_QUOTED = """
CREATE VIEW quoted AS
SELECT row.number AS number, source.story AS story, source.article AS article, row."start" AS "start",
  row."end" AS "end", row.kind AS kind, row.day AS day, who."text" AS speaker,
  coalesce(row.chain, json_array(who."text")) AS chain{}
FROM quoted_row AS row JOIN source ON source.arrival = row.arrival
LEFT JOIN label AS who ON who.number = row.speaker{}
"""
_WORDS = f""",
  substr({_TEXT}, row."start" + 1, row."end" - row."start") AS words"""
_BESIDE = " LEFT JOIN article ON article.arrival = row.arrival"
_PAGES = sa.text("SELECT digest FROM page")
_RAW = sa.text("SELECT raw FROM page WHERE digest = :digest")
_PACKED = sa.text("UPDATE page SET raw = :raw WHERE digest = :digest")


def upgrade() -> None:
    """Pack all records and pages; the views show what is not packed."""
    _rewrite(pack_letters)
    _rewrite_pages(lambda packed: pack_page(unpack_bytes(packed)))
    _show("source.title", "", "")


def downgrade() -> None:
    """Write the records as JSON again, and the pages as they were packed before."""
    _rewrite(unpack_letters)
    _rewrite_pages(lambda packed: pack_bytes(unpack_page(packed)))
    _show(f"{_TITLE} AS title, {_TEXT} AS text", _WORDS, _BESIDE)


def _rewrite(change: Callable[[bytes], bytes]) -> None:
    connection = op.get_bind()
    for arrival in connection.execute(_ALL).scalars().all():
        row = connection.execute(_READ, {"arrival": arrival}).one()
        changed = {"record": change(bytes(row.record)), "dropped": change(bytes(row.dropped))}
        connection.execute(_WRITE, {"arrival": arrival} | changed)


def _rewrite_pages(change: Callable[[bytes], bytes]) -> None:
    connection = op.get_bind()
    for digest in connection.execute(_PAGES).scalars().all():
        packed = bytes(connection.execute(_RAW, {"digest": digest}).scalar() or b"")
        connection.execute(_PACKED, {"digest": digest, "raw": change(packed)})


def _show(title: str, words: str, beside: str) -> None:
    connection = op.get_bind()
    of_view = sa.text(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'quoted' ORDER BY name"
    )
    triggers = connection.execute(of_view).scalars().all()
    for name in ("report", "quoted"):
        op.execute(f"DROP VIEW {name}")
    connection.exec_driver_sql(_REPORT.format(title))
    for statement in (_QUOTED.format(words, beside), *triggers):
        connection.exec_driver_sql(statement)
