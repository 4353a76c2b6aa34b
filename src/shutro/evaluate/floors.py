"""The figures that must not fall: on the bundled stories, and on the gold articles where these are at hand."""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from shutro.errors import ShutroError
from shutro.evaluate.goldfolder import read_gold
from shutro.evaluate.measure import measure
from shutro.evaluate.stories import read_construction, score_stories
from shutro.evaluate.storylayers import STORY_LAYERS, measure_stories
from shutro.evaluate.storysets import read_told
from shutro.examples import EXAMPLES, read_example
from shutro.pipeline import make_stories

_FLOORS = Path(__file__).with_name("floors.toml")
_GOLD = Path(
    "../shared"
)  # lies beside the repository where the project is developed; elsewhere it is passed over
_CORPUS = Path("corpus/test")
_STORIES = Path("stories")
_AT_MOST = ("false disputes", "offsets wrong", "stories too many", "origins over")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure and what it was measured on."""

    where: str
    name: str
    value: float

    def is_worse_than(self, floor: float) -> bool:
        """Say whether the figure is on the wrong side of its floor; of some, less is better."""
        if self.name.startswith(_AT_MOST):
            return self.value > floor
        return self.value < floor


def read_floors() -> dict[str, dict[str, float]]:
    """Return the floors by what they were measured on."""
    return tomllib.loads(_FLOORS.read_text(encoding="utf-8"))


def example_figures() -> Iterator[Figure]:
    """Yield the figures of the bundled stories, summed up; all articles go in together, as they would arrive."""
    docs = {name: read_example(name) for name in EXAMPLES}
    together = make_stories([doc for found in docs.values() for doc in found])
    apart = sum(
        len({story.id for story in together if set(story.articles) & {doc.article.id for doc in found}}) == 1
        for found in docs.values()
    )
    yield Figure(where="examples", name="stories kept whole", value=apart)
    yield Figure(where="examples", name="stories too many", value=abs(len(together) - len(EXAMPLES)))
    total: Counter[str] = Counter()
    for name, found in docs.items():
        gold = read_construction(EXAMPLES[name] / "story.json")
        total.update(asdict(score_stories(make_stories(found), found, gold)))
    for name, value in total.items():
        if name != "stories":
            yield Figure(where="examples", name=name.replace("_", " "), value=value)


def story_figures() -> Iterator[Figure]:
    """Yield the figures of the written stories, layer by layer; nothing where they are not at hand."""
    for part in ("dev", "test"):
        if (_STORIES / part).is_dir():
            told = list(read_told([_STORIES / part]))
            for measure in measure_stories(told, STORY_LAYERS):
                for name, value in measure.figures.items():
                    yield Figure(where=f"stories {part}", name=name, value=value)


def corpus_figures() -> Iterator[Figure]:
    """Yield the figures of the corpus' test part; nothing where the corpus is not at hand."""
    if _CORPUS.is_dir():
        for score in measure(read_gold(_CORPUS))[0]:
            yield Figure(where="corpus test", name=f"{score.layer}, {score.name}", value=score.value)


def shared_figures() -> Iterator[Figure]:
    """Yield the figures of the gold articles and stories, by their own scorer; nothing where they are not at hand."""
    score = _GOLD / "score" / "score.py"
    if not score.is_file():
        return
    seeds, news = _GOLD / "seeds", _GOLD / "gold-news"
    with tempfile.TemporaryDirectory() as folder:
        docs, stories = Path(folder) / "docs.jsonl", Path(folder) / "stories.jsonl"
        _shutro("annotate", sorted(seeds.glob("0*.txt")), seeds / "published.tsv", docs)
        yield from _figures("seeds", _run(score, docs))
        _shutro("story", sorted(seeds.glob("0*.txt")), seeds / "published.tsv", stories)
        yield from _figures("seeds", _run(_GOLD / "score" / "story.py", docs, stories))
        raw = news / "raw"
        _shutro("annotate", sorted(raw.glob("2*.txt")), raw / "published.tsv", docs)
        yield from _figures("gold-news", _run(score, docs, "--gold", news, "--raw", raw))


def _figures(where: str, figures: dict[str, float]) -> Iterator[Figure]:
    for name, value in figures.items():
        yield Figure(where=where, name=name, value=value)


def _shutro(command: str, files: list[Path], published: Path, out: Path) -> None:
    with out.open("wb") as file:
        arguments = [
            sys.executable,
            "-m",
            "shutro",
            command,
            *map(str, files),
            "--json",
            "--published",
            str(published),
        ]
        done = subprocess.run(arguments, stdout=file, check=False)
    if done.returncode:
        raise ShutroError(f"shutro {command} ended with status {done.returncode}")


def _run(script: Path, *arguments: object) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, str(script), *map(str, arguments), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ShutroError(f"{script} ended with status {done.returncode}: {done.stderr}")
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures
