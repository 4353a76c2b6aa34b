"""Stories with a file that says what is in them, read for scoring: the bundled ones, written ones, real ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from shutro.errors import InputError
from shutro.evaluate.stories import Construction, read_construction
from shutro.ingest.files import read_pages
from shutro.ingest.given import read_given
from shutro.model import Doc, Story
from shutro.pipeline import make_stories, read_docs

_NUMBER = regex.compile(r"\d+")
_PAGES = frozenset({".txt", ".html"})
_DATES = ("articles.tsv", "published.tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The articles of one story as docs, the stories made of them, and what is in them by construction."""

    name: str
    path: Path  # of the file that says so
    gold: Construction
    docs: tuple[Doc, ...]
    stories: tuple[Story, ...]

    @property
    def numbers(self) -> Mapping[str, Doc]:
        """Return the docs by the numbers that the file calls them by."""
        named = {doc: _NUMBER.match(Path(doc.article.file).name) for doc in self.docs}
        return {number.group(): doc for doc, number in named.items() if number is not None}


def read_told(folders: Sequence[Path]) -> Iterator[Told]:
    """Yield the stories of the folders, each one a story's own or one that holds such folders.

    Raises InputError where a folder holds no story.
    """
    for folder in folders:
        found = list(_stories_in(folder))
        if not found:
            raise InputError(f"{folder} holds no story: a folder with story.json and {_DATES[0]} does")
        for place, gold in found:
            yield _told(place, gold)


def holds_stories(folder: Path) -> bool:
    """Say whether the folder is a story's own or holds such folders."""
    return next(_stories_in(folder), None) is not None


def _stories_in(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the folders of articles with their file; that of the seeds lies in the folder beside, called gold."""
    if any((folder / name).is_file() for name in _DATES):
        gold = next(
            (path for path in (folder, folder.parent / "gold") if (path / "story.json").is_file()), None
        )
        if gold is not None:
            yield folder, gold / "story.json"
        return
    for path in sorted(folder.rglob("story.json")):
        if any((path.parent / name).is_file() for name in _DATES):
            yield path.parent, path


def _told(folder: Path, gold: Path) -> Told:
    dates = next(folder / name for name in _DATES if (folder / name).is_file())
    files = [path for path in sorted(folder.iterdir()) if path.suffix in _PAGES and _NUMBER.match(path.name)]
    docs = [doc for doc in read_docs(read_pages(files), read_given(str(dates))) if isinstance(doc, Doc)]
    return Told(
        name=folder.name,
        path=gold,
        gold=read_construction(gold),
        docs=tuple(docs),
        stories=tuple(make_stories(docs)),
    )
