"""Articles that a library knows already: a report at another address, a page that changed only around its report."""

import hashlib
from dataclasses import dataclass, replace

import msgspec
import regex
from sqlalchemy import Connection, select

from shutro.ingest.addresses import address_key
from shutro.ingest.articles import article_id
from shutro.model import Article
from shutro.sources.clocks import clock_of
from shutro.store import schema
from shutro.story.order import Moment, moment
from shutro.story.versions import WITHIN
from shutro.text.edtf import days
from shutro.text.numerals import to_ascii_digits

_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_PROSE = regex.compile(r"[।॥?!.][’”'\"»)\]]*\s*$")
_LONG = 160  # letters; a longer line is prose however it ends
_FEWEST = 30  # words by which a report is known without its address


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """By what an article is known: its address and a digest of its outlet and words; None where it has too few."""

    address: str | None
    words: str
    twin: str | None


@dataclass(frozen=True, slots=True)
class _State:
    """What a page said once: its article, the digest of its words, when it was fetched."""

    article: Article
    words: str
    fetched: str | None


def marks_of(article: Article) -> Marks:
    """Return by what an article is known."""
    found = report_words(article)
    words = _digest(" ".join(found))
    is_known = article.outlet is not None and len(found) >= _FEWEST
    return Marks(
        address=address_key(article.url) or None,
        words=words,
        twin=_digest(f"{article.outlet} {words}") if is_known else None,
    )


def report_words(article: Article) -> list[str]:
    """Return the words of headline and report, without the short lines above and below, which say how a page is set."""
    end = article.title_span.end if article.title_span else 0
    lines = article.text[end:].split("\n")
    prose = [at for at, line in enumerate(lines) if len(line) > _LONG or _PROSE.search(line)]
    report = lines[prose[0] : prose[-1] + 1] if prose else lines
    return _WORDS.findall(to_ascii_digits("\n".join([article.title, *report])).casefold())


def settle(connection: Connection, article: Article, fetched: str | None) -> tuple[Article, bool]:
    """Return the article as the library knows it and True, or it as a new one, which may revise another, and False.

    A transaction has begun.
    """
    marks = marks_of(article)
    states = _states(connection, marks) if marks.address else []
    is_newest = bool(states) and _is_after(fetched, states[0])
    same = next((state for state in states if state.words == marks.words), None)
    if same is not None and (same is states[0] or not is_newest):
        return same.article, True
    twin = _twin(connection, marks, article) if same is None else None
    if twin is not None:
        return twin, True
    return (_version(article, states[0].article, fetched) if is_newest and fetched else article), False


def _states(connection: Connection, marks: Marks) -> list[_State]:
    """Return the articles of an address, the last to arrive first."""
    article, page = schema.article.c, schema.page.c
    query = select(article.record, article.words, page.fetched).join(schema.page, page.digest == article.page)
    rows = connection.execute(query.where(article.address == marks.address).order_by(article.arrival.desc()))
    return [_State(msgspec.json.decode(record, type=Article), words, at) for record, words, at in rows]


def _twin(connection: Connection, marks: Marks, article: Article) -> Article | None:
    """Return the report that the outlet gave out in the same words under another address, about the same day."""
    table = schema.article.c
    query = select(table.record).where(table.twin == marks.twin).order_by(table.arrival.desc())
    for record in connection.scalars(query) if marks.twin else ():
        found = msgspec.json.decode(record, type=Article)
        one, other = days(found.published), days(article.published)
        if one is None or other is None or one.apart(other) <= WITHIN:
            return found
    return None


def _version(article: Article, before: Article, fetched: str) -> Article:
    """Return the article as what its page said later, dated by when it was changed, else by when that was seen."""
    version = replace(article, published=_later(article, before) or fetched, revises=before.id)
    return replace(version, id=article_id(version))


def _is_after(fetched: str | None, state: _State) -> bool:
    """Say whether a page that was fetched is a newer state than this one."""
    mine, theirs = moment(fetched), moment(state.fetched) or _moment(state.article.published, state.article)
    return mine is not None and (theirs is None or theirs.start < mine.start)


def _later(article: Article, before: Article) -> str | None:
    """Return when the page says that it was changed, where that is after the beginning of an earlier state."""
    since, at = _moment(before.published, before), _moment(article.modified, article)
    return article.modified if at is not None and (since is None or at.start > since.start) else None


def _moment(value: str | None, article: Article) -> Moment | None:
    return moment(value, clock_of(article.outlet))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:32]
