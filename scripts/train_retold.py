"""Learn the weights of `claims/retold.tsv` from stories whose world files say which words name one event.

    python scripts/train_retold.py src/shutro/examples stories/dev > src/shutro/claims/retold.tsv
    python scripts/train_retold.py --leave-one-out src/shutro/examples stories/dev

Each folder holds stories. Learned as in `train_pairs.py`. Of the pairs in which the file names only one of the two,
every third is taken. With `--leave-one-out` nothing is written but how well the events of each story are told to be
one by weights that were learned from the others: precision, recall and B-cubed at several thresholds.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from math import exp
from pathlib import Path

from train_pairs import Row, learn

from shutro.claims.linkage import group_by_average
from shutro.claims.retelling import LEAST, Retellings, Traits
from shutro.claims.statements import find_statements
from shutro.claims.told import Tellers
from shutro.evaluate.across import AcrossScore, Place, compare, events_by_place, read_events
from shutro.ingest.files import read_pages
from shutro.ingest.given import read_given
from shutro.model import Doc
from shutro.pipeline import link_docs, read_docs

NAMES = [field.name for field in fields(Traits)]
THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
NOTE = (
    "# How much each trait of two tellings speaks for their being of one event. Learned by\n"
    "# scripts/train_retold.py from src/shutro/examples and stories/dev. CC BY 4.0."
)


@dataclass(frozen=True)
class Told:
    """The tellings of a story, by place, their pairs with traits, and the events that its file names."""

    places: list[Place]
    pairs: list[tuple[int, int, list[float]]]
    known: Mapping[Place, set[str]]

    def rows(self) -> list[Row]:
        """Return the traits of pairs, and whether both name one event."""
        found: list[Row] = []
        half = 0
        for one, other, traits in self.pairs:
            mine, theirs = self.known.get(self.places[one]), self.known.get(self.places[other])
            if mine is None and theirs is None:
                continue
            half += mine is None or theirs is None
            if (mine and theirs) or half % 3 == 0:
                found.append((traits, bool((mine or set()) & (theirs or set()))))
        return found


def main() -> None:
    """Print the table, or how well it would do on stories that it has not seen."""
    folders = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    paths = [path.parent for folder in folders for path in sorted(folder.glob("*/story.json"))]
    stories = {path.name: told_in(path) for path in paths}
    if "--leave-one-out" in sys.argv:
        _leave_one_out(stories)
        return
    bias, weights = learn([row for told in stories.values() for row in told.rows()])
    sys.stdout.write(NOTE + "\n")
    for name, weight in zip(("bias", *NAMES), (bias, *weights), strict=True):
        sys.stdout.write(f"{name}\t{weight:.4f}\n")


def told_in(folder: Path) -> Told:
    """Return what the articles of a story tell."""
    pages = sorted(path for path in folder.glob("[0-9]*") if path.suffix in (".txt", ".html"))
    read = read_docs(read_pages(pages), read_given(str(folder / "articles.tsv")))
    docs = sorted(
        (doc for doc in read if isinstance(doc, Doc)),
        key=lambda doc: (doc.dating.value or "~", doc.article.id),
    )
    linked = link_docs(docs)[1]
    retellings = Retellings(find_statements(linked), Tellers(linked).links)
    return Told(
        places=[(telling.statement.article, telling.event.trigger) for telling in retellings.tellings],
        pairs=[
            (one, other, [float(getattr(traits, name)) for name in NAMES])
            for one, other, traits in retellings.traits()
        ],
        known=events_by_place(linked, read_events(folder / "story.json")),
    )


def _leave_one_out(stories: Mapping[str, Told]) -> None:
    rows = {name: told.rows() for name, told in stories.items()}
    totals = dict.fromkeys(THRESHOLDS, AcrossScore())
    for name, told in stories.items():
        bias, weights = learn([row for other, found in rows.items() if other != name for row in found])
        for least in THRESHOLDS:
            score = _score(told, bias, weights, least)
            totals[least] += score
            _print(name, least, score)
    for least, score in totals.items():
        _print("all", least, score)


def _score(told: Told, bias: float, weights: Sequence[float], least: float) -> AcrossScore:
    pairs = []
    for one, other, traits in told.pairs:
        total = bias + sum(weight * value for weight, value in zip(weights, traits, strict=True))
        chance = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
        if chance >= LEAST:
            pairs.append((one, other, chance))
    groups = group_by_average(len(told.places), pairs, least)
    return compare([[told.places[n] for n in group] for group in groups], told.known)


def _print(name: str, least: float, score: AcrossScore) -> None:
    sys.stdout.write(f"{name}\t{least}\t{score.precision:.3f}\t{score.recall:.3f}\t{score.b_cubed:.3f}\n")


if __name__ == "__main__":
    main()
