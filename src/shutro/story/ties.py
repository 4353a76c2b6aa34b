"""Articles that are tied to one another, and the stories that ties make of them."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest

from shutro.story.linkage import FEW, HIGHEST, LARGEST, STEP, TIED, Manner, partition, strength


class Ties:
    """How alike articles are, and the story that each is in, named by the number of one of its articles."""

    def __init__(self) -> None:
        self._ties: dict[int, dict[int, float]] = {}
        self._order: dict[int, int] = {}  # what articles are ordered by that are alike otherwise
        self._manner: dict[int, Manner] = {}
        self._story: dict[int, int] = {}
        self._members: dict[int, set[int]] = {}

    def enter(self, number: int, alike: Mapping[int, float], order: int, manner: Manner) -> None:
        """Hold an article, tied to others, as a story of its own."""
        self._ties[number] = dict(alike)
        for other, score in alike.items():
            self._ties[other][number] = score
        self._order[number], self._manner[number] = order, manner
        self._put(number, number)

    def drop(self, number: int) -> None:
        """Hold an article no longer."""
        for other in self._ties.pop(number):
            del self._ties[other][number]
        self._take(number)
        del self._order[number], self._manner[number]

    def of(self, number: int) -> Mapping[int, float]:
        """Return the articles that one is tied to, and how alike they are."""
        return self._ties[number]

    def join(self, number: int) -> int | None:
        """Let an article that is alone join the nearest story of those before it; return its nearest article there."""
        by_story: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for other, likeness in self._ties[number].items():
            if other < number:
                by_story[self._story[other]].append((likeness, other))
        least, even = self._manner[number]
        best: tuple[float, int, int] | None = None
        for story, found in sorted(by_story.items()):
            scores = [score for score, _ in found]
            size = len(self._members[story])
            near = strength(sum(nlargest(FEW, scores)), math.fsum(scores), size, self._within(story), even)
            if near >= least and (best is None or near > best[0]):
                best = near, story, max(found)[1]
        if best is None:
            return None
        self._take(number)
        self._put(number, best[1])
        return best[2]

    def regroup(self, numbers: Iterable[int]) -> list[list[int]]:
        """Make the stories anew to which ties lead from these articles.

        Return those that are others than before, the first article of each first.
        """
        done: set[int] = set()
        changed = []
        for number in numbers:
            if number not in done:
                for members in self._tied(number, TIED):
                    done.update(members)
                    groups = [group for group in self._groups(members) if not self._is_story(group)]
                    self._settle(groups)
                    changed += groups
        return changed

    def _is_story(self, group: Sequence[int]) -> bool:
        """Say whether these articles are a story, which no article of another one names."""
        story = self._story[group[0]]
        return self._members[story] == set(group) and self._story.get(story, story) == story

    def _tied(self, start: int, least: float) -> Iterator[Sequence[int]]:
        """Yield the articles to which ties of at least so much lead; of too many, those that closer ties hold."""
        members = self._reached(start, least)
        if len(members) <= LARGEST or least >= HIGHEST:
            yield sorted(members, key=self._order.__getitem__)
            return
        while members:
            for found in self._tied(next(iter(members)), least + STEP):
                members.difference_update(found)
                yield found

    def _reached(self, start: int, least: float) -> set[int]:
        reached, waiting = {start}, [start]
        while waiting:
            for other, score in self._ties[waiting.pop()].items():
                if score >= least and other not in reached:
                    reached.add(other)
                    waiting.append(other)
        return reached

    def _groups(self, members: Sequence[int]) -> list[list[int]]:
        inside = set(members)
        edges = {
            (one, other): score
            for one in members
            for other, score in self._ties[one].items()
            if one < other and other in inside
        }
        manner = sorted(self._manner[number] for number in members)[(len(members) - 1) // 2]
        return partition(members, edges, manner)

    def _settle(self, groups: Sequence[Sequence[int]]) -> None:
        for group in groups:
            for number in group:
                self._take(number)
        for group in groups:
            for number in group:
                self._put(number, group[0])

    def _within(self, story: int) -> float:
        """Return the likeness of all pairs of a story's articles, each with itself, too, summed up."""
        members = self._members[story]
        return len(members) + math.fsum(
            score for number in members for other, score in self._ties[number].items() if other in members
        )

    def _put(self, number: int, story: int) -> None:
        self._story[number] = story
        self._members.setdefault(story, set()).add(number)

    def _take(self, number: int) -> None:
        story = self._story.pop(number)
        self._members[story].discard(number)
        if not self._members[story]:
            del self._members[story]
