"""Docs as the library stores them: made of its articles, and made again where the code is another."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, bindparam, case, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from shutro.decisions.corrections import correct
from shutro.model import Article, Doc, Dropped
from shutro.store import schema
from shutro.store.articles import StoredArticle, stored_articles
from shutro.store.decisions import decisions_of
from shutro.store.layers import layers_of, pack_layers, pack_links, parts_of, unpack_layers, unpack_links
from shutro.store.opening import reading, writing
from shutro.store.vectors import write_vector
from shutro.store.version import code_version
from shutro.story.vectors import vector_of

Annotate = Callable[[StoredArticle], Doc]

_DOCS = "docs"  # the name of the row that says up to where docs were made
_AT_ONCE = 500  # values in one question


class _Mark(msgspec.Struct, frozen=True):
    """Up to which article and given date all docs were made, and by which code."""

    version: str
    arrival: int
    given: int


def missing_docs(connection: Connection) -> list[str]:
    """Return the ids of the articles without a doc of this version: those without any first, each newest first.

    A doc of an older version serves until its own is made.
    """
    with reading(connection):
        mark, now = _read_mark(connection), _mark(connection)
        if mark == now:
            return []
        return list(connection.scalars(_missing(mark)))


def are_docs_noted(connection: Connection) -> bool:
    """Say whether it is noted that no doc is missing; a transaction has begun."""
    return _read_mark(connection) == _mark(connection)


def make_docs(connection: Connection, ids: Sequence[str], annotate: Annotate) -> Iterator[str]:
    """Make and store the docs of these articles, one transaction each; yield the id of each that is done."""
    for article in ids:
        with reading(connection):
            found = stored_articles(connection, [article])
            known = found_docs(connection, [article]) if _has_doc(connection, article) else {}
        docs = list(known.values()) or [annotate(stored) for stored in found]
        with writing(connection):
            # Another program may have dropped the article meanwhile, or given it another date.
            if docs and found == stored_articles(connection, [article]):
                if not known:
                    _write_doc(connection, docs[0])
                write_vector(connection, vector_of(docs[0]))
        yield article


def find_differing(connection: Connection, annotate: Annotate) -> dict[str, bool]:
    """Return for each article with a doc of this version whether it would be made the same again."""
    doc = schema.doc.c
    same: dict[str, bool] = {}
    with reading(connection):
        ids = connection.scalars(
            select(doc.article).where(doc.version == code_version()).order_by(doc.article)
        )
        for article in ids.all():
            record = connection.scalar(select(doc.record).where(doc.article == article))
            made = [annotate(stored) for stored in stored_articles(connection, [article])]
            same[article] = bool(made) and pack_layers(layers_of(made[0]), made[0].text) == record
    return same


def note_docs(connection: Connection) -> None:
    """Note that no doc is missing, where none is: what comes later is found without looking at all."""
    with reading(connection):
        mark, now = _read_mark(connection), _mark(connection)
        if mark == now or connection.scalar(_missing(mark).limit(1)) is not None:
            return
    with writing(connection):
        if now == _mark(connection):
            row = {"fingerprint": msgspec.json.encode(now).decode()}
            statement = insert_or_update(schema.derivation).values(name=_DOCS, **row)
            connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=row))


def docs_of(connection: Connection, articles: Sequence[str] | None = None) -> dict[str, Doc]:
    """Return the docs of these articles, or all, corrected and linked, inside a transaction that has begun."""
    decisions = decisions_of(connection)
    return {id_: correct(doc, decisions) for id_, doc in found_docs(connection, articles).items()}


def found_docs(connection: Connection, articles: Sequence[str] | None = None) -> dict[str, Doc]:
    """Return the docs as `docs_of` does, without the corrections, in the order of their ids."""
    doc, article = schema.doc.c, schema.article.c
    columns = (article.record, article.dropped, doc.record, doc.links)
    query = select(*columns).join(schema.article, article.id == doc.article).order_by(doc.article)
    if articles is None:
        return {doc.article.id: doc for doc in _docs(connection, query)}
    ids = sorted(articles)
    portions = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    return {
        doc.article.id: doc
        for some in portions
        for doc in _docs(connection, query.where(schema.doc.c.article.in_(some)))
    }


def digest_of_docs(connection: Connection, articles: Sequence[str]) -> bytes:
    """Return a digest of the docs of these articles, without their links, inside a transaction that has begun."""
    doc, digest = schema.doc.c, hashlib.sha256()
    for article in sorted(articles):
        record = connection.scalar(select(doc.record).where(doc.article == article))
        digest.update(hashlib.sha256(record or b"").digest())
    return digest.digest()


def write_links(connection: Connection, docs: Sequence[Doc]) -> None:
    """Store the links of docs; a transaction has begun."""
    rows = [{"id": doc.article.id, "found": pack_links(doc.links, doc.text)} for doc in docs]
    statement = update(schema.doc).where(schema.doc.c.article == bindparam("id"))
    connection.execute(statement.values(links=bindparam("found")), rows)


def forget_doc(connection: Connection, article: str) -> None:
    """Delete the doc of an article, which is made again; a transaction has begun."""
    connection.execute(delete(schema.doc).where(schema.doc.c.article == article))


def _write_doc(connection: Connection, doc: Doc) -> None:
    """Store a doc; one that is made again just as it was keeps its links, since its story need not be told again."""
    row = {"version": code_version(), "record": pack_layers(layers_of(doc), doc.text)}
    statement = insert_or_update(schema.doc).values(article=doc.article.id, **row)
    links = case((schema.doc.c.record == statement.excluded.record, schema.doc.c.links))
    updated = {**row, "links": links}
    connection.execute(statement.on_conflict_do_update(index_elements=["article"], set_=updated))


def _docs(connection: Connection, query: Select[Any]) -> Iterator[Doc]:
    for stored, dropped, record, links in connection.execute(query):
        article = msgspec.json.decode(stored, type=Article)
        yield Doc(
            article=article,
            dropped=msgspec.json.decode(dropped, type=tuple[Dropped, ...]),
            links=unpack_links(links, article.text) if links else (),
            **parts_of(unpack_layers(record, article.text), article.id),
        )


def _has_doc(connection: Connection, article: str) -> bool:
    query = select(schema.doc.c.version).where(schema.doc.c.article == article)
    return connection.scalar(query) == code_version()


def _missing(mark: _Mark | None) -> Select[Any]:
    """Return the query for the articles without a doc of this version; only what came after the mark is looked at."""
    article, doc, given, vector = schema.article.c, schema.doc.c, schema.given.c, schema.vector.c
    query = (
        select(article.id)
        .outerjoin(schema.doc, doc.article == article.id)
        .outerjoin(schema.vector, vector.article == article.id)
        .where(or_(doc.version.is_distinct_from(code_version()), vector.article.is_(None)))
        .order_by(doc.article.is_not(None), vector.until.desc(), article.arrival.desc())
    )
    if mark is None or mark.version != code_version():
        return query
    dated = select(given.article).where(given.number > mark.given)
    return query.where(or_(article.arrival > mark.arrival, article.id.in_(dated)))


def _mark(connection: Connection) -> _Mark:
    newest = [
        connection.scalar(select(func.max(column))) or 0
        for column in (schema.article.c.arrival, schema.given.c.number)
    ]
    return _Mark(code_version(), *newest)


def _read_mark(connection: Connection) -> _Mark | None:
    query = select(schema.derivation.c.fingerprint).where(schema.derivation.c.name == _DOCS)
    mark = connection.scalar(query)
    try:
        return msgspec.json.decode(mark, type=_Mark) if mark else None
    except msgspec.DecodeError:  # of an older version
        return None
