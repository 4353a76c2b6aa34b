"""Taking down: an article and all that was derived from it out of the library, with a tombstone in its place."""

import mmap
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from sqlalchemy import (
    Connection,
    LargeBinary,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    type_coerce,
    update,
)

from shutro.claims.novelty import Known, Seen
from shutro.model import Article
from shutro.store import schema
from shutro.store.alerts import forget_quoting
from shutro.store.articles import find_article, remove_article
from shutro.store.decisions import forget_words
from shutro.store.opening import reading, writing
from shutro.store.tombstones import is_same_address, place_tombstone
from shutro.store.watches import forget_anchor

_TRACE = 48  # bytes of a page that are looked for
_STEP = (
    211  # bytes from one trace to the next: no trace falls on the border of two pages of the file each time
)
_MOST = 400  # traces of one page


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What went with an article, and what may still hold its words."""

    articles: tuple[Article, ...]
    marks: int  # readers' marks that named it
    decisions: int  # decisions of which the words were taken out
    versions: tuple[str, ...]  # articles that stay: versions of it
    alike: tuple[str, ...]  # articles that stay: they copied it, or it copied them
    backups: tuple[str, ...]  # files that were made before
    traces: tuple[bytes, ...]  # by which its page is looked for in the file


def erase_article(
    connection: Connection,
    prefix: str,
    *,
    reason: str,
    who: str,
    at: str,
    with_versions: bool = False,
    may_return: bool = False,
) -> Erased:
    """Delete the article whose id begins with `prefix` and all that is derived from it, and return what went.

    A tombstone keeps it out from now on; unless it `may_return`, later versions under its address, too. What was
    deleted is out of the file when `sweep` has been called.
    """
    with writing(connection):
        article = find_article(connection, prefix)
        others = _versions(connection, article)
        alike = _alike(connection, article.id)
        gone = (article, *others) if with_versions else (article,)
        traces = tuple(trace for one in gone for trace in _traces(connection, one))
        marks = decisions = 0
        for one in gone:
            place_tombstone(connection, one, reason=reason, who=who, at=at, may_return=may_return)
            marks += _forget_seen(connection, one.id)
            decisions += forget_words(connection, one.id)
            forget_quoting(connection, one.id)
            forget_anchor(connection, one.id)
            _remove_everywhere(connection, one)
            connection.execute(insert(schema.log).values(act="erase", subject=one.id, at=at))
        ids = {one.id for one in gone}
        return Erased(
            articles=gone,
            marks=marks,
            decisions=decisions,
            versions=tuple(one.id for one in others if one.id not in ids),
            alike=tuple(id_ for id_ in alike if id_ not in ids),
            backups=tuple(_backups(connection)),
            traces=traces,
        )


def sweep(connection: Connection) -> bool:
    """Take what was deleted out of the file and its log; say whether nothing of what was taken down is left.

    Nothing is done where nothing was taken down since. Others that read or write meanwhile, or a full disk, put it off.
    """
    stones = schema.tombstone
    with reading(connection):
        due = connection.scalars(select(stones.c.number).where(stones.c.swept == 0)).all()
    if not due:
        return True
    plain = connection.connection.driver_connection
    if not isinstance(plain, sqlite3.Connection):
        return False
    try:
        plain.execute("VACUUM")
        (is_busy, *_) = plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    if not is_busy:
        with writing(connection):
            connection.execute(update(stones).where(stones.c.number.in_(due)).values(swept=1))
    return not is_busy


def find_traces(connection: Connection, library: Path, traces: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return those of the traces that stand in the file or its log and in no article or page of the library."""
    left = {trace for trace in traces if any(_holds(file, trace) for file in _files(library))}
    article, page = schema.article.c, schema.page.c
    packed = [type_coerce(one, LargeBinary) for one in (article.record, article.dropped, page.raw)]
    with reading(connection):
        for column in packed:
            holding = select(1).where(func.instr(column, bindparam("trace")) > 0).limit(1)
            left -= {trace for trace in left if connection.scalar(holding, {"trace": trace})}
        words = connection.execute(select(article.record, article.dropped)) if left else ()
        for row in words:  # titles and values of others stand in the file as they are written
            left -= {trace for trace in left if any(trace in whole for whole in row)}
    return tuple(trace for trace in traces if trace in left)


