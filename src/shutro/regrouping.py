"""Which stories change when articles come: those of the live window, and those of the time that a late one is from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from shutro.decisions.records import Decision, Decisions
from shutro.store.affairs import read_affairs
from shutro.store.coverage import homes_of
from shutro.store.made import Rest
from shutro.store.vectors import all_vectors, between, living, members_of, newest, vectors_of
from shutro.story.affairs import carry_on
from shutro.story.cluster import LIVE, Stream
from shutro.story.decided import Gathered
from shutro.story.vectors import Vector
from shutro.story.weights import LAG, day_of

_DAY = 86_400
_MONTH = 31 * _DAY  # the longest time within which a date may leave open when an article was published
_COUNTED = 56 * _DAY  # before an article, in which others count for how rare its terms are
_AGING = 7 * _DAY  # how much older the live stories get before those that have ended are let go of

_ANEW = (
    4  # where one of so many live articles is new, those that are weighed by one another are weighed at once
)


class Window:
    """The live stories: those that an article of today can join."""

    def __init__(self, stream: Stream, now: int | None, affairs: Mapping[str, str] | None = None) -> None:
        """Hold the stream, and the affairs of stories as they were known before.

        `turn` is the number of the change to the library after which it was right.
        """
        self.stream = stream
        self.now = now
        self.affairs = affairs or {}
        self.turn = 0
        self.has_undated = False
        self._last: int | None = None  # the newest day

    def keeps_order(self, vectors: Sequence[Vector]) -> bool:
        """Say whether these come as they would had all come in the order of time: no weight of an older one changes."""
        days = [day_of(vector) for vector in vectors]
        if not days or (self._last is None and not self.has_undated):
            return True
        known = [day for day in days if day is not None]
        if self.has_undated or self._last is None or len(known) < len(days):
            return False
        return min(known) > self._last - LAG

    def grow(self, vectors: Sequence[Vector], *, anew: bool = True) -> Iterator[Gathered]:
        """Let articles join in the order of time, and yield the stories that are others than before.

        Where nothing is weighed `anew`, that is left for when the stories are settled.
        """
        for some in _weeks(vectors):
            self.stream.add(*some)
            self.note(some)
            changes = self.stream.maintain(anew=anew)
            come = [vector.article for vector in some]
            later = (apart.article for apart in self.stream.apart(come))
            yield from self.stream.gathered([*changes.firsts, *come, *later])
            self._age([vector.until for vector in some if vector.until is not None])

    def relate(self) -> Mapping[str, str]:
        """Return the affairs of stories by their ids: of the live ones as they are now, of others as they were."""
        self.affairs = carry_on(self.affairs, self.stream.affairs())
        return self.affairs

    def note(self, vectors: Iterable[Vector]) -> None:
        """Note the days of articles that are in the stream."""
        for day in map(day_of, vectors):
            self.has_undated |= day is None
            self._last = max(filter(None, (self._last, day)), default=None)

    def _age(self, times: Sequence[int]) -> None:
        last = max(times, default=None)
        if last is not None and (self.now is None or last > self.now + _AGING):
            self.relate()  # while the stories are there that end now
            self.stream.maintain(last)
            self.now = last


def find_groups_anew(
    connection: Connection,
    fresh: Sequence[Vector],
    decisions: Decisions,
    decided: Sequence[Decision],
    window: Window | None,
    *,
    is_new: bool,
) -> tuple[list[Gathered], Window, Rest]:
    """Return the stories that are others with these articles and decisions, and the live window as it is then.

    With it comes what is to be grouped anew at rest: the live stories where articles did not keep the order of time,
    and all where late ones may belong to what stands in no time, or to what people tied to other times. With
    `is_new`, all are grouped anew, as if they had just come.
    """
    if is_new:
        return *_all_anew(connection, decisions), "none"
    end = newest(connection)
    window = window or load_window(connection, decisions)
    late = [one for one in fresh if end is not None and one.until is not None and one.until < end - LIVE]
    known = {one.article for one in late}
    live = [one for one in fresh if one.article not in known]
    rest: Rest = "none" if window.keeps_order(live) else "live"
    found = [
        *(group for run in _runs(late) for group in _around(connection, run, decisions, window)),
        *window.grow(live, anew=_ANEW * len(live) >= len(window.stream)),
        *_decided_anew(connection, decided, decisions, window),
    ]
    if late and (window.has_undated or decisions.on_groups("story")):
        rest = "all"
    elif rest == "none" and not window.stream.is_weighed:
        rest = "live"
    return _latest(found), window, rest


def settle_groups(
    connection: Connection, decisions: Decisions, rest: Rest
) -> tuple[Sequence[Gathered], Window]:
    """Return the stories as they are where their articles come in the order of time, and the live window."""
    if rest == "all":
        return _all_anew(connection, decisions)
    window = load_window(connection, decisions)
    return window.stream.stories(), window


def _all_anew(connection: Connection, decisions: Decisions) -> tuple[list[Gathered], Window]:
    vectors = all_vectors(connection)
    window = Window(Stream(decisions, len(vectors)), None)
    return _latest(window.grow(vectors)), window


def load_window(connection: Connection, decisions: Decisions) -> Window:
    """Return the live stories as they are stored."""
    end = newest(connection)
    named = {
        anchor.article for one in decisions.on_groups("story") for anchor in (*one.subject, *one.against)
    }
    vectors = living(connection, end - LIVE - _MONTH - _COUNTED if end is not None else None, named)
    window = Window(Stream.of(vectors, decisions), end, read_affairs(connection))
    window.stream.maintain(end)
    window.note(vectors)
    return window


def _around(
    connection: Connection, run: Sequence[Vector], decisions: Decisions, window: Window
) -> Iterator[Gathered]:
    """Yield the stories that late articles change, those of their own time; `window` learns of their affairs."""
    times = [one.until for one in run if one.until is not None]
    near = between(connection, min(times) - LIVE, max(times) + LIVE)
    around = Window(Stream.of(near, decisions), max(times) + LIVE, window.affairs)
    yield from around.grow(run)
    window.affairs = around.relate()


def _decided_anew(
    connection: Connection, decided: Sequence[Decision], decisions: Decisions, window: Window
) -> Iterator[Gathered]:
    """Yield the stories of the articles that decisions are on, which stand now or stood before."""
    named = {anchor.article for one in decided for anchor in (*one.subject, *one.against)}
    held = members_of(connection, set(homes_of(connection, named).values()))
    articles = {*named, *(article for members in held.values() for article in members)}
    yield from window.stream.gathered(articles)
    # What was decided of old stories and is undone holds them in the window no longer.
    ended = vectors_of(connection, {article for article in articles if article not in window.stream})
    for run in _runs([vector for vector in ended if vector.until is not None]):
        times = [vector.until for vector in run if vector.until is not None]
        near = between(connection, min(times) - LIVE, max(times) + LIVE)
        yield from Stream.of(near, decisions).gathered(vector.article for vector in run)


def _latest(groups: Iterable[Gathered]) -> list[Gathered]:
    """Return the groups without those that a later one took an article from, in the order of their ids."""
    of_article: dict[str, Gathered] = {}
    for group in groups:
        of_article.update(dict.fromkeys(group.articles, group))
    found = {group.id: group for group in of_article.values()}
    return [
        group
        for _, group in sorted(found.items())
        if all(of_article[article] is group for article in group.articles)
    ]


def _weeks(vectors: Sequence[Vector]) -> Iterator[Sequence[Vector]]:
    """Yield the vectors in portions of a week, in the order of time; those without a time come last."""
    portion: list[Vector] = []
    for vector in sorted(vectors, key=lambda vector: vector.place):
        begins = portion and portion[0].until is not None and vector.until is not None
        if begins and (vector.until or 0) > (portion[0].until or 0) + _AGING:
            yield portion
            portion = []
        portion.append(vector)
    if portion:
        yield portion


def _runs(late: Sequence[Vector]) -> Iterator[Sequence[Vector]]:
    """Yield late articles that one window can hold together."""
    run: list[Vector] = []
    for vector in sorted(late, key=lambda vector: vector.until or 0):
        if run and (vector.until or 0) > (run[0].until or 0) + LIVE:
            yield run
            run = []
        run.append(vector)
    if run:
        yield run
