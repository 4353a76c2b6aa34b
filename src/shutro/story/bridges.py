"""Stories that an article in another script joins, as it shares rare names and numbers with one of theirs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from shutro.languages import available
from shutro.model import Join
from shutro.story.decided import Gathered
from shutro.story.fields import NAMED, Field
from shutro.story.label import id_of_story
from shutro.story.vectors import Vector
from shutro.story.weights import DAY

_APART = 2  # days between two reports, at most
_FEWEST = 3  # names and numbers that agree …
_NAMES = 2  # … among them names
_SHARE = 0.25  # of what is heard of the article has to agree
_PART = 0.5  # of the articles of a story whose names were heard, so many have to lead to the other
_TOLD: frozenset[int] = frozenset((*NAMED, Field.NUMBER))

Place = Callable[[str], tuple[str, str]]  # what articles are ordered by


class Bridge(NamedTuple):
    """What an article shares with one in another script."""

    agreed: int
    share: float


class Bridges:
    """Which articles share rare names and numbers with one in another script; idle while all are in one."""

    def __init__(self) -> None:
        self._ties: dict[str, dict[str, Bridge]] = {}  # in both directions
        self._heard: dict[str, Vector] = {}
        self._told: dict[str, Vector] = {}
        self._holders: dict[tuple[int, int], dict[str, Vector]] = defaultdict(dict)  # by day and key

    def note(self, vector: Vector) -> None:
        """Hold an article from now on."""
        if vector.since is None:
            return
        if vector.heard:
            if not self._heard:
                for told in self._told.values():
                    self._post(told)
            self._heard[vector.article] = vector
        elif vector.language in available():
            self._told[vector.article] = vector
        else:
            return
        if self._heard:
            self._post(vector)
            self._tie(vector)

    def drop(self, vector: Vector) -> None:
        """Hold an article no longer."""
        known = self._heard.pop(vector.article, None) or self._told.pop(vector.article, None)
        if known is None:
            return
        for place in _places(known) if self._holders else ():  # to look places up takes longer than to join
            held = self._holders.get(place, {})
            held.pop(known.article, None)
            if not held:
                self._holders.pop(place, None)
        for other in self._ties.pop(known.article, {}):
            del self._ties[other][known.article]

    def of(self, article: str) -> dict[str, Bridge]:
        """Return the articles in another script that share enough with one, and what they share."""
        return self._ties.get(article, {})

    def reach(self, articles: Iterable[str]) -> set[str]:
        """Return the articles that are tied to one of these."""
        return {other for article in articles for other in self.of(article)}

    def is_heard(self, article: str) -> bool:
        """Say whether the article is one whose names were heard."""
        return article in self._heard

    def _post(self, vector: Vector) -> None:
        for place in _places(vector):
            self._holders[place][vector.article] = vector

    def _tie(self, vector: Vector) -> None:
        near = {
            other.article: other
            for day, key in _places(vector)
            for apart in range(-_APART, _APART + 1)
            for other in self._holders.get((day + apart, key), {}).values()
            if bool(other.heard) != bool(vector.heard)
        }
        for other in near.values():
            heard, told = (vector, other) if vector.heard else (other, vector)
            bridge = _held(heard, told)
            if bridge is not None:
                self._ties.setdefault(heard.article, {})[told.article] = bridge
                self._ties.setdefault(told.article, {})[heard.article] = bridge


def _places(vector: Vector) -> Iterable[tuple[int, int]]:
    """Yield by what an article is found."""
    day = (vector.since or 0) // DAY
    if vector.heard:
        return [(day, key) for heard in vector.heard for key in heard.keys]
    return [(day, key) for key in _told(vector)]


def _told(vector: Vector) -> Iterable[int]:
    return [key for key, field in zip(vector.terms, vector.fields, strict=True) if field % 8 in _TOLD]


def _held(heard: Vector, told: Vector) -> Bridge | None:
    """Return what two articles share; None where that is too little."""
    keys = set(_told(told))
    agreed = [one for one in heard.heard if not keys.isdisjoint(one.keys)]
    share = len(agreed) / len(heard.heard)
    is_enough = len(agreed) >= _FEWEST and sum(one.is_name for one in agreed) >= _NAMES and share >= _SHARE
    return Bridge(len(agreed), share) if is_enough else None


def bridge_stories(stories: Sequence[Gathered], bridges: Bridges, place: Place) -> Sequence[Gathered]:
    """Return the stories, those in another script made one with the story that they share most with, oldest first.

    One that shares as much with two others stays by itself.
    """
    home = {article: story for story in stories for article in story.articles}
    joined: dict[str, list[tuple[Gathered, Join]]] = defaultdict(list)
    for story in stories:
        if bridges.is_heard(story.articles[0]):
            found = _nearest(story, home, bridges)
            if found is not None:
                joined[home[found.to].id].append((story, found))
    if not joined:
        return stories
    gone = {story.id for some in joined.values() for story, _ in some}
    kept = [_joined(story, joined.get(story.id, ()), place) for story in stories if story.id not in gone]
    return sorted(kept, key=lambda story: place(story.articles[0]))


def _nearest(story: Gathered, home: dict[str, Gathered], bridges: Bridges) -> Join | None:
    """Return the nearest article of the story to which most of this one's articles lead; None where two are as near."""
    found: dict[str, list[tuple[int, float, str, str]]] = defaultdict(list)
    for article in story.articles:
        for other, bridge in bridges.of(article).items():
            if other in home and not bridges.is_heard(home[other].articles[0]):
                found[home[other].id].append((bridge.agreed, bridge.share, article, other))
    ranked = sorted(map(max, found.values()), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
        return None
    _, share, article, other = ranked[0]
    leading = {led for _, _, led, _ in found[home[other].id]}
    if len(leading) < _PART * sum(map(bridges.is_heard, story.articles)):
        return None
    return Join(article=article, to=other, score=round(share, 3), shared=())


def _joined(story: Gathered, others: Sequence[tuple[Gathered, Join]], place: Place) -> Gathered:
    """Return the story with others, each with its reason."""
    if not others:
        return story
    parts = [story, *(other for other, _ in others)]
    first = min(parts, key=lambda part: place(part.articles[0]))
    joins = [join for part in parts for join in part.joins]
    for other, join in others:
        known, to = (story, join.article) if other is first else (other, join.to)
        joins.append(Join(article=known.articles[0], to=to, score=join.score, shared=()))
    articles = sorted((article for part in parts for article in part.articles), key=place)
    return Gathered(
        id=id_of_story(articles[0]),
        articles=tuple(articles),
        joins=tuple(joins),
        apart=tuple(apart for part in parts for apart in part.apart),
    )
