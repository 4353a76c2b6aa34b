"""A library brought up to date: docs that are missing, the stories that they join, then what these tell."""

import time
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection

from shutro.decisions.records import Decision, Decisions
from shutro.link.decided import holding
from shutro.model import Doc
from shutro.pipeline import annotate, same_names, tell_story
from shutro.regrouping import Window, find_groups_anew, load_window, settle_groups
from shutro.store import docs as stored_docs
from shutro.store.affairs import standing, write_affairs
from shutro.store.articles import StoredArticle
from shutro.store.coverage import homes_of
from shutro.store.decisions import decisions_of, log_of
from shutro.store.docs import found_docs
from shutro.store.fulltext import fill_searched
from shutro.store.grouping import mark_all_untold, mark_untold, write_groups, write_joins
from shutro.store.made import RESTS, Made, made_by, read_made, stories_naming, write_made
from shutro.store.opening import reading, writing
from shutro.store.stories import Waiting, read_untold, untold, write_told
from shutro.store.turns import count_turn, read_turn
from shutro.store.vectors import members_of, ungrouped
from shutro.story.spelling import spell

AT_ONCE = 8  # docs that are made before they join stories
_REST = 4  # times what it took to tell a story, after which it is told again while it grows
_SETTLED = 300  # times what it took to group the live stories anew, or to find affairs, after which that is done again
_HOUR = 3600.0


def update(connection: Connection) -> Iterator[tuple[int, int]]:
    """Make what is missing or old; yield how many articles of how many are read, last before the stories are told.

    What comes in meanwhile is read, and joins its stories, before further stories are told.
    """
    joining, telling = Joining(connection), Telling(connection)
    yield from read(connection, joining)
    while joining.settle() or telling.tell():
        if stored_docs.missing_docs(connection):
            yield from read(connection, joining)


def read(connection: Connection, joining: "Joining") -> Iterator[tuple[int, int]]:
    """Make docs that are missing or old, and let them join stories; yield how many of how many articles have joined."""
    done = 0
    while missing := stored_docs.missing_docs(connection):
        for _ in make_docs(connection, missing[:AT_ONCE]):
            pass
        joining.join()
        done += len(missing[:AT_ONCE])
        yield done, done + len(missing[AT_ONCE:])
    stored_docs.note_docs(connection)
    joining.join()
    yield done, done


def make_docs(connection: Connection, articles: Sequence[str]) -> Iterator[str]:
    """Make and store the docs of these articles; yield the id of each that is done."""
    yield from stored_docs.make_docs(connection, articles, _annotate)


def make_stories(connection: Connection) -> None:
    """Let all articles join their stories, and tell the stories that have changed since."""
    joining, telling = Joining(connection), Telling(connection)
    stored_docs.note_docs(connection)
    joining.join()
    while joining.settle() or telling.tell():
        pass


