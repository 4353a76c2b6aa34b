"""How well articles are gathered into stories: each way of doing it held against labels, also while they arrive."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from shutro.evaluate.gatherers import GATHERERS, SHUTRO, gather
from shutro.evaluate.rates import Rate
from shutro.evaluate.storysets import Told
from shutro.model import Doc

HEAD = ("how", "B-cubed P", "B-cubed R", "B-cubed F1", "pairwise F1", "stories")
_STAGES = 4  # parts of the stream after which is measured what stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """How well one way of gathering does on labelled articles; or why it could not run."""

    way: str
    b_cubed: Rate
    pairwise: Rate
    stories: int
    failure: str = ""


def b_cubed(found: Sequence[Hashable], wanted: Sequence[Hashable]) -> Rate:
    """Return how well groups agree with labels, article by article."""
    mine, theirs = Counter(found), Counter(wanted)
    both = Counter(zip(found, wanted, strict=True))
    articles = len(found) or 1
    precision = sum(count * count / mine[group] for (group, _), count in both.items()) / articles
    recall = sum(count * count / theirs[label] for (_, label), count in both.items()) / articles
    return Rate(precision=precision, recall=recall)


def pairwise(found: Sequence[Hashable], wanted: Sequence[Hashable]) -> Rate:
    """Return how well groups agree with labels, pair by pair."""
    both = _pairs(Counter(zip(found, wanted, strict=True)))
    mine, theirs = _pairs(Counter(found)), _pairs(Counter(wanted))
    return Rate(precision=both / mine if mine else 1.0, recall=both / theirs if theirs else 1.0)


def gather_all(
    streams: Sequence[Sequence[Doc]], labels: Mapping[str, str], first: float = 0.0
) -> list[Gathering]:
    """Return how well each way gathers the docs of streams, each by itself, scored together.

    What comes in the first part of a stream is not scored.
    """
    return [_gathered(way, streams, labels, first) for way in GATHERERS]


def _gathered(
    way: str, streams: Sequence[Sequence[Doc]], labels: Mapping[str, str], first: float
) -> Gathering:
    groups: list[tuple[int, str]] = []
    wanted: list[tuple[int, str]] = []
    failure = ""
    for number, docs in enumerate(streams):
        ordered = sorted(docs, key=lambda doc: (doc.dating.value or "~", doc.article.id))
        found, failure = gather(way, ordered)
        for doc in ordered[int(len(ordered) * first) :]:
            article = doc.article.id
            groups.append((number, found.get(article, article)))
            wanted.append((number, labels[article]))
    return Gathering(
        way=way,
        b_cubed=b_cubed(groups, wanted),
        pairwise=pairwise(groups, wanted),
        stories=len(set(groups)),
        failure=failure,
    )


def score_arriving(docs: Sequence[Doc], labels: Mapping[str, str]) -> list[tuple[int, Rate]]:
    """Return how well what stands is gathered after each part of the stream, with how many articles had come."""
    ordered = sorted(docs, key=lambda doc: (doc.dating.value or "~", doc.article.id))
    rates = []
    for part in range(1, _STAGES + 1):
        come = ordered[: len(ordered) * part // _STAGES]
        found, _ = gather(SHUTRO, come)
        articles = [doc.article.id for doc in come]
        rates.append(
            (len(come), b_cubed([found[one] for one in articles], [labels[one] for one in articles]))
        )
    return rates


def labels_of(told: Sequence[Told]) -> tuple[list[Doc], dict[str, str]]:
    """Return the articles of written stories as one stream, and which story each belongs to."""
    docs = [doc for one in told for doc in one.docs]
    return docs, {doc.article.id: one.name for one in told for doc in one.docs}


def rows_of(gatherings: Iterable[Gathering]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table, a way each."""
    return tuple(
        (f"{one.way}: {one.failure}", *("–",) * 5)
        if one.failure
        else (
            one.way,
            *(f"{x:.3f}" for x in (one.b_cubed.precision, one.b_cubed.recall, one.b_cubed.f1)),
            f"{one.pairwise.f1:.3f}",
            str(one.stories),
        )
        for one in gatherings
    )


def _pairs(counts: Mapping[Hashable, int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())