def _remove_everywhere(connection: Connection, article: Article) -> None:
    """Delete the article, and its rows in every table that names one."""
    remove_article(connection, article)
    for table in schema.metadata.sorted_tables:
        if "article" in table.c and table is not schema.tombstone:
            connection.execute(delete(table).where(table.c.article == article.id))


def _forget_seen(connection: Connection, article: str) -> int:
    """Take an article, and what rests on it alone, out of the marks of all readers and watches; return of how many."""
    count = 0
    for table, whose in ((schema.seen, schema.seen.c.reader), (schema.told, schema.told.c.watch)):
        for who, story, record in connection.execute(select(whose, table.c.story, table.c.record)).all():
            seen = msgspec.json.decode(record, type=Seen)
            if article in seen.articles or any(_names(known, article) for known in seen.findings):
                less = msgspec.json.encode(_without(seen, article))
                connection.execute(
                    update(table).where(whose == who, table.c.story == story).values(record=less)
                )
                count += 1
    return count


def _without(seen: Seen, article: str) -> Seen:
    findings = (
        # Which of the values the article bore is not kept: none of them stays.
        replace(known, values=(), claims=tuple(claim for claim in known.claims if claim[0] != article))
        if _names(known, article)
        else known
        for known in seen.findings
    )
    return Seen(
        articles=tuple(id_ for id_ in seen.articles if id_ != article),
        findings=tuple(known for known in findings if known.claims),
    )


def _names(known: Known, article: str) -> bool:
    return any(id_ == article for id_, _ in known.claims)


def _versions(connection: Connection, article: Article) -> list[Article]:
    """Return the other versions of an article: of the same address, or known as such by its words."""
    records = connection.scalars(select(schema.article.c.record).order_by(schema.article.c.arrival))
    known = (msgspec.json.decode(record, type=Article) for record in records)
    revising = _revising(connection, article.id)
    return [
        other
        for other in known
        if other.id != article.id and (other.id in revising or is_same_address(other.url, article.url))
    ]


def _revising(connection: Connection, article: str) -> set[str]:
    """Return the article and all that revise it or are revised by it, as the index has it."""
    source = schema.source.c
    found, asked = {article}, [article]
    while asked:
        id_ = asked.pop()
        query = select(source.article, source.revises).where(
            or_(source.article == id_, source.revises == id_)
        )
        new = {one for row in connection.execute(query) for one in row if one} - found
        found |= new
        asked += sorted(new)
    return found


def _alike(connection: Connection, article: str) -> list[str]:
    """Return the articles that copied this one, and the one that it copied."""
    source = schema.source.c
    copies = select(source.article).where(source.derived_from == article)
    copied = select(source.derived_from).where(source.article == article, source.derived_from.is_not(None))
    return sorted({*connection.scalars(copies), *connection.scalars(copied)})


def _backups(connection: Connection) -> Iterator[str]:
    """Yield the files of backups that are still where they were made."""
    query = select(schema.log.c.subject).where(schema.log.c.act == "backup").distinct()
    for path in connection.scalars(query.order_by(schema.log.c.subject)):
        if Path(path).exists():
            yield path


def _traces(connection: Connection, article: Article) -> Iterator[bytes]:
    raw, record = schema.page.c.raw, schema.article.c.record
    stored = (type_coerce(column, LargeBinary) for column in (raw, record))
    query = select(raw, *stored).join(schema.article, schema.article.c.page == schema.page.c.digest)
    row = connection.execute(query.where(schema.article.c.id == article.id)).one_or_none()
    for whole in (*(row or ()), article.text.encode()):
        for start in range(0, min(len(whole), _MOST * _STEP), _STEP):
            trace = whole[start : start + _TRACE].strip()
            if len(trace) > _TRACE // 2:
                yield trace


def _files(library: Path) -> Iterable[Path]:
    return (file for file in (library, Path(f"{library}-wal")) if file.exists() and file.stat().st_size)


def _holds(file: Path, trace: bytes) -> bool:
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(trace) >= 0
