"""The full text index of the articles: filled as they come, emptied as they go."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, text

from shutro.model import Article
from shutro.search.words import searched
from shutro.store import schema
from shutro.store.version import index_version

_NAME = "search"  # of its row in the table of derivations
_AT_ONCE = 200  # articles in memory
_INSERT = text("INSERT INTO searched(rowid, text, title) VALUES (:arrival, :text, :title)")
_DELETE = text(
    "INSERT INTO searched(searched, rowid, text, title) VALUES ('delete', :arrival, :text, :title)"
)
_COMMAND = "INSERT INTO searched(searched) VALUES ('{}')"


def fill_searched(connection: Connection) -> None:
    """Put the articles that are not in the full text index into it; all of them where words are cut otherwise now."""
    if not _is_current(connection):
        empty_searched(connection)
        connection.execute(insert(schema.derivation).values(name=_NAME, fingerprint=index_version()))
    # Articles are put in by their arrival: those that are not in it came after the last that is.
    missing = list(
        connection.scalars(
            text(
                "SELECT arrival FROM article WHERE arrival > "
                "(SELECT coalesce(max(id), 0) FROM searched_docsize) ORDER BY arrival"
            )
        )
    )
    for start in range(0, len(missing), _AT_ONCE):
        connection.execute(_INSERT, _rows(connection, missing[start : start + _AT_ONCE]))


def forget_searched(connection: Connection, arrival: int) -> None:
    """Take an article that is still in the library out of the index, with all traces of its words."""
    if not _is_current(connection):
        empty_searched(connection)  # how its words were cut is not known any more
        return
    is_in = text("SELECT 1 FROM searched_docsize WHERE id = :arrival")
    if connection.scalar(is_in, {"arrival": arrival}):
        connection.execute(_DELETE, _rows(connection, [arrival]))
        # What is deleted stays in the parts of the index until they are merged.
        connection.exec_driver_sql(_COMMAND.format("optimize"))


def empty_searched(connection: Connection) -> None:
    """Empty the index; it is filled again with the next stories."""
    connection.exec_driver_sql(_COMMAND.format("delete-all"))
    connection.execute(delete(schema.derivation).where(schema.derivation.c.name == _NAME))


def _is_current(connection: Connection) -> bool:
    query = select(schema.derivation.c.fingerprint).where(schema.derivation.c.name == _NAME)
    return connection.scalar(query) == index_version()


def _rows(connection: Connection, arrivals: Sequence[int]) -> list[dict[str, Any]]:
    table = schema.article
    query = select(table.c.arrival, table.c.record).where(table.c.arrival.in_(arrivals))
    found = connection.execute(query.order_by(table.c.arrival)).all()
    return [_row(arrival, msgspec.json.decode(record, type=Article)) for arrival, record in found]


def _row(arrival: int, article: Article) -> dict[str, Any]:
    return {
        "arrival": arrival,
        "title": searched(article.title, article.language),
        "text": searched(article.text, article.language),
    }
