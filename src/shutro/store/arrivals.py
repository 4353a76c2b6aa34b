"""Pages on their way into the library, and what became of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from shutro.errors import InputError
from shutro.ingest.articles import AHEAD, to_article
from shutro.ingest.given import GivenArticle
from shutro.model import Article, Dropped, Page
from shutro.store import schema
from shutro.store.articles import Added, add_article
from shutro.store.dropped import note_dropped
from shutro.store.opening import reading, writing
from shutro.store.tombstones import find_tombstone, refusal
from shutro.store.twins import settle

_DAY = len("2026-11-14")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article that a page held, whether the library knew it, and which lines of the page are no part of it."""

    name: str
    article: Article
    added: Added
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The article that a page holds, and the lines of the page that are no part of it."""

    article: Article
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The story that an article is in."""

    story: str
    title: str
    articles: int


def add_page(connection: Connection, page: Page, known: GivenArticle, *, at: str) -> Arrival | Dropped:
    """Store the article of a page, and return what became of it; a page without one is stored as dropped.

    A report that the library knows, under this address or another, is not stored again; one that its outlet changed
    is a version, dated by the change.
    """
    return keep_page(connection, page, extract(page, known), known, at=at)


def extract(page: Page, known: GivenArticle) -> Extracted | Dropped:
    """Return the article that a page holds, or why it holds none; this takes long, and needs no library."""
    try:
        article, dropped = to_article(page, known)
    except InputError as error:
        reason = str(error).removeprefix(f"{page.name}: ")
        return Dropped(text=page.name, stage="ingest", reason=reason)
    return Extracted(article=article, dropped=dropped)


def keep_page(
    connection: Connection, page: Page, found: Extracted | Dropped, known: GivenArticle, *, at: str
) -> Arrival | Dropped:
    """Store what was found on a page, in one transaction, and return what became of it."""
    with writing(connection):
        if isinstance(found, Dropped):
            note_dropped(connection, found, at=at)
            return found
        article, is_known = settle(connection, found.article, page.fetched)
        published = known.published or (None if is_known else _guess(page, found.dropped))
        added = add_article(connection, page, article, found.dropped, published=published, at=at)
        if added == "refused":
            return Dropped(text=page.name, stage="library", reason=_refusal(connection, article))
    return Arrival(name=page.name, article=article, added=added, dropped=found.dropped)


def _guess(page: Page, dropped: Sequence[Dropped]) -> str | None:
    """Return the day of the fetch, as a guess, where the page's own date was in the future."""
    is_ahead = any(one.reason == AHEAD for one in dropped)
    return f"{page.fetched[:_DAY]}~" if page.fetched and is_ahead else None


def _refusal(connection: Connection, article: Article) -> str:
    with reading(connection):
        stone = find_tombstone(connection, article)
    return refusal(stone) if stone else "was taken down"


def stories_joined(connection: Connection, articles: Iterable[str]) -> dict[str, Joined]:
    """Return the stories of those articles that are in one, by article."""
    query = (
        select(schema.vector.c.article, schema.card.c.story, schema.card.c.title, schema.card.c.articles)
        .join(schema.card, schema.card.c.story == schema.vector.c.story)
        .where(schema.vector.c.article.in_(list(articles)))
    )
    with reading(connection):
        return {
            article: Joined(story=story, title=title, articles=count)
            for article, story, title, count in connection.execute(query)
        }
