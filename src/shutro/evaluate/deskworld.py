"""`python -m shutro.evaluate.deskworld FILE ARTICLES`: a library as large as wanted, for measuring the desk.

Its stories are bundled ones in other words (`variation.py`), written as the index would write them.
"""

import gc
import sys
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import takewhile
from math import inf
from multiprocessing import get_context
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from shutro.decisions.records import NONE
from shutro.evaluate.variation import Rows, Template, cut_story, vary
from shutro.examples import EXAMPLES, read_example
from shutro.ingest.articles import to_article
from shutro.model import Doc, Entity, Page
from shutro.pipeline import annotate, tell_story
from shutro.store.counts import Counts
from shutro.store.docs import note_docs
from shutro.store.fulltext import fill_searched
from shutro.store.index import write_all
from shutro.store.made import made_by, write_made
from shutro.store.opening import open_library, writing

AT = "2026-11-22T00:00:00+00:00"
_ARTICLES = 10  # of a story
_AT_ONCE = 100  # stories in one transaction
_AHEAD = 4  # transactions that are made before they can be written
_WORKERS = 2
_COLUMNS = {
    "page": ("digest", "name", "media", "raw"),
    "article": ("arrival", "id", "page", "record", "dropped"),
    "log": ("act", "subject", "at"),
    "doc": ("article", "version", "record", "links"),
    "vector": ("article", "dated", "until", "language", "story", "record"),
    "story": ("id", "first", "until", "arrival", "is_told", "record"),
    "story_id": ("id", "articles", "redirect"),
    "searched": ("rowid", "title", "text"),
}
_templates: list[Template] = []  # of a process that makes rows


def main() -> None:
    """Make the library that the command line names."""
    gc.disable()  # records of frozen parts leave no cycles behind
    make_library(Path(sys.argv[1]), int(sys.argv[2]))


def make_library(
    path: Path, articles: int, names: Sequence[str] = tuple(EXAMPLES), *, seconds: float = inf
) -> None:
    """Write a library of so many articles, ten to a story, made of these examples, to a file that is not there yet.

    It has fewer where they take longer than so many seconds.
    """
    end = time.monotonic() + seconds
    templates = [_template(name) for name in names]
    columns = _COLUMNS | {name: found for one in templates for name, found in one.columns.items()}
    actors: dict[str, Entity] = {}
    borne = Counts()
    with open_library(path, create=True) as connection:
        _hurry(connection)
        with writing(connection):
            fill_searched(connection)  # which notes how words are cut
        for rows, entities in _batches(templates, -(-articles // _ARTICLES), end):
            with writing(connection):
                for name, fields in columns.items():
                    _insert(connection, name, fields, rows)
            for one in entities:
                actors |= {entity.id: entity for entity in one}
                borne.add_names(one)
        with writing(connection):
            write_all(connection, borne, actors)
            write_made(connection, made_by(NONE, {}))
        note_docs(connection)
        _rest(connection)


def _template(name: str) -> Template:
    """Return a bundled story, brought to ten articles by some that leave out a part of another."""
    docs = read_example(name)
    docs += [_shortened(doc, number) for number, doc in enumerate(docs[: _ARTICLES - len(docs)])]
    ordered = sorted(docs, key=lambda doc: (doc.dating.value or "~", doc.article.id))
    story, linked = tell_story(ordered, ())
    by_id = {doc.article.id: doc for doc in linked}
    return cut_story(story, [by_id[article] for article in story.articles])


def _shortened(doc: Doc, number: int) -> Doc:
    parts = [part for part in doc.text.split("\n") if part.strip()]
    text = "\n\n".join([parts[0], *parts[2:]])
    page = Page(digest=f"{number:064x}", raw=text.encode(), name=f"short-{number}.txt", media="text")
    article, dropped = to_article(page)
    return annotate(article, dropped, published=doc.dating.value)


def _batches(
    templates: list[Template], stories: int, end: float
) -> Iterator[tuple[Rows, list[tuple[Entity, ...]]]]:
    """Yield the rows of some stories after another, made by other processes while those before are written."""
    starts = range(0, stories, _AT_ONCE)
    pool = ProcessPoolExecutor(
        min(_WORKERS, len(starts)), get_context("spawn"), initializer=_begin, initargs=(templates,)
    )
    with pool:
        waiting: deque[Future[tuple[Rows, list[bytes]]]] = deque()
        for start in takewhile(lambda _: time.monotonic() < end, starts):
            waiting.append(pool.submit(_make, start, min(start + _AT_ONCE, stories)))
            if len(waiting) == _AHEAD:
                yield _made(waiting.popleft())
        while waiting:
            yield _made(waiting.popleft())


def _made(future: Future[tuple[Rows, list[bytes]]]) -> tuple[Rows, list[tuple[Entity, ...]]]:
    rows, found = future.result()
    return rows, [msgspec.json.decode(one, type=tuple[Entity, ...]) for one in found]


def _begin(templates: list[Template]) -> None:
    gc.disable()
    _templates[:] = templates


def _make(first: int, after: int) -> tuple[Rows, list[bytes]]:
    """Return the rows of the stories with these numbers."""
    rows, entities = defaultdict[str, list[tuple[object, ...]]](list), []
    for number in range(first, after):
        made, found = vary(_templates[number % len(_templates)], number)
        for name, some in made.items():
            rows[name] += some
        entities.append(found)
    rows["log"] = [("add", row[1], AT) for row in rows["article"]]
    return dict(rows), entities


def _insert(connection: Connection, name: str, columns: Sequence[str], rows: Rows) -> None:
    if rows.get(name):
        places = ", ".join("?" * len(columns))
        named = ", ".join(f'"{column}"' for column in columns)
        # Not through the records of SQLAlchemy, which take as long as the rest.
        connection.exec_driver_sql(f"INSERT INTO {name}({named}) VALUES ({places})", rows[name])  # noqa: S608


def _hurry(connection: Connection) -> None:
    """Let a library that is lost with the machine be written without waiting for the disk."""
    for setting in ("foreign_keys = OFF", "synchronous = OFF", "journal_mode = OFF", "cache_size = -500000"):
        _plain(connection, f"PRAGMA {setting}")


def _rest(connection: Connection) -> None:
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        _plain(connection, f"PRAGMA {setting}")


def _plain(connection: Connection, statement: str) -> None:
    """Run a statement outside transactions."""
    plain = connection.connection.driver_connection
    if plain is not None:
        plain.execute(statement).fetchall()


if __name__ == "__main__":
    main()
