"""Outlets and agencies as the library knows them: what they report first, take from others, and change afterwards."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Select, func, select

from shutro.model import Relation
from shutro.store import schema

Part = Literal["all", "own", "derived", "first", "revised"]
PAGE = 30
_source, _credited = schema.source.c, schema.credited.c


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCount:
    """How much an outlet has in the library; `outlet` is None for articles whose outlet is unknown."""

    outlet: str | None
    articles: int
    derived: int  # from an earlier article of the library
    first: int  # that were the first of their story
    revised: int  # that replace an earlier version


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How many articles of an outlet derive from those of another, or rest on an agency."""

    source: str | None
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """How many articles came in a month, as 2026-11."""

    month: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article in a list, with what it derives from."""

    article: str
    story: str
    outlet: str | None
    agency: str | None
    published: str | None
    language: str
    title: str
    relation: Relation | None
    derived_from: str | None
    of_outlet: str | None
    revises: str | None
    is_first: bool


def count_outlets(connection: Connection) -> tuple[OutletCount, ...]:
    """Return all outlets of the library, those with most articles first."""
    rows = connection.execute(_counted().group_by(_source.outlet))
    return tuple(
        sorted((_count(row) for row in rows.all()), key=lambda one: (-one.articles, one.outlet or ""))
    )


def count_outlet(connection: Connection, outlet: str) -> OutletCount | None:
    """Return the counts of one outlet, None where the library has nothing of it."""
    row = connection.execute(_counted().where(_source.outlet == outlet).group_by(_source.outlet)).first()
    return _count(row) if row is not None else None


def taken_from(connection: Connection, outlet: str) -> tuple[Taken, ...]:
    """Return from which outlets the articles of an outlet derive, most first."""
    query = select(_source.of_outlet, func.count()).where(
        _source.outlet == outlet, _source.relation.is_not(None)
    )
    return _taken(connection, query.group_by(_source.of_outlet))


def taken_by(connection: Connection, outlet: str) -> tuple[Taken, ...]:
    """Return which outlets have articles that derive from those of an outlet, most first."""
    query = select(_source.outlet, func.count()).where(_source.of_outlet == outlet)
    return _taken(connection, query.group_by(_source.outlet))


def rests_on(connection: Connection, outlet: str) -> tuple[Taken, ...]:
    """Return which agencies the articles of an outlet name as their source, most first."""
    query = select(_source.agency, func.count()).where(_source.outlet == outlet, _source.agency.is_not(None))
    return _taken(connection, query.group_by(_source.agency))


def count_agencies(connection: Connection) -> tuple[Taken, ...]:
    """Return the agencies and outlets that articles name as their source, most first."""
    query = select(_credited.source, func.count()).where(_credited.role == "origin")
    return _taken(connection, query.group_by(_credited.source))


def used_by(connection: Connection, agency: str) -> tuple[Taken, ...]:
    """Return the outlets whose articles name an agency as their source, most first."""
    query = select(_source.outlet, func.count()).where(_source.agency == agency)
    return _taken(connection, query.group_by(_source.outlet))


def list_articles(
    connection: Connection,
    *,
    outlet: str | None = None,
    agency: str | None = None,
    part: Part = "all",
    offset: int = 0,
    limit: int = PAGE,
) -> tuple[ArticleRow, ...]:
    """Return the articles of an outlet or agency, newest first: all, or only a part of them."""
    query = select(schema.source)
    if outlet is not None:
        query = query.where(_source.outlet == outlet)
    if agency is not None:
        query = query.where(_source.agency == agency)
    conditions = {
        "own": _source.relation.is_(None),
        "derived": _source.relation.is_not(None),
        "first": _source.is_first == 1,
        "revised": _source.revises.is_not(None),
    }
    if part != "all":
        query = query.where(conditions[part])
    ordered = query.order_by(_source.day.desc(), _source.article).offset(offset).limit(limit)
    return tuple(_read(row) for row in connection.execute(ordered).all())


def articles_of(connection: Connection, story: str) -> tuple[ArticleRow, ...]:
    """Return the articles of a story, oldest first."""
    query = select(schema.source).where(_source.story == story).order_by(_source.published, _source.article)
    return tuple(_read(row) for row in connection.execute(query).all())


def rows_of_articles(connection: Connection, articles: Collection[str]) -> dict[str, ArticleRow]:
    """Return these articles by their ids."""
    query = select(schema.source).where(_source.article.in_(sorted(articles)))
    return {row.article: _read(row) for row in connection.execute(query).all()}


def count_months(
    connection: Connection, *, outlet: str | None = None, agency: str | None = None
) -> tuple[Reported, ...]:
    """Return how many articles of an outlet, or of those that name an agency, came in each month, oldest first."""
    month = func.substr(_source.day, 1, len("2026-11"))
    query = select(month, func.count()).where(_source.day.is_not(None))
    if outlet is not None:
        query = query.where(_source.outlet == outlet)
    if agency is not None:
        query = query.where(_source.agency == agency)
    rows = connection.execute(query.group_by(month).order_by(month))
    return tuple(Reported(month=value, articles=articles) for value, articles in rows)


def _counted() -> Select[Any]:
    return select(
        _source.outlet,
        func.count().label("articles"),
        func.count(_source.relation).label("derived"),
        func.sum(_source.is_first).label("first"),
        func.count(_source.revises).label("revised"),
    )


def _count(row: Any) -> OutletCount:
    return OutletCount(
        outlet=row.outlet,
        articles=row.articles,
        derived=row.derived,
        first=row.first,
        revised=row.revised,
    )


def _taken(connection: Connection, query: Select[Any]) -> tuple[Taken, ...]:
    rows = connection.execute(query)
    found = [Taken(source=source, articles=articles) for source, articles in rows]
    return tuple(sorted(found, key=lambda one: (-one.articles, one.source or "")))


def _read(row: Any) -> ArticleRow:
    return ArticleRow(
        article=row.article,
        story=row.story,
        outlet=row.outlet,
        agency=row.agency,
        published=row.published,
        language=row.language,
        title=row.title,
        relation=row.relation,
        derived_from=row.derived_from,
        of_outlet=row.of_outlet,
        revises=row.revises,
        is_first=bool(row.is_first),
    )
