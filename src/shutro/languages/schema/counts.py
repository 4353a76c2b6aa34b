"""The shape of `counts.toml`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CountsTable:
    """Words beside a figure that say what it counts."""

    further: dict[str, str]  # words that make a figure an addition to another one, with an example
    remains: dict[str, str]  # stems for the dead, with an example
    dead: str  # the mode of events under which they are counted
