"""The shape of `numbers.toml`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberTable:
    """The number words of a language, and what may glue to them."""

    words: dict[str, float]
    scales: dict[str, float]
    shifts: dict[str, float]  # added to the number that follows: সাড়ে is a half more
    behind: dict[str, float]  # number words that stand behind what they count
    ordinals: dict[str, int]
    ordinal_endings: tuple[str, ...]  # glued to figures: ১ম, ২১শে
    points: tuple[str, ...]  # words for the decimal point
    glued: tuple[str, ...]  # counters and units that are written in one word with a number
    before_counters: tuple[str, ...]  # number words that mean something else unless a counter follows
    counted: tuple[str, ...]  # nouns that serve as such a counter
    not_numbers: tuple[str, ...]  # words that only look like a number with an ending
    examples: dict[str, float]
