"""Which story an article is in, what state a story is in, and which outlets are silent on it."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, Select, func, select

from shutro.store import schema
from shutro.store.opening import reading

_MOST = 60  # outlets that are named


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """An outlet that published in the days of a story, but nothing of it."""

    outlet: str
    articles: int  # of these days


@dataclass(frozen=True, slots=True)
class State:
    """Tells whether a story, what was decided, or the reading of its articles has changed."""

    story: str
    fingerprint: str | None
    decision: int
    read: int  # articles that were read and whose names are linked


def state_of(connection: Connection, story: str) -> State:
    """Return the state of a story by its id, or by one that it once had."""
    known, card = schema.story_id.c, schema.card.c
    with reading(connection):
        redirect = connection.scalar(select(known.redirect).where(known.id == story))
        id_ = redirect or story
        asked = select(
            select(card.fingerprint).where(card.story == id_).scalar_subquery(),
            select(func.max(schema.decision.c.number)).scalar_subquery(),
            _read(id_).scalar_subquery(),
        )
        fingerprint, decision, read = connection.execute(asked).one()
        return State(story=id_, fingerprint=fingerprint, decision=decision or 0, read=read)


def _read(story: str) -> Select[int]:
    told = select(schema.vector.c.article).where(schema.vector.c.story == story)
    doc = schema.doc.c
    return select(func.count()).where(doc.article.in_(told), doc.links.is_not(None))


def story_of(connection: Connection, article: str) -> str | None:
    """Return the id of the story that an article is in; None where no story was made of it yet."""
    vector = schema.vector.c
    with reading(connection):
        return connection.scalar(select(vector.story).where(vector.article == article))


def homes_of(connection: Connection, articles: Iterable[str]) -> dict[str, str]:
    """Return the stories of those articles that are in one."""
    vector = schema.vector.c
    asked = func.json_each(msgspec.json.encode(sorted(articles)).decode()).table_valued("value")
    query = select(vector.article, vector.story).where(vector.article.in_(select(asked.c.value)))
    return {article: story for article, story in connection.execute(query) if story is not None}


def is_told(connection: Connection, story: str) -> bool:
    """Say whether the findings of a story are made of all its articles."""
    with reading(connection):
        return connection.scalar(select(schema.story.c.is_told).where(schema.story.c.id == story)) == 1


def silent_outlets(connection: Connection, story: str) -> tuple[Silent, ...]:
    """Return the outlets that published in the days of a story, but nothing of it; busy ones first."""
    source = schema.source.c
    with reading(connection):
        first, last = connection.execute(
            select(func.min(source.day), func.max(source.day)).where(source.story == story)
        ).one()
        if first is None:
            return ()
        told = select(source.outlet).where(source.story == story, source.outlet.is_not(None))
        query = (
            select(source.outlet, func.count())
            .where(source.day.between(first, last), source.outlet.is_not(None), source.outlet.not_in(told))
            .group_by(source.outlet)
            .order_by(func.count().desc(), source.outlet)
            .limit(_MOST)
        )
        return tuple(Silent(outlet=outlet, articles=count) for outlet, count in connection.execute(query))
