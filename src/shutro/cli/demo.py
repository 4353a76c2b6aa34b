"""`shutro demo`."""

from pathlib import Path

import click
from rich.text import Text

from shutro.cli.opened import now, opened, refresh
from shutro.cli.options import user
from shutro.cli.serve import serve_desk
from shutro.cli.showing import choose_wording, lang_option, make_console
from shutro.cli.story import write_page
from shutro.examples import add_examples
from shutro.model import Doc, Story
from shutro.publish.arrange import arrange
from shutro.publish.page import stories_page
from shutro.publish.terminal import print_contents, print_story
from shutro.publish.wording import Wording
from shutro.store.docs import docs_of
from shutro.store.opening import reading
from shutro.store.stories import read_stories
from shutro.web.settings import Settings

PAGE = "story.html"
LIBRARY = "shutro.db"


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("demo"), show_default=True
)
@click.option("--serve/--no-serve", default=True, show_default=True, help="Open the desk on this machine.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@lang_option
def demo(out: Path, serve: bool, port: int, lang: str | None) -> None:
    """Make stories of the articles that come with Shutro: one in the terminal, all of them on a page and in the desk.

    The articles, their outlets and what they report are invented. OUT holds the page and a library of them.
    """
    out.mkdir(parents=True, exist_ok=True)
    stories, docs = _examples(out / LIBRARY)
    words = choose_wording(lang, docs.values())
    _print(stories, docs, words)
    write_page(out / PAGE, stories_page(stories, docs, words))
    click.echo(f"\n{out / PAGE}", err=True)
    if serve:
        serve_desk(Settings(library=out / LIBRARY, port=port, user=user()))


def _examples(library: Path) -> tuple[list[Story], dict[str, Doc]]:
    """Return the stories of a library of the examples, which is made where it is missing, and their docs."""
    with opened(library, create=True) as connection:
        add_examples(connection, at=now())
        refresh(connection)
        stories = read_stories(connection)
        with reading(connection):
            return stories, docs_of(connection)


def _print(stories: list[Story], docs: dict[str, Doc], words: Wording) -> None:
    """Tell the largest story in the terminal, and name the others."""
    views = [arrange(story, docs, words, number) for number, story in enumerate(stories, start=1)]
    console = make_console()
    largest = max(views, key=lambda view: (len(view.articles), len(view.sections), view.id))
    print_story(largest, console, words)
    others = [view for view in views if view is not largest]
    if others:
        console.print()
        console.print(Text(words.phrase("other_stories"), style="bold"))
        print_contents(others, console, words)
