"""What a page says of itself, before cleaning."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The words of a page that may be an article, and what the page says about it."""

    text: str
    title: str = ""
    url: str | None = None
    site: str | None = None
    published: str | None = None
    modified: str | None = None
    byline: str | None = None
