"""The log of how stories grew, became one and fell apart: added to as it happens, with the reasons."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
from sqlalchemy import Connection, insert, or_, select

from shutro.model import Join
from shutro.store import schema
from shutro.store.opening import reading
from shutro.story.decided import Gathered

Kind = Literal["joined", "merged", "split"]
LOST = ""  # where an id leads whose story lost an article to a drop, until its others are grouped anew
_change = schema.change.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why articles are in a story: which they are nearest to and how near, or the decision that put them there."""

    article: str | None = None
    to: str | None = None
    score: float | None = None
    decision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """Articles that came into a story: new ones, or those of another story that went wholly or in part."""

    number: int
    kind: Kind
    story: str
    was: str | None
    articles: tuple[str, ...]
    reason: Reason
    at: str


def write_changes(
    connection: Connection,
    groups: Iterable[Gathered],
    homes: Mapping[str, str],
    gone: Collection[str],
    decided: int | None,
) -> None:
    """Note what became of the stories; `homes` says in which each article was before. A transaction has begun."""
    at = _at(connection)
    known = _known(connection)
    rows = [
        {
            "kind": kind,
            "story": group.id,
            "was": was,
            "articles": msgspec.json.encode(articles),
            "reason": msgspec.json.encode(_reason(group.joins, articles, decided if was else None)),
            "at": at,
        }
        for group in groups
        for kind, was, articles in _moves(group, homes, gone, known | _registered(connection, group.id))
    ]
    if rows:
        connection.execute(insert(schema.change), rows)


def read_changes(
    connection: Connection, story: str | None = None, *, kinds: Sequence[Kind] = (), limit: int = 200
) -> tuple[StoryChange, ...]:
    """Return the newest changes, of all stories or of one and of those that went into it, the newest first."""
    query = select(schema.change).order_by(_change.number.desc()).limit(limit)
    if kinds:
        query = query.where(_change.kind.in_(kinds))
    if story is not None:
        registry = schema.story_id.c
        ids = select(registry.id).where(registry.redirect == story)
        query = query.where(or_(_change.story == story, _change.was == story, _change.story.in_(ids)))
    with reading(connection):
        return tuple(
            StoryChange(
                number=row.number,
                kind=row.kind,
                story=row.story,
                was=row.was,
                articles=msgspec.json.decode(row.articles, type=tuple[str, ...]),
                reason=msgspec.json.decode(row.reason, type=Reason),
                at=row.at,
            )
            for row in connection.execute(query)
        )


def _moves(
    group: Gathered, homes: Mapping[str, str], gone: Collection[str], known: Collection[str]
) -> Iterator[tuple[Kind, str | None, tuple[str, ...]]]:
    """Yield the articles that came into a story, by where they were before."""
    came: dict[str, list[str]] = defaultdict(list)
    for article in group.articles:
        home = homes.get(article)
        if home is None and article not in known and len(group.articles) > 1:
            yield "joined", None, (article,)
        elif home is not None and home != group.id:
            came[home].append(article)
    for home, articles in sorted(came.items()):
        yield "merged" if home in gone else "split", home, tuple(articles)


def _reason(joins: Sequence[Join], articles: Sequence[str], decided: int | None) -> Reason:
    if decided is not None:
        return Reason(decision=decided)
    moved = set(articles)
    ties = [join for join in joins if join.article in moved and (join.to not in moved or len(moved) == 1)]
    best = max(ties, key=lambda join: (join.score, join.article), default=None)
    return Reason(article=best.article, to=best.to, score=round(best.score, 2)) if best else Reason()


def _registered(connection: Connection, story: str) -> set[str]:
    """Return the articles that a story had when it was written last."""
    record = connection.scalar(select(schema.story_id.c.articles).where(schema.story_id.c.id == story))
    return set(msgspec.json.decode(record, type=list[str])) if record else set()


def _known(connection: Connection) -> set[str]:
    """Return the articles of stories that lost one to a drop, and are grouped anew."""
    lost = connection.scalars(select(schema.story_id.c.articles).where(schema.story_id.c.redirect == LOST))
    return {article for record in lost for article in msgspec.json.decode(record, type=list[str])}


def _at(connection: Connection) -> str:
    """Return when what is in the library changed last."""
    newest = (
        connection.scalar(select(table.c.at).order_by(table.c.number.desc()).limit(1))
        for table in (schema.log, schema.decision)
    )
    return max((at for at in newest if at), default="")
