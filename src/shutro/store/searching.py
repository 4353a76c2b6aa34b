"""Searching the library: articles that hold words with any ending, names in any spelling, and what fields ask for."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, select, text

from shutro.languages.words import common_words
from shutro.model import Article, MentionKind, Span
from shutro.search.highlight import Phrase, Snippet, Sought, cut_snippets
from shutro.search.query import Field, Query, parse
from shutro.search.words import Word, query_words
from shutro.sources.registry import find_alias
from shutro.store import schema
from shutro.store.actors import Actor, find_actors
from shutro.text.edtf import days

PAGE = 20
MOST = 1_000  # hits that are put in order; of more the newest ones are
_MARKED = 24  # places in a text by which it is cut
_COUNTS = 24  # outlets and months
_RUN = 4  # words of a name
_NAMES = 12  # of an actor by which he is looked for
_KINDS: dict[str, tuple[MentionKind, ...]] = {"who": ("PER", "ORG", "LOC"), "where": ("LOC", "FAC")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words of a query, and all that is looked for in their place; `actor` is the one whom they name."""

    written: str
    phrases: tuple[Phrase, ...]
    actor: Actor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that was found: where in its title and in its text, places of each."""

    article: str
    story: str | None
    outlet: str | None
    published: str | None
    language: str
    title: str
    in_title: tuple[Span, ...]
    text: str
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HitCount:
    """How many of the hits an outlet has, or a month as 2023-09."""

    value: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A page of hits, how many there are, and how the query was understood; `unknown` fields name nothing known."""

    hits: tuple[Hit, ...]
    total: int
    is_capped: bool  # there are more than are counted
    terms: tuple[Term, ...]
    unknown: tuple[Field, ...]
    outlets: tuple[HitCount, ...] = ()  # most first
    months: tuple[HitCount, ...] = ()  # newest first


@dataclass(frozen=True, slots=True)
class _Asked:
    """A condition in SQL on `source`, its values, and the words that show it in a text."""

    condition: str
    values: Mapping[str, object]
    phrases: tuple[Phrase, ...] = ()


def search(connection: Connection, written: str, code: str, *, offset: int = 0, limit: int = PAGE) -> Results:
    """Return the articles that hold all that is asked for, best first; `code` is the language of its endings."""
    query = parse(written)
    terms = tuple(_terms(connection, query, code))
    fields = [_asked_by_field(connection, number, field, code) for number, field in enumerate(query.fields)]
    unknown = tuple(field for field, asked in zip(query.fields, fields, strict=True) if asked is None)
    known = [asked for asked in fields if asked is not None]
    words = " AND ".join(filter(None, map(_match, terms)))
    if unknown or not (words or known):
        return Results(hits=(), total=0, is_capped=False, terms=terms, unknown=unknown)
    arrivals = _find(connection, words, known)
    phrases = [phrase for term in terms for phrase in term.phrases]
    phrases += [phrase for asked in known for phrase in asked.phrases]
    outlets, months = _count_hits(connection, arrivals[:MOST])
    return Results(
        hits=tuple(_hits(connection, arrivals[:MOST][offset : offset + limit], phrases)),
        total=min(len(arrivals), MOST),
        is_capped=len(arrivals) > MOST,
        terms=terms,
        unknown=(),
        outlets=outlets,
        months=months,
    )


def find_among(connection: Connection, written: str, code: str, articles: Sequence[str]) -> frozenset[str]:
    """Return those of the articles that hold all that is asked for."""
    query = parse(written)
    words = " AND ".join(filter(None, map(_match, _terms(connection, query, code))))
    fields = [_asked_by_field(connection, number, field, code) for number, field in enumerate(query.fields)]
    known = [asked for asked in fields if asked is not None]
    if len(known) < len(fields) or not (words or known):
        return frozenset()
    among = _Asked(_AMONG, {"among": msgspec.json.encode(list(articles)).decode()})
    arrivals = _find(connection, words, [*known, among])
    source = text("SELECT article FROM source WHERE arrival IN :arrivals")
    bound = source.bindparams(bindparam("arrivals", expanding=True))
    return frozenset(connection.scalars(bound, {"arrivals": arrivals}))


