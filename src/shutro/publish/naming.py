"""Names for people to read: of entities, outlets and agencies by their ids, in the reader's language."""

from collections.abc import Mapping, Sequence
from functools import cache

import regex

from shutro.model import Doc, Entity
from shutro.sources.registry import agencies, outlets

_LATIN = regex.compile(r"\p{Latin}")


class Naming:
    """Turns ids into names; what is no id is already a name."""

    def __init__(self, entities: Sequence[Entity], language: str) -> None:
        self._language = language
        self._entities: Mapping[str, Entity] = {entity.id: entity for entity in entities}
        self._known: dict[str, str] = {}  # a page names the same ones over and over

    def name(self, id_or_words: str) -> str:
        """Return the name of an entity, outlet or agency, or the words themselves."""
        name = self._known.get(id_or_words)
        if name is None:
            name = self._known[id_or_words] = self._find(id_or_words)
        return name

    def outlet(self, doc: Doc) -> str | None:
        """Return the name of the outlet that published the article."""
        return self.name(doc.article.outlet) if doc.article.outlet else None

    def _find(self, id_or_words: str) -> str:
        entity = self._entities.get(id_or_words)
        names = names_in(entity, self._language) if entity else ()
        if names:
            return names[0]
        declared = _declared(self._language).get(id_or_words)
        if declared:
            return declared
        return entity.names[0][1] if entity and entity.names else id_or_words


def names_in(entity: Entity, language: str) -> tuple[str, ...]:
    """Return the names of an entity in one language, most frequent first."""
    return tuple(name for code, name in entity.names if code == language)


@cache
def _declared(language: str) -> Mapping[str, str]:
    names = {outlet.id: _written(language, (outlet.name, *outlet.aliases)) for outlet in outlets()}
    for agency in agencies():
        names[agency.id] = (agency.aliases.get(language) or (agency.name,))[0]
    return names


def _written(language: str, names: Sequence[str]) -> str:
    """Return the first name, or in English the first that is in Latin script."""
    latin = (name for name in names if _LATIN.search(name))
    return next(latin, names[0]) if language == "en" else names[0]
