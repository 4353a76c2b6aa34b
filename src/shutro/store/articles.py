"""Articles into the library and out of it, each with the page that it came from."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_pass

from shutro.errors import NotInLibraryError
from shutro.model import Article, Dropped, Page, Story
from shutro.store import schema
from shutro.store.dropped import forget_dropped
from shutro.store.fulltext import forget_searched
from shutro.store.index import forget_labels, forget_story
from shutro.store.opening import reading, writing
from shutro.store.told import unpack_story
from shutro.store.tombstones import find_tombstone
from shutro.store.twins import marks_of

Added = Literal["added", "known", "dated", "refused"]  # refused: it was taken down
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article with what else is kept of it."""

    article: Article
    dropped: tuple[Dropped, ...]
    published: str | None  # as a user gave it


def add_article(
    connection: Connection,
    page: Page,
    article: Article,
    dropped: Sequence[Dropped],
    *,
    published: str | None,
    at: str,
) -> Added:
    """Store an article and its page in one transaction, and say whether it is new.

    A known article changes nothing, but that a date given now takes the place of another given before. One that was
    taken down is refused.
    """
    with reading(connection):
        if _is_known(connection, article.id) and published in (None, _given(connection, article.id)):
            return "known"
    with writing(connection):
        is_new = not _is_known(connection, article.id)
        if is_new and find_tombstone(connection, article) is not None:
            return "refused"
        if is_new:
            _insert(connection, page, article, dropped)
            _log(connection, "add", article.id, at)
        if published is None or published == _given(connection, article.id):
            return "added" if is_new else "known"
        connection.execute(insert(schema.given).values(article=article.id, published=published))
        connection.execute(delete(schema.doc).where(schema.doc.c.article == article.id))
        forget_story(connection, article.id)
        return "added" if is_new else "dated"


def drop_article(connection: Connection, prefix: str, *, at: str) -> Article:
    """Delete the article whose id begins with `prefix`, with its page if no other is from it; return it."""
    with writing(connection):
        article = find_article(connection, prefix)
        remove_article(connection, article)
        _log(connection, "drop", article.id, at)
    return article


def remove_article(connection: Connection, article: Article) -> None:
    """Delete an article, its page if no other is from it, and the story it is in; a transaction has begun."""
    arrival = select(schema.article.c.arrival).where(schema.article.c.id == article.id)
    forget_searched(connection, connection.scalars(arrival).one())
    forget_story(connection, article.id)
    forget_labels(connection)
    connection.execute(delete(schema.article).where(schema.article.c.id == article.id))
    is_used = connection.scalar(select(schema.article.c.id).where(schema.article.c.page == article.page))
    if is_used is None:
        connection.execute(delete(schema.page).where(schema.page.c.digest == article.page))


def find_article(connection: Connection, prefix: str) -> Article:
    """Return the one article whose id begins with `prefix`; raise NotInLibraryError for none or several."""
    found = connection.scalars(
        select(schema.article.c.record)
        .where(begins(schema.article.c.id, prefix))
        .order_by(schema.article.c.id)
        .limit(2)
    ).all()
    if len(found) != 1:
        which = "no article" if not found else "more than one article"
        raise NotInLibraryError(f"{which} of the library has an id that begins with {prefix!r}")
    return msgspec.json.decode(found[0], type=Article)


def read_page(connection: Connection, digest: str) -> Page:
    """Return the page with this digest, as it came; raise NotInLibraryError for one that is not there."""
    page = schema.page
    with reading(connection):
        row = connection.execute(select(page).where(page.c.digest == digest)).one_or_none()
    if row is None:
        raise NotInLibraryError(f"no page of the library has the digest {digest!r}")
    return Page(
        digest=row.digest,
        name=row.name,
        media=row.media,
        raw=row.raw,
        charset=row.charset,
        fetched=row.fetched,
    )


def stored_articles(connection: Connection, ids: Sequence[str]) -> list[StoredArticle]:
    """Return the articles of these ids that are in the library, in the order of their arrival."""
    query = (
        select(schema.article.c.record, schema.article.c.dropped, given_date())
        .where(schema.article.c.id.in_(ids))
        .order_by(schema.article.c.arrival)
    )
    return [
        StoredArticle(
            article=msgspec.json.decode(record, type=Article),
            dropped=msgspec.json.decode(dropped, type=tuple[Dropped, ...]),
            published=published,
        )
        for record, dropped, published in connection.execute(query)
    ]


def stored_story(connection: Connection, record: bytes) -> Story:
    """Return a story of which this is stored; raises DecodeError where the bytes are none."""
    return unpack_story(record, partial(texts_of, connection))


def texts_of(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return the texts of those of these articles that are in the library, by their ids."""
    article = schema.article.c
    records = connection.scalars(select(article.record).where(article.id.in_(sorted(ids))))
    found = (msgspec.json.decode(record, type=Article) for record in records)
    return {article.id: article.text for article in found}


def known_articles(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    """Return those of the ids under which the library has an article."""
    with reading(connection):
        return frozenset(
            connection.scalars(select(schema.article.c.id).where(schema.article.c.id.in_(list(ids))))
        )


def given_date() -> Any:
    """Return the SQL expression for the date that was given last for an article of the query around it."""
    newest = schema.given.alias()
    return (
        select(newest.c.published)
        .where(newest.c.article == schema.article.c.id)
        .order_by(newest.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )


def begins(column: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    """Return the SQL condition that a column begins with exactly these characters."""
    return and_(column >= prefix, column < prefix + _LAST)  # as a range, which an index knows


def _is_known(connection: Connection, article: str) -> bool:
    return (
        connection.scalar(select(schema.article.c.arrival).where(schema.article.c.id == article)) is not None
    )


def _given(connection: Connection, article: str) -> str | None:
    query = select(schema.given.c.published).where(schema.given.c.article == article)
    return connection.scalar(query.order_by(schema.given.c.number.desc()).limit(1))


def _insert(connection: Connection, page: Page, article: Article, dropped: Sequence[Dropped]) -> None:
    marks = marks_of(article)
    connection.execute(insert_or_pass(schema.page).values(asdict(page)).on_conflict_do_nothing())
    connection.execute(
        insert(schema.article).values(
            id=article.id,
            page=page.digest,
            record=msgspec.json.encode(article),
            dropped=msgspec.json.encode(tuple(dropped)),
            **asdict(marks),
        )
    )
    forget_dropped(connection, page.name)


def _log(connection: Connection, act: str, subject: str, at: str) -> None:
    connection.execute(insert(schema.log).values(act=act, subject=subject, at=at))
