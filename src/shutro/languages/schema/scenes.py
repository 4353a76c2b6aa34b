"""The shape of `scenes.toml`: what tells two happenings of one kind apart."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["victim", "accused"]


@dataclass(frozen=True, slots=True)
class Daily:
    """Words of reports whose figures are of one day only, each for all words that begin so, with examples."""

    words: tuple[str, ...]
    examples: tuple[str, ...]
    beside: tuple[str, ...] = ()  # words of which one has to stand there, too


@dataclass(frozen=True, slots=True)
class SceneTable:
    """What acts make of those whom they befall, acts that are of no one place, and figures of one day."""

    wide: frozenset[str]  # modes of events that come over many places at once
    roles: dict[str, Role]  # modes of events
    daily: tuple[Daily, ...]
