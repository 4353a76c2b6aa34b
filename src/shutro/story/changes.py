"""What becomes of stories as articles come: joinings, merges and splits, and the affairs that stories belong to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from shutro.story.likeness import Likeness
from shutro.story.traits import Kind

Articles = frozenset[int]  # by their numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Two articles that are alike and cannot be of one happening: what clashes, and the words of each that say so."""

    article: str  # the later one
    other: str
    kind: Kind
    words: str
    others: str
    score: float = 0.0  # how alike they are all the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Where an article went as it came: a story's id, its own where it begins one."""

    article: str
    story: str
    to: str | None  # the nearest article of the story
    score: float
    likeness: Likeness | None
    vetoed: tuple[Apart, ...] = ()  # what kept it apart from articles that are near


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A story that became a part of another, or gave articles away, and how near the parts are on the whole."""

    kind: Literal["merged", "split"]
    story: str  # what was
    into: tuple[str, ...]  # the stories in which its articles are now
    articles: tuple[str, ...]  # that moved
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """What ties two groups of articles: the nearest pair of them, and how near they are on the whole."""

    article: str
    to: str
    score: float
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What came of looking over the touched stories."""

    changes: tuple[Change, ...]
    stories: tuple[str, ...]  # ids of stories whose articles are others than before
    gone: tuple[str, ...]  # ids that no longer are
    firsts: tuple[str, ...] = ()  # the first article of each of the stories whose articles are others
    closed: tuple[str, ...] = ()  # stories that nothing can join any more; the stream has let go of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Affair:
    """What runs over weeks: stories that are alike on the whole, though less than the articles of one."""

    id: str  # that of its first story
    stories: tuple[str, ...]


def find_changes(
    before: Mapping[int, str],
    after: Mapping[str, Articles],
    place: Callable[[int], tuple[str, str]],
    strength: Callable[[Articles, Articles], float],
) -> Changes:
    """Return what became of stories: in which each article was, and of which articles each is now.

    `place` is what articles are ordered by, their id last, and `strength` tells how near two groups of them are.
    """
    old: dict[str, set[int]] = defaultdict(set)
    for number, id_ in before.items():
        old[id_].add(number)
    home = {number: id_ for id_, members in after.items() for number in members}
    changes = []
    for id_, members in sorted(old.items()):
        into = sorted({home[number] for number in members})
        if into != [id_]:
            moved = sorted(members - after.get(id_, frozenset()), key=place)
            changes.append(
                Change(
                    kind="merged" if len(into) == 1 else "split",
                    story=id_,
                    into=tuple(into),
                    articles=tuple(place(number)[1] for number in moved),
                    score=max(
                        strength(*pair) for pair in _parts(frozenset(members), [after[one] for one in into])
                    ),
                )
            )
    changed = {id_: members for id_, members in after.items() if old.get(id_, set()) != set(members)}
    return Changes(
        changes=tuple(changes),
        stories=tuple(sorted(changed)),
        gone=tuple(sorted(old.keys() - after.keys())),
        firsts=tuple(sorted(min(map(place, members))[1] for members in changed.values())),
    )


def _parts(members: Articles, into: Iterable[Articles]) -> Iterable[tuple[Articles, Articles]]:
    """Return the two parts of a story that were made one, or each two that one fell into."""
    parts = [members & whole for whole in into]
    return combinations(parts, 2) if len(parts) > 1 else [(members, whole - members) for whole in into]
