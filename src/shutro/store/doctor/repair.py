"""The whole look at a library, and the mending of what can be made again."""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import msgspec
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.exc import DBAPIError

from shutro.ingest.articles import to_article
from shutro.model import Page
from shutro.store import schema
from shutro.store.articles import add_article
from shutro.store.changes import LOST
from shutro.store.doctor.derived import (
    check_docs,
    check_full_text,
    check_index,
    check_redirects,
    check_stories,
)
from shutro.store.doctor.faults import Check, Examined, Fault
from shutro.store.doctor.kept import (
    article_of,
    check_articles,
    check_decisions,
    check_file,
    check_marks,
    check_pages,
    check_tables,
    check_taken_down,
    wrong_with,
)
from shutro.store.erasing import sweep
from shutro.store.fulltext import empty_searched
from shutro.store.opening import reading, writing

CHECKS: dict[Check, Callable[[Connection], Examined]] = {
    "tables": check_tables,
    "pages": check_pages,
    "articles": check_articles,
    "decisions": check_decisions,
    "marks": check_marks,
    "taken down": check_taken_down,
    "docs": check_docs,
    "stories": check_stories,
    "redirects": check_redirects,
    "index": check_index,
    "full text": check_full_text,
}
_OF_ARTICLES = (schema.doc, schema.vector)  # each made from its article alone: those that are well stay


def examine(connection: Connection, library: Path) -> Iterator[Examined]:
    """Yield what each check finds, the file itself first; nothing is changed."""
    yield check_file(library)
    for name, check in CHECKS.items():
        try:
            yield check(connection)
        except DBAPIError as error:
            fault = Fault(
                check=name, subject=library.name, detail=f"cannot be read: {error.orig}", remedy="lost"
            )
            yield Examined(check=name, looked=0, faults=(fault,))


def repair(connection: Connection, faults: Collection[Fault], *, at: str) -> None:
    """Mend what can be mended: delete what is made, so that the next reading makes it again.

    What is kept is only ever added to: an article whose record is broken is read from its page.
    """
    again = [fault for fault in faults if fault.remedy == "made again"]
    docs = {fault.subject for fault in again if fault.check == "docs"}
    with writing(connection):
        _read_again(connection, {fault.subject for fault in again if fault.check == "articles"})
        for id_ in sorted(docs):
            connection.execute(delete(schema.doc).where(schema.doc.c.article == id_))
        if again:
            for name in schema.NUMBERED:
                connection.exec_driver_sql(f"DELETE FROM {name}")  # noqa: S608 - our own names
            for table in reversed(schema.DERIVED):
                if table not in (*_OF_ARTICLES, *schema.SHOWN):
                    connection.execute(delete(table))
            connection.execute(update(schema.vector).values(story=None))
            _lead_again(connection)
            empty_searched(connection)
    for page in _pages(connection, {fault.subject for fault in again if fault.check == "pages"}):
        article, dropped = to_article(page)
        add_article(connection, page, article, dropped, published=None, at=at)
    plain = connection.connection.driver_connection
    is_index = any(fault.check == "file" and fault.remedy == "file mended" for fault in faults)
    if is_index and isinstance(plain, sqlite3.Connection):
        plain.execute("REINDEX")
        plain.execute("VACUUM")
    sweep(connection)


def _lead_again(connection: Connection) -> None:
    """Let the ids of stories lead to where their articles are when these are grouped; a transaction has begun."""
    connection.execute(update(schema.story_id).values(redirect=LOST))


def _read_again(connection: Connection, ids: Collection[str]) -> None:
    """Write the records of these articles as their pages have them; a transaction has begun."""
    article, page = schema.article, schema.page
    query = select(article.c.id, article.c.record, page).join(page, page.c.digest == article.c.page)
    for row in connection.execute(query.where(article.c.id.in_(ids))).all():
        found = article_of(row)
        if found is not None and wrong_with(row.id, msgspec.json.encode(found)) is None:
            where = article.c.id == row.id
            connection.execute(update(article).where(where).values(record=msgspec.json.encode(found)))


def _pages(connection: Connection, beginnings: Collection[str]) -> list[Page]:
    with reading(connection):
        rows = connection.execute(select(schema.page)).all() if beginnings else []
    return [
        Page(digest=row.digest, raw=row.raw, name=row.name, media=row.media)
        for row in rows
        if row.digest[:16] in beginnings
    ]
