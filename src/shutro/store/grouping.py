"""Stories as articles join them: written at once, told later; old ids lead to the stories that took their place."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from shutro.model import Join, Story
from shutro.publish.cards import Report, make_card
from shutro.store import schema
from shutro.store.articles import stored_story, texts_of
from shutro.store.changes import LOST, Bonding, Moves, write_changes
from shutro.store.coverage import homes_of
from shutro.store.docs import found_docs
from shutro.store.index import forget_rows
from shutro.store.kept_out import write_apart
from shutro.store.rows import card_row
from shutro.store.told import pack_story, unpack_bare
from shutro.store.vectors import members_of
from shutro.story.decided import Gathered
from shutro.story.label import id_of_story, story_title
from shutro.story.spelling import spell

_AT_ONCE = 500  # values in one question
_TITLED = 20  # articles of which the first title of a story is chosen
_vector, _story = schema.vector.c, schema.story.c


@dataclass(frozen=True, slots=True)
class _Row:
    """What is stored of an article beside its vector."""

    arrival: int
    dated: str
    until: int | None
    language: str


def write_groups(
    connection: Connection, gathered: Iterable[Gathered], bond: Bonding, decided: int | None = None
) -> None:
    """Store which articles are a story now, where that is another than before; a transaction has begun.

    Findings are left as they are, or to be made where they are not of these articles. `bond` tells what ties two
    groups of articles, and `decided` is the number of the decision that led to it, if one did.
    """
    wanted = {group.id: group for group in gathered}
    homes = homes_of(connection, {article for group in wanted.values() for article in group.articles})
    before = members_of(connection, {*homes.values(), *wanted})
    for rest in _rests(before, wanted.values()):
        wanted.setdefault(rest.id, rest)
    there = _there(connection, wanted)
    changed = [
        group
        for group in wanted.values()
        if group.id not in there or tuple(before.get(group.id, ())) != group.articles
    ]
    gone = [story for story in before if story not in wanted]
    write_changes(connection, Moves(changed, homes, gone), bond, decided)
    forget_rows(connection, gone)
    connection.execute(delete(schema.story).where(_story.id.in_(gone)))
    for group in changed:
        write_group(connection, group)
    write_apart(connection, wanted.values())
    _redirect(connection, changed, gone)


def write_group(connection: Connection, group: Gathered) -> None:
    """Store a story with its articles, to be told; findings stay where they are of these; a transaction has begun."""
    rows = _rows(connection, group.articles)
    dates = sorted(row.dated for row in rows.values() if row.dated != "~")
    story = replace(
        _known(connection, group),
        articles=group.articles,
        joins=group.joins,
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )
    ends = [row.until for row in rows.values()]
    values = {
        "first": rows[group.articles[0]].dated,
        "until": None if None in ends else max(end for end in ends if end is not None),
        "arrival": max(row.arrival for row in rows.values()),
        "is_told": 0,
        "record": pack_story(story, texts_of(connection, group.articles) if story.findings else {}),
    }
    statement = insert_or_update(schema.story).values(id=story.id, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))
    reports = {
        id_: Report(dated=None if row.dated == "~" else row.dated, language=row.language)
        for id_, row in rows.items()
    }
    state = hashlib.sha256(msgspec.json.encode(story)).hexdigest()
    card = card_row(make_card(story, reports, is_told=False), f"~{state}")
    card_statement = insert_or_update(schema.card).values(card)
    connection.execute(card_statement.on_conflict_do_update(index_elements=["story"], set_=card))
    connection.execute(
        update(schema.vector).where(_vector.article == bindparam("id")).values(story=story.id),
        [{"id": article} for article in group.articles],
    )


def write_joins(connection: Connection, groups: Iterable[Gathered]) -> None:
    """Store why articles belong to their stories, where that is known otherwise by now; a transaction has begun."""
    for group in groups:
        record = connection.scalar(select(_story.record).where(_story.id == group.id))
        story = unpack_bare(record) if record else None
        if story is None or _bare(story.joins) == _bare(group.joins):
            continue
        shared = {(join.article, join.to): join.shared for join in story.joins}
        joins = [
            replace(join, shared=shared.get((join.article, join.to), join.shared)) for join in group.joins
        ]
        if any(story_join.shared for story_join in story.joins):  # it is told: its joins are spelled
            docs = found_docs(connection, [id_ for join in joins for id_ in (join.article, join.to)])
            joins = list(spell(joins, docs))
        whole = pack_story(replace(story, joins=tuple(joins)), {})
        connection.execute(update(schema.story).where(_story.id == group.id).values(record=whole))


def _bare(joins: Iterable[Join]) -> list[Join]:
    return [replace(join, shared=()) for join in joins]


def mark_untold(connection: Connection, stories: Iterable[str]) -> None:
    """Note that the findings of these stories are to be made anew; a transaction has begun."""
    ids = sorted(set(stories))
    for table, key in ((schema.story, _story.id), (schema.card, schema.card.c.story)):
        for some in (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)):
            connection.execute(update(table).where(key.in_(some)).values(is_told=0))


def mark_all_untold(connection: Connection) -> None:
    """Note that the findings of all stories are to be made anew; a transaction has begun."""
    for table in (schema.story, schema.card):
        connection.execute(update(table).values(is_told=0))


def _there(connection: Connection, stories: Iterable[str]) -> set[str]:
    """Return those of the stories that are stored."""
    ids = sorted(stories)
    portions = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    return {
        id_ for some in portions for id_ in connection.scalars(select(_story.id).where(_story.id.in_(some)))
    }


def _rests(before: Mapping[str, Sequence[str]], groups: Iterable[Gathered]) -> Iterable[Gathered]:
    """Yield what is left of stories that gave articles away without being looked over themselves."""
    taken = {article for group in groups for article in group.articles}
    for articles in before.values():
        left = tuple(article for article in articles if article not in taken)
        if left:
            yield Gathered(id=id_of_story(left[0]), articles=left, joins=())


def _known(connection: Connection, group: Gathered) -> Story:
    """Return the story as it was told last, where all that it told of is still in it; else without findings."""
    record = connection.scalar(select(_story.record).where(_story.id == group.id))
    old = stored_story(connection, record) if record else None
    if old is not None and set(old.articles) <= set(group.articles):
        return old
    docs = found_docs(connection, group.articles[:_TITLED])
    return Story(
        id=group.id,
        title=story_title(list(docs.values())),
        articles=group.articles,
        first=None,
        last=None,
        entities=old.entities if old else (),  # the index counts their names until the story is told anew
    )


def _rows(connection: Connection, articles: Sequence[str]) -> dict[str, _Row]:
    found: dict[str, _Row] = {}
    article = schema.article.c
    for start in range(0, len(articles), _AT_ONCE):
        query = (
            select(article.id, article.arrival, _vector.dated, _vector.until, _vector.language)
            .join(schema.vector, _vector.article == article.id)
            .where(article.id.in_(articles[start : start + _AT_ONCE]))
        )
        found |= {row[0]: _Row(*row[1:]) for row in connection.execute(query)}
    return found


def _redirect(connection: Connection, changed: Sequence[Gathered], gone: Sequence[str]) -> None:
    """Register the ids of the stories, and lead each lost id to the story with most of its articles."""
    known = schema.story_id
    for group in changed:
        row = {"articles": msgspec.json.encode(group.articles), "redirect": None}
        statement = insert_or_update(known).values(id=group.id, **row)
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))
    lost = connection.scalars(select(known.c.id).where(known.c.redirect == LOST)).all()
    for id_ in [*gone, *lost]:
        record = connection.scalar(select(known.c.articles).where(known.c.id == id_))
        homes = homes_of(connection, msgspec.json.decode(record, type=list[str]) if record else [])
        heirs = Counter(homes.values())
        heir = min(heirs, key=lambda heir: (-heirs[heir], heir), default=None)
        led = update(known).where((known.c.id == id_) | (known.c.redirect == id_))
        connection.execute(led.values(redirect=heir))
