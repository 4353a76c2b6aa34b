"""Checks of what is made: docs and their places in the text, stories, redirects, the index, the full text."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import fields, is_dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, select, text

from shutro.model import Article, Span, Story
from shutro.search.words import searched
from shutro.store import schema
from shutro.store.doctor.faults import UNREADABLE, Check, Examined, Fault
from shutro.store.layers import unpack_layers
from shutro.store.opening import reading
from shutro.store.terms import unpack_vector
from shutro.store.told import unpack_story

_OWNED = ((schema.party.c.act, schema.act.c.number), (schema.voice.c.quote, schema.quoted.c.number))
_LABEL, _ARRIVAL = "number FROM label", "arrival FROM source"
_NUMBERS = (
    ("named_row", "entity", _LABEL),
    ("named_row", "arrival", _ARRIVAL),
    ("facet_row", "value", _LABEL),
    ("facet_row", "story", _LABEL),
    ("voice_row", "name", _LABEL),
    ("quoted_row", "speaker", _LABEL),
    ("quoted_row", "arrival", _ARRIVAL),
)
_TOKENS = "CREATE VIRTUAL TABLE words USING fts5(text, title, {})"


def check_docs(connection: Connection) -> Examined:
    """Return the docs that cannot be read, do not belong to their articles, or point out of their texts."""
    faults, looked = [], 0
    doc, article, vector = schema.doc.c, schema.article.c, schema.vector.c
    query = (
        select(doc.article, doc.record, article.record.label("stored"))
        .add_columns(vector.language, vector.dated, vector.until, vector.record.label("vector"))
        .join(schema.article, article.id == doc.article)
        .outerjoin(schema.vector, vector.article == doc.article)
    )
    with reading(connection):
        for row in connection.execute(query):
            looked += 1
            detail = _wrong_with_doc(row.record, row.stored) or _wrong_with_vector(row)
            if detail:
                faults.append(_again("docs", row.article, detail))
    return Examined(check="docs", looked=looked, faults=tuple(faults))


def check_stories(connection: Connection) -> Examined:
    """Return the stories that cannot be read or tell of places that are not there, and articles in none or several."""
    faults, of_article, looked, vector = [], dict[str, str](), 0, schema.vector.c
    with reading(connection):
        texts = _texts(connection)
        for row in connection.execute(select(schema.story.c.id, schema.story.c.record)):
            looked += 1
            try:
                story = unpack_story(row.record, lambda _: texts)
            except UNREADABLE as error:
                faults.append(_again("stories", row.id, f"cannot be read: {error}"))
                continue
            faults += [_again("stories", row.id, detail) for detail in _wrong_with_story(story, texts)]
            for article in story.articles:
                if article in of_article:
                    faults.append(_again("stories", article, f"is in {of_article[article]} and {row.id}"))
                of_article[article] = row.id
        homes = {row.article: row.story for row in connection.execute(select(vector.article, vector.story))}
    if not any(fault.detail.startswith("cannot be read") for fault in faults):
        faults += [
            _again("stories", article, f"belongs to {homes.get(article)} and is in {of_article.get(article)}")
            for article in sorted(homes.keys() | of_article.keys())
            if homes.get(article) != of_article.get(article)
        ]
    return Examined(check="stories", looked=looked, faults=tuple(faults))


def check_redirects(connection: Connection) -> Examined:
    """Return the ids of stories that lead to none, and stories that are not registered."""
    with reading(connection):
        living = set(connection.scalars(select(schema.story.c.id)))
        rows = connection.execute(select(schema.story_id.c.id, schema.story_id.c.redirect)).all()
    known = {row.id for row in rows}
    faults = [_again("redirects", id_, "is not registered") for id_ in sorted(living - known)]
    faults += [
        _again("redirects", row.id, f"leads to {row.redirect}, which is no story")
        for row in rows
        if row.redirect and row.redirect not in living
    ]
    return Examined(check="redirects", looked=len(rows), faults=tuple(faults))


def check_index(connection: Connection) -> Examined:
    """Return rows of stories that are not there, stories without rows, and quotes that are not in the text."""
    faults: list[Fault] = []
    with reading(connection):
        living = set(connection.scalars(select(schema.story.c.id)))
        for table in schema.BY_STORY:
            found = set(connection.scalars(select(table.c.story).distinct()))
            faults += [
                _again("index", one, f"{table.name}: of no story") for one in sorted(map(str, found - living))
            ]
        carded = set(connection.scalars(select(schema.card.c.story)))
        faults += [_again("index", one, "a story without a card") for one in sorted(living - carded)]
        for column, key in _OWNED:
            found = set(connection.scalars(select(column).where(column.not_in(select(key))).distinct()))
            faults += [_again("index", str(one), f"{column}: of nothing") for one in sorted(found)]
        for rows, number, known in _NUMBERS:
            query = f"SELECT 1 FROM {rows} WHERE {number} NOT IN (SELECT {known}) LIMIT 1"  # noqa: S608 - our own names
            if connection.exec_driver_sql(query).scalar():
                faults.append(_again("index", f"{rows}.{number}", "a number that stands for nothing"))
        texts = _texts(connection)
        looked = len(carded)
        quoted = schema.quoted.c
        for article, start, end in connection.execute(select(quoted.article, quoted.start, quoted.end)):
            looked += 1
            if not 0 <= start < end <= len(texts.get(article, "")):
                faults.append(_again("index", str(article), f"no such quote at {start}"))
    return Examined(check="index", looked=looked, faults=tuple(faults))


def check_full_text(connection: Connection) -> Examined:
    """Return the words that the full text index finds more or less often than they stand in the articles."""
    with reading(connection):
        held = set(connection.exec_driver_sql("SELECT id FROM searched_docsize").scalars())
        rows = connection.execute(select(schema.article.c.arrival, schema.article.c.record)).all()
        declared = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'searched'")
        tokens = str(declared.scalar_one()).partition("tokenize=")[2].strip(" )\n")
        found = {row[0]: (row[1], row[2]) for row in connection.execute(text("SELECT * FROM searched_words"))}
    known = {row.arrival for row in rows}
    faults = [_again("full text", str(id_), "is of no article") for id_ in sorted(held - known)]
    expected = _counted([(row.arrival, row.record) for row in rows if row.arrival in held], tokens)
    wrong = [word for word in {*found, *expected} if found.get(word) != expected.get(word)]
    faults += [_again("full text", word, "is counted wrongly") for word in sorted(wrong)]
    return Examined(check="full text", looked=len(found), faults=tuple(faults))


def places_in(record: object) -> Iterator[Span]:
    """Yield all spans in a record, however deep."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for part in record:
            yield from places_in(part)
    elif is_dataclass(record) and not isinstance(record, type):
        for field in fields(record):
            yield from places_in(getattr(record, field.name))


