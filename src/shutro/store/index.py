"""The index: what pages list, count and search, written a story at a time where it changed."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, select, update

from shutro.model import Doc, Entity, Story
from shutro.store import schema
from shutro.store.changes import LOST
from shutro.store.counts import Counts, write_counts
from shutro.store.rows import Rows, rows_of
from shutro.store.told import unpack_bare
from shutro.store.turns import count_turn

_OWNED = ((schema.party.c.act, schema.act), (schema.voice.c.quote, schema.quoted))


def is_current(connection: Connection, story: str, fingerprint: str) -> bool:
    """Say whether the rows of a story were made from just this; a transaction has begun."""
    query = select(schema.card.c.fingerprint).where(schema.card.c.story == story)
    return connection.scalar(query) == fingerprint


def rows_for(connection: Connection, story: Story, docs: Sequence[Doc], fingerprint: str) -> Rows:
    """Return the rows of a story as they are to be written, inside a transaction that has begun."""
    return rows_of(story, docs, _arrivals(connection, story), fingerprint)


def write_rows(connection: Connection, story: Story, rows: Rows) -> None:
    """Write the rows of a story in the place of those that it has; a transaction has begun."""
    _give_way(connection, story)
    before = _counted(connection, [story.id])
    _delete_rows(connection, [story.id])
    for name, some in rows.items():
        if some:
            connection.execute(insert(schema.metadata.tables[name]), some)
    after = _counted(connection, [story.id], {story.id: story.entities})
    write_counts(connection, before, after, story.entities)


def _give_way(connection: Connection, story: Story) -> None:
    """Delete the rows of stories that articles have left for this one, but their cards: they are told anew."""
    source, card = schema.source.c, schema.card
    left = select(source.story).where(source.article.in_(story.articles), source.story != story.id)
    stories = list(connection.scalars(left.distinct().order_by(source.story)))
    if not stories:
        return
    living = select(schema.story.c.id).where(schema.story.c.id.in_(stories))
    cards = connection.execute(select(card).where(card.c.story.in_(living))).mappings().all()
    connection.execute(update(schema.story).where(schema.story.c.id.in_(stories)).values(is_told=0))
    forget_rows(connection, stories)
    if cards:
        connection.execute(insert(card), [{**row, "fingerprint": "", "is_told": 0} for row in cards])


def forget_rows(connection: Connection, stories: Sequence[str]) -> None:
    """Delete the rows of stories that are no more; a transaction has begun."""
    before = _counted(connection, stories)
    _delete_rows(connection, stories)
    write_counts(connection, before, Counts(), ())


def forget_story(connection: Connection, article: str) -> None:
    """Delete the story that an article is in, with its rows; the others of it are grouped and told anew."""
    story = connection.scalar(select(schema.vector.c.story).where(schema.vector.c.article == article))
    if story is not None:
        count_turn(connection)
        forget_rows(connection, [story])
        connection.execute(delete(schema.story).where(schema.story.c.id == story))
        connection.execute(update(schema.vector).where(schema.vector.c.story == story).values(story=None))
        lost = update(schema.story_id).where(schema.story_id.c.id == story)
        connection.execute(lost.values(redirect=LOST))
    connection.execute(delete(schema.vector).where(schema.vector.c.article == article))


def leave_story(connection: Connection, article: str) -> None:
    """Take an article out of its story, which it may join again; a story that has no other is deleted."""
    vector = schema.vector.c
    story = connection.scalar(select(vector.story).where(vector.article == article))
    connection.execute(update(schema.vector).where(vector.article == article).values(story=None))
    count_turn(connection)
    left = connection.scalar(select(vector.article).where(vector.story == story).limit(1))
    if story is not None and left is None:
        forget_rows(connection, [story])
        connection.execute(delete(schema.story).where(schema.story.c.id == story))
        lost = update(schema.story_id).where(schema.story_id.c.id == story)
        connection.execute(lost.values(redirect=LOST))


def write_all(connection: Connection, names: Counts, entities: Mapping[str, Entity]) -> None:
    """Write what is counted over all stories, where their own rows were written by another; a transaction has begun.

    `names` are the names in all stories, counted, and `entities` those who bear them.
    """
    counts = _counted(connection, None)
    counts.names.update(names.names)
    counts.shown.update(names.shown)
    write_counts(connection, Counts(), counts, tuple(entities.values()))


def forget_labels(connection: Connection) -> None:
    """Delete the ids and names that no row needs any more, so that nothing tells of them; a transaction has begun."""
    connection.exec_driver_sql(
        "DELETE FROM label WHERE number NOT IN (SELECT entity FROM named_row UNION SELECT value FROM facet_row "
        "UNION SELECT story FROM facet_row UNION SELECT name FROM voice_row "
        "UNION SELECT speaker FROM quoted_row WHERE speaker IS NOT NULL)"
    )


def _counted(
    connection: Connection,
    stories: Sequence[str] | None,
    entities: Mapping[str, Sequence[Entity]] | None = None,
) -> Counts:
    """Return what the rows of these stories, or of all, add to the counts."""
    named, facet, counts = schema.named.c, schema.facet.c, Counts()
    query = select(
        named.entity, func.sum(named.mentions), func.count(), func.count(named.story.distinct())
    ).group_by(named.entity)
    tallied = select(facet.kind, facet.value, func.count()).group_by(facet.kind, facet.value)
    if stories is not None:
        query, tallied = query.where(named.story.in_(stories)), tallied.where(facet.story.in_(stories))
        for story in stories:
            borne = set(connection.scalars(select(named.entity).where(named.story == story).distinct()))
            found = entities[story] if entities else _entities(connection, story)
            counts.add_names([entity for entity in found if entity.id in borne])
    counts.actors.update({row[0]: (row[1], row[2], row[3]) for row in connection.execute(query)})
    counts.facets.update({(kind, value): number for kind, value, number in connection.execute(tallied)})
    return counts


def _entities(connection: Connection, story: str) -> Sequence[Entity]:
    record = connection.scalar(select(schema.story.c.record).where(schema.story.c.id == story))
    return unpack_bare(record).entities if record else ()


def _delete_rows(connection: Connection, stories: Sequence[str]) -> None:
    for story in stories:
        for column, table in _OWNED:
            owned = select(table.c.number).where(table.c.story == story)
            connection.execute(delete(column.table).where(column.in_(owned)))
        for table in schema.BY_STORY:
            connection.execute(delete(table).where(table.c.story == story))


def _arrivals(connection: Connection, story: Story) -> dict[str, int]:
    article = schema.article.c
    rows = connection.execute(select(article.id, article.arrival).where(article.id.in_(story.articles)))
    return {row.id: row.arrival for row in rows}
