"""The index: what pages list, count and search, written a story at a time where it changed."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from shutro.languages.folder import available
from shutro.link.names import sound_key, telling_words
from shutro.model import Doc, Entity, Story
from shutro.store import schema
from shutro.store.fulltext import fill_searched
from shutro.store.rows import Row, fingerprint_of, rows_of
from shutro.store.version import index_version
from shutro.text.normalize import compose, normalize

_AT_ONCE = 500  # values in one question
_HEARD = 2  # the fewest consonants by which a name is looked up
_OWNED = ((schema.party.c.act, schema.act), (schema.voice.c.quote, schema.quoted))
Facet = tuple[str, str]


def find_changed(connection: Connection, stories: Sequence[Story], docs: Mapping[str, Doc]) -> dict[str, str]:
    """Return the fingerprints of the stories that are not in the library as they are now, by their ids."""
    query = select(schema.card.c.story, schema.card.c.fingerprint).join(
        schema.story, schema.story.c.id == schema.card.c.story
    )
    known = {row.story: row.fingerprint for row in connection.execute(query)}
    version = index_version()
    prints = (
        (story.id, fingerprint_of(story, [docs[article] for article in story.articles], version))
        for story in stories
    )
    return {id_: fingerprint for id_, fingerprint in prints if known.get(id_) != fingerprint}


def write_index(
    connection: Connection, stories: Sequence[Story], docs: Mapping[str, Doc], changed: Mapping[str, str]
) -> None:
    """Write the rows of the changed stories, delete those of stories that are no more; a transaction has begun."""
    living = {story.id for story in stories}
    gone = [id_ for id_ in connection.scalars(select(schema.card.c.story)) if id_ not in living]
    entities, facets = _delete_rows(connection, [*gone, *changed])
    arrivals = _arrivals(connection)
    actors: dict[str, Entity] = {}
    for story in stories:
        if story.id in changed:
            told = [docs[article] for article in story.articles]
            tables = rows_of(story, told, arrivals, changed[story.id])
            for name, rows in tables.items():
                if rows:
                    connection.execute(insert(schema.metadata.tables[name]), rows)
            actors |= {entity.id: entity for entity in story.entities}
            facets.update((row["kind"], row["value"]) for row in tables["facet"])
    _write_actors(connection, actors, entities | set(actors))
    _write_tally(connection, sorted(facets))
    fill_searched(connection)


def write_made(connection: Connection, actors: Mapping[str, Entity]) -> None:
    """Write what is counted over all stories, where their own rows were written by another; a transaction has begun."""
    _write_actors(connection, actors, set(actors))
    facet = schema.facet.c
    counted = select(facet.kind, facet.value, func.count()).group_by(facet.kind, facet.value)
    connection.execute(delete(schema.tally))
    connection.execute(insert(schema.tally).from_select(["kind", "value", "stories"], counted))
    fill_searched(connection)


def forget_story(connection: Connection, article: str) -> None:
    """Delete the story that an article is in, with its rows; the next reader makes it anew without the article."""
    story = connection.scalar(select(schema.source.c.story).where(schema.source.c.article == article))
    if story is not None:
        entities, facets = _delete_rows(connection, [story])
        connection.execute(delete(schema.story).where(schema.story.c.id == story))
        _write_actors(connection, {}, entities)
        _write_tally(connection, sorted(facets))


def _delete_rows(connection: Connection, stories: Sequence[str]) -> tuple[set[str], set[Facet]]:
    """Delete the rows of stories; return the entities and the facets whose counts change by that."""
    entities: set[str] = set()
    facets: set[Facet] = set()
    for story in stories:
        named, facet = schema.named.c, schema.facet.c
        entities.update(connection.scalars(select(named.entity).where(named.story == story).distinct()))
        found = connection.execute(select(facet.kind, facet.value).where(facet.story == story))
        facets.update((kind, value) for kind, value in found)
        for column, table in _OWNED:
            owned = select(table.c.number).where(table.c.story == story)
            connection.execute(delete(column.table).where(column.in_(owned)))
        for table in schema.BY_STORY:
            connection.execute(delete(table).where(table.c.story == story))
    return entities, facets


def _arrivals(connection: Connection) -> dict[str, int]:
    rows = connection.execute(select(schema.article.c.id, schema.article.c.arrival))
    return {row.id: row.arrival for row in rows}


def _write_actors(connection: Connection, actors: Mapping[str, Entity], entities: Collection[str]) -> None:
    """Count anew how often these entities are named; those that nobody names any more go."""
    named, actor, called = schema.named.c, schema.actor, schema.called
    for ids in _batches(sorted(entities)):
        query = select(
            named.entity, func.sum(named.mentions), func.count(), func.count(named.story.distinct())
        )
        rows = connection.execute(query.where(named.entity.in_(ids)).group_by(named.entity))
        counts = {id_: (mentions, articles, stories) for id_, mentions, articles, stories in rows}
        connection.execute(delete(actor).where(actor.c.entity.in_(set(ids) - set(counts))))
        connection.execute(delete(called).where(called.c.entity.in_(set(ids) - set(counts))))
        connection.execute(delete(called).where(called.c.entity.in_(set(ids) & set(actors))))
        new = [_actor(actors[id_], counts[id_]) for id_ in ids if id_ in actors and id_ in counts]
        old = [(id_, counts[id_]) for id_ in ids if id_ in counts and id_ not in actors]
        if new:
            _upsert_actors(connection, new)
            keys = [
                {"key": key, "entity": row["entity"]} for row in new for key in keys_of(actors[row["entity"]])
            ]
            connection.execute(insert(called), keys)
        if old:
            _recount(connection, old)


def _actor(entity: Entity, counts: tuple[int, int, int]) -> Row:
    mentions, articles, stories = counts
    return {
        "entity": entity.id,
        "kind": entity.kind,
        "names": msgspec.json.encode(entity.names).decode(),
        "wikidata": entity.wikidata,
        "mentions": mentions,
        "articles": articles,
        "stories": stories,
    }


def _upsert_actors(connection: Connection, rows: Sequence[Row]) -> None:
    statement = insert_or_update(schema.actor)
    changes = {column: statement.excluded[column] for column in rows[0] if column != "entity"}
    connection.execute(statement.on_conflict_do_update(index_elements=["entity"], set_=changes), rows)


def _recount(connection: Connection, counts: Sequence[tuple[str, tuple[int, int, int]]]) -> None:
    statement = schema.actor.update().where(schema.actor.c.entity == bindparam("id"))
    connection.execute(
        statement.values(mentions=bindparam("m"), articles=bindparam("a"), stories=bindparam("s")),
        [{"id": id_, "m": m, "a": a, "s": s} for id_, (m, a, s) in counts],
    )


def _write_tally(connection: Connection, facets: Sequence[Facet]) -> None:
    facet, tally = schema.facet.c, schema.tally
    for kind, value in facets:
        connection.execute(delete(tally).where(tally.c.kind == kind, tally.c.value == value))
        query = select(func.count()).where(facet.kind == kind, facet.value == value)
        stories = connection.scalar(query)
        if stories:
            connection.execute(insert(tally).values(kind=kind, value=value, stories=stories))


def keys_of(entity: Entity) -> list[str]:
    """Return by what an entity is looked up: its id, its names, and the consonants that are heard in them."""
    names = [name for _, name in entity.names]
    keys = dict.fromkeys([folded(entity.id), *map(folded, names)])
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
