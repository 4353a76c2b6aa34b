"""`python -m shutro.evaluate.deskworld FILE ARTICLES`: a library as large as wanted, for measuring the desk.

Each story is a bundled one with other ids, days, figures and persons; these change in the records as they stand, by
words of the same length, so that all places stay true and nothing is annotated twice.
"""

import gc
import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import count, islice
from pathlib import Path
from typing import Any

import msgspec
import regex
from sqlalchemy import Connection, insert

from shutro.decisions.records import NONE
from shutro.examples import EXAMPLES, read_example
from shutro.ingest.articles import to_article
from shutro.model import Doc, Entity, Page, Story
from shutro.pipeline import annotate, tell
from shutro.publish.acts import Act
from shutro.store import schema
from shutro.store.index import write_made
from shutro.store.opening import open_library, writing
from shutro.store.records import pack, unpack
from shutro.store.rows import fingerprint_of, rows_of
from shutro.store.stories import fingerprint_of_all, mark_current
from shutro.store.version import code_version, index_version

AT = "2026-11-22T00:00:00+00:00"
_ARTICLES = 10  # of a story
_PEOPLE = 400  # casts of persons; the stories of one example share them in turn
_YEARS = 6  # over which the stories are spread
_AT_ONCE = 50  # stories in one transaction
_PARTS = (  # of JSON, that are other ones in each story
    ("hex", r'(?<=")[0-9a-f]{10,64}(?=")'),
    ("day", r"(?<!\d)20\d\d-[01]\d-[0-3]\d(?!\d)"),
    ("person", r'(?<=")[a-z0-9-]+-per(?=(?:-\d+)?")'),
    ("figure", r"(?<![\p{Nd}.,])[^\P{Nd}0-9]{1,3}(?![\p{Nd}.,])"),
)
_CONSONANTS = (0x995, 0x9A8)  # of Bengali, those that stand for a stop or a nasal
_NUMBERED = ("number", "act", "quote")  # columns whose values are numbers of rows


_Parts = tuple[tuple[str, str], ...]  # a kind, "" for what never changes, and the words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A story in the form in which it is changed: JSON of all that is stored of it."""

    story: _Parts
    docs: tuple[_Parts, ...]
    rows: _Parts


class _Stored(msgspec.Struct, frozen=True):
    """What is stored of one story."""

    story: Story
    docs: tuple[Doc, ...]
    rows: dict[str, list[dict[str, Any]]]


def main() -> None:
    """Make the library that the command line names."""
    gc.disable()  # records of frozen parts leave no cycles behind
    make_library(Path(sys.argv[1]), int(sys.argv[2]))


