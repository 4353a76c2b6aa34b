"""Whether a library is up to date, asked in a moment: programs that would make what is missing take longer to load."""

from sqlalchemy import ColumnElement, Connection, exists, select

from shutro.store import schema
from shutro.store.decisions import decisions_of
from shutro.store.docs import are_docs_noted
from shutro.store.made import made_by, read_made
from shutro.store.opening import reading


def is_work_due(connection: Connection) -> bool:
    """Say whether articles are to be read, stories to be joined or told, or words taken down to be swept out.

    Where somebody watches for news it is due each time, for alerts may be.
    """
    tombstone, watch = schema.tombstone.c, schema.watch
    with reading(connection):
        if _is_there(connection, exists().where(tombstone.swept == 0), exists().select_from(watch)):
            return True
        if not _is_there(connection, exists().select_from(schema.article)):
            return False
        return not are_docs_noted(connection) or not _are_stories_made(connection)


def _are_stories_made(connection: Connection) -> bool:
    """Say whether every article is in a story, and all stories are told, by this code and the decisions that stand."""
    if _is_there(
        connection,
        exists().where(schema.vector.c.story.is_(None)),
        exists().where(schema.story.c.is_told == 0),
    ):
        return False
    made = read_made(connection)
    if made is None or made.rest != "none":
        return False
    now = made_by(decisions_of(connection), made.same)  # who is the same follows from what was decided
    return (made.version, made.decided) == (now.version, now.decided)


def _is_there(connection: Connection, *found: ColumnElement[bool]) -> bool:
    return any(connection.scalar(select(one)) for one in found)
