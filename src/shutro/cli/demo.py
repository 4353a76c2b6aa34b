"""`shutro demo`."""

import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import as_file, files
from pathlib import Path

import click
from rich.text import Text

from shutro.cli.reading import fail
from shutro.cli.showing import choose_wording, lang_option, make_console
from shutro.cli.story import write_page
from shutro.ingest.files import read_pages
from shutro.ingest.given import read_given
from shutro.model import Doc
from shutro.pipeline import read_docs, tell
from shutro.publish.arrange import arrange
from shutro.publish.page import stories_page
from shutro.publish.terminal import print_contents, print_story

PAGE = "story.html"
_HOST = "127.0.0.1"  # only this machine: the page is for the one who runs the demo


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("demo"), show_default=True
)
@click.option("--serve/--no-serve", default=True, show_default=True, help="Serve the folder on this machine.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@lang_option
def demo(out: Path, serve: bool, port: int, lang: str | None) -> None:
    """Make stories of the articles that come with Shutro: one in the terminal, all of them on a page.

    The articles, their outlets and what they report are invented.
    """
    stories, linked = tell(list(_bundled_docs()))
    docs = {doc.article.id: doc for doc in linked}
    words = choose_wording(lang, linked)
    views = [arrange(story, docs, words, number) for number, story in enumerate(stories, start=1)]
    console = make_console()
    largest = max(views, key=lambda view: (len(view.articles), len(view.sections), view.id))
    print_story(largest, console, words)
    others = [view for view in views if view is not largest]
    if others:
        console.print()
        console.print(Text(words.phrase("other_stories"), style="bold"))
        print_contents(others, console, words)
    write_page(out / PAGE, stories_page(stories, docs, words))
    click.echo(f"\n{out / PAGE}", err=True)
    if serve:
        _serve(out, port)


def _bundled_docs() -> Iterator[Doc]:
    """Yield the docs of all example folders."""
    with as_file(files("shutro") / "examples") as examples:
        for folder in sorted(path for path in examples.iterdir() if (path / "articles.tsv").is_file()):
            found = read_docs(read_pages([folder]), read_given(str(folder / "articles.tsv")))
            yield from (doc for doc in found if isinstance(doc, Doc))


def _serve(folder: Path, port: int) -> None:
    """Serve the folder until Ctrl-C; ends the program with status 2 where the port is taken."""
    handler = partial(_QuietHandler, directory=str(folder))
    try:
        server = ThreadingHTTPServer((_HOST, port), handler)
    except OSError as error:
        fail(f"port {port} cannot be used ({error.strerror}); choose another with --port, or --no-serve")
    click.echo(f"http://{_HOST}:{port}  (Ctrl-C ends)", err=True)
    sys.stdout.flush()
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("", err=True)


class _QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line for each request; the page stands at the root, too."""

    def translate_path(self, path: str) -> str:
        """Return the file of a path, of the root the page's."""
        return super().translate_path(f"/{PAGE}" if path == "/" else path)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the standard library
        """Write nothing."""
