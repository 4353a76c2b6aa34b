"""A library brought up to date: the docs that are missing, then the stories."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from shutro.model import Doc
from shutro.pipeline import annotate, tell
from shutro.store import stories
from shutro.store.articles import StoredArticle


def update(connection: Connection) -> Iterator[tuple[int, int]]:
    """Make what is missing or old; yield how many articles of how many are read, last before the stories are made."""
    missing = stories.missing_docs(connection)
    for done, _ in enumerate(make_docs(connection, missing)):
        yield done, len(missing)
    yield len(missing), len(missing)
    make_stories(connection)


def make_docs(connection: Connection, articles: Sequence[str]) -> Iterator[str]:
    """Make and store the docs of these articles; yield the id of each that is done."""
    return stories.make_docs(connection, articles, _annotate)


def make_stories(connection: Connection) -> None:
    """Make and store the stories anew where something has changed since."""
    stories.refresh_stories(connection, tell)


def differing_docs(connection: Connection) -> tuple[int, tuple[str, ...]]:
    """Return how many docs of this version there are, and the articles of those that would be made otherwise now."""
    found = stories.find_differing(connection, _annotate)
    return len(found), tuple(article for article, is_same in found.items() if not is_same)


def _annotate(stored: StoredArticle) -> Doc:
    return annotate(stored.article, stored.dropped, published=stored.published)
