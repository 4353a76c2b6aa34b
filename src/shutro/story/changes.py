"""What becomes of stories as articles come: joinings, merges and splits, and the affairs that stories belong to."""

from dataclasses import dataclass
from typing import Literal

from shutro.story.likeness import Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Where an article went as it came: a story's id, its own where it begins one."""

    article: str
    story: str
    to: str | None  # the nearest article of the story
    score: float
    likeness: Likeness | None
    vetoed: tuple[tuple[str, str], ...] = ()  # articles that were near, and what kept them apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A story that became a part of another, or gave articles away, and why."""

    kind: Literal["merged", "split"]
    story: str  # what was
    into: tuple[str, ...]  # the stories in which its articles are now
    articles: tuple[str, ...]  # that moved
    score: float


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
