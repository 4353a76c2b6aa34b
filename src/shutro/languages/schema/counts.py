"""The shape of `counts.toml`."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Head:
    """What people are counted as, and the stems beside a figure that tell it."""

    name: str
    stems: tuple[str, ...]
    examples: tuple[str, ...]
    who: bool = False  # who they are, which counts where nothing beside the figure says what happened to them


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a figure of a unit is given of, and the words of its clause that tell it."""

    name: str
    unit: Literal["money", "person", "percent", "piece", "time", "km"]
    words: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountsTable:
    """Words beside a figure that say what it counts."""

    further: dict[str, str]  # words that make a figure an addition to another one, with an example
    ahead: dict[str, str]  # words of a sentence that makes a figure an expectation, with an example
    course: dict[str, str]  # words that give a figure as of a time, after another one, with an example
    upto: dict[str, str]  # words before a figure by which it is as of a time, with an example
    stretches: dict[str, str]  # words with which a stretch of time begins that ends now, with an example
    ages: dict[str, str]  # words beside a figure that is somebody's age, with an example
    series: dict[str, str]  # what each of many things or persons has a figure of, with an example
    apart: dict[
        str, dict[str, str]
    ]  # words by which figures of one thing are two, by what they tell, with the usual one
    human: frozenset[str]  # names of heads that only people can be, so that a bare figure counts people
    members: tuple[str, ...]  # counted words that tell how large a body is, unless something happened to them
    purposes: tuple[Purpose, ...]
    heads: tuple[Head, ...]
