"""The log of decisions as it stands against the library: what holds, what is undone, what no longer fits."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from shutro.decisions.orphans import Entry, make_entries
from shutro.decisions.records import Decision
from shutro.model import Doc, Story
from shutro.store import schema
from shutro.store.articles import stored_story
from shutro.store.decisions import log_of
from shutro.store.docs import found_docs
from shutro.store.opening import reading

_MOST = 500  # of what one query names


def read_entries(connection: Connection) -> tuple[Entry, ...]:
    """Return all decisions ever made, oldest first, with their states; only what they are on is read."""
    with reading(connection):
        log = log_of(connection)
        named = sorted({anchor.article for decision in log for anchor in decision.subject + decision.against})
        docs: dict[str, Doc] = {}
        for some in _portions(named):
            docs |= found_docs(connection, some)
        return make_entries(log, docs, _marked(connection, log))


def _marked(connection: Connection, log: Sequence[Decision]) -> list[Story]:
    """Return the stories with claims that were judged."""
    judged = (decision for decision in log if decision.judgement in ("wrong", "checked"))
    articles = sorted({anchor.article for decision in judged for anchor in decision.subject})
    vector = schema.vector.c
    ids: set[str] = set()
    for some in _portions(articles):
        ids.update(connection.scalars(select(vector.story).where(vector.article.in_(some))))
    found: list[Story] = []
    for some in _portions(sorted(ids)):
        records = connection.scalars(select(schema.story.c.record).where(schema.story.c.id.in_(some)))
        found += [stored_story(connection, record) for record in records.all()]
    return found


def _portions(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _MOST] for start in range(0, len(ids), _MOST))
