"""What is near: stories that tell of the same names, and the articles that name somebody."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from shutro.store import schema
from shutro.store.opening import reading

_KINDS = ("who", "place", "body")
_COMMON = 200  # stories that share a name; one that stands in more tells nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A story that names whom another one names, too."""

    story: str
    title: str
    language: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """An article that names somebody, and how often."""

    article: str
    outlet: str | None
    published: str | None
    title: str
    mentions: int


def near_stories(connection: Connection, story: str, *, limit: int = 8) -> tuple[Near, ...]:
    """Return the stories that share most names with a story, of those that few stories share."""
    mine, other = schema.facet.alias("mine"), schema.facet.alias("other")
    tally, card = schema.tally.c, schema.card.c
    rare = (
        select(mine.c.kind, mine.c.value)
        .join(schema.tally, (tally.kind == mine.c.kind) & (tally.value == mine.c.value))
        .where(mine.c.story == story, mine.c.kind.in_(_KINDS), tally.stories.between(2, _COMMON))
        .subquery("rare")
    )
    shared = func.count()
    query = (
        select(card.story, card.title, card.language, card.articles)
        .join(other, other.c.story == card.story)
        .join(rare, (rare.c.kind == other.c.kind) & (rare.c.value == other.c.value))
        .where(card.story != story)
        .group_by(card.story)
        .order_by(shared.desc(), card.story)
        .limit(limit)
    )
    with reading(connection):
        return tuple(
            Near(story=row.story, title=row.title, language=row.language, articles=row.articles)
            for row in connection.execute(query)
        )


def naming_articles(connection: Connection, entity: str, *, limit: int = 60) -> tuple[Naming, ...]:
    """Return the articles that name an entity, those that came last first."""
    named, source = schema.named.c, schema.source.c
    query = (
        select(named.article, source.outlet, source.published, source.title, named.mentions)
        .join(schema.source, source.article == named.article)
        .where(named.entity == entity, named.mentions > 0)
        .order_by(named.arrival.desc())
        .limit(limit)
    )
    with reading(connection):
        return tuple(
            Naming(
                article=row.article,
                outlet=row.outlet,
                published=row.published,
                title=row.title,
                mentions=row.mentions,
            )
            for row in connection.execute(query)
        )
