"""`shutro new`: what the library tells since a reader last looked, or since a time."""

import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Connection

from shutro.claims.novelty import News, find_news
from shutro.cli.decide import written
from shutro.cli.opened import now, opened, refresh
from shutro.cli.options import library_option, user
from shutro.cli.reading import complain
from shutro.cli.showing import choose_wording, lang_option, make_console
from shutro.errors import DatesError
from shutro.model import Doc, Story
from shutro.pipeline import see_as_of
from shutro.publish.news import news_to_json, print_news
from shutro.store.docs import docs_of
from shutro.store.opening import reading
from shutro.store.readers import articles_at, mark_seen, read_decisions, read_seen, seen_of
from shutro.store.stories import read_stories, read_story


@click.command()
@click.argument("story", required=False)
@click.option(
    "--since", metavar="WHEN", help="What came after this time, ISO 8601, in UTC unless it says otherwise."
)
@click.option("--reader", metavar="NAME", envvar="SHUTRO_USER", help="Whose mark counts; else the user's.")
@click.option("--mark", is_flag=True, help="Remember that the reader has seen this.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a story.")
@lang_option
@library_option
def new(
    story: str | None,
    since: str | None,
    reader: str | None,
    mark: bool,
    as_json: bool,
    lang: str | None,
    library: Path,
) -> None:
    """Show what is new in a STORY, or in all: findings, further origins, revisions, disputes; no mere copies.

    New is what the reader had not seen when he last said --mark, or what the articles bring that were added after
    --since.
    """
    name = written(reader or user())
    with opened(library) as connection:
        time = _time(since) if since is not None else None
        refresh(connection)
        stories = [read_story(connection, written(story))[0]] if story else read_stories(connection)
        found = _find(connection, stories, time, name)
        if mark:
            mark_seen(connection, name, stories, at=now())
    given = {"since": time.isoformat() if time else None, "reader": None if time else name}
    if as_json:
        lines = (news_to_json(news, told, docs, **given) + b"\n" for news, told, docs in found)
        sys.stdout.buffer.writelines(lines)
    elif found:
        _show(found, lang)
    else:
        complain("nothing new")


_Found = tuple[News, Story, Mapping[str, Doc]]


def _find(
    connection: Connection, stories: Sequence[Story], time: datetime | None, reader: str
) -> list[_Found]:
    """Return the news of each story that has some, with the story and its docs."""
    known = articles_at(connection, time) if time else frozenset()
    marks = [] if time else read_seen(connection, reader)
    decisions = read_decisions(connection)
    found: list[_Found] = []
    for story in stories:
        seen = None if time else seen_of(story, marks)
        if set(story.articles) <= (known if seen is None else set(seen.articles)):
            continue
        with reading(connection):
            docs = docs_of(connection, story.articles)
        past = see_as_of(story, docs, known, decisions) if seen is None else seen
        news = find_news(story, docs, past)
        if news.novelties or news.is_new:
            found.append((news, story, docs))
    return found


def _show(found: Sequence[_Found], lang: str | None) -> None:
    console = make_console()
    words = choose_wording(lang, [doc for _, _, docs in found for doc in docs.values()])
    for number, (news, story, docs) in enumerate(found):
        if number:
            console.print("\n" + "─" * console.width + "\n", style="dim")
        print_news(news, story, docs, console, words)


def _time(when: str) -> datetime:
    try:
        time = datetime.fromisoformat(when)
    except ValueError as error:
        raise DatesError(
            f"--since {when!r} is no time; write 2026-11-14 or 2026-11-14T09:30+06:00"
        ) from error
    return time if time.tzinfo else time.replace(tzinfo=UTC)
