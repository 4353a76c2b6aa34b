"""`shutro brief`."""

import sys
from pathlib import Path

import click

from shutro.cli.choosing import choose_stories, names_argument
from shutro.cli.options import library_option
from shutro.cli.reading import published_option
from shutro.cli.showing import choose_wording, lang_option, make_console
from shutro.publish.brief import SENTENCES, make_brief
from shutro.publish.briefing import brief_to_json, brief_to_markdown, print_brief


@click.command()
@names_argument
@click.option("--sentences", type=click.IntRange(1, 99), default=SENTENCES, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a story.")
@click.option("--markdown", is_flag=True, help="As Markdown.")
@published_option
@lang_option
@library_option
def brief(
    names: tuple[str, ...],
    *,
    sentences: int,
    as_json: bool,
    markdown: bool,
    published: str | None,
    lang: str | None,
    library: Path,
) -> None:
    """Tell each story in a few sentences of its sources: what most origins say first, then disputes and revisions.

    NAMES are files and folders, or ids of stories of the library; without any, all stories of the library are told.
    """
    if as_json and markdown:
        raise click.UsageError("--json and --markdown exclude each other")
    stories, docs = choose_stories(names, published, library)
    words = choose_wording(lang, docs.values())
    console = make_console()
    for number, story in enumerate(stories):
        made = make_brief(story, docs, sentences)
        if as_json:
            sys.stdout.buffer.write(brief_to_json(made, docs) + b"\n")
        elif markdown:
            click.echo(("\n" if number else "") + brief_to_markdown(made, story, docs, words), nl=False)
        else:
            if number:
                console.print()
            print_brief(made, story, docs, console, words)
