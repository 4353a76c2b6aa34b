"""The shape of `circumstances.toml`."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class CauseWords:
    """Words by which a clause tells a cause, with clauses and the cause that each of them tells.

    *behind*: they stand behind the cause, which ends in a genitive, and before what came of it; *force*: they are its
    last word; *from*: they stand behind it and before one of `begun`; *named*: they stand behind what came of it, in
    the genitive; *blamed*: they stand behind the cause, or before it; *so*: they stand behind all that is the cause.
    """

    how: Literal["behind", "force", "from", "named", "blamed", "so"]
    words: frozenset[str]
    examples: dict[str, str]
    begun: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CircumstanceTable:
    """Words that tell the circumstances of an act: why it came to it, and when."""

    cause: tuple[CauseWords, ...]
    marks: frozenset[str]  # at which a clause ends
    ends: frozenset[str]  # words behind which it is only told who says so
    asks: frozenset[str]  # words and marks of a question
    sake: frozenset[str]  # words between what came of it and who is to blame: "for"
    taken: frozenset[str]  # words before a cause: "as the cause of the fire"
    sought: frozenset[str]  # words behind "cause" where it is only sought: "to find the cause of the fire"
    happening: frozenset[str]  # nouns for what was told right before: "this incident"
    clocks: frozenset[str]  # words behind the name of a clock: "local time"
