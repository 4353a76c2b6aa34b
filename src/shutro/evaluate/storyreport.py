"""The tables in the page of figures of stories, docs/stories.md; the words around them are written by hand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from shutro.errors import InputError
from shutro.evaluate.stories import StoryScore, score_stories
from shutro.evaluate.storylayers import STORY_LAYERS, Measure, measure_stories
from shutro.evaluate.storysets import Told, read_told

_FIGURES = "<!-- figures -->\n", "<!-- end of figures -->\n"
_LABELLED = "<!-- labelled -->\n", "<!-- end of labelled -->\n"
_NAMES = {"gold-stories": "real"}
_WHAT = {
    "examples": "six invented stories that come with the package; rules and thresholds were chosen on them",
    "dev": "invented stories that rules were mended on",
    "test": "invented stories that are read for no rule and no threshold",
    "seeds": "five real reports of one visit",
    "real": "two real stories of eight articles each; their text belongs to its publishers and may not be passed on",
}
# What is counted of whole stories: the figure, out of which other one, and what it means.
_COUNTS = (
    ("disagreements_found", "disagreements", "two of the sides stand under different values of one finding"),
    ("right_kind", "disagreements", "and it is called disputed, revised or outcome as it should be"),
    ("false_disputes", "", "pairs that are known to agree are split"),
    ("other_disputes", "", "findings that are not agreed and that no list has; some are right"),
    ("claims_whole", "claims", "all sentences that say it stand in one finding"),
    ("origins_right", "origins_asked", "that finding counts as many origins as there are"),
    ("rows_found", "rows", "a row of the timeline with this time"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySet:
    """A folder of stories, read."""

    name: str
    told: tuple[Told, ...]

    @classmethod
    def of(cls, folder: Path) -> "StorySet":
        """Return the stories of a folder under the name that tables call it by."""
        name = folder.resolve().name
        return cls(name=_NAMES.get(name, name), told=tuple(read_told([folder])))

    def scores(self) -> Counter[str]:
        """Return the counts of whole stories, summed up."""
        total: Counter[str] = Counter()
        for one in self.told:
            score: StoryScore = score_stories(one.stories, one.docs, one.gold)
            total.update(asdict(score))
        return total


def write_stories(page: str, sets: Sequence[StorySet], *, day: str, version: str) -> str:
    """Return the page with new figures between its marks.

    Raises InputError where it has no marks.
    """
    parts = [f"Figures of {day}, version {version}.\n", _sets(sets), "### Whole stories\n", _counts(sets)]
    for layer in STORY_LAYERS:
        parts.append(f"### Layer: {layer}\n")
        for one in sets:
            (measure,) = measure_stories(one.told, [layer])
            if not measure.rows:
                continue
            parts.append(_table((f"{one.name}: {measure.head[0]}", *measure.head[1:]), measure.rows))
    return _between(page, _FIGURES, "\n".join(parts))


def write_labelled(page: str, measures: Iterable[Measure], *, day: str, version: str) -> str:
    """Return the page with new tables of labelled articles between its marks.

    Raises InputError where it has no marks.
    """
    tables = [_table((f"{one.title}: {one.head[0]}", *one.head[1:]), one.rows) for one in measures]
    parts = [f"Figures of {day}, version {version}.\n", *tables]
    return _between(page, _LABELLED, "\n".join(parts))


def _between(page: str, marks: tuple[str, str], words: str) -> str:
    """Return the page with other words between two lines of it."""
    before, start, rest = page.partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not start or not end:
        raise InputError(
            f"the page has no lines {marks[0].strip()} and {marks[1].strip()} for the figures to stand between"
        )
    return f"{before}{start}\n{words}\n{end}{after}"


def _sets(sets: Sequence[StorySet]) -> str:
    rows = (
        (one.name, _WHAT.get(one.name, ""), str(len(one.told)), str(sum(len(told.docs) for told in one.told)))
        for one in sets
    )
    return _table(("set", "what it is", "stories", "articles"), rows)


def _counts(sets: Sequence[StorySet]) -> str:
    scores = [one.scores() for one in sets]
    rows = []
    for name, whole, meaning in _COUNTS:
        cells = (f"{score[name]} of {score[whole]}" if whole else str(score[name]) for score in scores)
        rows.append((name.replace("_", " "), *cells, meaning))
    return _table(("figure", *(one.name for one in sets), "what it means"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"
