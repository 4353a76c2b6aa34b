"""Which stories a command is about: those of some files, or of the library."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from shutro.cli.opened import opened, refresh
from shutro.cli.reading import read_files
from shutro.model import Doc, Story
from shutro.pipeline import tell
from shutro.store.stories import read_stories, read_story

names_argument = click.argument("names", nargs=-1, metavar="[STORY|FILE]...")


def choose_stories(
    names: Sequence[str], published: str | None, library: Path
) -> tuple[list[Story], Mapping[str, Doc]]:
    """Return the stories made of files, or those of the library with these ids (all where none is named), and docs.

    Names are files where the first of them is one, or is - for standard input.
    """
    if _are_files(names):
        return _tell(names, published)
    with opened(library) as connection:
        refresh(connection)
        ids = names or [story.id for story in read_stories(connection)]
        found = [read_story(connection, name) for name in ids]
    stories = {story.id: story for story, _ in found}
    return list(stories.values()), {id_: doc for _, docs in found for id_, doc in docs.items()}


def choose_docs(names: Sequence[str], published: str | None, library: Path) -> Mapping[str, Doc]:
    """Return the docs of files, or of the library's stories as `choose_stories` does, by article id."""
    if _are_files(names):
        return {doc.article.id: doc for doc in read_files([Path(name) for name in names], published)}
    return choose_stories(names, published, library)[1]


def _are_files(names: Sequence[str]) -> bool:
    return bool(names) and (names[0] == "-" or Path(names[0]).exists())


def _tell(names: Sequence[str], published: str | None) -> tuple[list[Story], Mapping[str, Doc]]:
    stories, linked = tell(read_files([Path(name) for name in names], published))
    return stories, {doc.article.id: doc for doc in linked}
