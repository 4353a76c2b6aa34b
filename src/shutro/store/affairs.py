"""Affairs as the library stores them: which stories are parts of one thing that runs over weeks."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from shutro.store import schema
from shutro.store.opening import reading

_affair, _card = schema.affair.c, schema.card.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A story of an affair as it is listed."""

    affair: str
    story: str
    title: str
    language: str
    first: str | None
    last: str | None
    articles: int


def read_affairs(connection: Connection) -> dict[str, str]:
    """Return the affair of each story that shares one with others; a transaction has begun."""
    rows = connection.execute(select(_affair.story, _affair.affair))
    return {row.story: row.affair for row in rows}


def standing(connection: Connection, affairs: Mapping[str, str]) -> dict[str, str]:
    """Return the affairs that are shared by two stories or more that there still are; a transaction has begun."""
    stories = set(connection.scalars(select(schema.story.c.id)))
    found = {story: affair for story, affair in affairs.items() if story in stories}
    counts = Counter(found.values())
    return {story: affair for story, affair in found.items() if counts[affair] > 1}


def write_affairs(connection: Connection, affairs: Mapping[str, str]) -> None:
    """Store the affairs of all stories; a transaction has begun."""
    before = read_affairs(connection)
    changed = {story for story in before if affairs.get(story) != before[story]}
    for story in sorted(changed):
        connection.execute(delete(schema.affair).where(_affair.story == story))
    rows = [
        {"story": story, "affair": affair}
        for story, affair in sorted(affairs.items())
        if before.get(story) != affair
    ]
    if rows:
        connection.execute(insert(schema.affair), rows)


def parts_of(connection: Connection, story: str) -> Sequence[Part]:
    """Return the stories of the affair that a story is a part of, the oldest first; none where it stands alone."""
    of = select(_affair.affair).where(_affair.story == story).scalar_subquery()
    columns = (_card.title, _card.language, _card.first, _card.last, _card.articles)
    query = select(_affair.affair, _affair.story, *columns).join(schema.card, _card.story == _affair.story)
    with reading(connection):
        rows = connection.execute(query.where(_affair.affair == of).order_by(_card.first, _affair.story))
        found = tuple(Part(**row) for row in rows.mappings())
    return found if len(found) > 1 else ()


def count_parts(connection: Connection, stories: Collection[str]) -> dict[str, int]:
    """Return how many others share an affair with each of these stories, where there are some."""
    other = schema.affair.alias()
    query = (
        select(_affair.story, func.count())
        .join(other, (other.c.affair == _affair.affair) & (other.c.story != _affair.story))
        .join(schema.card, _card.story == other.c.story)
        .where(_affair.story.in_(sorted(stories)))
        .group_by(_affair.story)
    )
    with reading(connection):
        return {row[0]: row[1] for row in connection.execute(query)}
