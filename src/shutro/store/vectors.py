"""Vectors of articles as the library stores them, each with the story that its article is in."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from shutro.store import schema
from shutro.store.coverage import homes_of
from shutro.store.index import leave_story
from shutro.store.terms import pack_vector, unpack_vector
from shutro.story.vectors import Vector

_AT_ONCE = 500  # values in one question
_vector = schema.vector.c
_all = select(_vector.article, _vector.language, _vector.dated, _vector.until, _vector.record)


def write_vector(connection: Connection, vector: Vector) -> None:
    """Store the vector of an article; where it is another than before, it is in no story now.

    A transaction has begun.
    """
    record = pack_vector(vector)
    old = connection.execute(
        select(_vector.record, _vector.story).where(_vector.article == vector.article)
    ).one_or_none()
    if old is not None and old.record == record:
        return
    if old is not None and old.story is not None:
        leave_story(connection, vector.article)
    row = {
        "dated": vector.dated,
        "until": vector.until,
        "language": vector.language,
        "story": None,
        "record": record,
    }
    statement = insert_or_update(schema.vector).values(article=vector.article, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["article"], set_=row))


def all_vectors(connection: Connection) -> list[Vector]:
    """Return the vectors of all articles, in the order of time."""
    return _read(connection, [_all])


def vectors_of(connection: Connection, articles: Collection[str]) -> list[Vector]:
    """Return the vectors of these articles, in the order of time."""
    return _read(connection, [_all.where(_vector.article.in_(ids)) for ids in _batches(sorted(articles))])


def ungrouped(connection: Connection) -> list[Vector]:
    """Return the vectors of the articles that are in no story, in the order of time."""
    return _read(connection, [_all.where(_vector.story.is_(None))])


def living(connection: Connection, since: int | None, named: Collection[str]) -> list[Vector]:
    """Return the vectors of all stories that ended later, nobody knows when, or have one of the named articles."""
    story = schema.story.c
    kept = or_(story.until.is_(None), story.until >= since) if since is not None else story.id.is_not(None)
    ids = {*connection.scalars(select(story.id).where(kept)), *homes_of(connection, named).values()}
    return _of_stories(connection, sorted(ids))


def between(connection: Connection, first: int, last: int) -> list[Vector]:
    """Return the vectors of all stories of which a report is from between these times."""
    homes = connection.scalars(
        select(_vector.story).where(_vector.until.between(first, last), _vector.story.is_not(None)).distinct()
    )
    return _of_stories(connection, sorted(homes))


def newest(connection: Connection) -> int | None:
    """Return when the last article that is in a story was published."""
    return connection.scalar(select(schema.story.c.until).order_by(schema.story.c.until.desc()).limit(1))


def members_of(connection: Connection, stories: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return the articles of stories, in the order of time."""
    found: dict[str, list[str]] = {}
    for ids in _batches(sorted(stories)):
        query = select(_vector.story, _vector.article).where(_vector.story.in_(ids))
        for story, article in connection.execute(query.order_by(_vector.dated, _vector.article)):
            found.setdefault(story, []).append(article)
    return found


def _of_stories(connection: Connection, stories: Sequence[str]) -> list[Vector]:
    return _read(connection, [_all.where(_vector.story.in_(ids)) for ids in _batches(stories)])


def _read(connection: Connection, queries: Iterable[Select[Any]]) -> list[Vector]:
    found = [unpack_vector(*row) for query in queries for row in connection.execute(query)]
    return sorted(found, key=lambda vector: vector.place)


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