class _Names:
    """Which ids of entities stand for another one, remembered while nothing that decides it has changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: tuple[object, Mapping[str, str]] = (None, {})

    def same(self, decisions: Decisions) -> Mapping[str, str]:
        """Return the id that stands for each of the others; a transaction has begun."""
        named = holding(decisions)
        if not named:
            return {}
        held = members_of(self._connection, set(homes_of(self._connection, named).values()))
        state = (decisions, held)
        if self._known[0] != state:
            groups = [list(_docs(self._connection, articles)) for articles in held.values()]
            self._known = (state, same_names(groups, decisions))
        return self._known[1]


class Joining:
    """Lets articles join the stories of a library, and remembers the live ones from one time to the next."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._window: Window | None = None
        self._names = _Names(connection)
        self._rested = 0.0  # when the live stories may be grouped anew
        self._related = 0.0  # when affairs may be looked for again

    def join(self) -> None:
        """Let the articles that are in no story join one, and note which stories are to be told anew."""
        while not self._is_joined():
            self._window = None  # another program changed the stories meanwhile

    def rest(self) -> float | None:
        """Return the seconds until the live stories are to be settled; None where they are as they should be."""
        with reading(self._connection):
            made = read_made(self._connection)
        if made is None or made.rest == "none":
            return None
        return max(0.0, (self._related if made.rest == "affairs" else self._rested) - time.monotonic())

    def settle(self) -> bool:
        """Group the live stories anew, or note their affairs, where one of these is due; say whether it was."""
        return self._regroup() or self._relate()

    def _regroup(self) -> bool:
        """Group the live stories anew where articles did not come in the order of time; say whether this was due."""
        begin = time.monotonic()
        with reading(self._connection):
            made, turn = read_made(self._connection), read_turn(self._connection)
            decisions = decisions_of(self._connection)
            if made is None or made.rest in ("none", "affairs"):
                return False
            groups, window = settle_groups(self._connection, decisions, made.rest)
        with writing(self._connection):
            if (read_turn(self._connection), decisions_of(self._connection)) != (turn, decisions):
                return True
            write_groups(self._connection, groups, window.stream.bond)
            write_joins(self._connection, groups)
            write_made(self._connection, msgspec.structs.replace(made, rest="affairs"))
            window.turn = count_turn(self._connection)
        self._window = window
        end = time.monotonic()
        self._rested = end + min(_HOUR, _SETTLED * (end - begin))
        return True

    def _relate(self) -> bool:
        """Note which stories are parts of one affair, where that may be otherwise by now; say whether it was due."""
        begin = time.monotonic()
        with reading(self._connection):
            made, turn = read_made(self._connection), read_turn(self._connection)
            if made is None or made.rest != "affairs":
                return False
            window = self._window
            if window is None or window.turn != turn:
                window = load_window(self._connection, decisions_of(self._connection))
            window.affairs = standing(self._connection, window.affairs)
            affairs = window.affairs = standing(self._connection, window.relate())
        with writing(self._connection):
            if (read_made(self._connection), read_turn(self._connection)) != (made, turn):
                return True
            write_affairs(self._connection, affairs)
            write_made(self._connection, msgspec.structs.replace(made, rest="none"))
            window.turn = turn
        self._window = window
        end = time.monotonic()
        self._related = end + min(_HOUR, _SETTLED * (end - begin))
        return True

    def _is_joined(self) -> bool:
        """Join what is new, and say whether nobody else changed the library before it was stored."""
        with reading(self._connection):
            made, turn = read_made(self._connection), read_turn(self._connection)
            decisions = decisions_of(self._connection)
            fresh = ungrouped(self._connection)
            changed = _changed(self._connection, made, decisions)
            same = self._names.same(decisions)
            now = made_by(decisions, same)
            if made is not None and not fresh and _is_as(made, now):
                return True
            window = self._window if made and self._window and self._window.turn == turn else None
            decided = [one for one in changed if one.judgement in ("one story", "two stories")]
            is_new = made is None or made.version != now.version
            groups, window, rest = find_groups_anew(
                self._connection, fresh, decisions, decided, None if decided else window, is_new=is_new
            )
            before = made.rest if made is not None and not is_new else "affairs"
            now = msgspec.structs.replace(now, rest=max(before, "affairs", rest, key=RESTS.index))
        with writing(self._connection):
            is_same = (read_made(self._connection), read_turn(self._connection)) == (made, turn)
            is_same = is_same and decisions_of(self._connection) == decisions
            if not is_same or {one.article for one in fresh} - {
                one.article for one in ungrouped(self._connection)
            }:
                return False
            number = decided[-1].number if decided else None
            write_groups(self._connection, groups, window.stream.bond, number)
            write_joins(self._connection, groups)
            if is_new:
                mark_all_untold(self._connection)
            mark_untold(self._connection, _touched(self._connection, changed, made, same))
            fill_searched(self._connection)
            write_made(self._connection, now)
            window.turn = count_turn(self._connection)
        self._window = window
        return True


class Telling:
    """Makes the findings of stories that have changed, the larger and the longer waiting first."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names = _Names(connection)
        self._came: dict[str, float] = {}  # since when a story waits
        self._rested: dict[str, float] = {}  # when a story may be told again

    def tell(self) -> bool:
        """Tell a story whose findings are to be made; say whether there was one.

        One that takes long is told again only when no other waits.
        """
        waiting = self._waiting()
        self._tell_one(self._ready(waiting) or waiting)
        return bool(waiting)

    def tell_rested(self) -> float | None:
        """Tell a story whose findings are to be made, and return the seconds until the next may be told.

        One that takes long is not told again and again while it grows. None is returned where none waits.
        """
        waiting = self._waiting()
        if ready := self._ready(waiting):
            self._tell_one(ready)
            return 0.0
        until = min((self._rested[one.story] for one in waiting), default=None)
        return None if until is None else max(0.0, until - time.monotonic())

    def rest(self, story: str, seconds: float) -> None:
        """Let others be told before this story for so long."""
        self._rested[story] = time.monotonic() + seconds

    def _waiting(self) -> list[Waiting]:
        """Return the newest of the stories that wait, and note since when they do."""
        found, now = untold(self._connection), time.monotonic()
        self._came = {one.story: self._came.get(one.story, now) for one in found}
        self._rested = {story: until for story, until in self._rested.items() if until > now}
        return found

    def _ready(self, waiting: Sequence[Waiting]) -> list[Waiting]:
        return [one for one in waiting if one.story not in self._rested]

    def _tell_one(self, waiting: Sequence[Waiting]) -> None:
        """Tell the story whose reports have waited longest, taken together; of those that came at once, the largest."""
        if not waiting:
            return
        begin = time.monotonic()
        chosen = max(waiting, key=lambda one: one.reports * (begin - self._came[one.story] + 1.0)).story
        self._tell(chosen)
        self._came.pop(chosen)  # if it has grown meanwhile, it waits from now on
        self.rest(chosen, _REST * (time.monotonic() - begin))

    def _tell(self, id_: str) -> None:
        found = read_untold(self._connection, id_)
        if found is None:
            return
        with reading(self._connection):
            decisions = decisions_of(self._connection)
            same = self._names.same(decisions)
        by_id = {doc.article.id: doc for doc in found.docs}
        story, linked = tell_story(found.docs, spell(found.joins, by_id), decisions, same)
        write_told(self._connection, found, story, linked, decisions)


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
