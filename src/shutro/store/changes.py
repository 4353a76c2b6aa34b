"""The log of how stories grew, became one and fell apart: added to as it happens, with the reasons."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
from sqlalchemy import Connection, insert, or_, select

from shutro.model import Join
from shutro.store import schema
from shutro.store.opening import reading
from shutro.story.changes import Bond
from shutro.story.decided import Gathered

Kind = Literal["joined", "merged", "split"]
Bonding = Callable[[Sequence[str], Sequence[str]], Bond | None]
LOST = ""  # where an id leads whose story lost an article to a drop, until its others are grouped anew
_change = schema.change.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why articles are in a story: which they are nearest to and how near, or the decision that put them there."""

    article: str | None = None
    to: str | None = None
    score: float | None = None
    decision: int | None = None
    strength: float | None = None  # of two stories that became one, or of the parts of one that fell apart


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


@dataclass(frozen=True, slots=True)
class Moves:
    """Stories as they are now, in which story each article was before, and which stories no longer are."""

    groups: Sequence[Gathered]
    homes: Mapping[str, str]
    gone: Collection[str]

    def rest(self, group: Gathered, was: str, articles: Sequence[str]) -> Sequence[str]:
        """Return what articles of another story came to, or what of that story they left."""
        if was in self.gone:
            return tuple(article for article in group.articles if article not in articles)
        return next((other.articles for other in self.groups if other.id == was), ())


def write_changes(connection: Connection, moves: Moves, bond: Bonding, decided: int | None) -> None:
    """Note what became of the stories, with what ties the parts of each; a transaction has begun."""
    at = _at(connection)
    known = _known(connection)
    rows = [
        {
            "kind": kind,
            "story": group.id,
            "was": was,
            "articles": msgspec.json.encode(articles),
            "reason": msgspec.json.encode(
                _joined(group.joins, articles)
                if was is None
                else Reason(decision=decided)
                if decided is not None
                else _bonded(bond(articles, moves.rest(group, was, articles)))
            ),
            "at": at,
        }
        for group in moves.groups
        for kind, was, articles in _moves(group, moves, known | _registered(connection, group.id))
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
    group: Gathered, moves: Moves, known: Collection[str]
) -> Iterator[tuple[Kind, str | None, tuple[str, ...]]]:
    """Yield the articles that came into a story, by where they were before."""
    came: dict[str, list[str]] = defaultdict(list)
    for article in group.articles:
        home = moves.homes.get(article)
        if home is None and article not in known and len(group.articles) > 1:
            yield "joined", None, (article,)
        elif home is not None and home != group.id:
            came[home].append(article)
    for home, articles in sorted(came.items()):
        yield "merged" if home in moves.gone else "split", home, tuple(articles)


def _joined(joins: Sequence[Join], articles: Sequence[str]) -> Reason:
    best = max(
        (join for join in joins if join.article in articles),
        key=lambda join: (join.score, join.article),
        default=None,
    )
    return Reason(article=best.article, to=best.to, score=round(best.score, 2)) if best else Reason()


def _bonded(bond: Bond | None) -> Reason:
    """Return what tied two groups: a bond that was strong enough, or one that was too weak."""
    if bond is None:
        return Reason()
    return Reason(
        article=bond.article, to=bond.to, score=round(bond.score, 2), strength=round(bond.strength, 2)
    )


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