def find_terms(connection: Connection, written: str, code: str) -> tuple[Term, ...]:
    """Return what a query looks for in texts, to show it in an article."""
    return tuple(_terms(connection, parse(written), code))


def _terms(connection: Connection, query: Query, code: str) -> Iterator[Term]:
    for phrase in query.phrases:
        yield Term(written=phrase, phrases=(_phrase(phrase, code),))
    common = common_words(code)
    for run in query.runs:
        telling = [word for word in run if word not in common] or run
        at = 0
        while at < len(telling):
            term = _longest_name(connection, telling[at : at + _RUN], code)
            yield term
            at += max(1, len(term.written.split(" ")))


def _longest_name(connection: Connection, words: Sequence[str], code: str) -> Term:
    """Return the longest run from the first word that names somebody, with all names, or else the first word."""
    for count in range(len(words), 0, -1):
        written = " ".join(words[:count])
        actors = find_actors(connection, written, code, limit=1)
        if actors and (count > 1 or _is_name(connection, written, actors[0], code)):
            names = [name for _, name in actors[0].names[:_NAMES]]
            phrases = dict.fromkeys(_phrase(name, code) for name in (written, *names))
            return Term(written=written, phrases=tuple(filter(None, phrases)), actor=actors[0])
    return Term(written=words[0], phrases=tuple(filter(None, [_phrase(words[0], code)])))


def _is_name(connection: Connection, word: str, actor: Actor, code: str) -> bool:
    """Say whether a word is looked up as a name: it is one as it stands, or no text has it."""
    forms = {form for found in query_words(word, code) for form in found.forms}
    if any(forms.intersection(_phrase_forms(name, code)) for _, name in actor.names):
        return True
    known = text("SELECT 1 FROM searched_words WHERE term IN :forms LIMIT 1")
    known = known.bindparams(bindparam("forms", expanding=True))
    return word.isascii() or connection.scalar(known, {"forms": sorted(forms)}) is None


def _phrase_forms(name: str, code: str) -> set[str]:
    words = query_words(name, code)
    return set(words[0].forms) if len(words) == 1 else set()


def _phrase(written: str, code: str) -> Phrase:
    """Return the words of a phrase; in one of several, words are the same where their roots are."""
    words = [word._replace(start=0, end=0) for word in query_words(written, code)]
    if len(words) == 1:
        return tuple(words)
    return tuple(word._replace(forms=tuple(dict.fromkeys((*word.forms, word.root)))) for word in words)


def _match(term: Term) -> str:
    """Return a term in the language of the full text index; all words are quoted, so that none is an operator."""
    parts = [_match_phrase(phrase) for phrase in term.phrases if phrase]
    return f"({' OR '.join(dict.fromkeys(parts))})" if parts else ""


def _match_phrase(phrase: Sequence[Word]) -> str:
    if len(phrase) == 1:
        return " OR ".join(f'"{form}"' for form in phrase[0].forms)
    return '"' + " ".join(word.root for word in phrase) + '"'


def _asked_by_field(connection: Connection, number: int, field: Field, code: str) -> _Asked | None:
    """Return what a field asks for, None where it names nothing known."""
    key = f"v{number}"
    if field.name == "when":
        found = days(field.value)
        if found is None:
            return None
        between = {f"{key}a": found.first.isoformat(), f"{key}b": found.last.isoformat()}
        return _Asked(f"source.day BETWEEN :{key}a AND :{key}b", between)
    if field.name in ("outlet", "agency"):
        source = find_alias(field.value)
        return _Asked(_OF_SOURCE[field.name].format(key), {key: source.source if source else field.value})
    actors = find_actors(connection, field.value, code, kinds=_KINDS[field.name], limit=1)
    if not actors:
        return None
    names = dict.fromkeys(_phrase(name, code) for _, name in actors[0].names[:_NAMES])
    return _Asked(_NAMED.format(key), {key: actors[0].entity}, tuple(filter(None, names)))


