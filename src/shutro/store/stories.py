"""The layers that the library derives from its articles: docs and stories, made anew where they are old."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from shutro.decisions.corrections import correct
from shutro.decisions.records import Decisions
from shutro.errors import NotInLibraryError
from shutro.model import Doc, Finding, Link, Story
from shutro.publish.brief import Brief, make_brief
from shutro.store import schema
from shutro.store.articles import StoredArticle, begins, stored_articles
from shutro.store.decisions import decisions_of
from shutro.store.index import find_changed, write_index
from shutro.store.opening import reading, writing
from shutro.store.records import pack, unpack
from shutro.store.version import code_version, index_version

Annotate = Callable[[StoredArticle], Doc]
MakeStories = Callable[[Sequence[Doc], Decisions], tuple[Sequence[Story], Sequence[Doc]]]

_STORIES = "stories"


def missing_docs(connection: Connection) -> list[str]:
    """Return the ids of the articles without a doc of this version: those without any first, each newest first.

    A doc of an older version serves until its own is made.
    """
    article, doc, source = schema.article.c, schema.doc.c, schema.source.c
    current = select(doc.article).where(doc.version == code_version())
    query = (
        select(article.id)
        .outerjoin(schema.doc, doc.article == article.id)
        .outerjoin(schema.source, source.article == article.id)
        .where(article.id.not_in(current))
        .order_by(doc.article.is_not(None), source.published.desc(), article.arrival.desc())
    )
    with reading(connection):
        counts = [
            connection.scalar(select(func.count()).select_from(table))
            for table in (schema.article, current.subquery())
        ]
        if counts[0] == counts[1]:
            return []
        return list(connection.scalars(query))


def make_docs(connection: Connection, ids: Sequence[str], annotate: Annotate) -> Iterator[str]:
    """Make and store the docs of these articles, one transaction each; yield the id of each that is done."""
    for article in ids:
        with reading(connection):
            found = [] if _has_doc(connection, article) else stored_articles(connection, [article])
        docs = [annotate(stored) for stored in found]
        with writing(connection):
            # Another program may have dropped the article meanwhile, or given it another date.
            if docs and found == stored_articles(connection, [article]):
                _write_docs(connection, docs)
        yield article


def find_differing(connection: Connection, annotate: Annotate) -> dict[str, bool]:
    """Return for each article with a doc of this version whether it would be made the same again."""
    doc = schema.doc.c
    same: dict[str, bool] = {}
    with reading(connection):
        ids = connection.scalars(
            select(doc.article).where(doc.version == code_version()).order_by(doc.article)
        )
        for article in ids.all():
            record = connection.scalar(select(doc.record).where(doc.article == article))
            made = [annotate(stored) for stored in stored_articles(connection, [article])]
            same[article] = bool(made) and pack(replace(made[0], links=())) == record
    return same


def refresh_stories(connection: Connection, make: MakeStories) -> None:
    """Make and store the stories, and the index of them, anew where articles, given dates or code have changed since.

    A story that has not changed is not written again.
    """
    query = select(schema.derivation.c.fingerprint).where(schema.derivation.c.name == _STORIES)
    with reading(connection):
        fingerprint = fingerprint_of_all(connection)
        if connection.scalar(query) == fingerprint:
            return
        docs = _read_docs(connection, None)
        decisions = decisions_of(connection)
    stories, linked = make(docs, decisions)
    with writing(connection):
        articles = set(connection.scalars(select(schema.article.c.id)))
        # Another program may have dropped an article meanwhile, or decided something.
        is_whole = articles.issuperset(doc.article.id for doc in docs) and decisions == decisions_of(
            connection
        )
        if is_whole:
            told = {doc.article.id: doc for doc in linked}
            changed = find_changed(connection, stories, told)
            _write_stories(connection, stories, changed)
            _write_links(connection, linked)
            write_index(connection, stories, told, changed)
            mark_current(connection, fingerprint)
    if not is_whole:
        refresh_stories(connection, make)


def mark_current(connection: Connection, fingerprint: str) -> None:
    """Note what the stories were made from; a transaction has begun."""
    row = {"fingerprint": fingerprint}
    statement = insert_or_update(schema.derivation).values(name=_STORIES, **row)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=row))


def read_stories(connection: Connection) -> list[Story]:
    """Return all stories as they were last made, in their order."""
    with reading(connection):
        records = connection.scalars(select(schema.story.c.record).order_by(schema.story.c.position))
        return [unpack(record, Story) for record in records]


def read_story(connection: Connection, prefix: str) -> tuple[Story, dict[str, Doc]]:
    """Return the one story whose id, or an id it once had, begins with `prefix`, and its docs by article id.

    Raises NotInLibraryError where there is none or several.
    """
    with reading(connection):
        query = select(schema.story_id.c.id, schema.story_id.c.redirect)
        rows = connection.execute(query.where(begins(schema.story_id.c.id, prefix))).all()
        exact = [row for row in rows if row.id == prefix]
        ids = {redirect or id_ for id_, redirect in exact or rows}
        records = connection.scalars(select(schema.story.c.record).where(schema.story.c.id.in_(ids))).all()
        if len(records) != 1:
            which = "more than one story" if records else "no story"
            raise NotInLibraryError(
                f"{which} of the library has an id that begins with {prefix!r}; see `shutro stories`"
            )
        story = unpack(records[0], Story)
        return story, docs_of(connection, story.articles)


def findings_of(connection: Connection, stories: Collection[str]) -> dict[str, Finding]:
    """Return the findings of these stories by their ids."""
    query = select(schema.story.c.record).where(schema.story.c.id.in_(sorted(stories)))
    with reading(connection):
        told = [unpack(record, Story) for record in connection.scalars(query)]
    return {finding.id: finding for story in told for finding in story.findings}


def read_brief(connection: Connection, story: Story, docs: Mapping[str, Doc]) -> Brief:
    """Return the brief of a story: as it was made with the index, else made of the docs."""
    with reading(connection):
        record = connection.scalar(select(schema.brief.c.record).where(schema.brief.c.story == story.id))
    return unpack(record, Brief) if record else make_brief(story, docs)


def docs_of(connection: Connection, articles: Sequence[str] | None = None) -> dict[str, Doc]:
    """Return the docs of these articles, or all, corrected and linked, inside a transaction that has begun."""
    decisions = decisions_of(connection)
    return {id_: correct(doc, decisions) for id_, doc in found_docs(connection, articles).items()}


def found_docs(connection: Connection, articles: Sequence[str] | None = None) -> dict[str, Doc]:
    """Return the docs as `docs_of` does, without the corrections."""
    return {doc.article.id: doc for doc in _read_docs(connection, articles)}


def _has_doc(connection: Connection, article: str) -> bool:
    query = select(schema.doc.c.version).where(schema.doc.c.article == article)
    return connection.scalar(query) == code_version()


def fingerprint_of_all(connection: Connection) -> str:
    """Return a hash of all that stories are made from: docs and their dates, what stands decided, the code.

    Articles come and go with a line of the log, and dates with a number of their own: no doc is read.
    """
    version, numbers = schema.doc.c.version, (schema.log.c.number, schema.given.c.number)
    docs = connection.execute(select(version, func.count()).group_by(version).order_by(version))
    parts = (
        code_version(),
        index_version(),
        [tuple(row) for row in docs],
        [connection.scalar(select(func.max(number))) for number in numbers],
        decisions_of(connection),
    )
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def _read_docs(connection: Connection, articles: Sequence[str] | None) -> list[Doc]:
    """Return the docs of these articles, or all, with the links they have, in the order of their ids."""
    query = select(schema.doc.c.record, schema.doc.c.links).order_by(schema.doc.c.article)
    if articles is not None:
        query = query.where(schema.doc.c.article.in_(articles))
    return [
        replace(unpack(record, Doc), links=unpack(linked, tuple[Link, ...]) if linked else ())
        for record, linked in connection.execute(query)
    ]


def _write_docs(connection: Connection, docs: Iterable[Doc]) -> None:
    for doc in docs:
        row = {
            "version": code_version(),
            "record": pack(replace(doc, links=())),
            "links": None,
        }
        statement = insert_or_update(schema.doc).values(article=doc.article.id, **row)
        connection.execute(statement.on_conflict_do_update(index_elements=["article"], set_=row))


def _write_links(connection: Connection, docs: Iterable[Doc]) -> None:
    rows = [{"id": doc.article.id, "found": pack(doc.links)} for doc in docs]
    if rows:
        statement = update(schema.doc).where(
            schema.doc.c.article == bindparam("id"), schema.doc.c.links.is_distinct_from(bindparam("found"))
        )
        connection.execute(statement.values(links=bindparam("found")), rows)


def _write_stories(connection: Connection, stories: Sequence[Story], changed: Collection[str]) -> None:
    table = schema.story
    rows = connection.execute(select(table.c.id, table.c.position))
    positions = {row.id: row.position for row in rows}
    for id_ in positions.keys() - {story.id for story in stories}:
        connection.execute(delete(table).where(table.c.id == id_))
    for position, story in enumerate(stories):
        if story.id in changed:
            row = {"position": position, "record": pack(story)}
            statement = insert_or_update(table).values(id=story.id, **row)
            connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))
        elif positions[story.id] != position:
            connection.execute(update(table).where(table.c.id == story.id).values(position=position))
    _redirect(connection, stories)


def _redirect(connection: Connection, stories: Sequence[Story]) -> None:
    """Register the ids of the stories, and lead each lost id to the story with most of its articles."""
    story_of = {article: story.id for story in stories for article in story.articles}
    living = {story.id for story in stories}
    for id_, articles in connection.execute(select(schema.story_id.c.id, schema.story_id.c.articles)).all():
        if id_ in living:
            continue
        heirs = Counter(story_of[article] for article in msgspec.json.decode(articles) if article in story_of)
        heir = min(heirs, key=lambda heir: (-heirs[heir], heir), default=None)
        connection.execute(update(schema.story_id).where(schema.story_id.c.id == id_).values(redirect=heir))
    for story in stories:
        row = {"articles": msgspec.json.encode(story.articles), "redirect": None}
        statement = insert_or_update(schema.story_id).values(id=story.id, **row)
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))
