"""Stories by slices of time: which hours are looked at together, and which stories go on from one slice to the next."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import msgspec

from shutro.model import Join
from shutro.scale.kept import Part, add_part, key_of, read_part, whole
from shutro.scale.reading import HourPart, Located
from shutro.scale.tables import UNDATED
from shutro.story.cluster import Stream

SLICE = 12_000  # articles from which a slice is full, some 54 kB each; an hour is never cut
_LEAD = timedelta(days=14)  # before a slice, in which the stories that go on have begun …
_LED = 6_000  # … as far as it has no more articles than so many
_DAY = len("2026-11-14")
_CHUNK = 400  # articles of the stories that are told together


class Placed(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """An article of a story: where its doc is kept, and where its page stands in the archive."""

    article: str
    doc: Part
    record: str


class Group(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A story as far as it lies in one slice; `before` are articles of earlier slices that belong to it."""

    articles: tuple[Placed, ...]
    before: tuple[str, ...]
    joins: tuple[Join, ...]
    joins_before: tuple[Join, ...]  # of those earlier articles, as they look from this slice


class Sliced(msgspec.Struct, frozen=True, kw_only=True):
    """The groups of a slice in parts of some hundred articles."""

    chunks: tuple[Part, ...]
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Hours that are looked at together, and those before them; where only the day is known, days."""

    hours: tuple[str, ...]
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSlice:
    """A slice whose stories are to be found, and the folder for them; the articles are those of several shards."""

    key: str
    name: str
    hours: tuple[HourPart, ...]
    before: tuple[HourPart, ...]
    folder: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A group by its slice, its part there, and its place in it."""

    slice: int
    chunk: int
    place: int


def lay_slices(counts: Mapping[str, int]) -> list[Slice]:
    """Return the slices that hours with so many articles are laid in; what has no day is a slice by itself."""
    slices: list[Slice] = []
    dated = sorted(hour for hour in counts if hour != UNDATED)
    first = total = 0
    for place, hour in enumerate(dated, 1):
        total += counts[hour]
        if total >= SLICE or place == len(dated):
            slices.append(
                Slice(hours=tuple(dated[first:place]), before=_before(dated[:first], dated[first], counts))
            )
            first, total = place, 0
    return [*slices, Slice(hours=(UNDATED,), before=())] if UNDATED in counts else slices


def _before(earlier: Sequence[str], hour: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the hours before a slice that are looked at with it, at least the last one where it is near enough."""
    begin = (date.fromisoformat(hour[:_DAY]) - _LEAD).isoformat()
    found: list[str] = []
    total = 0
    for one in reversed(earlier):
        total += counts[one]
        if one < begin or (found and total > _LED):
            break
        found.append(one)
    return tuple(reversed(found))


def slice_tasks(parts: Sequence[HourPart], version: str, folder: str) -> list[GroupSlice]:
    """Return the slices of all articles that were read."""
    by_hour: dict[str, list[HourPart]] = defaultdict(list)
    for part in parts:
        by_hour[part.hour].append(part)
    counts = {hour: sum(one.part.count for one in some) for hour, some in by_hour.items()}
    tasks = []
    for laid in lay_slices(counts):
        hours, before = (
            tuple(one for hour in some for one in by_hour[hour]) for some in (laid.hours, laid.before)
        )
        name = " to ".join(dict.fromkeys((laid.hours[0], laid.hours[-1])))
        key = key_of(version, hours, before)
        tasks.append(GroupSlice(key=key, name=name, hours=hours, before=before, folder=folder))
    return tasks


def find_groups_of(task: GroupSlice) -> Sliced:
    """Return the stories of a slice; an article that comes twice is that of the first shard."""
    core = _located(task.hours)
    before = {article: one for article, one in _located(task.before).items() if article not in core}
    stream = Stream.of(one.vector for one in (*before.values(), *core.values()))
    groups = []
    for story in stream.stories():
        articles = tuple(_placed(core[article]) for article in story.articles if article in core)
        if articles:
            groups.append(
                Group(
                    articles=articles,
                    before=tuple(article for article in story.articles if article in before),
                    joins=tuple(join for join in story.joins if join.article in core),
                    joins_before=tuple(join for join in story.joins if join.article in before),
                )
            )
    path = Path(task.folder) / f"{task.key}.bin"
    with whole(path) as file:
        chunks = tuple(add_part(file, path, chunk) for chunk in _chunks(groups))
    return Sliced(chunks=chunks, articles=len(core))


def _located(parts: Sequence[HourPart]) -> dict[str, Located]:
    found: dict[str, Located] = {}
    for part in parts:
        for one in read_part(part.part, Located):
            found.setdefault(one.vector.article, one)
    return found


def _placed(one: Located) -> Placed:
    return Placed(article=one.vector.article, doc=one.doc, record=one.record)


def _chunks(groups: Sequence[Group]) -> Iterator[list[Group]]:
    chunk: list[Group] = []
    for group in groups:
        chunk.append(group)
        if sum(len(one.articles) for one in chunk) >= _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def find_continued(slices: Sequence[Sliced]) -> dict[Place, Place]:
    """Return, of each group that goes on with another story, the first group of that story."""
    continued = Continued()
    for number, one in enumerate(slices):
        continued.take(_groups(number, one))
    return continued.first


class Continued:
    """Which stories go on, slice by slice; each is named by its first group.

    A group goes on with the story that has most of its articles before the slice. Another story of which it holds every
    article goes over into that one: what was found of it alone was found before the reports that tie the two.
    """

    def __init__(self) -> None:
        self.first: dict[Place, Place] = {}
        self._groups: dict[Place, list[Place]] = {}  # story → its groups, of the stories in sight
        self._home: dict[str, Place] = {}  # article in sight → its story
        self._size: Counter[Place] = Counter()  # articles of the stories in sight

    def take(self, groups: Iterable[tuple[Place, Group]]) -> None:
        """Take the groups of the next slice."""
        here: dict[str, Place] = {}
        for place, group in groups:
            root = self._root(place, group)
            here |= {article: self._home[article] for article in group.before if article in self._home}
            here |= dict.fromkeys((placed.article for placed in group.articles), root)
            self._size[root] += len(group.articles)
        self._home = here  # what lies before a slice lies within the view of the one before it
        seen = set(here.values())
        self._size = Counter({story: self._size[story] for story in seen})
        self._groups = {story: self._groups[story] for story in seen}

    def _root(self, place: Place, group: Group) -> Place:
        """Return the story that a group belongs to, after others have gone over into it."""
        counts = Counter(self._home[article] for article in group.before if article in self._home)
        root = min(counts, key=lambda story: (-counts[story], story), default=place)
        for story in sorted(counts):
            if story != root and counts[story] == self._size[story]:
                self._go_over(story, root, group)
        self._groups.setdefault(root, []).append(place)
        if root != place:
            self.first[place] = root
        return root

    def _go_over(self, story: Place, root: Place, group: Group) -> None:
        for place in self._groups.pop(story):
            self.first[place] = root
            self._groups[root].append(place)
        self._size[root] += self._size.pop(story)
        for article in group.before:
            if self._home.get(article) == story:
                self._home[article] = root


def _groups(number: int, one: Sliced) -> Iterator[tuple[Place, Group]]:
    for chunk, part in enumerate(one.chunks):
        for place, group in enumerate(read_part(part, Group)):
            yield Place(number, chunk, place), group
