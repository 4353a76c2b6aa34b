"""A library brought up to date: docs that are missing, the stories that they join, then what these tell."""

import time
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from shutro.decisions.records import Decision, Decisions
from shutro.link.decided import holding
from shutro.model import Doc
from shutro.pipeline import annotate, same_names, tell_story
from shutro.regrouping import Window, find_groups_anew, settle_groups
from shutro.store import docs as stored_docs
from shutro.store.articles import StoredArticle
from shutro.store.decisions import decisions_of, log_of
from shutro.store.docs import found_docs
from shutro.store.fulltext import fill_searched
from shutro.store.grouping import mark_all_untold, mark_untold, write_groups, write_joins
from shutro.store.made import Made, made_by, read_made, stories_naming, write_made
from shutro.store.opening import reading, writing
from shutro.store.stories import read_untold, untold, write_told
from shutro.store.turns import count_turn, read_turn
from shutro.store.vectors import homes_of, members_of, ungrouped
from shutro.story.cluster import spell

AT_ONCE = 16  # docs that are made before they join stories
REST = 4  # times what it took to tell a story, after which it is told again where others wait


def update(connection: Connection, upkeep: "Upkeep | None" = None) -> Iterator[tuple[int, int]]:
    """Make what is missing or old; yield how many articles of how many are read, last before the stories are told.

    What comes in meanwhile is read, and joins its stories, before further stories are told. Who updates again and
    again keeps the `upkeep`.
    """
    upkeep = upkeep or Upkeep(connection)
    done = 0
    while missing := stored_docs.missing_docs(connection):
        for number, _ in enumerate(make_docs(connection, missing[:AT_ONCE])):
            yield done + number, done + len(missing)
        done += len(missing[:AT_ONCE])
        upkeep.join()
    yield done, done
    stored_docs.note_docs(connection)
    upkeep.join()
    while upkeep.settle() or upkeep.tell():
        if stored_docs.missing_docs(connection):
            yield from _catch_up(connection, upkeep)


def make_docs(connection: Connection, articles: Sequence[str]) -> Iterator[str]:
    """Make and store the docs of these articles; yield the id of each that is done."""
    yield from stored_docs.make_docs(connection, articles, _annotate)


def make_stories(connection: Connection) -> None:
    """Let all articles join their stories, and tell the stories that have changed since."""
    upkeep = Upkeep(connection)
    stored_docs.note_docs(connection)
    upkeep.join()
    while upkeep.settle() or upkeep.tell():
        pass


