"""What the commands share when they show things: the console, the reader's language, stories in the terminal."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import click
from rich.console import Console

from shutro.model import Doc, Story
from shutro.publish.arrange import arrange
from shutro.publish.catalogue import languages
from shutro.publish.terminal import WIDEST, print_story
from shutro.publish.wording import Wording, wording

lang_option = click.option(
    "--lang",
    type=click.Choice(languages()),
    help="Language of titles, dates and figures; otherwise that of most articles.",
)


def make_console() -> Console:
    """Return the console of standard output, never wider than is good to read; without colour where it is piped."""
    console = Console(highlight=False)
    console.width = min(console.width, WIDEST) if console.is_terminal else WIDEST
    return console


def choose_wording(lang: str | None, docs: Iterable[Doc]) -> Wording:
    """Return the wording that the user asks for, or that of the language of most articles."""
    if lang is not None:
        return wording(lang)
    counts = Counter(doc.article.language for doc in docs)
    return wording(max(sorted(counts), key=lambda code: counts[code]) if counts else "")


def show_stories(
    stories: Sequence[Story], docs: Mapping[str, Doc], lang: str | None, *, with_ids: bool = False
) -> None:
    """Write the stories to standard output, one after the other."""
    console = make_console()
    words = choose_wording(lang, docs.values())
    for number, story in enumerate(stories, start=1):
        if number > 1:
            console.print("\n" + "─" * console.width + "\n", style="dim")
        print_story(arrange(story, docs, words, number), console, words, with_ids=with_ids)
