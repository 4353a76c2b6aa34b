"""Stories as the library stores them: read, and told one by one where that is due."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from shutro.decisions.records import Decisions
from shutro.errors import NotInLibraryError
from shutro.model import Doc, Finding, Join, Story
from shutro.publish.brief import Brief, make_brief
from shutro.store import schema
from shutro.store.articles import begins
from shutro.store.decisions import decisions_of
from shutro.store.docs import docs_of, found_docs, write_links
from shutro.store.index import is_current, write_rows
from shutro.store.opening import reading, writing
from shutro.store.records import pack, unpack
from shutro.store.rows import fingerprint_of
from shutro.store.version import index_version

_story = schema.story.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """A story whose findings are to be made: its docs in the order of time, as they were found, and its joins."""

    id: str
    docs: tuple[Doc, ...]
    joins: tuple[Join, ...]
    record: bytes  # by which it is known that nobody has changed it since


def read_stories(connection: Connection) -> list[Story]:
    """Return all stories as they were last made, oldest first."""
    with reading(connection):
        records = connection.scalars(select(_story.record).order_by(_story.first, _story.id))
        return [unpack(record, Story) for record in records]


def read_story(connection: Connection, prefix: str) -> tuple[Story, dict[str, Doc]]:
    """Return the one story whose id, or an id it once had, begins with `prefix`, and its docs by article id.

    Raises NotInLibraryError where there is none or several.
    """
    with reading(connection):
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
        story = unpack(records[0], Story)
        return story, docs_of(connection, story.articles)


def findings_of(connection: Connection, stories: Collection[str]) -> dict[str, Finding]:
    """Return the findings of these stories by their ids."""
    query = select(_story.record).where(_story.id.in_(sorted(stories)))
    with reading(connection):
        told = [unpack(record, Story) for record in connection.scalars(query)]
    return {finding.id: finding for story in told for finding in story.findings}


def read_brief(connection: Connection, story: Story, docs: Mapping[str, Doc]) -> Brief:
    """Return the brief of a story: as it was made with the index, else made of the docs."""
    with reading(connection):
        record = connection.scalar(select(schema.brief.c.record).where(schema.brief.c.story == story.id))
    return unpack(record, Brief) if record else make_brief(story, docs)


def untold(connection: Connection, limit: int | None = None) -> list[str]:
    """Return the ids of the stories whose findings are to be made, those with the newest report first."""
    query = select(_story.id).where(_story.is_told == 0).order_by(_story.arrival.desc(), _story.id)
    with reading(connection):
        return list(connection.scalars(query.limit(limit)))


def read_untold(connection: Connection, id_: str) -> Untold | None:
    """Return a story whose findings are to be made; None where they are made, or it is no more."""
    with reading(connection):
        record = connection.scalar(select(_story.record).where(_story.id == id_, _story.is_told == 0))
        if record is None:
            return None
        story = unpack(record, Story)
        docs = found_docs(connection, story.articles)
    return Untold(
        id=id_, docs=tuple(docs[article] for article in story.articles), joins=story.joins, record=record
    )


def write_told(
    connection: Connection, was: Untold, story: Story, docs: Sequence[Doc], decisions: Decisions
) -> bool:
    """Store what a story tells, its docs' links and its index; say whether it was still to be told so."""
    fingerprint = fingerprint_of(story, docs, index_version())
    with writing(connection):
        query = select(_story.record).where(_story.id == was.id, _story.is_told == 0)
        if connection.scalar(query) != was.record or decisions_of(connection) != decisions:
            return False
        if not is_current(connection, story.id, fingerprint):
            write_rows(connection, story, docs, fingerprint)
            write_links(connection, docs)
        told = update(schema.story).where(_story.id == story.id)
        connection.execute(told.values(record=pack(story), is_told=1))
        connection.execute(update(schema.card).where(schema.card.c.story == story.id).values(is_told=1))
        return True
