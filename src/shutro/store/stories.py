"""Stories as the library stores them: read, and told one by one where that is due."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, exists, select, update

from shutro.decisions.records import Decisions
from shutro.errors import NotInLibraryError
from shutro.model import Doc, Finding, Join, Story
from shutro.publish.brief import Brief
from shutro.store import schema
from shutro.store.articles import begins, stored_story
from shutro.store.decisions import decisions_of
from shutro.store.docs import digest_of_docs, docs_of, found_docs, write_links
from shutro.store.grouping import write_group
from shutro.store.index import is_current, rows_for, write_rows
from shutro.store.opening import reading, writing
from shutro.store.records import unpack
from shutro.store.rows import fingerprint_of
from shutro.store.told import pack_story, unpack_bare
from shutro.store.version import code_version, index_version
from shutro.story.decided import Gathered

_story = schema.story.c
_LOOKED_AT = 200  # stories of those that are to be told


@dataclass(frozen=True, slots=True)
class Waiting:
    """A story whose findings are to be made, and how many reports it has."""

    story: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """A story whose findings are to be made: its docs in the order of time, as they were found, and its joins."""

    id: str
    docs: tuple[Doc, ...]
    joins: tuple[Join, ...]
    digest: bytes  # of its docs, by which it is known that nobody has changed them since


def read_stories(connection: Connection) -> list[Story]:
    """Return all stories as they were last made, oldest first."""
    with reading(connection):
        records = connection.scalars(select(_story.record).order_by(_story.first, _story.id))
        return [stored_story(connection, record) for record in records]


def read_story(connection: Connection, prefix: str) -> tuple[Story, dict[str, Doc]]:
    """Return the one story whose id, or an id it once had, begins with `prefix`, and its docs by article id.

    Raises NotInLibraryError where there is none or several.
    """
    with reading(connection):
        story = stored_story(connection, _record(connection, prefix))
        return story, docs_of(connection, story.articles)


def _record(connection: Connection, prefix: str) -> bytes:
    """Return the record of the one story whose id begins so; a transaction has begun."""
    query = select(schema.story_id.c.id, schema.story_id.c.redirect)
    rows = connection.execute(query.where(begins(schema.story_id.c.id, prefix))).all()
    exact = [row for row in rows if row.id == prefix]
    ids = {redirect or id_ for id_, redirect in exact or rows}
    records = connection.scalars(select(_story.record).where(_story.id.in_(ids))).all()
    if len(records) != 1:
        which = "more than one story" if records else "no story"
        raise NotInLibraryError(
            f"{which} of the library has an id that begins with {prefix!r}; see `shutro stories`"
        )
    return bytes(records[0])


def findings_of(
    connection: Connection, stories: Collection[str], wanted: Collection[str]
) -> dict[str, Finding]:
    """Return those of the findings of these stories that are wanted, by their ids."""
    query = select(_story.record).where(_story.id.in_(sorted(stories)))
    with reading(connection):
        told = [stored_story(connection, record) for record in connection.scalars(query).all()]
    return {one.id: one for story in told for one in story.findings if one.id in wanted}


def read_brief(connection: Connection, story: str) -> Brief | None:
    """Return the brief of a story as it was made with the index; None where it was not."""
    with reading(connection):
        record = connection.scalar(select(schema.brief.c.record).where(schema.brief.c.story == story))
    return unpack(record, Brief) if record else None


def as_told(connection: Connection, story: Story) -> Story:
    """Return a story with only those of its articles that its findings are made of: others may just have joined it."""
    with reading(connection):
        query = select(schema.source.c.article).where(schema.source.c.story == story.id)
        told = set(connection.scalars(query))
    return replace(story, articles=tuple(article for article in story.articles if article in told))


def untold(connection: Connection) -> list[Waiting]:
    """Return stories whose findings are to be made, those with the newest report first.

    A story with a doc of an older version waits until that is made anew.
    """
    card, doc, vector = schema.card.c, schema.doc.c, schema.vector.c
    query = select(_story.id).where(_story.is_told == 0).order_by(_story.arrival.desc(), _story.id)
    newest = query.limit(_LOOKED_AT).subquery()
    made = exists().where(doc.article == vector.article, doc.version == code_version())
    old = exists().where(vector.story == _story.id, ~made)
    rows = (
        select(_story.id, card.articles)
        .join(newest, newest.c.id == _story.id)
        .join(schema.card, card.story == _story.id)
        .where(~old)
        .order_by(_story.arrival.desc(), _story.id)
    )
    with reading(connection):
        return [Waiting(*row) for row in connection.execute(rows)]


def read_untold(connection: Connection, id_: str) -> Untold | None:
    """Return a story whose findings are to be made; None where they are made, or it is no more."""
    with reading(connection):
        record = connection.scalar(select(_story.record).where(_story.id == id_, _story.is_told == 0))
        if record is None:
            return None
        story = unpack_bare(record)
        docs, digest = found_docs(connection, story.articles), digest_of_docs(connection, story.articles)
    if len(docs) < len(story.articles):
        return None  # one is about to be made anew
    in_order = tuple(docs[article] for article in story.articles)
    return Untold(id=id_, docs=in_order, joins=story.joins, digest=digest)


def write_told(
    connection: Connection, was: Untold, story: Story, docs: Sequence[Doc], decisions: Decisions
) -> bool:
    """Store what a story tells, its docs' links and its index; say whether it was still to be told so.

    Where articles have joined it meanwhile, it is as if they had come just after, and it is to be told again.
    """
    fingerprint = fingerprint_of(story, docs, index_version())
    with reading(connection):
        if _as_now(connection, was) is None:
            return False
        rows = rows_for(connection, story, docs, fingerprint)
    # This takes as long as all the rest: those who store articles do not wait for it.
    record = pack_story(story, {doc.article.id: doc.text for doc in docs})
    with writing(connection):
        now = _as_now(connection, was)
        if now is None or decisions_of(connection) != decisions:
            return False
        if not is_current(connection, story.id, fingerprint):
            write_rows(connection, story, rows)
            write_links(connection, docs)
        told = update(schema.story).where(_story.id == story.id)
        connection.execute(told.values(record=record, is_told=1))
        connection.execute(update(schema.card).where(schema.card.c.story == story.id).values(is_told=1))
        if (now.articles, now.joins) != (story.articles, was.joins):
            write_group(connection, Gathered(id=now.id, articles=now.articles, joins=now.joins))
        return True


def _as_now(connection: Connection, was: Untold) -> Story | None:
    """Return the story as it is stored; None where it is told, or its articles then are not all in it as they were."""
    record = connection.scalar(select(_story.record).where(_story.id == was.id, _story.is_told == 0))
    now = unpack_bare(record) if record else None
    articles = [doc.article.id for doc in was.docs]
    is_still = now is not None and set(articles) <= set(now.articles)
    return now if is_still and digest_of_docs(connection, articles) == was.digest else None
