"""`docs/evaluation.md`: what is measured, on what, with which result, as a page that no hand edits."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from shutro.evaluate.gold import GoldArticle
from shutro.evaluate.scores import Fault, Score

_HEAD = """# Evaluation of the annotation

Written by `make evaluation` on {day}, version {version}; no hand edits it. What is known of stories, claims and origins
is in [stories.md](stories.md).

{corpora}
The test part of the corpus was written and marked without a look at Shutro. Its articles were read for no rule,
threshold or training, but counts of errors in it were seen and showed where to work ([corpus](../corpus/README.md)).
The five *seeds* and the twenty articles of *gold-news* are real; their text belongs to its publishers and may not be
passed on. They were at hand while rules were written: their figures are optimistic.

A name needs the reader's ends; of other spans half of the longer has to be common to both, of an event's trigger half
of the shorter. *Right of gold* is the share of all that the reader marked, missed ones included. Entities are compared
by B-cubed over the names that both found, participants and speakers where the articles name them.
"""


_OTHERS = """## Other tools on the same articles

What a package registry offers for Bengali, and simple means that rules have to be better than. Each is given the text
without the furniture of its page, scored in the same way, and read in its favour. Taggers whose models have to be
fetched from elsewhere than a registry are not measured, and for events no other tool was found.
"""


_PROBE = """## A probe of times

Sentences with one common way each to name a day, an hour or a length of time, all read on one day.
"""


_FAULTS = """How often each kind of error occurs. `shutro evaluate FOLDER --errors` lists them with their words.
"""


_NAMES = {"gold": "seeds", "gold-news": "gold-news"}
_WHAT = {
    "corpus/test": "our corpus, the part that is kept for measuring",
    "corpus/dev": "our corpus, the part that rules were mended on",
    "corpus/train": "our corpus, the part that the model of names was trained on",
    "seeds": "real reports of one visit",
    "gold-news": "real reports of six newspapers of Bangladesh",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Figures of one set of articles."""

    name: str
    what: str
    articles: int
    words: int
    sentences: int
    scores: tuple[Score, ...]
    faults: tuple[tuple[str, str, int], ...]  # layer, kind, how many

    @classmethod
    def of(
        cls,
        name: str,
        articles: Sequence[GoldArticle],
        scores: Iterable[Score],
        faults: Iterable[Fault],
    ) -> "Measured":
        """Return the figures with the size of the set."""
        kinds = Counter((fault.layer, fault.kind) for fault in faults)
        return cls(
            name=name,
            what=_WHAT.get(name, ""),
            articles=len(articles),
            words=sum(len(article.text.split()) for article in articles),
            sentences=sum(len(article.sentences) for article in articles),
            scores=tuple(scores),
            faults=tuple((layer, kind, count) for (layer, kind), count in kinds.most_common()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Another tool's figures for one layer on one set, or why there are none."""

    tool: str
    layer: str
    where: str
    scores: tuple[Score, ...] = ()
    reading: str = ""  # of its output, in favour of the tool
    failure: str = ""  # why it could not run


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """How many sentences of the probe of times a tool reads rightly, or why it could not run."""

    tool: str
    right: int
    whole: int
    failure: str = ""


def folder_name(folder: Path) -> str:
    """Return what a gold folder is called in tables."""
    place = folder.resolve()
    return _NAMES.get(place.name, f"{place.parent.name}/{place.name}")


def write_report(
    measured: Sequence[Measured],
    baselines: Sequence[Baseline],
    agreement: tuple[int, Sequence[Score]] | None,
    probed: Sequence[Probed] = (),
    *,
    day: str,
    version: str,
) -> str:
    """Return the page in Markdown: the sets, a table of figures, baselines, and how well two readers agree."""
    head = _HEAD.format(day=day, version=version, corpora=_sets(measured))
    parts = [head, "## Figures\n", _figures(measured), "## Counts behind the figures\n", _counts(measured)]
    parts += ["## What goes wrong\n", _FAULTS, _faults(measured)]
    if baselines:
        readings = dict.fromkeys(f"- **{base.tool}:** {base.reading}" for base in baselines)
        parts += [_OTHERS, "\n".join(readings), "", _baselines(baselines, measured)]
    if probed:
        rows = ((one.tool, one.failure or f"{one.right} of {one.whole}") for one in probed)
        parts += [_PROBE, _table(("tool", "right"), rows)]
    if agreement is not None and agreement[0]:
        sentences, scores = agreement
        parts += [
            "## How well two readers agree\n",
            f"{sentences} sentences were marked twice, independently; the second reading scored against the first.\n",
            _table(("layer", "figure", "agreement"), ((s.layer, s.name, f"{s.value:.3f}") for s in scores)),
        ]
    return "\n".join(parts)


def _sets(measured: Sequence[Measured]) -> str:
    rows = (
        (one.name, one.what, str(one.articles), str(one.sentences or "–"), str(one.words)) for one in measured
    )
    return _table(("set", "what it is", "articles", "sentences", "words"), rows)


def _figures(measured: Sequence[Measured]) -> str:
    """Return one row a figure and one column a set; F1 unless the figure's name says otherwise."""
    by_set = [{(score.layer, score.name): score for score in one.scores} for one in measured]
    keys = dict.fromkeys(key for scores in by_set for key in scores)
    rows = ((layer, name, *(_value(scores.get((layer, name))) for scores in by_set)) for layer, name in keys)
    return _table(("layer", "figure", *(one.name for one in measured)), rows)


def _counts(measured: Sequence[Measured]) -> str:
    rows = (
        (one.name, s.layer, s.name, _figure(s.precision), _figure(s.recall), str(s.gold), _whole(s.output))
        for one in measured
        for s in one.scores
        if s.precision is not None
    )
    return _table(("set", "layer", "figure", "precision", "recall", "gold", "put out"), rows)


def _faults(measured: Sequence[Measured]) -> str:
    """Return one row a kind of error and one column a set."""
    by_set = [{(layer, kind): count for layer, kind, count in one.faults} for one in measured]
    keys = sorted({key for counts in by_set for key in counts})
    rows = ((*key, *(str(counts.get(key, 0)) for counts in by_set)) for key in keys)
    return _table(("layer", "error", *(one.name for one in measured)), rows)


def _baselines(baselines: Sequence[Baseline], measured: Sequence[Measured]) -> str:
    head = ("set", "layer", "figure", "tool", "its figure", "Shutro's")
    return _table(head, baseline_rows(baselines, measured))


def baseline_rows(baselines: Iterable[Baseline], measured: Iterable[Measured]) -> list[tuple[str, ...]]:
    """Return set, layer, figure, tool, its value and Shutro's; of a tool that could not run, the reason for a value."""
    by_set = {one.name: {(s.layer, s.name): s for s in one.scores} for one in measured}
    rows: list[tuple[str, ...]] = []
    for base in baselines:
        if base.failure:
            rows.append((base.where, base.layer, "–", base.tool, f"did not run: {base.failure}", "–"))
        for score in base.scores:
            ours = by_set.get(base.where, {}).get((score.layer, score.name))
            rows.append((base.where, score.layer, score.name, base.tool, _value(score), _value(ours)))
    return rows


def _value(score: Score | None) -> str:
    return "–" if score is None or not score.gold else f"{score.value:.3f}"


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _whole(count: int | None) -> str:
    return "" if count is None else str(count)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"
