"""The shape of `credits.toml`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CreditTable:
    """The words beside the name of a medium that make it a source of the article."""

    origin_before: tuple[str, ...]
    origin_after: tuple[str, ...]
    photo_before: tuple[str, ...]
    documents: tuple[str, ...]  # what a medium publishes
    citing: tuple[str, ...]
    nouns: tuple[str, ...]  # kinds of media, beside a name
    media: tuple[str, ...]  # kinds of media that stand for an unnamed one
    descriptors: tuple[str, ...]  # before `media`
    examples: tuple[str, ...]
