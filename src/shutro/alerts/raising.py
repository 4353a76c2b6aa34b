"""Alerts raised: what came into the library since each watch last looked, held against what it asks for."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from shutro.alerts.matching import Wanted, is_wanted
from shutro.claims.novelty import Seen, find_news, see
from shutro.model import Story
from shutro.pipeline import see_as_of
from shutro.publish.alert import Alert, make_alert
from shutro.publish.wording import wording
from shutro.store import schema
from shutro.store.actors import find_actors
from shutro.store.alerts import Channel, add_alert
from shutro.store.docs import docs_of
from shutro.store.opening import reading, writing
from shutro.store.readers import read_decisions
from shutro.store.searching import find_among
from shutro.store.stories import as_told, read_story
from shutro.store.watches import Watch, note_reached, note_told, reached_by, read_watches, told_of

_source = schema.source.c
_MEANT = 5  # entities of one name


def raise_alerts(connection: Connection, *, at: datetime) -> int:
    """Raise the alerts of all watches on what is told in the library by now, and return how many there are.

    Each story's alerts are stored with the note that they were told: an interruption loses and repeats none.
    """
    return sum(_look(connection, watch, at) for watch in read_watches(connection))


def _look(connection: Connection, watch: Watch, at: datetime) -> int:
    """Return how many alerts a watch raises on the stories that got articles since it last looked."""
    with reading(connection):
        reached = reached_by(connection, watch)
        newest = _newest_told(connection)
        who = tuple(_meant(connection, name, watch) for name in watch.who)
        stories = list(connection.scalars(_touched(watch, who, reached, newest)))
    raised = 0
    for id_ in stories:
        story = as_told(connection, read_story(connection, id_)[0])
        alerts, seen = _news(connection, watch, who, story)
        due = [(channel, _due(watch, channel, at)) for channel in _channels(watch)]
        with writing(connection):
            for alert in alerts:
                raised += add_alert(connection, watch.number, alert, due, at=_written(at))
            note_told(connection, watch, story.id, seen)
    if newest > reached:
        with writing(connection):
            note_reached(connection, watch, newest)
    return raised


def _newest_told(connection: Connection) -> int:
    """Return the last arrival before which every article is in a story that is told."""
    article = schema.article.c
    untold = select(func.min(article.arrival)).where(article.arrival.not_in(select(_source.arrival)))
    first = connection.scalar(untold)
    return first - 1 if first is not None else connection.scalar(select(func.max(article.arrival))) or 0


def _touched(watch: Watch, who: Sequence[frozenset[str]], reached: int, newest: int) -> Select[Any]:
    """Return the query for the stories with further articles that can hold what is watched for."""
    query = select(_source.story).where(_source.arrival > reached, _source.arrival <= newest).distinct()
    for meant in who:
        named = schema.named.c
        query = query.where(_source.story.in_(select(named.story).where(named.entity.in_(meant))))
    if watch.anchor is not None:
        other = schema.source.alias().c
        of_anchor = select(other.story).where(other.article == watch.anchor.article)
        query = query.where(_source.story.in_(of_anchor))
    return query.order_by(_source.story)


def _news(
    connection: Connection, watch: Watch, who: tuple[frozenset[str], ...], story: Story
) -> tuple[Sequence[Alert], Seen]:
    """Return the alerts on what a story tells beyond what the watch has seen, and what it has seen then."""
    with reading(connection):
        docs = docs_of(connection, story.articles)
        seen = told_of(connection, watch, story)
        old = _known_then(connection, story.articles, watch.arrival)
    if seen is None:
        seen = see_as_of(story, docs, old, read_decisions(connection))
    news = find_news(story, docs, seen)
    hits: Collection[str] | None = None
    if watch.query:
        with reading(connection):
            hits = find_among(connection, watch.query, watch.language, news.articles)
    wanted = Wanted(watch=watch, who=who, hits=hits)
    words = wording(watch.language)
    alerts = [
        make_alert(novelty, story, docs, words)
        for novelty in news.novelties
        if is_wanted(wanted, novelty, story, docs)
    ]
    return alerts, see(story)


def _meant(connection: Connection, name: str, watch: Watch) -> frozenset[str]:
    """Return all whom a name may mean: ids of entities change while stories grow, names do not."""
    return frozenset(actor.entity for actor in find_actors(connection, name, watch.language, limit=_MEANT))


def _known_then(connection: Connection, articles: Sequence[str], arrival: int) -> frozenset[str]:
    """Return those of the articles that were in the library when the watch was made."""
    query = select(_source.article).where(_source.article.in_(articles), _source.arrival <= arrival)
    return frozenset(connection.scalars(query))


def _channels(watch: Watch) -> Iterator[Channel]:
    yield "terminal"
    if watch.webhook:
        yield "webhook"
    if watch.mail:
        yield "mail"


def _due(watch: Watch, channel: Channel, at: datetime) -> str:
    """Return when an alert is to be sent: at once, or with the others of the day."""
    if channel == "terminal" or not watch.daily:
        return _written(at)
    local = at.astimezone()
    hour, minute = (int(part) for part in watch.daily.split(":"))
    then = datetime.combine(local.date(), time(hour, minute)).astimezone()
    return _written(then if then > local else then + timedelta(days=1))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
