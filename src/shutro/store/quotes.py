"""Quotes of the library: by whom, about whom, through whom, newest first."""

from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from shutro.model import QuoteKind, Span
from shutro.store import schema
from shutro.text.edtf import days

Role = Literal["speaker", "about", "via"]
PAGE = 30
_quoted, _voice = schema.quoted.c, schema.voice.c


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedQuotes:
    """Which quotes: of one of these speakers, about one of these, through one of these, as far as any are given."""

    who: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    story: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredQuote:
    """What somebody is reported to have said, where it stands; `speaker` and `chain` are entities or plain words."""

    number: int
    story: str
    article: str
    span: Span
    kind: QuoteKind
    day: str | None
    words: str
    speaker: str
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceCount:
    """How often somebody speaks, is spoken about, or passes on what others say."""

    name: str
    quotes: int


def find_quotes(
    connection: Connection, wanted: WantedQuotes, *, after: int | None = None, limit: int = PAGE
) -> tuple[StoredQuote, ...]:
    """Return the wanted quotes, newest first; `after` is the number of the last on the page before."""
    asked = [(role, names) for role, names in _roles(wanted) if names]
    query = select(schema.quoted)
    day, number = _quoted.day, _quoted.number
    if asked:
        role, names = asked[0]
        query = query.join(schema.voice, _voice.quote == _quoted.number)
        query = query.where(_voice.role == role, _voice.name.in_(names))
        day, number = _voice.day, _voice.quote
        if len(names) > 1:
            query = query.group_by(day, number)
    query = _narrowed(query, wanted, asked[1:], _quoted.number)
    if after is not None:
        last = select(_quoted.day).where(_quoted.number == after).scalar_subquery()
        query = query.where(or_(day < last, and_(day == last, number < after)))
    rows = connection.execute(query.order_by(day.desc(), number.desc()).limit(limit))
    return tuple(_read(row) for row in rows.all())


def count_voices(
    connection: Connection, role: Role, wanted: WantedQuotes, *, limit: int = 20
) -> tuple[VoiceCount, ...]:
    """Return who speaks, is spoken about or passes on most often in the wanted quotes."""
    number, asked = func.count(), [(one, names) for one, names in _roles(wanted) if names]
    query = select(_voice.name, number).where(_voice.role == role)
    if asked or wanted.story or wanted.since or wanted.until:
        if wanted.story or wanted.since or wanted.until:
            query = query.join(schema.quoted, _quoted.number == _voice.quote)
        query = _narrowed(query, wanted, asked, _voice.quote)
    rows = connection.execute(query.group_by(_voice.name).order_by(number.desc(), _voice.name).limit(limit))
    return tuple(VoiceCount(name=name, quotes=quotes) for name, quotes in rows)


def _roles(wanted: WantedQuotes) -> tuple[tuple[Role, tuple[str, ...]], ...]:
    return (("speaker", wanted.who), ("about", wanted.about), ("via", wanted.via))


def _narrowed(
    query: Select[Any],
    wanted: WantedQuotes,
    asked: list[tuple[Role, tuple[str, ...]]],
    number: ColumnElement[int],
) -> Select[Any]:
    for role, names in asked:
        also = schema.voice.alias(f"also_{role}").c
        query = query.where(number.in_(select(also.quote).where(also.role == role, also.name.in_(names))))
    if wanted.story is not None:
        query = query.where(_quoted.story == wanted.story)
    since, until = days(wanted.since), days(wanted.until)
    if since is not None:
        query = query.where(_quoted.day >= since.first.isoformat())
    if until is not None:
        query = query.where(_quoted.day <= until.last.isoformat(), _quoted.day != "")
    return query


def _read(row: Any) -> StoredQuote:
    return StoredQuote(
        number=row.number,
        story=row.story,
        article=row.article,
        span=Span(row.start, row.end),
        kind=row.kind,
        day=row.day or None,
        words=row.words,
        speaker=row.speaker,
        chain=msgspec.json.decode(row.chain, type=tuple[str, ...]),
    )