_NAMED = "EXISTS (SELECT 1 FROM named WHERE named.entity = :{} AND named.arrival = source.arrival)"
_AMONG = "source.article IN (SELECT value FROM json_each(:among))"
_OF_SOURCE = {
    "outlet": "source.outlet = :{}",
    "agency": "EXISTS (SELECT 1 FROM credited WHERE source = :{} AND credited.article = source.article)",
}
_BY_WORDS = "SELECT searched.rowid FROM searched {join} WHERE searched MATCH :asked {also} ORDER BY {order} LIMIT :most"
_BY_FIELDS = "SELECT source.arrival FROM source WHERE {also} ORDER BY source.arrival DESC LIMIT :most"
_JOIN = "CROSS JOIN source ON source.arrival = searched.rowid"


def _find(connection: Connection, words: str, fields: Sequence[_Asked]) -> Sequence[int]:
    """Return the arrivals of the hits, at most one more than are put in order: best first, or of many newest first."""
    given: dict[str, object] = {"most": MOST + 1}
    for field in fields:
        given |= field.values
    also = " AND ".join(field.condition for field in fields)
    if not words:
        return connection.scalars(text(_BY_FIELDS.format(also=also)), given).all()
    given["asked"] = words
    parts = {"join": _JOIN if also else "", "also": f"AND {also}" if also else ""}
    newest = _BY_WORDS.format(order="searched.rowid DESC", **parts)
    found = connection.scalars(text(newest), given).all()
    if len(found) > MOST:
        return found
    best = _BY_WORDS.format(order="bm25(searched, 1.0, 4.0), searched.rowid DESC", **parts)
    return connection.scalars(text(best), given).all()


def _count_hits(
    connection: Connection, arrivals: Sequence[int]
) -> tuple[tuple[HitCount, ...], tuple[HitCount, ...]]:
    """Return how many of the hits each outlet has, most first, and each month, newest first."""
    query = text(
        "SELECT outlet, substr(day, 1, 7), count(*) FROM source "
        "WHERE arrival IN (SELECT value FROM json_each(:arrivals)) GROUP BY 1, 2"
    )
    outlets: Counter[str] = Counter()
    months: Counter[str] = Counter()
    rows = connection.execute(query, {"arrivals": msgspec.json.encode(arrivals).decode()})
    for outlet, month, articles in rows.all():
        outlets.update({outlet: articles} if outlet else {})
        months.update({month: articles} if month else {})
    return (
        _first(sorted(outlets.items(), key=lambda one: (-one[1], one[0]))),
        _first(sorted(months.items(), reverse=True)),
    )


def _first(counted: Sequence[tuple[str, int]]) -> tuple[HitCount, ...]:
    return tuple(HitCount(value=value, articles=articles) for value, articles in counted[:_COUNTS])


def _hits(connection: Connection, arrivals: Sequence[int], phrases: Sequence[Phrase]) -> Iterator[Hit]:
    stored, source = schema.article.c, schema.source.c
    query = select(stored.arrival, stored.record, source.story, source.published)
    query = query.outerjoin_from(schema.article, schema.source, source.article == stored.id)
    rows = {row.arrival: row for row in connection.execute(query.where(stored.arrival.in_(arrivals)))}
    sought: dict[str, Sought] = {}
    for row in (rows[arrival] for arrival in arrivals if arrival in rows):
        article = msgspec.json.decode(row.record, type=Article)
        code = article.language
        sought[code] = sought.get(code) or Sought(code, phrases)
        yield _hit(row, article, sought[code])


def _hit(row: Any, article: Article, sought: Sought) -> Hit:
    body = article.title_span.end if article.title_span else 0
    places = (span for span in sought.each_place(article.text) if span.start >= body)
    found = tuple(islice(places, _MARKED))
    return Hit(
        article=article.id,
        story=row.story,
        outlet=article.outlet,
        published=row.published or article.published,
        language=article.language,
        title=article.title,
        in_title=sought.find(article.title),
        text=article.text,
        snippets=cut_snippets(article.text, found),
    )
