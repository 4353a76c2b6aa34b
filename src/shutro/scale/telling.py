"""What stories say: their docs linked, their findings made, and the rows that they have in the tables."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from shutro.errors import ArchiveError
from shutro.model import Join
from shutro.pipeline import tell_story
from shutro.scale.kept import Part, key_of, read_part, whole
from shutro.scale.reading import doc_of
from shutro.scale.rows import By, RowsPart, add_rows
from shutro.scale.slices import Group, Place, Sliced
from shutro.scale.tables import Row, rows_of_story
from shutro.story.spelling import spell


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What came of some stories."""

    rows: tuple[RowsPart, ...]
    stories: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """A group that goes on with a story: the part that it is in and its place there."""

    story: int  # the place of the story's first group in the chunk
    part: Part
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TellChunk:
    """Some groups whose stories are to be told: without those that go on with others, with what goes on with them."""

    key: str
    name: str
    part: Part
    left_out: tuple[int, ...]
    further: tuple[Further, ...]
    folder: str
    by: By

    def __str__(self) -> str:
        return self.name


def chunk_tasks(
    slices: Sequence[Sliced], continued: Mapping[Place, Place], version: str, folder: str, by: By
) -> list[TellChunk]:
    """Return all groups in chunks, each story in that of its first group."""
    left_out: dict[tuple[int, int], list[int]] = defaultdict(list)
    further: dict[tuple[int, int], list[Further]] = defaultdict(list)
    for at, first in sorted(continued.items()):
        left_out[at.slice, at.chunk].append(at.place)
        part = slices[at.slice].chunks[at.chunk]
        further[first.slice, first.chunk].append(Further(story=first.place, part=part, place=at.place))
    return [
        TellChunk(
            key=key_of(version, by, part, left_out[place], further[place]),
            name=f"stories {place[0]}.{place[1]}",
            part=part,
            left_out=tuple(left_out[place]),
            further=tuple(further[place]),
            folder=folder,
            by=by,
        )
        for number, one in enumerate(slices)
        for place, part in (((number, chunk), part) for chunk, part in enumerate(one.chunks))
    ]


def tell_chunk(task: TellChunk) -> Told:
    """Return what came of the stories of a chunk; their rows are in a file."""
    path = Path(task.folder) / f"{task.key}.bin"
    rows: list[Row] = []
    stories = articles = 0
    for groups in _stories(task):
        rows += _tell(groups)
        stories += 1
        articles += sum(len(group.articles) for group in groups)
    with whole(path) as file:
        parts = add_rows(file, path, rows, task.by)
    return Told(rows=parts, stories=stories, articles=articles)


def _stories(task: TellChunk) -> Iterator[list[Group]]:
    """Yield the groups of each story."""
    further: dict[int, list[Group]] = {}
    for one in task.further:
        further.setdefault(one.story, []).append(read_part(one.part, Group)[one.place])
    for place, group in enumerate(read_part(task.part, Group)):
        if place not in task.left_out:
            yield [group, *further.get(place, ())]


def _tell(groups: Sequence[Group]) -> Iterator[Row]:
    placed = {one.article: one for group in groups for one in group.articles}
    docs = [doc_of(one.doc) for one in placed.values()]
    docs.sort(key=lambda doc: (doc.dating.value or "~", doc.article.id))
    try:
        story, linked = tell_story(docs, spell(_joins(groups, placed), {doc.article.id: doc for doc in docs}))
    except Exception as error:
        first = docs[0].article.id
        reason = f"{type(error).__name__}: {error}"
        raise ArchiveError(f"the story of {first} and {len(docs) - 1} others: {reason}") from error
    return rows_of_story(story, linked, {article: one.record for article, one in placed.items()})


def _joins(groups: Sequence[Group], articles: Container[str]) -> list[Join]:
    """Return why each article belongs to the story: as it came or, where it was alone then, as it looked later."""
    found = {join.article: join for group in groups for join in group.joins if join.to in articles}
    for group in groups:
        for join in group.joins_before:
            if join.article in articles and join.to in articles:
                found.setdefault(join.article, join)
    return list(found.values())
