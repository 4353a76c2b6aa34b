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
_ASKED = 16  # days of which it is known who holds what
_TOLD: frozenset[int] = frozenset((*NAMED, Field.NUMBER))

Place = Callable[[str], tuple[str, str]]  # what articles are ordered by


class Bridge(NamedTuple):
    """What an article shares with one in another script."""

    agreed: int
    share: float


class Bridges:
    """Which articles share rare names and numbers with one in another script."""

    def __init__(self) -> None:
        self._ties: dict[str, dict[str, Bridge]] = {}  # in both directions
        self._heard = _Held(_heard)
        self._told = _Held(_told)

    def note(self, vector: Vector) -> None:
        """Hold an article from now on."""
        if vector.since is None or not (vector.heard or vector.language in available()):
            return
        mine, others = (self._heard, self._told) if vector.heard else (self._told, self._heard)
        mine.add(vector)
        for other in others.near(vector, mine.keys):
            heard, told = (vector, other) if vector.heard else (other, vector)
            bridge = _bridge(heard, told)
            if bridge is not None:
                self._ties.setdefault(heard.article, {})[told.article] = bridge
                self._ties.setdefault(told.article, {})[heard.article] = bridge

    def drop(self, vector: Vector) -> None:
        """Hold an article no longer."""
        (self._heard if vector.heard else self._told).drop(vector)
        for other in self._ties.pop(vector.article, {}):
            del self._ties[other][vector.article]

    def of(self, article: str) -> dict[str, Bridge]:
        """Return the articles in another script that share enough with one, and what they share."""
        return self._ties.get(article, {})

    def reach(self, articles: Iterable[str]) -> set[str]:
        """Return the articles that are tied to one of these."""
        return {other for article in articles for other in self.of(article)}

    def is_heard(self, article: str) -> bool:
        """Say whether the article is one whose names were heard."""
        return article in self._heard

    def is_told(self, article: str) -> bool:
        """Say whether the article is in the other script, by whose names it is found."""
        return article in self._told


class _Held:
    """Articles by day; those of the days that were asked for last by what they hold, too."""

    def __init__(self, keys: Callable[[Vector], Iterable[int]]) -> None:
        self.keys = keys
        self._day_of: dict[str, int] = {}
        self._days: dict[int, dict[str, Vector]] = {}
        self._holders: dict[int, dict[int, list[str]]] = {}

    def __contains__(self, article: str) -> bool:
        return article in self._day_of

    def add(self, vector: Vector) -> None:
        day = self._day_of[vector.article] = (vector.since or 0) // DAY
        self._days.setdefault(day, {})[vector.article] = vector
        if day in self._holders:
            self._post(self._holders[day], vector)

    def drop(self, vector: Vector) -> None:
        day = self._day_of.pop(vector.article, None)
        if day is not None:
            self._holders.pop(day, None)
            del self._days[day][vector.article]
            if not self._days[day]:
                del self._days[day]

    def near(self, vector: Vector, keys: Callable[[Vector], Iterable[int]]) -> Iterable[Vector]:
        """Return the articles of the days around that hold one of a vector's keys."""
        if not self._days:
            return ()
        found: dict[str, Vector] = {}
        middle = (vector.since or 0) // DAY
        for day in range(middle - _APART, middle + _APART + 1):
            if day in self._days:
                holders = self._holders_of(day)
                articles = {article for key in keys(vector) for article in holders.get(key, ())}
                found |= {article: self._days[day][article] for article in articles}
        return found.values()

    def _holders_of(self, day: int) -> dict[int, list[str]]:
        if day not in self._holders:
            if len(self._holders) >= _ASKED:
                del self._holders[next(iter(self._holders))]
            self._holders[day] = {}
            for vector in self._days[day].values():
                self._post(self._holders[day], vector)
        return self._holders[day]

    def _post(self, holders: dict[int, list[str]], vector: Vector) -> None:
        for key in self.keys(vector):
            holders.setdefault(key, []).append(vector.article)


def _heard(vector: Vector) -> Iterable[int]:
    return [key for heard in vector.heard for key in heard.keys]


def _told(vector: Vector) -> Iterable[int]:
    return [key for key, field in zip(vector.terms, vector.fields, strict=True) if field % 8 in _TOLD]


def _bridge(heard: Vector, told: Vector) -> Bridge | None:
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
        if not any(map(bridges.is_told, story.articles)):
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
            if other in home:
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
