"""What is new to the one who reads, in stories that he has marked as seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from sqlalchemy import Connection
from starlette.requests import Request

from shutro.claims.novelty import KINDS, Kind, Seen, find_news
from shutro.store.coverage import state_of
from shutro.store.readers import moved_away, seen_among
from shutro.web.kept import Kept
from shutro.web.safety.session import session_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """How many reports a story has had since, how many findings of each kind they brought, and how many left it."""

    reports: int
    kinds: tuple[tuple[Kind, int], ...]
    left: int  # reports that were seen in it and are in another story now


def whose(request: Request, name: str) -> str:
    """Return by what the desk knows a reader again: a name, else the browser."""
    return name or session_of(request).id


def news_since(
    request: Request, connection: Connection, reader: str, stories: Sequence[str]
) -> dict[str, Since]:
    """Return what has come since the reader looked, for those of the stories that he has marked."""
    kept: Kept[Since] = request.app.state.since
    found = {}
    for story, seen in seen_among(connection, reader, stories).items():
        key = (state_of(connection, story), seen.articles)
        found[story] = kept.get(key, lambda story=story, seen=seen: _since(connection, story, seen))  # type: ignore[misc]
    return found


def _since(connection: Connection, id_: str, seen: Seen) -> Since:
    # Most who open the first page have marked nothing: it loads no reading of stories.
    story, docs = import_module("shutro.store.stories").read_story(connection, id_)
    news = find_news(story, docs, seen)
    kinds = [novelty.kind for novelty in news.novelties]
    return Since(
        reports=len(news.articles),
        kinds=tuple((kind, kinds.count(kind)) for kind in KINDS if kind in kinds),
        left=sum(one.articles for one in moved_away(connection, story, seen)),
    )