class Upkeep:
    """Keeps the stories of a library up to date, and remembers the live ones from one time to the next."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._window: Window | None = None
        self._same: tuple[object, Mapping[str, str]] = (None, {})
        self._rested: dict[str, float] = {}  # when a story may be told again

    def join(self) -> None:
        """Let the articles that are in no story join one, and note which stories are to be told anew."""
        while not self._is_joined():
            self._window = None  # another program changed the stories meanwhile

    def settle(self) -> bool:
        """Group the live stories anew where articles did not come in the order of time; say whether this was due."""
        with reading(self._connection):
            made, turn = read_made(self._connection), read_turn(self._connection)
            decisions = decisions_of(self._connection)
            if made is None or made.is_settled:
                return False
            groups, window = settle_groups(self._connection, decisions)
        with writing(self._connection):
            if (read_turn(self._connection), decisions_of(self._connection)) != (turn, decisions):
                return True
            write_groups(self._connection, groups)
            write_joins(self._connection, groups)
            write_made(self._connection, msgspec.structs.replace(made, is_settled=True))
            window.turn = count_turn(self._connection)
        self._window = window
        return True

    def tell(self, *, patient: bool = False) -> bool:
        """Tell the story with the newest report of those whose findings are to be made; say whether there was one.

        One that takes long is not told again and again while it grows: others come first, and where this is `patient`,
        it waits for some time.
        """
        waiting = untold(self._connection)
        ready = [id_ for id_ in waiting if self._rested.get(id_, 0.0) <= time.monotonic()]
        chosen = next(iter(ready or (() if patient else waiting)), None)
        if chosen is not None:
            begin = time.monotonic()
            self._tell(chosen)
            self._rested[chosen] = time.monotonic() + REST * (time.monotonic() - begin)
        return chosen is not None

    def _is_joined(self) -> bool:
        """Join what is new, and say whether nobody else changed the library before it was stored."""
        with reading(self._connection):
            made, turn = read_made(self._connection), read_turn(self._connection)
            decisions = decisions_of(self._connection)
            fresh = ungrouped(self._connection)
            changed = _changed(self._connection, made, decisions)
            same = self._same_names(decisions)
            now = made_by(decisions, same)
            if made is not None and not fresh and _is_as(made, now):
                return True
            window = self._window if made and self._window and self._window.turn == turn else None
            decided = [one for one in changed if one.judgement in ("one story", "two stories")]
            is_new = made is None or made.version != now.version
            groups, window, keeps_order = find_groups_anew(
                self._connection, fresh, decisions, decided, None if decided else window, is_new=is_new
            )
            now = msgspec.structs.replace(
                now, is_settled=is_new or made is None or (made.is_settled and keeps_order)
            )
        with writing(self._connection):
            is_same = read_made(self._connection) == made and decisions_of(self._connection) == decisions
            if not is_same or {one.article for one in fresh} - {
                one.article for one in ungrouped(self._connection)
            }:
                return False
            write_groups(self._connection, groups, decided[-1].number if decided else None)
            if is_new:
                mark_all_untold(self._connection)
            mark_untold(self._connection, _touched(self._connection, changed, made, same))
            fill_searched(self._connection)
            write_made(self._connection, now)
            window.turn = count_turn(self._connection)
        self._window = window
        return True

    def _same_names(self, decisions: Decisions) -> Mapping[str, str]:
        """Return which ids of entities stand for another one; a transaction has begun."""
        named = holding(decisions)
        if not named:
            return {}
        held = members_of(self._connection, set(homes_of(self._connection, named).values()))
        state = (decisions, held)
        if self._same[0] != state:
            groups = [list(_docs(self._connection, articles)) for articles in held.values()]
            self._same = (state, same_names(groups, decisions))
        return self._same[1]

    def _tell(self, id_: str) -> None:
        found = read_untold(self._connection, id_)
        if found is None:
            return
        with reading(self._connection):
            decisions = decisions_of(self._connection)
            same = self._same_names(decisions)
        by_id = {doc.article.id: doc for doc in found.docs}
        story, linked = tell_story(found.docs, spell(found.joins, by_id), decisions, same)
        write_told(self._connection, found, story, linked, decisions)


def _catch_up(connection: Connection, upkeep: Upkeep) -> Iterator[tuple[int, int]]:
    missing = stored_docs.missing_docs(connection)
    for number, _ in enumerate(make_docs(connection, missing[:AT_ONCE])):
        yield number, len(missing)
    yield len(missing), len(missing)
    upkeep.join()


def _is_as(made: Made, now: Made) -> bool:
    return (made.version, made.decided, made.same) == (now.version, now.decided, now.same)


def _changed(connection: Connection, made: Made | None, decisions: Decisions) -> list[Decision]:
    """Return the decisions that stand now and did not when the stories were made, and the other way round."""
    before = set(made.decided if made else ())
    now = {decision.number for decision in decisions.standing}
    if before == now:
        return []
    return [decision for decision in log_of(connection) if decision.number in before ^ now]


def _touched(
    connection: Connection, changed: Sequence[Decision], made: Made | None, same: Mapping[str, str]
) -> list[str]:
    """Return the stories that tell another thing where these decisions changed."""
    articles = {anchor.article for one in changed for anchor in (*one.subject, *one.against)}
    renamed = {name for pair in set(same.items()) ^ set((made.same if made else {}).items()) for name in pair}
    return [
        *homes_of(connection, articles).values(),
        *(stories_naming(connection, renamed) if renamed else ()),
    ]


def _docs(connection: Connection, articles: Sequence[str]) -> Iterator[Doc]:
    docs = found_docs(connection, articles)
    return (docs[article] for article in articles)


def differing_docs(connection: Connection) -> tuple[int, tuple[str, ...]]:
    """Return how many docs of this version there are, and the articles of those that would be made otherwise now."""
    found = stored_docs.find_differing(connection, _annotate)
    return len(found), tuple(article for article, is_same in found.items() if not is_same)


def _annotate(stored: StoredArticle) -> Doc:
    return annotate(stored.article, stored.dropped, published=stored.published)
