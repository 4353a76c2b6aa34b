"""What readers have seen, and which articles were in the library at a time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from shutro.claims.novelty import Seen, see, unite
from shutro.decisions.records import Decisions
from shutro.model import Story
from shutro.store import schema
from shutro.store.cards import read_cards
from shutro.store.coverage import homes_of
from shutro.store.decisions import decisions_of
from shutro.store.opening import reading, writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A story to which articles went, and how many of them a reader has seen in another one."""

    story: str
    title: str
    language: str
    articles: int


def read_seen(connection: Connection, reader: str) -> list[Seen]:
    """Return what the reader has seen of each story that he marked."""
    query = select(schema.seen.c.record).where(schema.seen.c.reader == reader).order_by(schema.seen.c.story)
    with reading(connection):
        return [msgspec.json.decode(record, type=Seen) for record in connection.scalars(query)]


def seen_among(connection: Connection, reader: str, stories: Sequence[str]) -> dict[str, Seen]:
    """Return what the reader has seen of those of the stories that he marked, also before they became one."""
    seen, known = schema.seen.c, schema.story_id.c
    now = func.coalesce(known.redirect, known.id)
    query = select(now, seen.record).join(schema.seen, seen.story == known.id).where(seen.reader == reader)
    with reading(connection):
        rows = connection.execute(query.where(now.in_(stories)).order_by(seen.story)).all()
    found: dict[str, list[Seen]] = {}
    for story, record in rows:
        found.setdefault(story, []).append(msgspec.json.decode(record, type=Seen))
    return {story: unite(one) for story, one in found.items()}


def seen_of(story: Story, seen: Iterable[Seen]) -> Seen:
    """Return what was seen of the articles of a story, in whatever stories they were then."""
    articles = set(story.articles)
    return unite([one for one in seen if not articles.isdisjoint(one.articles)])


def moved_away(connection: Connection, story: Story, seen: Seen) -> tuple[Moved, ...]:
    """Return the stories in which articles are now that were seen in this one, most articles first."""
    left = set(seen.articles) - set(story.articles)
    with reading(connection):
        homes = Counter(homes_of(connection, left).values())
        cards = read_cards(connection, tuple(sorted(homes)))
    found = [
        Moved(story=card.story, title=card.title, language=card.language, articles=homes[card.story])
        for card in cards.values()
    ]
    return tuple(sorted(found, key=lambda one: (-one.articles, one.story)))


def mark_seen(connection: Connection, reader: str, stories: Sequence[Story], *, at: str) -> None:
    """Store that the reader has seen the stories as they are given; earlier marks on their articles go."""
    with writing(connection):
        query = select(schema.seen.c.story, schema.seen.c.record).where(schema.seen.c.reader == reader)
        marked = [(id_, msgspec.json.decode(record, type=Seen)) for id_, record in connection.execute(query)]
        for story in stories:
            for id_, seen in marked:
                if id_ != story.id and set(seen.articles) <= set(story.articles):
                    _forget(connection, reader, id_)
            row = {"at": at, "record": msgspec.json.encode(see(story))}
            statement = insert_or_update(schema.seen).values(reader=reader, story=story.id, **row)
            connection.execute(statement.on_conflict_do_update(index_elements=["reader", "story"], set_=row))


def articles_at(connection: Connection, time: datetime) -> frozenset[str]:
    """Return the ids of the articles that had come into the library by a time."""
    query = select(schema.log.c.subject, schema.log.c.at).where(schema.log.c.act == "add")
    with reading(connection):
        rows = connection.execute(query.order_by(schema.log.c.number))
        came = {row.subject: row.at for row in rows}
    return frozenset(article for article, at in came.items() if _time(at) <= time)


def read_decisions(connection: Connection) -> Decisions:
    """Return the decisions that stand."""
    with reading(connection):
        return decisions_of(connection)


def _forget(connection: Connection, reader: str, story: str) -> None:
    table = schema.seen
    connection.execute(delete(table).where(table.c.reader == reader, table.c.story == story))


def _time(at: str) -> datetime:
    time = datetime.fromisoformat(at)
    return time if time.tzinfo else time.replace(tzinfo=UTC)
