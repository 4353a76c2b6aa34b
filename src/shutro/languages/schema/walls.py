"""The shape of `walls.toml`: the words of pages that stand in place of an article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wall:
    """A kind of such pages; it is known by its headline, or by words that stand among few others."""

    kind: str  # the reason that is given
    headlines: tuple[str, ...]  # whole headlines
    openings: tuple[str, ...]  # the beginnings of headlines
    words: tuple[str, ...]  # of which one stands in the page
    stays: tuple[str, ...] = ()  # headlines and words of articles that look alike


@dataclass(frozen=True, slots=True)
class WallTable:
    """The kinds of pages that are no article."""

    wall: tuple[Wall, ...]
