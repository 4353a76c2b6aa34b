"""Persons, states, bodies and places of the library: by id, by any form of a name in any script, by how often."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import msgspec
from anyascii import anyascii
from sqlalchemy import Connection, func, select

from shutro.model import MentionKind
from shutro.search.words import query_words
from shutro.store import schema
from shutro.store.counts import folded, heard

_ALIKE = 0.6  # of two names in Latin letters that have the same consonants; less is another name
_HEARD = 40  # of those who sound alike
_ACTS = 3000  # the newest of one actor, by which it is told with whom it has to do
_BEGUN = 400  # names with the same beginning that are looked at
_LAST = "\U0010ffff"  # sorts behind all that begin alike
_COLUMNS = tuple(schema.actor.c)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One that is named in the library; `names` are pairs of language and name, most frequent first."""

    entity: str
    kind: MentionKind
    names: tuple[tuple[str, str], ...]
    wikidata: str | None
    mentions: int
    articles: int
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """With whom an actor takes part in acts, and in how many."""

    entity: str
    acts: int


def read_actors(connection: Connection, entities: Collection[str]) -> dict[str, Actor]:
    """Return the actors with these ids, by id."""
    query = select(*_COLUMNS).where(schema.actor.c.entity.in_(list(entities)))
    return {row.entity: _read(row) for row in connection.execute(query).all()}


def most_named(
    connection: Connection, kinds: Sequence[MentionKind] = ("PER", "ORG", "LOC"), *, limit: int = 50
) -> tuple[Actor, ...]:
    """Return the actors of these kinds that are named most often."""
    actor, found = schema.actor.c, []
    for kind in kinds:
        query = select(*_COLUMNS).where(actor.kind == kind).order_by(actor.mentions.desc()).limit(limit)
        found += [_read(row) for row in connection.execute(query).all()]
    return tuple(sorted(found, key=_often)[:limit])


def find_actors(
    connection: Connection, name: str, code: str, *, kinds: Collection[MentionKind] = (), limit: int = 5
) -> tuple[Actor, ...]:
    """Return whom a name means, those who are named most first: by its id or any form of it in any script.

    Where nobody has the name as it is written, those whose name sounds like it; `code` is the language of endings.
    """
    for keys in _keys(name, code):
        found = [one for one in _called(connection, keys) if not kinds or one.kind in kinds]
        if found:
            return tuple(sorted(found, key=_often)[:limit])
    alike = [
        (one, likeness)
        for one in _called(connection, heard(name))
        if (not kinds or one.kind in kinds) and (likeness := _likeness(name, one)) >= _ALIKE
    ]
    alike.sort(key=lambda pair: (-pair[1], _often(pair[0])))
    return tuple(one for one, _ in alike[:limit])


def suggest_actors(
    connection: Connection, begun: str, code: str, *, kinds: Collection[MentionKind] = (), limit: int = 8
) -> tuple[Actor, ...]:
    """Return whose names begin so, those who are named most first; else whom the words mean as they stand."""
    found = begin_with(connection, begun, kinds=kinds, limit=limit)
    if found or not folded(begun):
        return found
    return find_actors(connection, begun, code, kinds=kinds, limit=limit)


def begin_with(
    connection: Connection, begun: str, *, kinds: Collection[MentionKind] = (), limit: int = 8
) -> tuple[Actor, ...]:
    """Return whose names begin so, in any script that they are written in."""
    start, called, actor = folded(begun), schema.called.c, schema.actor
    if not start:
        return ()
    keys = select(called.entity).where(called.key >= start, called.key < start + _LAST)
    begins = actor.c.entity.in_(keys.order_by(called.key).limit(_BEGUN))
    query = select(*_COLUMNS).where(begins)
    if kinds:
        query = query.where(actor.c.kind.in_(list(kinds)))
    rows = connection.execute(query.order_by(actor.c.mentions.desc(), actor.c.entity).limit(limit))
    return tuple(_read(row) for row in rows.all())


def find_beside(connection: Connection, entity: str, *, limit: int = 20) -> tuple[Beside, ...]:
    """Return who takes part in the newest acts of an actor, those with the most acts first."""
    mine, other = schema.party.alias("mine"), schema.party.alias("other")
    newest = select(mine.c.act).where(mine.c.entity == entity).order_by(mine.c.first.desc()).limit(_ACTS)
    acts = newest.subquery("acts")
    number = func.count()
    query = (
        select(other.c.entity, number)
        .join(acts, other.c.act == acts.c.act)
        .where(other.c.entity != entity)
        .group_by(other.c.entity)
    )
    rows = connection.execute(query.order_by(number.desc(), other.c.entity).limit(limit))
    return tuple(Beside(entity=other_, acts=count) for other_, count in rows)


def _keys(name: str, code: str) -> Iterable[list[str]]:
    """Yield the keys of a name as it is written, then those that it has without the endings of its last word."""
    written = folded(name)
    yield [written, name]
    words = query_words(name, code)
    if words:
        before = written[: written.rfind(words[-1].forms[0])] if words[-1].forms[0] in written else ""
        yield [before + form for form in words[-1].forms[1:]]


def _called(connection: Connection, keys: Sequence[str]) -> list[Actor]:
    called, actor = schema.called.c, schema.actor
    query = select(*_COLUMNS).join(schema.called, called.entity == actor.c.entity).where(called.key.in_(keys))
    rows = connection.execute(query.order_by(actor.c.mentions.desc(), actor.c.entity).limit(_HEARD)).all()
    return list(dict.fromkeys(_read(row) for row in rows))


def _likeness(name: str, actor: Actor) -> float:
    """Return how alike a name and the nearest of the actor's names are in Latin letters, from 0 to 1."""
    mine = _latin(name)
    return max((SequenceMatcher(None, mine, _latin(other)).ratio() for _, other in actor.names), default=0.0)


def _latin(name: str) -> str:
    return str(anyascii(folded(name))).lower()


def _often(actor: Actor) -> tuple[int, str]:
    return -actor.mentions, actor.entity


def _read(row: Any) -> Actor:
    return Actor(
        entity=row.entity,
        kind=row.kind,
        names=msgspec.json.decode(row.names, type=tuple[tuple[str, str], ...]),
        wikidata=row.wikidata,
        mentions=row.mentions,
        articles=row.articles,
        stories=row.stories,
    )
