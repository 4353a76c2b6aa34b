"""The shape of `credits.toml`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CreditTable:
    """The words beside the name of a medium that make it a source of the article."""

    origin_before: frozenset[str]
    origin_after: frozenset[str]
    photo_before: frozenset[str]
    documents: frozenset[str]  # what a medium publishes
    citing: frozenset[str]
    given: frozenset[str]  # behind a medium to which an interview was given
    nouns: frozenset[str]  # kinds of media, beside a name
    media: frozenset[str]  # kinds of media that stand for an unnamed one
    descriptors: frozenset[str]  # before `media`
    examples: tuple[str, ...]
