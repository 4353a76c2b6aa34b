"""World files: what is in an invented story by construction, checked against the words of its articles."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
import regex
from rich.console import Console

from shutro.errors import ShutroError
from shutro.evaluate.stories import Construction, Place
from shutro.ingest.articles import to_article
from shutro.ingest.files import read_pages
from shutro.model import Dropped
from shutro.text.edtf import days
from shutro.text.normalize import normalize

_NUMBER = regex.compile(r"\d+")
FEWEST_ARTICLES = 6


class Derived(msgspec.Struct):
    """Where an article comes from."""

    article: str
    origin: str
    cites: list[str]
    credits: str = ""
    note: str = ""


class Related(msgspec.Struct, rename={"source": "from"}, forbid_unknown_fields=True):
    """How a later article derives from an earlier one; pairs that are not listed share nothing."""

    article: str
    source: str
    relation: Literal["copy", "rewrite", "translation", "shared credit"]
    note: str = ""


class Happening(msgspec.Struct, forbid_unknown_fields=True):
    """One event and the words that name it in every article."""

    id: str
    what: str
    at: list[Place]
    when: str = ""


class World(Construction):
    """All that is in a story by construction."""

    articles: list[str] = msgspec.field(default_factory=list)
    derivation: list[Derived] = msgspec.field(default_factory=list)
    copies: list[Related] = msgspec.field(default_factory=list)
    events: list[Happening] = msgspec.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Telling:
    """A story's folder: its world and the clean text of its articles by their numbers."""

    name: str
    world: World
    texts: Mapping[str, str]


def read_world(folder: Path) -> Telling:
    """Return a story's world and texts.

    Raises ShutroError, naming the file, where the world file is none or an article cannot be read.
    """
    path = folder / "story.json"
    try:
        world = msgspec.json.decode(normalize(path.read_text(encoding="utf-8")), type=World)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise ShutroError(f"{path}: {error}") from error
    return Telling(folder.name, world, _texts(folder))


def _texts(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".html"))
    texts = {}
    for page in read_pages(files):
        if isinstance(page, Dropped):
            raise ShutroError(f"{folder}: {page.text}: {page.reason}")
        number = _NUMBER.match(Path(page.name).name)
        texts[number.group() if number else page.name] = to_article(page)[0].text
    return texts


def find_faults(telling: Telling) -> Iterator[str]:
    """Yield what in a world file does not fit its articles."""
    world, texts = telling.world, telling.texts
    if sorted(world.articles) != sorted(texts) or len(texts) < FEWEST_ARTICLES:
        yield f"articles are {sorted(texts)}, at least {FEWEST_ARTICLES}; the world names {world.articles}"
    for where, place in _places(world):
        yield from _misplaced(where, place, texts)
    ids = [c.id for c in world.claims] + [c.id for c in world.contradictions] + [e.id for e in world.events]
    yield from (f"{name} is given twice" for name, count in Counter(ids).items() if count > 1)
    yield from _sides(world)
    numbers = {row.article for row in world.derivation}
    if numbers != set(texts):
        yield f"derivation is missing or unknown for {sorted(numbers ^ set(texts))}"
    for pair in world.copies:
        if not {pair.article, pair.source} <= set(texts):
            yield f"copies: unknown article in {pair.article} from {pair.source}"
    for row in world.timeline:
        yield from _row(row, texts)


def _places(world: World) -> Iterator[tuple[str, Place]]:
    yield from ((claim.id, place) for claim in world.claims for place in claim.support)
    yield from ((one.id, place) for one in world.contradictions for side in one.sides for place in side.at)
    yield from ((fit.about, place) for fit in world.not_contradictions for place in fit.at)
    yield from ((event.id, place) for event in world.events for place in event.at)


def _misplaced(where: str, place: Place, texts: Mapping[str, str]) -> Iterator[str]:
    number, words = place
    if number not in texts:
        yield f"{where}: there is no article {number}"
    elif texts[number].count(words) != 1:
        yield f"{where}: {words!r} stands {texts[number].count(words)} times in {number}, not once"


def _sides(world: World) -> Iterator[str]:
    for one in world.contradictions:
        if len(one.sides) < 2 or not all(side.at for side in one.sides):
            yield f"{one.id}: a disagreement has at least two sides with a place each"
    for claim in world.claims:
        if not claim.origins:
            yield f"{claim.id}: no origins"


def _row(row: Iterable[str | list[str]], texts: Mapping[str, str]) -> Iterator[str]:
    match list(row):
        case [str(when), str(), list(articles), *_] if days(when) is not None and set(articles) <= set(texts):
            return
        case other:
            yield f"timeline: a row is a time, what happened and its articles, not {other}"


def main(*folders: str) -> int:
    """Print the faults and sizes of the stories in the folders and return how the program should end."""
    console = Console()
    faults = 0
    for path in sorted(path for folder in folders for path in Path(folder).rglob("story.json")):
        try:
            telling = read_world(path.parent)
        except ShutroError as error:
            found = [str(error)]
        else:
            found = list(find_faults(telling))
            console.print(_size(telling), markup=False, soft_wrap=True)
        for fault in found:
            console.print(f"{path.parent}: {fault}", style="red", markup=False, soft_wrap=True)
        faults += len(found)
    return 1 if faults else 0


def _size(telling: Telling) -> str:
    world = telling.world
    kinds = Counter(one.agreement for one in world.contradictions)
    return (
        f"{telling.name}: {len(telling.texts)} articles, {len(world.claims)} claims, {len(world.events)} events, "
        f"{len(world.contradictions)} disagreements {dict(kinds)}, {len(world.not_contradictions)} that agree, "
        f"{len(world.copies)} related pairs, {len(world.timeline)} rows"
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