def make_library(path: Path, articles: int) -> None:
    """Write a library of so many articles, ten to a story, to a file that is not there yet."""
    told = [_told(name) for name in EXAMPLES]
    stories = _varied(told)
    left = -(-articles // _ARTICLES)
    actors: dict[str, Entity] = {}
    arrivals = count(1)
    with open_library(path, create=True) as connection:
        while found := list(islice(stories, min(left, _AT_ONCE))):
            with writing(connection):
                for stored in found:
                    _write(connection, stored, arrivals)
                    actors |= {entity.id: entity for entity in stored.story.entities}
            left -= len(found)
        with writing(connection):
            write_made(connection, actors)
            mark_current(connection, fingerprint_of_all(connection))


def _told(name: str) -> _Told:
    """Return a bundled story, brought to ten articles by two that leave out a part of another."""
    docs = read_example(name)
    docs += [_shortened(doc, number) for number, doc in enumerate(docs[: _ARTICLES - len(docs)])]
    stories, linked = tell(docs, NONE)
    story = max(stories, key=lambda one: len(one.articles))
    by_id = {doc.article.id: doc for doc in linked}
    mine = [by_id[article] for article in story.articles]
    rows = rows_of(story, mine, dict.fromkeys(story.articles, 0), "")
    plain = {table: [_plain(row) for row in found] for table, found in rows.items()}
    words = {
        word
        for doc in mine
        for mention in doc.mentions
        for word in mention.lemma.split()
        if mention.kind == "PER" and len(word) > 3 and word in doc.text
    }
    named = sorted(words, key=lambda word: (-len(word), word))
    kinds = [*_PARTS, ("name", "|".join(map(regex.escape, named)))] if named else _PARTS
    pattern = regex.compile("|".join(f"(?P<{kind}>{find})" for kind, find in kinds))
    return _Told(
        story=_cut(pattern, story), docs=tuple(_cut(pattern, doc) for doc in mine), rows=_cut(pattern, plain)
    )


def _cut(pattern: regex.Pattern[str], record: object) -> _Parts:
    """Return the JSON of a record in its parts."""
    text, parts, end = msgspec.json.encode(record).decode(), [], 0
    for match in pattern.finditer(text):
        parts += [("", text[end : match.start()]), (match.lastgroup or "", match.group())]
        end = match.end()
    return (*parts, ("", text[end:]))


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with the act in it as a record, so that it changes with the others."""
    return {name: unpack(value, Act) if name == "record" else value for name, value in row.items()}


def _shortened(doc: Doc, number: int) -> Doc:
    parts = [part for part in doc.text.split("\n") if part.strip()]
    text = "\n\n".join([parts[0], *parts[2:]])
    page = Page(digest=_digest(text), raw=text.encode(), name=f"short-{number}.txt", media="text")
    article, dropped = to_article(page)
    return annotate(article, dropped, published=doc.dating.value)


def _varied(told: Sequence[_Told]) -> Iterator[_Stored]:
    """Yield one story after another without end."""
    for number in count():
        yield _Change(told[number % len(told)], number).stored()


class _Change:
    """One story with other ids, days, figures and persons."""

    def __init__(self, told: _Told, number: int) -> None:
        self._told = told
        self._number = number
        self._cast = number // 7 % _PEOPLE
        self._days = -(number * 37 % (365 * _YEARS))
        self._changed: dict[tuple[str, str], str] = {}

    def stored(self) -> _Stored:
        """Return all that is stored of it."""
        rows = msgspec.json.decode(self._text(self._told.rows))
        offset = int.from_bytes(hashlib.blake2b(str(self._number).encode(), digest_size=7).digest())
        for found in rows.values():
            for row in found:
                row.update({name: row[name] ^ offset for name in _NUMBERED if name in row})
        return _Stored(
            story=msgspec.json.decode(self._text(self._told.story), type=Story),
            docs=tuple(msgspec.json.decode(self._text(doc), type=Doc) for doc in self._told.docs),
            rows=rows,
        )

    def _text(self, parts: _Parts) -> str:
        changed = self._changed
        for part in parts:
            if part not in changed:
                changed[part] = self._other(*part)
        return "".join([changed[part] for part in parts])

    def _other(self, kind: str, words: str) -> str:
        if kind == "hex":
            return _digest(f"{self._number}{words}")[: len(words)]
        if kind == "day":
            return _later(words, self._days)
        if kind == "figure":
            return _other_figure(words, self._number % 9)
        if kind == "person" and self._cast:
            return f"{words[:-4]}-{self._cast}-per"
        return _other_name(words, self._cast) if kind == "name" and self._cast else words


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=4096)
def _later(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except ValueError:
        return day


@lru_cache(maxsize=4096)
def _other_figure(figure: str, turn: int) -> str:
    """Return a figure of as many digits; no digit becomes or was zero."""
    zero = ord(figure[0]) - int(figure[0])
    return "".join(
        digit if digit == chr(zero) else chr(zero + 1 + (ord(digit) - zero - 1 + turn) % 9)
        for digit in figure
    )


@lru_cache(maxsize=65_536)
def _other_name(word: str, cast: int) -> str:
    """Return a word of as many letters, other consonants in the place of some."""
    first, last = _CONSONANTS
    letters = list(word)
    for place, letter in enumerate(letters):
        if first <= ord(letter) <= last and (place + cast) % 2:
            turned = (ord(letter) - first + cast * (place + 1)) % (last - first + 1)
            letters[place] = chr(first + turned)
    return "".join(letters)


def _write(connection: Connection, stored: _Stored, arrivals: Iterator[int]) -> None:
    story, docs = stored.story, [_own(doc) for doc in stored.docs]
    numbers = {doc.article.id: next(arrivals) for doc in docs}
    pages, articles, made = [], [], []
    for doc in docs:
        article, raw = doc.article, doc.text.encode()
        pages.append({"digest": article.page, "name": article.file, "media": "text", "raw": raw})
        articles.append(
            {
                "arrival": numbers[article.id],
                "id": article.id,
                "page": article.page,
                "record": msgspec.json.encode(article),
                "dropped": msgspec.json.encode(doc.dropped),
            }
        )
        made.append(
            {
                "article": article.id,
                "version": code_version(),
                "record": pack(replace(doc, links=())),
                "links": pack(doc.links),
            }
        )
    connection.execute(insert(schema.page), pages)
    connection.execute(insert(schema.article), articles)
    connection.execute(
        insert(schema.log), [{"act": "add", "subject": doc.article.id, "at": AT} for doc in docs]
    )
    connection.execute(insert(schema.doc), made)
    connection.execute(
        insert(schema.story).values(id=story.id, position=numbers[docs[0].article.id], record=pack(story))
    )
    connection.execute(
        insert(schema.story_id).values(id=story.id, articles=msgspec.json.encode(story.articles))
    )
    _write_rows(connection, stored, fingerprint_of(story, docs, index_version()), numbers)


def _own(doc: Doc) -> Doc:
    """Return the doc with a page of its own."""
    return replace(doc, article=replace(doc.article, page=_digest(doc.article.id)))


def _write_rows(
    connection: Connection, stored: _Stored, fingerprint: str, numbers: Mapping[str, int]
) -> None:
    for name, rows in stored.rows.items():
        for row in rows:
            if "arrival" in row:
                row["arrival"] = numbers[row["article"]]
            if "fingerprint" in row:
                row["fingerprint"] = fingerprint
            if "record" in row:
                row["record"] = pack(row["record"])
        if rows:
            connection.execute(insert(schema.metadata.tables[name]), rows)


if __name__ == "__main__":
    main()
