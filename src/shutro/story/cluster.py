"""Which articles report one happening: each joins a story as it comes, and touched stories are looked over together."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nlargest

from shutro.decisions.records import NONE, Decisions
from shutro.model import Doc, Join
from shutro.story.changes import Affair, Change, Changes, Joining
from shutro.story.decided import Gathered, decide_stories
from shutro.story.label import id_of_story
from shutro.story.likeness import Weighed
from shutro.story.linkage import FEW, partition, strength
from shutro.story.neighbours import neighbours_for
from shutro.story.vectors import Vector, is_strange, terms_of, vector_of
from shutro.story.weights import Frequencies

JOIN = 0.28  # likeness, to the nearest few and to all, from which groups are one story
STRANGE = 0.5  # the same among articles at length in languages whose news at large is not known
AFFAIR = 0.15  # the same, from which stories are one affair
LIVE = 60 * 86_400  # seconds after which nothing joins a story any more
_SHOWN = 8  # terms that are given as the reason of a join


class Stream:
    """The articles of the live window and the stories that they make.

    `add` gives an article its place at once; `maintain` makes the stories that were touched since what they would be
    had their articles come in any other order. `articles` says how many are to come, as far as is known.
    """

    def __init__(self, decisions: Decisions = NONE, articles: int = 0) -> None:
        self._decisions = decisions
        self._decided = frozenset(
            anchor.article
            for decision in decisions.on_groups("story")
            for anchor in (*decision.subject, *decision.against)
        )
        self._frequencies = Frequencies()
        self._neighbours = neighbours_for(articles, self._frequencies)
        self._vectors: dict[int, Vector] = {}
        self._numbers: dict[str, int] = {}
        self._edges: dict[int, dict[int, float]] = {}
        self._story: dict[int, int] = {}  # article → the number of its story
        self._stories: dict[int, set[int]] = {}
        self._touched: set[int] = set()
        self._early: set[str] = set()  # languages whose first articles are to be weighed once more
        self._next = 0

    @classmethod
    def of(cls, vectors: Iterable[Vector], decisions: Decisions = NONE) -> "Stream":
        """Return the stream that holds these articles, their stories looked over."""
        ordered = sorted(vectors, key=lambda vector: vector.place)
        stream = cls(decisions, len(ordered))
        for vector in ordered:
            stream._enter(vector)
            if vector.language in stream._early and not stream._frequencies.is_early(vector):
                stream._weigh_early()
        stream.maintain()
        return stream

    def __contains__(self, article: str) -> bool:
        return article in self._numbers

    def add(self, vector: Vector) -> Joining:
        """Take an article in, and return which story it joins for now."""
        if vector.article in self._numbers:
            raise ValueError(f"the article {vector.article} is in the stream")
        number = self._enter(vector)
        story, score = self._nearest_story(number)
        if story is None:
            return Joining(
                article=vector.article, story=id_of_story(vector.article), to=None, score=0.0, likeness=None
            )
        self._move(number, story)
        near = self._edges[number]
        to = max(
            (other for other in near if self._story[other] == story and other != number),
            key=lambda other: (near[other], self._vectors[other].article),
        )
        return Joining(
            article=vector.article,
            story=self._id(story),
            to=self._vectors[to].article,
            score=score,
            likeness=self._neighbours.compare(number, to),
        )

    def drop(self, article: str) -> None:
        """Take an article out."""
        number = self._numbers[article]
        vector = self._vectors[number]
        self._frequencies.note(vector, -1)
        if self._frequencies.is_early(vector):
            self._early.add(vector.language)
        self._touched |= self._edges[number].keys() | self._stories[self._story[number]]
        self._let_go(number)

    def maintain(self, now: int | None = None) -> Changes:
        """Look the touched stories over, and return what changed.

        With `now`, seconds of universal time, stories that ended long before are let go.
        """
        self._weigh_early()
        before: dict[int, str] = {}
        after: list[int] = []
        for component in self._components(self._touched):
            for number in component:
                before[number] = self._id(self._story[number])
            edges = self._ties_in(component)
            for number in component:
                self._leave(number)
            for group in partition(component, edges, self._least(component)):
                for number in group:
                    self._story[number] = group[0]
                self._stories[group[0]] = set(group)
                after.append(group[0])
        self._touched.clear()
        changes = self._changes(before, after)
        return replace(changes, closed=self._close(now - LIVE)) if now is not None else changes

    def _close(self, before: int) -> tuple[str, ...]:
        """Let go of the stories whose articles are all older, but for those decided on, and return their ids."""
        old = [
            (self._id(story), members)
            for story, members in self._stories.items()
            if all(self._is_past(self._vectors[number], before) for number in members)
        ]
        for _, members in old:
            for number in sorted(members):
                self._let_go(number)
        return tuple(sorted(id_ for id_, _ in old))

    def _is_past(self, vector: Vector, before: int) -> bool:
        return (vector.until or before) < before and vector.article not in self._decided

    def stories(self) -> Sequence[Gathered]:
        """Return all stories as people have decided them, the oldest first."""
        found = sorted(self._stories.values(), key=lambda members: min(map(self._place, members)))
        gathered = [self._gathered(members) for members in found]
        return decide_stories(gathered, self._decisions, lambda id_: self._place(self._numbers[id_]))

    def affairs(self) -> tuple[Affair, ...]:
        """Return which stories are parts of one affair, the oldest first; one that stands alone is one of its own."""
        found = []
        for component in self._components(self._story):
            for group in partition(component, self._ties_in(component), AFFAIR):
                stories = tuple(dict.fromkeys(self._id(self._story[number]) for number in group))
                found.append((self._place(group[0]), Affair(id=stories[0], stories=stories)))
        return tuple(affair for _, affair in sorted(found, key=lambda entry: entry[0]))

    def gathered(self, articles: Iterable[str]) -> Sequence[Gathered]:
        """Return the stories that hold one of these articles, and those that decisions tie to them, as decided."""
        wanted = {self._story[self._numbers[article]] for article in articles if article in self._numbers}
        decided = {
            self._story[self._numbers[article]] for article in self._decided if article in self._numbers
        }
        if wanted & decided:
            wanted |= decided
        found = sorted(
            (self._stories[story] for story in wanted), key=lambda held: min(map(self._place, held))
        )
        gathered = [self._gathered(members) for members in found]
        return decide_stories(gathered, self._decisions, lambda id_: self._place(self._numbers[id_]))

    def _enter(self, vector: Vector) -> int:
        """Take an article in as a story of its own, tied to those that are like it."""
        number, self._next = self._next, self._next + 1
        self._numbers[vector.article], self._vectors[number] = number, vector
        self._story[number], self._stories[number] = number, {number}
        self._frequencies.note(vector)
        if self._frequencies.is_early(vector):
            self._early.add(vector.language)
        self._tie(number)
        return number

    def _tie(self, number: int) -> None:
        """Tie an article to those that are like it."""
        alike = self._neighbours.enter(number, self._vectors[number])
        self._edges[number] = dict(alike)
        for other, score in alike:
            self._edges[other][number] = score
        self._touched.add(number)

    def _untie(self, number: int) -> None:
        self._neighbours.drop(number)
        for other in self._edges.pop(number):
            del self._edges[other][number]

    def _weigh_early(self) -> None:
        """Weigh the first articles of a language by one another once more, as others came among them."""
        early = [
            number
            for number, vector in self._vectors.items()
            if vector.language in self._early and self._frequencies.is_early(vector)
        ]
        for number in early:
            self._untie(number)
        for number in sorted(early, key=self._place):
            self._tie(number)
        self._early.clear()

    def _nearest_story(self, number: int) -> tuple[int | None, float]:
        """Return the story whose articles are nearest, both the nearest few and on the whole."""
        by_story: dict[int, list[float]] = defaultdict(list)
        for other, likeness in self._edges[number].items():
            by_story[self._story[other]].append(likeness)
        best: tuple[float, int] | None = None
        least = self._least((number,))
        for story, scores in sorted(by_story.items()):
            size = len(self._stories[story])
            near = nlargest(FEW, scores)
            score = strength(near, math.fsum(scores), (1, size), math.sqrt(self._within(story)))
            if score >= least and (best is None or score > best[0]):
                best = score, story
        return (best[1], best[0]) if best else (None, 0.0)

    def _least(self, members: Collection[int]) -> float:
        """Return how near groups of these articles have to be to be one story.

        Where a language's news at large is not known, its common words look rare, and long articles share many.
        """
        strange = sum(is_strange(self._vectors[number]) for number in members)
        return STRANGE if 2 * strange > len(members) else JOIN

    def _within(self, story: int) -> float:
        """Return the likeness of all pairs of a story's articles, each with itself, too, summed up."""
        members = self._stories[story]
        return len(members) + math.fsum(
            score for number in members for other, score in self._edges[number].items() if other in members
        )

    def _ties_in(self, component: Iterable[int]) -> dict[tuple[int, int], float]:
        return {
            (one, other): score
            for one in component
            for other, score in self._edges[one].items()
            if one < other
        }

    def _components(self, starts: Iterable[int]) -> list[list[int]]:
        """Return the articles with all that they are tied to, each component in the order of its articles."""
        seen: set[int] = set()
        found = []
        for start in sorted(starts):
            if start in seen:
                continue
            seen.add(start)
            component, waiting = [], [start]
            while waiting:
                number = waiting.pop()
                component.append(number)
                for other in self._edges[number].keys() | self._stories[self._story[number]]:
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
            found.append(sorted(component, key=self._place))
        return found

    def _changes(self, before: Mapping[int, str], after: Sequence[int]) -> Changes:
        old: dict[str, set[int]] = defaultdict(set)
        for number, id_ in before.items():
            old[id_].add(number)
        new = {self._id(story): self._stories[story] for story in after}
        changes = []
        for id_, members in sorted(old.items()):
            into = sorted({self._id(self._story[number]) for number in members})
            if into == [id_]:
                continue
            kept = new.get(id_, set())
            changes.append(
                Change(
                    kind="merged" if len(into) == 1 else "split",
                    story=id_,
                    into=tuple(into),
                    articles=tuple(
                        self._vectors[number].article for number in sorted(members - kept, key=self._place)
                    ),
                    score=0.0,
                )
            )
        return Changes(
            changes=tuple(changes),
            stories=tuple(sorted(id_ for id_, members in new.items() if old.get(id_) != members)),
            gone=tuple(sorted(old.keys() - new.keys())),
            firsts=tuple(
                sorted(self._first(members) for id_, members in new.items() if old.get(id_) != members)
            ),
        )

    def _gathered(self, members: Iterable[int]) -> Gathered:
        ordered = sorted(members, key=self._place)
        return Gathered(
            id=self._id_of(ordered),
            articles=tuple(self._vectors[number].article for number in ordered),
            joins=tuple(self._joins(ordered)),
        )

    def _joins(self, ordered: Sequence[int]) -> Iterator[Join]:
        """Yield for each article but the first the one it is nearest to, of those that a chain leads to the first."""
        rank = {number: place for place, number in enumerate(ordered)}
        inside, waiting = {ordered[0]}, set(ordered[1:])
        while waiting:
            near = (
                (score, -rank[number], -rank[other])
                for other in inside
                for number, score in self._edges[other].items()
                if number in waiting
            )
            _, mine, theirs = max(near, default=(0.0, -min(map(rank.__getitem__, waiting)), 0))
            number, other = ordered[-mine], ordered[-theirs]
            inside.add(number)
            waiting.discard(number)
            yield self._join(number, other)

    def _join(self, number: int, other: int) -> Join:
        likeness = self._neighbours.compare(number, other)
        return Join(
            article=self._vectors[number].article,
            to=self._vectors[other].article,
            score=round(likeness.score, 3),
            shared=(),
            parts=tuple((name, round(value, 3)) for name, value in likeness.parts),
        )

    def _let_go(self, number: int) -> None:
        self._leave(number)
        del self._numbers[self._vectors.pop(number).article]
        self._untie(number)
        self._touched.discard(number)

    def _move(self, number: int, story: int) -> None:
        self._leave(number)
        self._story[number] = story
        self._stories[story].add(number)

    def _leave(self, number: int) -> None:
        story = self._story.pop(number)
        self._stories[story].discard(number)
        if not self._stories[story]:
            del self._stories[story]

    def _id(self, story: int) -> str:
        return self._id_of(self._stories[story])

    def _id_of(self, members: Iterable[int]) -> str:
        return id_of_story(self._first(members))

    def _first(self, members: Iterable[int]) -> str:
        return min(self._vectors[number].place for number in members)[1]

    def _place(self, number: int) -> tuple[str, str]:
        return self._vectors[number].place


