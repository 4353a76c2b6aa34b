"""`shutro add`, `shutro stories` and `shutro show`: a library of articles that grows."""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
import msgspec
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection

from shutro.cli.changes import show_changes
from shutro.cli.opened import make_docs, now, opened, refresh
from shutro.cli.options import library_option
from shutro.cli.reading import (
    complain,
    fail,
    files_argument,
    given_or_exit,
    plain,
    published_option,
    shown_pages,
)
from shutro.cli.showing import lang_option, make_console, show_stories
from shutro.cli.story import html_option, write_stories
from shutro.ingest.given import Given
from shutro.model import Dropped, Page, Story
from shutro.publish.schema import SCHEMA
from shutro.store.affairs import read_affairs
from shutro.store.arrivals import add_page
from shutro.store.articles import Added
from shutro.store.changes import read_changes
from shutro.store.dropped import note_dropped
from shutro.store.opening import reading
from shutro.store.stories import read_stories, read_story


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `shutro stories --json`; `origins` is the most that stand behind one finding."""

    schema: int = SCHEMA
    story: str
    title: str
    articles: tuple[str, ...]
    origins: int
    first: str | None
    last: str | None
    disputed: int
    affair: str | None = None  # id of the affair that the story is a part of, where it has others


@click.command()
@files_argument
@published_option
@library_option
def add(files: tuple[Path, ...], published: str | None, library: Path) -> None:
    """Add articles to the library, which is made where it is missing; known articles are passed over.

    FILES are .txt, .html, .mhtml, .jsonl or .warc.gz files, folders of them, or - for standard input. Each article is
    stored as soon as it is read: after an interruption the same command carries on. What cannot be read is named on
    standard error; the status is 0 where at least one article was read, else 2.
    """
    given = given_or_exit(published)
    done: dict[str, Added] = {}
    with opened(library, create=True) as connection:
        try:
            for page in shown_pages(files):
                if isinstance(page, Dropped):
                    complain(f"{page.text}: {page.reason}")
                    note_dropped(connection, page, at=now())
                else:
                    _store(connection, page, given, done)
        finally:
            click.echo(_summary(done))
        make_docs(connection, [article for article, added in done.items() if added != "known"])
    if not done:
        fail("no article could be read")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a story.")
@click.option(
    "--changes", is_flag=True, help="How stories grew, became one and came apart, the newest first."
)
@library_option
def stories(as_json: bool, changes: bool, library: Path) -> None:
    """List the stories of the library: articles, the most origins behind one finding, days, disputes, affairs."""
    with opened(library) as connection:
        refresh(connection)
        if changes:
            show_changes(read_changes(connection), as_json=as_json)
            return
        with reading(connection):
            affairs = read_affairs(connection)
        rows = [_row(story, affairs.get(story.id)) for story in read_stories(connection)]
    if as_json:
        sys.stdout.buffer.writelines(msgspec.json.encode(row) + b"\n" for row in rows)
    elif rows:
        make_console().print(_table(rows))
    else:
        complain(f"{library}: holds no article yet; `shutro add` adds some")


@click.command()
@click.argument("story")
@click.option("--json", "as_json", is_flag=True, help="The story as one JSON object.")
@html_option
@click.option(
    "--ids", is_flag=True, help="With the ids of findings and articles, which `shutro decide` takes."
)
@lang_option
@library_option
def show(story: str, as_json: bool, html: Path | None, ids: bool, lang: str | None, library: Path) -> None:
    """Show a story of the library. STORY is its id, or the beginning of it."""
    if as_json and html:
        raise click.UsageError("--json and --html exclude each other")
    with opened(library) as connection:
        refresh(connection)
        found, docs = read_story(connection, story)
    if ids and not (as_json or html):
        show_stories([found], docs, lang, with_ids=True)
    else:
        write_stories([found], docs, as_json=as_json, html=html, lang=lang)


def _store(connection: Connection, page: Page, given: Given, done: dict[str, Added]) -> None:
    """Store the page's article and note it in `done`; one that comes twice in a run counts once."""
    came = add_page(connection, page, given.of(page.name), at=now())
    if isinstance(came, Dropped):
        complain(f"{came.text}: {came.reason}")
    elif done.get(came.article.id, "known") == "known":
        done[came.article.id] = came.added


def _summary(done: Mapping[str, Added]) -> str:
    counts = Counter(done.values())
    again = f", {counts['dated']} given another date" if counts["dated"] else ""
    return f"{counts['added']} added, {counts['known']} known{again}"


def _row(story: Story, affair: str | None) -> StoryRow:
    return StoryRow(
        story=story.id,
        title=story.title,
        articles=story.articles,
        origins=max((len(finding.origins) for finding in story.findings), default=0),
        first=story.first,
        last=story.last,
        disputed=sum(finding.agreement == "disputed" for finding in story.findings),
        affair=affair,
    )


def _table(rows: Sequence[StoryRow]) -> Table:
    table = Table(box=None)
    table.add_column("Story", no_wrap=True)
    table.add_column("Title", ratio=1)
    for name in ("Articles", "Origins"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Days", no_wrap=True)
    table.add_column("Disputed", justify="right", no_wrap=True)
    table.add_column("Affair", no_wrap=True)
    for row in rows:
        days = [day[:10] for day in (row.first, row.last) if day]
        counts = (str(len(row.articles)), str(row.origins))
        cells = (
            row.story,
            row.title,
            *counts,
            "–".join(dict.fromkeys(days)),
            str(row.disputed or ""),
            row.affair or "",
        )
        table.add_row(*(Text(plain(cell)) for cell in cells))
    return table
