"""Which articles report one happening: each joins a story as it comes, and touched stories are looked over together."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nlargest

from shutro.decisions.records import NONE, Decisions
from shutro.model import Join
from shutro.story.bridges import Bridges, bridge_stories
from shutro.story.chain import find_chain
from shutro.story.changes import Affair, Apart, Bond, Changes, Joining, find_changes
from shutro.story.decided import Gathered, decide_stories
from shutro.story.label import id_of_story
from shutro.story.linkage import FEW, Manner, partition, strength
from shutro.story.neighbours import manner_of, neighbours_for
from shutro.story.vectors import Vector
from shutro.story.vetoes import Vetoes
from shutro.story.weights import DAY, day_of

AFFAIR = Manner(0.1, even=True)  # how near stories have to be to be one affair
LIVE = 60 * DAY  # seconds after which nothing joins a story any more
_AT_ONCE = 256  # articles that are compared with others before they are tied


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
        self._vectors: dict[int, Vector] = {}
        self._vetoes = Vetoes(self._vectors)
        self._neighbours = neighbours_for(articles, self._vetoes.bar)
        self._bridges = Bridges()
        self._numbers: dict[str, int] = {}
        self._story: dict[int, int] = {}  # article → the number of its story
        self._stories: dict[int, set[int]] = {}
        self._ends: dict[int, list[int]] = defaultdict(
            list
        )  # articles by the day after which their story may end
        self._touched: set[int] = set()
        self._stale: set[str] = set()  # languages whose first articles are to be weighed once more
        self._next = 0

    @classmethod
    def of(cls, vectors: Iterable[Vector], decisions: Decisions = NONE) -> "Stream":
        """Return the stream that holds these articles, their stories looked over."""
        ordered = sorted(vectors, key=lambda vector: vector.place)
        stream = cls(decisions, len(ordered))
        for run in stream._runs(ordered):
            stream._enter(run)
            if run[-1].language in stream._stale and not stream._neighbours.is_early(run[-1]):
                stream._weigh_early()
        stream.maintain()
        return stream

    def __contains__(self, article: str) -> bool:
        return article in self._numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def is_weighed(self) -> bool:
        """Return whether the first articles of each language are weighed by all that came among them."""
        return not self._stale

    def add(self, *vectors: Vector) -> None:
        """Take articles in, one after the other, each into the nearest story as far as it is near enough."""
        coming: set[str] = set()
        for vector in vectors:
            if vector.article in self._numbers or vector.article in coming:
                raise ValueError(f"the article {vector.article} is in the stream")
            coming.add(vector.article)
        for run in self._runs(vectors):
            first = self._enter(run)
            for number, to in enumerate(self._neighbours.join(first, self._next), first):
                if to is not None:
                    self._leave(number)
                    self._put(number, self._story[to])
                    self._touched.add(to)

    def joining(self, article: str) -> Joining:
        """Return which story an article is in, and why."""
        number = self._numbers[article]
        story = self._story[number]
        others = self._stories[story] - {number}
        _, _, to = max(self._ties_between((number,), others), default=(0.0, -1, -1))
        return Joining(
            article=article,
            story=self._id(story),
            to=self._vectors[to].article if to >= 0 else None,
            score=self._strength((number,), others) if to >= 0 else 0.0,
            likeness=self._neighbours.compare(number, to) if to >= 0 else None,
            vetoed=self._vetoes.of((number,)),
        )

    def apart(self, articles: Iterable[str]) -> tuple[Apart, ...]:
        """Return what keeps these articles out of the stories of articles that are near."""
        return self._vetoes.of(self._numbers[article] for article in articles)

    def bond(self, articles: Iterable[str], others: Iterable[str]) -> Bond | None:
        """Return what ties two groups of articles; None where nothing does, or one of them is not in the stream."""
        numbers = [{self._numbers.get(article, -1) for article in group} for group in (articles, others)]
        if not all(numbers) or -1 in numbers[0] | numbers[1]:
            return None
        score, one, other = max(self._ties_between(*numbers), default=(0.0, -1, -1))
        if one < 0:
            return None
        return Bond(
            article=self._vectors[one].article,
            to=self._vectors[other].article,
            score=score,
            strength=self._strength(*numbers),
        )

    def drop(self, article: str) -> None:
        """Take an article out."""
        number = self._numbers[article]
        vector = self._vectors[number]
        self._neighbours.note(vector, -1)
        if self._neighbours.is_early(vector):
            self._stale.add(vector.language)
        self._touched |= self._neighbours.ties(number).keys() | self._stories[self._story[number]]
        self._let_go((number,))

    def maintain(self, now: int | None = None, *, anew: bool = True) -> Changes:
        """Look the touched stories over, and return what changed.

        With `now`, seconds of universal time, stories that ended long before are let go. Where nothing is weighed
        `anew`, the first articles of a language keep the weights that they came with.
        """
        before = self._weigh_early() if anew else {}
        found = self._neighbours.regroup(sorted(self._touched))
        for story in {self._story[number] for group in found for number in group}:
            was = self._id(story)
            for number in self._stories[story]:
                before.setdefault(number, was)
        for group in found:
            for number in group:
                self._leave(number)
        for group in found:
            for number in group:
                self._put(number, group[0])
        self._touched.clear()
        changes = self._changes(before)
        return replace(changes, closed=self._close(now - LIVE)) if now is not None else changes

    def _close(self, before: int) -> tuple[str, ...]:
        """Let go of the stories whose articles are all older, but for those decided on, and return their ids."""
        today = before // DAY
        ended = sorted(day for day in self._ends if day < today)
        asked = [number for day in ended for number in self._ends.pop(day) if number in self._story]
        gone: list[str] = []
        leaving: list[int] = []
        for story in dict.fromkeys(self._story[number] for number in asked):
            members = self._stories[story]
            near = [number for other in self._reached((story,)) for number in self._stories[other]]
            later = [number for number in near if not self._is_past(self._vectors[number], before)]
            if later:
                # Asked once more when the last of them has passed, or next day where nobody knows when.
                ends = [self._vectors[number].until or 0 for number in later]
                self._ends[max(today, max(ends) // DAY)].append(min(members))
            else:
                gone.append(self._id(story))
                leaving += sorted(members)
        self._let_go(leaving)
        return tuple(sorted(gone))

    def _is_past(self, vector: Vector, before: int) -> bool:
        return (vector.until or before) < before and vector.article not in self._decided

    def stories(self) -> Sequence[Gathered]:
        """Return all stories as people have decided them, the oldest first."""
        found = sorted(self._stories.values(), key=lambda members: min(map(self._place, members)))
        return self._decide(found)

    def affairs(self) -> tuple[Affair, ...]:
        """Return which stories are parts of one affair, the oldest first; one that stands alone is one of its own."""
        found = []
        for component in self._components():
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
        found = (self._stories[story] for story in self._reached(wanted))
        return self._decide(sorted(found, key=lambda held: min(map(self._place, held))))

    def _decide(self, found: Sequence[Collection[int]]) -> Sequence[Gathered]:
        """Return stories, those that bridges lead between made one, as people have decided them."""

        def place(article: str) -> tuple[str, str]:
            return self._place(self._numbers[article])

        gathered = bridge_stories([self._gathered(members) for members in found], self._bridges, place)
        return decide_stories(gathered, self._decisions, place)

    def _reached(self, stories: Iterable[int]) -> set[int]:
        """Return the stories with those to which bridges lead from them."""
        reached = set(stories)
        waiting = list(reached)
        while waiting:
            inside = (self._vectors[number].article for number in self._stories[waiting.pop()])
            for other in self._bridges.reach(inside):
                story = self._story[self._numbers[other]]
                if story not in reached:
                    reached.add(story)
                    waiting.append(story)
        return reached

    def _runs(self, vectors: Iterable[Vector]) -> Iterator[Sequence[Vector]]:
        """Count articles, and yield them in runs that nothing weighs which is counted after them."""
        run: list[Vector] = []
        days: dict[str, int | None] = {}  # by language
        for vector in vectors:
            day = day_of(vector)
            if run and (day is None or days.get(vector.language, day) != day):
                yield run
                run, days = [], {}
            self._neighbours.note(vector)
            if self._neighbours.is_early(vector):
                self._stale.add(vector.language)
            run.append(vector)
            days[vector.language] = day
            if day is None or vector.language in self._stale:
                yield run
                run, days = [], {}
        if run:
            yield run

    def _enter(self, vectors: Sequence[Vector]) -> int:
        """Take articles in as stories of their own, tied to those that are like them; return the first one's number."""
        first = self._next
        self._next += len(vectors)
        for number, vector in enumerate(vectors, first):
            self._numbers[vector.article], self._vectors[number] = number, vector
            self._bridges.note(vector)
            self._put(number, number)
            self._touched.add(number)
            self._ends[(vector.until or 0) // DAY].append(number)
        for start in range(0, len(vectors), _AT_ONCE):
            self._neighbours.enter(first + start, vectors[start : start + _AT_ONCE])
        return first

    def _weigh_early(self) -> dict[int, str]:
        """Weigh the first articles of a language by one another once more, as others came among them.

        Return the ids of the stories that they were in, by article.
        """
        before: dict[int, str] = {}
        if not self._stale:
            return before
        early = [
            number
            for number, vector in self._vectors.items()
            if vector.language in self._stale and self._neighbours.is_early(vector)
        ]
        for story in {self._story[number] for number in early}:
            before |= dict.fromkeys(self._stories[story], self._id(story))
        ordered = sorted(early, key=self._place)
        vectors = [self._vectors[number] for number in ordered]
        self._let_go(ordered)
        for again, number in enumerate(ordered, self._enter(vectors)):
            before[again] = before.pop(number)
        self._touched |= before.keys()
        self._stale.clear()
        return before

    def _ties_in(self, component: Iterable[int]) -> dict[tuple[int, int], float]:
        return {
            (one, other): score
            for one in component
            for other, score in self._neighbours.ties(one).items()
            if one < other
        }

    def _components(self) -> list[list[int]]:
        """Return the articles with all that they are tied to, each component in the order of its articles."""
        seen: set[int] = set()
        found = []
        for start in sorted(self._story):
            if start in seen:
                continue
            seen.add(start)
            component, waiting = [], [start]
            while waiting:
                number = waiting.pop()
                component.append(number)
                for other in self._neighbours.ties(number).keys() - seen:
                    seen.add(other)
                    waiting.append(other)
            found.append(sorted(component, key=self._place))
        return found

    def _changes(self, before: Mapping[int, str]) -> Changes:
        """Return what became of stories; `before` tells for articles in which they were."""
        after = {
            self._id(story): frozenset(self._stories[story])
            for story in {self._story[number] for number in before}
        }
        return find_changes(before, after, self._place, self._strength)

    def _strength(self, some: Collection[int], others: Collection[int]) -> float:
        """Return how near two groups of articles are."""
        few, many = sorted((some, others), key=len)
        scores = [score for score, _, _ in self._ties_between(few, many)]
        within = self._within(some) * self._within(others)
        even = manner_of(self._vectors[min(some)]).even
        nearest, total = math.fsum(nlargest(FEW, scores)), math.fsum(scores)
        return strength(nearest, total, len(some) * len(others), within, even)

    def _within(self, members: Collection[int]) -> float:
        """Return the likeness of all pairs of articles, each with itself, too, summed up."""
        if len(members) == 1:
            return 1.0
        return len(members) + math.fsum(score for score, _, _ in self._ties_between(members, members))

    def _ties_between(self, some: Iterable[int], others: Collection[int]) -> list[tuple[float, int, int]]:
        return [
            (score, one, other)
            for one in some
            for other, score in self._neighbours.ties(one).items()
            if other in others
        ]

    def _gathered(self, members: Iterable[int]) -> Gathered:
        ordered = sorted(members, key=self._place)
        articles = tuple(self._vectors[number].article for number in ordered)
        return Gathered(
            id=self._id_of(ordered),
            articles=articles,
            joins=tuple(self._join(*pair) for pair in find_chain(ordered, self._neighbours.ties)),
            apart=tuple(apart for apart in self._vetoes.of(ordered) if apart.article in articles),
        )

    def _join(self, number: int, other: int) -> Join:
        likeness = self._neighbours.compare(number, other)
        return Join(
            article=self._vectors[number].article,
            to=self._vectors[other].article,
            score=round(likeness.score, 3),
            shared=(),
            parts=tuple((name, round(value, 3)) for name, value in likeness.parts),
        )

    def _let_go(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            self._leave(number)
            vector = self._vectors.pop(number)
            del self._numbers[vector.article]
            self._bridges.drop(vector)
            self._vetoes.drop(number)
            self._touched.discard(number)
        self._neighbours.drop(numbers)

    def _put(self, number: int, story: int) -> None:
        self._story[number] = story
        self._stories.setdefault(story, set()).add(number)

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
