"""Names for ids on pages that show no whole story, and ids for names that people write."""

from collections.abc import Collection

from sqlalchemy import Connection

from shutro.model import Entity, MentionKind
from shutro.publish.naming import Naming
from shutro.store.actors import Actor, find_actors, read_actors


def naming_of(connection: Connection, ids: Collection[str], language: str) -> Naming:
    """Return what names these entities, outlets and agencies in a language."""
    found = read_actors(connection, sorted(set(ids)))
    return Naming([as_entity(actor) for actor in found.values()], language)


def as_entity(actor: Actor) -> Entity:
    """Return an actor of the library as an entity."""
    return Entity(id=actor.entity, kind=actor.kind, names=actor.names, wikidata=actor.wikidata)


def find_one(
    connection: Connection, written: str, language: str, kinds: Collection[MentionKind] = ()
) -> Actor | None:
    """Return whom an id or a name means, the one that is named most; None where nobody is called so."""
    known = read_actors(connection, [written]).get(written)
    if known is not None:
        return known
    return next(iter(find_actors(connection, written, language, kinds=kinds, limit=1)), None)
