"""`shutro story`."""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import click

from shutro.cli.reading import complain, fail, files_argument, published_option, read_files
from shutro.cli.showing import choose_wording, lang_option, show_stories
from shutro.model import Doc, Story
from shutro.pipeline import tell
from shutro.publish.export import story_to_json

html_option = click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT",
    help="Write one HTML file that needs no network.",
)


@click.command()
@files_argument
@click.option("--json", "as_json", is_flag=True, help="One JSON object a story.")
@html_option
@published_option
@lang_option
def story(
    files: tuple[Path, ...], as_json: bool, html: Path | None, published: str | None, lang: str | None
) -> None:
    """Make stories of some articles: what they agree on, where they differ, and whose word rests on whose.

    FILES are .txt, .html, .mhtml, .jsonl or .warc.gz files, folders of them, or - for standard input.
    """
    if as_json and html:
        raise click.UsageError("--json and --html exclude each other")
    stories, linked = tell(read_files(files, published))
    docs = {doc.article.id: doc for doc in linked}
    write_stories(stories, docs, as_json=as_json, html=html, lang=lang)


def write_stories(
    stories: Sequence[Story], docs: Mapping[str, Doc], *, as_json: bool, html: Path | None, lang: str | None
) -> None:
    """Write the stories as JSON or as they are read to standard output, or as a page to a file."""
    if as_json:
        sys.stdout.buffer.writelines(story_to_json(found, docs) + b"\n" for found in stories)
    elif html:
        # The templates take longer to import than five articles to read: only a page pays for it.
        stories_page = import_module("shutro.publish.page").stories_page
        write_page(html, stories_page(stories, docs, choose_wording(lang, docs.values())))
        complain(f"wrote {html}")
    else:
        show_stories(stories, docs, lang)


def write_page(path: Path, page: str) -> None:
    """Write a page to a file; ends the program with status 2 where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        fail(f"{path}: cannot be written: {error.strerror or error}")
