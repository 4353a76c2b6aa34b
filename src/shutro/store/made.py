"""What the stories of a library were made from: by which code, and which decisions stood."""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec
from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from shutro.decisions.records import Decisions
from shutro.store import schema
from shutro.store.version import index_version

_STORIES = "stories"

Rest = Literal["none", "affairs", "live", "all"]
RESTS: tuple[Rest, ...] = ("none", "affairs", "live", "all")


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """The state of the stories."""

    version: str
    decided: tuple[int, ...]  # the numbers of the decisions that stood
    same: Mapping[str, str]  # ids of entities that stand for another one, as people decided it
    rest: Rest = "none"  # what is left to do: look for affairs; before that, group stories anew


def made_by(decisions: Decisions, same: Mapping[str, str]) -> Made:
    """Return the state of stories that are made by this code, with these decisions."""
    return Made(
        version=index_version(),
        decided=tuple(decision.number for decision in decisions.standing),
        same=dict(sorted(same.items())),
    )


def read_made(connection: Connection) -> Made | None:
    """Return what the stories were made from; None where there are none yet."""
    query = select(schema.derivation.c.fingerprint).where(schema.derivation.c.name == _STORIES)
    found = connection.scalar(query)
    try:
        return msgspec.json.decode(found, type=Made) if found else None
    except msgspec.DecodeError:
        return None


def write_made(connection: Connection, made: Made) -> None:
    """Note what the stories were made from; a transaction has begun."""
    row = {"fingerprint": msgspec.json.encode(made).decode()}
    statement = insert_or_update(schema.derivation).values(name=_STORIES, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=row))


def stories_naming(connection: Connection, entities: Iterable[str]) -> list[str]:
    """Return the stories that name one of these entities."""
    named = schema.named.c
    query = select(named.story).where(named.entity.in_(sorted(entities))).group_by(named.story)
    return list(connection.scalars(query.order_by(func.min(named.arrival))))
