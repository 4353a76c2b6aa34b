"""What is scored of whole stories, layer by layer: each as a table of counts and as figures with floors."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from shutro.evaluate.across import AcrossScore, read_events, score_across
from shutro.evaluate.copying import DERIVED, RELATED, CopyScore, read_relations, score_copies
from shutro.evaluate.disputes import KINDS, score_disputes
from shutro.evaluate.gatherers import SHUTRO
from shutro.evaluate.gathering import HEAD, gather_all, labels_of, rows_of, score_arriving
from shutro.evaluate.origins import OURS, score_origins, summed
from shutro.evaluate.storysets import Told
from shutro.evaluate.timelines import dates_rate, rows_rate, score_timelines


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A table of one layer on one set of stories, and the figures in it that have floors."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: Mapping[str, float]


def measure_origins(told: Sequence[Told]) -> Measure:
    """Return how many counts of origins are right, end to end and where the sentences are given."""
    score = summed(score_origins(one) for one in told)
    rows = []
    for place, tallies in (("sentences given", score.given), ("end to end", score.found)):
        for way, tally in tallies.items():
            shares = (_share(part, tally.asked) for part in (tally.exact, tally.over, tally.under))
            rows.append((place, way, f"{tally.exact} of {tally.asked}", *shares))
    given, found = score.given[OURS], score.found[OURS]
    return Measure(
        title="origins",
        head=("counted on", "how", "right", "exact", "over", "under"),
        rows=tuple(rows),
        figures={
            "origins exact, sentences given": _ratio(given.exact, given.asked),
            "origins over, sentences given": _ratio(given.over, given.asked),
            "origins exact": _ratio(found.exact, found.asked),
            "origins over": _ratio(found.over, found.asked),
        },
    )


def measure_copies(told: Sequence[Told]) -> Measure:
    """Return how well relations of articles are told apart."""
    total = CopyScore({})
    for one in told:
        relations = read_relations(one.path)
        if relations:
            total += score_copies(one.stories, one.docs, relations)
    rows: list[tuple[str, ...]] = []
    for kind in (*RELATED, "none") if total.seen else ():
        asked = sum(count for (wanted, _), count in total.seen.items() if wanted == kind)
        shown = sum(count for (_, found), count in total.seen.items() if found == kind)
        right = total.seen.get((kind, kind), 0)
        rows.append((kind, str(asked), str(shown), str(right), f"{total.f1(kind):.3f}"))
    means = {"copies, copy–rewrite–none F1": total.mean(DERIVED), "copies, related F1": total.mean(RELATED)}
    means = means if total.seen else {}
    rows += [(name, "", "", "", f"{value:.3f}") for name, value in means.items()]
    return Measure(
        title="copies", head=("relation", "asked", "shown", "right", "F1"), rows=tuple(rows), figures=means
    )


def measure_timelines(told: Sequence[Told]) -> Measure:
    """Return how right and complete the timelines are."""
    scores = [score_timelines(one.stories, one.docs, one.gold) for one in told]
    rates = {"dates": dates_rate(scores), "rows": rows_rate(scores)}
    rows = [(name, f"{r.precision:.3f}", f"{r.recall:.3f}", f"{r.f1:.3f}") for name, r in rates.items()]
    return Measure(
        title="timeline",
        head=("of", "precision", "recall", "F1"),
        rows=tuple(rows),
        figures={f"timeline {name}, F1": rate.f1 for name, rate in rates.items()},
    )


def measure_disputes(told: Sequence[Told]) -> Measure:
    """Return how completely disagreements are shown, and how many that are shown are none of the story."""
    score = score_disputes(told)
    rows: list[tuple[str, ...]] = [
        (
            kind,
            str(score.asked[kind]),
            str(score.found[kind]),
            str(score.right[kind]),
            str(score.shown[kind]),
            str(score.known[kind]),
        )
        for kind in KINDS
    ]
    rows.append(("known to agree", "", "", "", str(score.false), ""))
    return Measure(
        title="disputes",
        head=("kind", "asked", "found", "right kind", "shown", "known"),
        rows=tuple(rows),
        figures={
            "disputes, precision": score.precision,
            "disputes, recall": score.recall,
            "disputes, right kind": score.right_kind,
        },
    )


def measure_across(told: Sequence[Told]) -> Measure:
    """Return how well the events of several articles are told to be one; nothing where no file names events."""
    score = AcrossScore()
    for one in told:
        if known := read_events(one.path):
            score += score_across(one.docs, known)
    row = (
        str(score.named),
        str(score.found),
        *(f"{x:.3f}" for x in (score.precision, score.recall, score.b_cubed)),
    )
    return Measure(
        title="events-across",
        head=("words that name events", "found", "precision", "recall", "B-cubed"),
        rows=(row,) if score.named else (),
        figures={"events across, B-cubed": score.b_cubed} if score.named else {},
    )


def measure_gathering(told: Sequence[Told]) -> Measure:
    """Return how well the articles of all stories, as one stream, are gathered into theirs, and while they arrive."""
    docs, labels = labels_of(told)
    gatherings = gather_all([docs], labels)
    rows = list(rows_of(gatherings))
    for articles, rate in score_arriving(docs, labels):
        figures = (f"{x:.3f}" for x in (rate.precision, rate.recall, rate.f1))
        rows.append((f"{SHUTRO}, after {articles} articles", *figures, "", ""))
    return Measure(
        title="stories",
        head=HEAD,
        rows=tuple(rows),
        figures={"stories, B-cubed F1": gatherings[0].b_cubed.f1},
    )


# Adding a layer is adding a row.
STORY_LAYERS: Mapping[str, Callable[[Sequence[Told]], Measure]] = {
    "stories": measure_gathering,
    "origins": measure_origins,
    "copies": measure_copies,
    "timeline": measure_timelines,
    "disputes": measure_disputes,
    "events-across": measure_across,
}


def measure_stories(told: Sequence[Told], layers: Iterable[str]) -> list[Measure]:
    """Return the measures of the layers, in their own order."""
    wanted = set(layers)
    return [measure(told) for name, measure in STORY_LAYERS.items() if name in wanted]


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _share(part: int, whole: int) -> str:
    return f"{_ratio(part, whole):.3f}"
