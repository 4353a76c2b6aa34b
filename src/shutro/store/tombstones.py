"""Tombstones: which articles were taken down and may not come back, known by digests of what they were."""

import hashlib
from dataclasses import dataclass
from typing import Any

import msgspec
import regex
from sqlalchemy import Connection, delete, insert, or_, select

from shutro.errors import NotInLibraryError
from shutro.ingest.addresses import address_key
from shutro.model import Article
from shutro.store import schema
from shutro.store.opening import reading, writing
from shutro.text.normalize import compose

_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_FEWEST = 8  # words by which a text is known without its headline
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """An article that was taken down: by whom, when and why; `swept` when nothing of it is left in the file."""

    number: int
    article: str
    reason: str
    who: str
    at: str  # ISO 8601 in UTC
    may_return: bool  # as a later version under its address
    swept: bool


class Barred(msgspec.Struct, frozen=True):
    """What may not come in, where no library is asked: the reasons by digests of ids, pages, words and addresses."""

    reasons: dict[str, str] = {}

    def reason(self, article: Article) -> str | None:
        """Return why an article may not come in, None where it may."""
        if not self.reasons:
            return None
        digests = (article.id, article.page, _words(article), _address(article.url))
        return next((self.reasons[digest] for digest in digests if digest in self.reasons), None)


OPEN = Barred()  # keeps nothing out


def read_barred(connection: Connection) -> Barred:
    """Return what the tombstones of the library keep out."""
    table = schema.tombstone
    with reading(connection):
        rows = connection.execute(select(table).order_by(table.c.number)).all()
    return Barred(
        {
            digest: refusal(_tombstone(row))
            for row in rows
            for digest in (row.article, row.page, row.words, row.address)
            if digest
        }
    )


def place_tombstone(
    connection: Connection, article: Article, *, reason: str, who: str, at: str, may_return: bool
) -> None:
    """Store that an article was taken down; a transaction has begun."""
    address = None if may_return else _address(article.url)
    row = {"article": article.id, "page": article.page, "words": _words(article), "address": address}
    connection.execute(insert(schema.tombstone).values(**row, reason=reason, who=who, at=at))


def find_tombstone(connection: Connection, article: Article) -> Tombstone | None:
    """Return the tombstone by which an article may not come in, by its id, page, words or address.

    A transaction has begun.
    """
    table = schema.tombstone.c
    if connection.scalar(select(table.number).limit(1)) is None:
        return None
    same = [table.article == article.id, table.page == article.page, table.words == _words(article)]
    address = _address(article.url)
    if address is not None:
        same.append(table.address == address)
    row = connection.execute(
        select(schema.tombstone).where(or_(*same)).order_by(table.number).limit(1)
    ).first()
    return _tombstone(row) if row is not None else None


def read_tombstones(connection: Connection) -> tuple[Tombstone, ...]:
    """Return all tombstones, oldest first."""
    query = select(schema.tombstone).order_by(schema.tombstone.c.number)
    with reading(connection):
        return tuple(_tombstone(row) for row in connection.execute(query))


def lift_tombstone(connection: Connection, prefix: str, *, at: str) -> str:
    """Let the article of which the id begins with `prefix` come back; return the id."""
    table = schema.tombstone
    begins = (table.c.article >= prefix, table.c.article < prefix + _LAST)
    with writing(connection):
        found = connection.scalars(select(table.c.article).where(*begins).distinct().limit(2)).all()
        if len(found) != 1:
            which = "no article" if not found else "more than one article"
            raise NotInLibraryError(f"{which} that was taken down has an id that begins with {prefix!r}")
        connection.execute(delete(table).where(table.c.article == found[0]))
        connection.execute(insert(schema.log).values(act="lift", subject=found[0], at=at))
    return str(found[0])


def is_same_address(one: str | None, other: str | None) -> bool:
    """Say whether two addresses lead to one page."""
    address = _address(one)
    return address is not None and address == _address(other)


def refusal(stone: Tombstone) -> str:
    """Return why an article may not come in, in words."""
    return f"was taken down: {stone.reason} ({stone.article}, {stone.at[:10]}; see `shutro tombstones`)"


def _tombstone(row: Any) -> Tombstone:
    return Tombstone(
        number=row.number,
        article=row.article,
        reason=row.reason,
        who=row.who,
        at=row.at,
        may_return=row.address is None,
        swept=bool(row.swept),
    )


def _words(article: Article) -> str:
    """Return a digest of the words below the headline, however they are set."""
    below = article.text[article.title_span.end :] if article.title_span else article.text
    found = _WORDS.findall(compose(below))
    if len(found) < _FEWEST:
        found = _WORDS.findall(compose(article.text))
    return hashlib.sha256(" ".join(found).encode()).hexdigest()


def _address(url: str | None) -> str | None:
    """Return a digest of what of an address names the page, None where there is none."""
    key = address_key(url)
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest() if key else None
