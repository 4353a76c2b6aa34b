"""Whom a name means: the named ones of some stories by id, by any form of their name, or not at all."""

from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from shutro.errors import InputError
from shutro.model import Doc, Entity, Story
from shutro.text.normalize import normalize

_SUGGESTED = 4
_ALIKE = 0.55  # of difflib; names that are less alike are no suggestion


class Actors:
    """The named ones of some stories, by their ids and all their names."""

    def __init__(self, stories: Iterable[Story], docs: Mapping[str, Doc]) -> None:
        self.entities: dict[str, Entity] = {
            entity.id: entity for story in stories for entity in story.entities
        }
        self._weights: Counter[str] = Counter(link.entity for doc in docs.values() for link in doc.links)
        self._by_name: dict[str, set[str]] = {}
        for entity in self.entities.values():
            for name in (entity.id, entity.wikidata or entity.id, *(name for _, name in entity.names)):
                self._by_name.setdefault(_folded(name), set()).add(entity.id)
        for doc in docs.values():
            lemmas = {mention.span: mention.lemma for mention in doc.mentions}
            for link in doc.links:
                if link.span in lemmas and link.entity in self.entities:
                    self._by_name.setdefault(_folded(lemmas[link.span]), set()).add(link.entity)

    def find(self, names: str) -> tuple[str, ...]:
        """Return the ids of the ones that are named, between commas; of namesakes the one that is named most.

        Raises InputError, with names that are like it, where nobody is called so.
        """
        return tuple(dict.fromkeys(self._one(name.strip()) for name in names.split(",") if name.strip()))

    def _one(self, name: str) -> str:
        wanted = _folded(name)
        found = self._by_name.get(wanted) or self._holding(wanted)
        if not found:
            raise InputError(f"nobody is called {name!r} here{self._suggestions(wanted)}")
        return min(found, key=lambda id_: (-self._weights[id_], id_))

    def _holding(self, wanted: str) -> set[str]:
        """Return those of whose name these are whole words."""
        words = f" {wanted} "
        return (
            {id_ for name, ids in self._by_name.items() if words in f" {name} " for id_ in ids}
            if wanted
            else set()
        )

    def _suggestions(self, wanted: str) -> str:
        near = get_close_matches(wanted, self._by_name, n=_SUGGESTED, cutoff=_ALIKE)
        if near:
            return f"; did you mean {', '.join(near)}?"
        often = [id_ for id_, _ in self._weights.most_common() if id_ in self.entities][:_SUGGESTED]
        names = ", ".join(self.entities[id_].names[0][1] for id_ in often if self.entities[id_].names)
        return f"; named most are {names}" if names else ""


def _folded(name: str) -> str:
    return " ".join(normalize(name).replace("-", " ").casefold().split())
