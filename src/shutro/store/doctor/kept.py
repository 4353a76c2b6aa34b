"""Checks of what is kept: the file itself, pages, articles, decisions, readers' marks, tombstones."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from shutro.claims.novelty import Seen
from shutro.errors import InputError
from shutro.ingest.articles import article_id, to_article
from shutro.model import Article, Page
from shutro.store import schema
from shutro.store.doctor.faults import UNREADABLE, Check, Examined, Fault, Remedy
from shutro.store.log import read_entries
from shutro.store.opening import reading
from shutro.store.tombstones import read_tombstones

_MOST = 50  # lines of what SQLite says


def check_file(library: Path) -> Examined:
    """Return what SQLite says of the file; nothing of the engine has to be able to read it."""
    with closing(sqlite3.connect(library.absolute())) as plain:
        try:
            rows = [str(row) for (row,) in plain.execute(f"PRAGMA integrity_check({_MOST})")]
            rows += [
                f"{table} points at no {parent}"
                for table, _, parent, _ in plain.execute("PRAGMA foreign_key_check")
            ]
            (pages,) = plain.execute("PRAGMA page_count").fetchone()
        except sqlite3.DatabaseError as error:
            rows, pages = [str(error)], 0
    faults = (
        _fault("file", library.name, line, "file mended" if _is_of_index(line) else "lost")
        for row in rows
        for line in row.splitlines()
        if line not in ("ok", "*** in database main ***")
    )
    return Examined(check="file", looked=pages, faults=tuple(faults))


def check_tables(connection: Connection) -> Examined:
    """Return which of the declared tables the file does not have."""
    query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
    with reading(connection):
        there = set(connection.exec_driver_sql(query).scalars())
    declared = {table.name for table in schema.metadata.sorted_tables} | {schema.SEARCHED, *schema.NUMBERED}
    faults = (_fault("tables", name, "is not there", "lost") for name in sorted(declared - there))
    return Examined(check="tables", looked=len(declared), faults=tuple(faults))


def check_pages(connection: Connection) -> Examined:
    """Return the pages that are not what their digests say, and those that no article is from."""
    faults, looked = [], 0
    used = select(schema.article.c.id).where(schema.article.c.page == schema.page.c.digest).exists()
    with reading(connection):
        for row in connection.execute(select(schema.page, used.label("is_used"))):
            looked += 1
            if not is_page(row.digest, row.raw):
                detail = f"{row.name}: its bytes are not those that came; add it again where you have it"
                faults.append(_fault("pages", row.digest[:16], detail, "lost"))
            elif not row.is_used:
                detail = f"{row.name}: no article is from it"
                remedy: Remedy = "made again" if article_of(row) else "for you"
                faults.append(_fault("pages", row.digest[:16], detail, remedy))
    return Examined(check="pages", looked=looked, faults=tuple(faults))


def check_articles(connection: Connection) -> Examined:
    """Return the articles that cannot be read, or are not what their ids say."""
    faults, looked = [], 0
    article, page = schema.article, schema.page
    query = select(article.c.id, article.c.record, page).outerjoin(page, page.c.digest == article.c.page)
    with reading(connection):
        for row in connection.execute(query):
            looked += 1
            detail = wrong_with(row.id, row.record)
            if detail is None and row.digest is None:
                faults.append(_fault("articles", row.id, "its page is not there", "lost"))
            elif detail is not None:
                again = article_of(row) if row.digest is not None else None
                is_same = again is not None and again.id == row.id
                faults.append(_fault("articles", row.id, detail, "made again" if is_same else "lost"))
    return Examined(check="articles", looked=looked, faults=tuple(faults))


def check_decisions(connection: Connection) -> Examined:
    """Return the decisions that no longer fit: nothing is lost, but they change nothing."""
    entries = read_entries(connection)
    faults = (
        _fault("decisions", str(entry.decision.number), f"no longer fits: {entry.orphan.reason}", "for you")
        for entry in entries
        if entry.orphan
    )
    return Examined(check="decisions", looked=len(entries), faults=tuple(faults))


def check_marks(connection: Connection) -> Examined:
    """Return the readers' marks that cannot be read."""
    faults, looked = [], 0
    with reading(connection):
        for row in connection.execute(select(schema.seen)):
            looked += 1
            try:
                msgspec.json.decode(row.record, type=Seen)
            except UNREADABLE as error:
                faults.append(_fault("marks", f"{row.reader}, {row.story}", str(error), "lost"))
    return Examined(check="marks", looked=looked, faults=tuple(faults))


def check_taken_down(connection: Connection) -> Examined:
    """Return what was taken down and is still there, or may still be in free places of the file."""
    stones = read_tombstones(connection)
    faults = []
    with reading(connection):
        for stone in stones:
            query = select(schema.article.c.arrival).where(schema.article.c.id == stone.article)
            if connection.scalar(query) is not None:
                detail = "was taken down and is there; `shutro drop --erase` takes it out"
                faults.append(_fault("taken down", stone.article, detail, "for you"))
            elif not stone.swept:
                detail = "its words may still be in free places of the file"
                faults.append(_fault("taken down", stone.article, detail, "file mended"))
    return Examined(check="taken down", looked=len(stones), faults=tuple(faults))


def article_of(row: Any) -> Article | None:
    """Return the article that the page in a row holds, as it would be read today."""
    page = Page(digest=row.digest, raw=row.raw, name=row.name, media=row.media)
    try:
        return to_article(page)[0]
    except InputError:
        return None


def is_page(digest: str, raw: object) -> bool:
    """Say whether the bytes of a page are those that came."""
    return isinstance(raw, bytes) and hashlib.sha256(raw).hexdigest() == digest


def wrong_with(id_: str, record: bytes) -> str | None:
    """Return what is wrong with the record of an article, None where nothing is."""
    try:
        article = msgspec.json.decode(record, type=Article)
    except UNREADABLE as error:
        return f"cannot be read: {error}"
    return None if article.id == id_ == article_id(article) else "is not what its id says"


def _fault(check: Check, subject: str, detail: str, remedy: Remedy) -> Fault:
    return Fault(check=check, subject=subject, detail=detail, remedy=remedy)


def _is_of_index(line: str) -> bool:
    return " index " in line or "freelist" in line.casefold() or "never used" in line
