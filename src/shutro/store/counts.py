"""What is counted over all stories: actors, their names, and what stories are filtered by, changed by what changed."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as insert_or_add

from shutro.languages.folder import available
from shutro.languages.latin import latin_names
from shutro.link.names import sound_key, telling_words
from shutro.model import Entity
from shutro.store import schema
from shutro.text.normalize import compose, normalize

_HEARD = 2  # the fewest consonants by which a name is looked up
_AT_ONCE = 500  # values in one question

Name = tuple[str, str, str]  # entity, language and name
Facet = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Counts:
    """How often actors are named, how many stories name them how, and how many have a facet."""

    actors: dict[str, tuple[int, int, int]] = field(default_factory=dict)  # mentions, articles, stories
    names: Counter[Name] = field(default_factory=Counter)
    shown: Counter[Name] = field(default_factory=Counter)
    facets: Counter[Facet] = field(default_factory=Counter)

    def add_names(self, entities: Iterable[Entity]) -> None:
        """Count the names that entities have in a story."""
        for entity in entities:
            self.names.update({(entity.id, language, name) for language, name in entity.names})
            self.shown.update((entity.id, language, name) for language, name in entity.names[:1])


def write_counts(connection: Connection, before: Counts, after: Counts, entities: Sequence[Entity]) -> None:
    """Change what is counted by what stories added before and add now; a transaction has begun.

    `entities` are those that may be new.
    """
    changed = _write_names(connection, before, after)
    shown = _shown(connection, changed)
    _write_actors(connection, before, after, {entity.id: entity for entity in entities})
    _show_names(connection, changed, shown)
    _write_tally(connection, before, after)


def _write_names(connection: Connection, before: Counts, after: Counts) -> list[str]:
    """Count the names; return the entities whose names are others, or in another order, than they were."""
    bearing = schema.bearing
    rows = [
        {
            "entity": name[0],
            "language": name[1],
            "name": name[2],
            "stories": after.names[name] - before.names[name],
            "shown": after.shown[name] - before.shown[name],
        }
        for name in sorted(before.names.keys() | after.names.keys())
        if after.names[name] != before.names[name] or after.shown[name] != before.shown[name]
    ]
    if not rows:
        return []
    statement = insert_or_add(bearing)
    added = {name: bearing.c[name] + statement.excluded[name] for name in ("stories", "shown")}
    keys = [column.name for column in bearing.primary_key]
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=added), rows)
    changed = sorted({str(row["entity"]) for row in rows})
    for ids in _batches(changed):
        connection.execute(delete(bearing).where(bearing.c.entity.in_(ids), bearing.c.stories == 0))
    return changed


def _write_actors(
    connection: Connection, before: Counts, after: Counts, entities: Mapping[str, Entity]
) -> None:
    actor = schema.actor
    rows: list[dict[str, Any]] = []
    for id_ in sorted(before.actors.keys() | after.actors.keys()):
        old, new = before.actors.get(id_, (0, 0, 0)), after.actors.get(id_, (0, 0, 0))
        if old != new:
            known = entities.get(id_)
            counts = {
                name: n - o for name, n, o in zip(("mentions", "articles", "stories"), new, old, strict=True)
            }
            kind, wikidata = (known.kind, known.wikidata) if known else ("MISC", None)
            rows.append({"entity": id_, "kind": kind, "names": "[]", "wikidata": wikidata, **counts})
    if rows:
        statement = insert_or_add(actor)
        added = {
            name: actor.c[name] + statement.excluded[name] for name in ("mentions", "articles", "stories")
        }
        connection.execute(statement.on_conflict_do_update(index_elements=["entity"], set_=added), rows)
        for ids in _batches([row["entity"] for row in rows]):
            connection.execute(delete(actor).where(actor.c.stories == 0, actor.c.entity.in_(ids)))


def _shown(connection: Connection, entities: Sequence[str]) -> dict[str, list[str]]:
    """Return the names under which entities are shown as yet."""
    actor, shown = schema.actor.c, dict[str, list[str]]()
    for ids in _batches(entities):
        query = select(actor.entity, actor.names).where(actor.entity.in_(ids))
        for id_, names in connection.execute(query):
            shown[id_] = [name for _, name in msgspec.json.decode(names, type=list[tuple[str, str]])]
    return shown


def _show_names(
    connection: Connection, entities: Sequence[str], shown: Mapping[str, Collection[str]]
) -> None:
    """Write how actors are called: the name that most stories show first, then the others by how many have them.

    `shown` are the names that they had: by these, and by no index, it is known what they are looked up by.
    """
    bearing, actor, called = schema.bearing.c, schema.actor, schema.called
    for ids in _batches(entities):
        query = select(bearing.entity, bearing.language, bearing.name).where(bearing.entity.in_(ids))
        order = (bearing.shown.desc(), bearing.stories.desc(), bearing.name, bearing.language)
        names: dict[str, list[tuple[str, str]]] = {id_: [] for id_ in ids}
        for id_, language, name in connection.execute(query.order_by(*order)):
            names[id_].append((language, name))
        old = {(key, id_) for id_ in ids for key in keys_of(id_, shown.get(id_, ()))}
        new = {
            (key, id_) for id_, found in names.items() for key in keys_of(id_, [name for _, name in found])
        }
        for key, id_ in sorted(old - new):
            connection.execute(delete(called).where(called.c.key == key, called.c.entity == id_))
        if new - old:
            rows = [{"key": key, "entity": id_} for key, id_ in sorted(new - old)]
            connection.execute(insert_or_add(called).on_conflict_do_nothing(), rows)
        for id_, found in names.items():
            statement = actor.update().where(actor.c.entity == id_)
            connection.execute(statement.values(names=msgspec.json.encode(found).decode()))


def _write_tally(connection: Connection, before: Counts, after: Counts) -> None:
    tally = schema.tally
    rows: list[dict[str, Any]] = [
        {"kind": facet[0], "value": facet[1], "stories": after.facets[facet] - before.facets[facet]}
        for facet in sorted(before.facets.keys() | after.facets.keys())
        if after.facets[facet] != before.facets[facet]
    ]
    if rows:
        statement = insert_or_add(tally)
        added = {"stories": tally.c.stories + statement.excluded.stories}
        connection.execute(
            statement.on_conflict_do_update(index_elements=["kind", "value"], set_=added), rows
        )
        for values in _batches([row["value"] for row in rows]):
            connection.execute(delete(tally).where(tally.c.stories == 0, tally.c.value.in_(values)))


def keys_of(id_: str, names: Collection[str]) -> list[str]:
    """Return by what an entity is looked up: its id, its names, and the consonants that are heard in them."""
    if not names:
        return []
    latin = (other for code in available() for name in names for other in latin_names(code).get(name, ()))
    keys = dict.fromkeys([folded(id_), *map(folded, names), *map(folded, latin)])
    for name in names:
        keys.update(dict.fromkeys(heard(name)))
    return [key for key in keys if key]


def folded(name: str) -> str:
    """Return a name without the differences that hyphens, capitals and spaces make."""
    return " ".join(compose(normalize(name)).replace("-", " ").casefold().split())


def heard(name: str) -> list[str]:
    """Return a name as each language hears it, whatever its script; nothing of one that is too short to tell."""
    found = []
    for code in available():
        sounds = " ".join(filter(None, (sound_key(word, code) for word in telling_words(name, code))))
        if len(sounds) >= _HEARD:
            found.append(f"~{sounds}")
    return found


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
