"""What is kept out of stories as the library stores it: reports in like words of another happening, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from shutro.store import schema
from shutro.store.opening import reading
from shutro.story.changes import Apart
from shutro.story.decided import Gathered

_story, _vector, _card = schema.story.c, schema.vector.c, schema.card.c


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOut:
    """A story of which an article is near one of another story, and what keeps the two apart."""

    story: str
    title: str
    language: str
    apart: Apart


def write_apart(connection: Connection, groups: Iterable[Gathered]) -> None:
    """Store what is kept out of stories; a transaction has begun."""
    rows = [
        {"story": group.id, "kept": msgspec.json.encode(group.apart) if group.apart else None}
        for group in groups
    ]
    if rows:
        statement = update(schema.story).where(_story.id == bindparam("story"))
        connection.execute(statement.values(apart=bindparam("kept")), rows)


def read_kept_out(connection: Connection, story: str) -> Sequence[KeptOut]:
    """Return the other stories that are near this one, each with the pair of articles that is nearest, that first."""
    found: dict[str, KeptOut] = {}
    with reading(connection):
        record = connection.scalar(select(_story.apart).where(_story.id == story))
        for apart in msgspec.json.decode(record, type=tuple[Apart, ...]) if record else ():
            row = connection.execute(
                select(_card.story, _card.title, _card.language)
                .join(schema.vector, _vector.story == _card.story)
                .where(_vector.article == apart.other, _card.story != story)
            ).one_or_none()
            if row is not None and row.story not in found:
                found[row.story] = KeptOut(
                    story=row.story, title=row.title, language=row.language, apart=apart
                )
    return tuple(found.values())