def _wrong_with_doc(record: bytes, stored: bytes) -> str | None:
    try:
        whole = msgspec.json.decode(stored, type=Article).text
        layers = unpack_layers(record, whole)
    except UNREADABLE as error:
        return f"cannot be read: {error}"
    out = [span for span in places_in(layers) if not 0 <= span.start <= span.end <= len(whole)]
    if out:
        return f"points out of its text at {out[0].start}–{out[0].end}"
    return None if _is_covered(whole, layers.sentences) else "its sentences are not its text's"


def _wrong_with_vector(row: Any) -> str | None:
    if row.vector is None:
        return "has nothing to be grouped by"
    try:
        unpack_vector(row.article, row.language, row.dated, row.until, row.vector)
    except UNREADABLE as error:
        return f"what it is grouped by cannot be read: {error}"
    return None


def _is_covered(whole: str, sentences: Sequence[Span]) -> bool:
    """Say whether nothing but space stands outside of the sentences."""
    starts = [*(span.start for span in sentences), len(whole)]
    ends = [0, *(span.end for span in sentences)]
    return not any(whole[end:start].strip() for end, start in zip(ends, starts, strict=True))


def _wrong_with_story(story: Story, texts: dict[str, str]) -> Iterator[str]:
    missing = [article for article in story.articles if article not in texts]
    if missing:
        yield f"tells of {missing[0]}, which is not there"
        return
    for finding in story.findings:
        for value in finding.values:
            for claim in value.claims:
                within = claim.span.within(claim.sentence)
                if not within or claim.sentence.end > len(texts.get(claim.article, "")):
                    yield f"finding {finding.id} has a claim that is not in {claim.article}"


def _texts(connection: Connection) -> dict[str, str]:
    """Return the texts of all articles that can be read."""
    texts = {}
    for id_, record in connection.execute(select(schema.article.c.id, schema.article.c.record)):
        try:
            texts[id_] = msgspec.json.decode(record, type=Article).text
        except UNREADABLE:  # the check of articles names it
            continue
    return texts


def _counted(rows: Sequence[tuple[int, bytes]], tokens: str) -> dict[str, tuple[int, int]]:
    """Return in how many of the articles each word stands, and how often, cut as the index cuts them."""
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.execute(_TOKENS.format(f"tokenize={tokens}"))
        plain.execute("CREATE VIRTUAL TABLE counted USING fts5vocab(words, row)")
        for arrival, record in rows:
            try:
                article = msgspec.json.decode(record, type=Article)
            except UNREADABLE:
                continue
            cut: tuple[Any, ...] = (
                arrival,
                searched(article.text, article.language),
                searched(article.title, article.language),
            )
            plain.execute("INSERT INTO words(rowid, text, title) VALUES (?, ?, ?)", cut)
        return {row[0]: (row[1], row[2]) for row in plain.execute("SELECT * FROM counted")}


def _again(check: Check, subject: str, detail: str) -> Fault:
    return Fault(check=check, subject=subject, detail=detail, remedy="made again")
