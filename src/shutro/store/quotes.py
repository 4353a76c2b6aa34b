"""Quotes of the library: by whom, about whom, through whom, newest first."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from shutro.model import QuoteKind, Span
from shutro.store import schema
from shutro.store.articles import texts_of
from shutro.text.edtf import days

Role = Literal["speaker", "about", "via"]
PAGE = 30
COUNTED = 2_000  # the newest of the wanted quotes, in which voices are counted
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
    query = _newest(select(schema.quoted), wanted)
    day, number = _order(wanted)
    if after is not None:
        last = select(_quoted.day).where(_quoted.number == after).scalar_subquery()
        query = query.where(or_(day < last, and_(day == last, number < after)))
    rows = connection.execute(query.limit(limit)).all()
    texts = texts_of(connection, {row.article for row in rows})
    return tuple(_read(row, texts[row.article]) for row in rows)


def count_voices(
    connection: Connection, role: Role, wanted: WantedQuotes, *, limit: int = 20
) -> tuple[VoiceCount, ...]:
    """Return who speaks, is spoken about or passes on most often in the newest of the wanted quotes."""
    newest = _newest(select(_quoted.number), wanted).limit(COUNTED).subquery("newest")
    number = func.count()
    query = select(_voice.name, number).join(newest, newest.c.number == _voice.quote)
    query = query.where(_voice.role == role).group_by(_voice.name)
    rows = connection.execute(query.order_by(number.desc(), _voice.name).limit(limit))
    return tuple(VoiceCount(name=name, quotes=quotes) for name, quotes in rows)


def is_voice(connection: Connection, name: str) -> bool:
    """Say whether somebody or something goes by exactly this id, or these words, in any quote."""
    query = select(_voice.name).where(_voice.role.in_(get_args(Role)), _voice.name == name).limit(1)
    return connection.scalar(query) is not None


def count_spoken(connection: Connection, speaker: str) -> tuple[tuple[str, int], ...]:
    """Return how many quotes of a speaker came in each month, as 2026-11, oldest first."""
    month = func.substr(_voice.day, 1, len("2026-11"))
    query = select(month, func.count()).where(
        _voice.role == "speaker", _voice.name == speaker, _voice.day != ""
    )
    return tuple(
        (value, quotes) for value, quotes in connection.execute(query.group_by(month).order_by(month))
    )


def _newest(query: Select[Any], wanted: WantedQuotes) -> Select[Any]:
    """Return the query for the wanted quotes, newest first."""
    asked = [(role, names) for role, names in _roles(wanted) if names]
    day, number = _order(wanted)
    if asked:
        role, names = asked[0]
        query = query.join(schema.voice, _voice.quote == _quoted.number)
        query = query.where(_voice.role == role, _voice.name.in_(names))
        if len(names) > 1:
            query = query.group_by(day, number)
    query = _narrowed(query, wanted, asked[1:], number)
    return query.order_by(day.desc(), number.desc())


def _order(wanted: WantedQuotes) -> tuple[ColumnElement[str], ColumnElement[int]]:
    """Return the columns of day and number in the table from which the quotes are taken."""
    is_of_voice = any(names for _, names in _roles(wanted))
    return (_voice.day, _voice.quote) if is_of_voice else (_quoted.day, _quoted.number)


def _roles(wanted: WantedQuotes) -> tuple[tuple[Role, tuple[str, ...]], ...]:
    return (("speaker", wanted.who), ("about", wanted.about), ("via", wanted.via))


def _narrowed(
    query: Select[Any],
    wanted: WantedQuotes,
    asked: list[tuple[Role, tuple[str, ...]]],
    number: ColumnElement[int],
) -> Select[Any]:
    for role, names in asked:
        # Each quote of the first is asked for the others, newest first: all of these may be far more.
        also = schema.voice.alias(f"also_{role}").c
        beside = select(also.quote).where(also.quote == number, also.role == role, also.name.in_(names))
        query = query.where(beside.exists())
    if wanted.story is not None:
        query = query.where(_quoted.story == wanted.story)
    since, until = days(wanted.since), days(wanted.until)
    if since is not None:
        query = query.where(_quoted.day >= since.first.isoformat())
    if until is not None:
        query = query.where(_quoted.day <= until.last.isoformat(), _quoted.day != "")
    return query


def _read(row: Any, text: str) -> StoredQuote:
    span = Span(row.start, row.end)
    return StoredQuote(
        number=row.number,
        story=row.story,
        article=row.article,
        span=span,
        kind=row.kind,
        day=row.day or None,
        words=" ".join(span.of(text).split()),
        speaker=row.speaker,
        chain=msgspec.json.decode(row.chain, type=tuple[str, ...]),
    )
