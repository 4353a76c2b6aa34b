"""Libraries that are made for measuring: as if their articles had been read."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection, select, text

from shutro.evaluate.deskworld import make_library
from shutro.publish.acts import Act
from shutro.store import schema
from shutro.store.cards import Filters, count_cards
from shutro.store.docs import docs_of, missing_docs
from shutro.store.fulltext import empty_searched, fill_searched
from shutro.store.index import is_current
from shutro.store.opening import open_library, reading, writing
from shutro.store.records import unpack
from shutro.store.rows import fingerprint_of, rows_of
from shutro.store.stories import read_stories
from shutro.store.version import index_version
from shutro.updating import make_stories

STORIES = 8
TABLES = (*schema.BY_STORY, schema.party, schema.voice)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "shutro.db"
    make_library(path, 10 * STORIES, ("ferry",))
    return path


@pytest.fixture
def connection(library: Path) -> Iterator[Connection]:
    with open_library(library) as found:
        yield found


def plain(row: Mapping[str, object]) -> str:
    """Return a row with the act in it as a record, but for the further places where others tell it.

    Whether two reports tell one act hangs on their figures, too, and these vary.
    """
    record = row.get("record")
    plain = dict(row)
    if "code" not in row:  # a brief: which sentences are the best hangs on their words
        plain.pop("record", None)
    elif isinstance(record, bytes):
        act = unpack(record, Act)
        plain["record"] = replace(act, places=act.places[:1])
    return repr(sorted(plain.items()))


def test_rows_are_those_that_the_index_would_write(connection: Connection) -> None:
    with reading(connection):
        docs = docs_of(connection)
        arrivals = {
            id_: arrival for arrival, id_ in connection.execute(text("SELECT arrival, id FROM article"))
        }
        prints = dict(connection.execute(select(schema.card.c.story, schema.card.c.fingerprint)).all())
        stored = {
            table.name: sorted(plain(row._asdict()) for row in connection.execute(select(table)))
            for table in TABLES
        }
    made: dict[str, list[str]] = {table.name: [] for table in TABLES}
    for story in read_stories(connection):
        told = [docs[article] for article in story.articles]
        for name, found in rows_of(story, told, arrivals, prints[story.id]).items():
            made[name] += map(plain, found)
    assert stored == {name: sorted(rows) for name, rows in made.items()}


def test_nothing_is_left_to_be_made(connection: Connection) -> None:
    assert missing_docs(connection) == []
    with reading(connection):
        before = connection.scalar(
            select(schema.derivation.c.fingerprint).where(schema.derivation.c.name == "stories")
        )
    make_stories(connection)
    with reading(connection):
        assert before == connection.scalar(
            select(schema.derivation.c.fingerprint).where(schema.derivation.c.name == "stories")
        )
        docs, version = docs_of(connection), index_version()
        for story in read_stories(connection):
            told = [docs[article] for article in story.articles]
            assert is_current(connection, story.id, fingerprint_of(story, told, version))


def test_words_are_indexed_as_they_come_from_articles(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, searched, instance)")
    query = text("SELECT * FROM temp.words ORDER BY doc, col, offset")
    fast = connection.execute(query).all()
    connection.rollback()
    with writing(connection):
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, searched, instance)"
        )
        empty_searched(connection)
        fill_searched(connection)
        assert connection.execute(query).all() == fast


def test_no_two_stories_tell_the_same(connection: Connection) -> None:
    stories = read_stories(connection)
    assert len({story.id for story in stories}) == STORIES == count_cards(connection, Filters())
    texts = connection.scalars(select(schema.page.c.raw)).all()
    assert len(set(texts)) == len(texts) == 10 * STORIES


def test_the_words_grow_with_the_articles(connection: Connection) -> None:
    words = {
        article: set(msgspec.json.decode(record)["text"].split())
        for article, record in connection.execute(select(schema.article.c.arrival, schema.article.c.record))
    }
    half = set().union(*(found for arrival, found in words.items() if arrival <= 5 * STORIES))
    whole = set().union(*words.values())
    assert len(whole) > 1.1 * len(half)