def find_groups(
    docs: Sequence[Doc], decisions: Decisions = NONE
) -> tuple[tuple[tuple[Doc, ...], tuple[Join, ...]], ...]:
    """Return groups of docs that report one happening, each with the reasons of its joins, oldest first.

    The order of `docs` does not matter.
    """
    by_id = {doc.article.id: doc for doc in docs}
    stream = Stream.of((vector_of(doc) for doc in by_id.values()), decisions)
    return tuple(
        (tuple(by_id[article] for article in story.articles), spell(story.joins, by_id))
        for story in stream.stories()
    )


def spell(joins: Iterable[Join], docs: Mapping[str, Doc]) -> tuple[Join, ...]:
    """Return the joins with the words, names and figures that each pair of articles shares, the weightiest first."""
    return tuple(join if join.shared else _spelled(join, docs[join.article], docs[join.to]) for join in joins)


def _spelled(join: Join, doc: Doc, other: Doc) -> Join:
    mine, theirs = (Weighed.of(vector_of(one), Frequencies()) for one in (doc, other))
    shown: dict[int, str] = {}
    for term in terms_of(doc):
        shown.setdefault(term.key, term.shown)
    weight = {
        key: mine.weights[key] * theirs.weights[key] for key in mine.weights.keys() & theirs.weights.keys()
    }
    ordered = sorted(weight, key=lambda key: (-weight[key], shown[key]))
    return replace(join, shared=tuple(dict.fromkeys(shown[key] for key in ordered))[:_SHOWN])
