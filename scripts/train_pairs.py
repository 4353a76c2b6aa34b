"""Learn the weights of `claims/pairs.tsv` from stories whose world files say which sentences make one claim.

    python scripts/train_pairs.py src/shutro/examples stories/dev > src/shutro/claims/pairs.tsv
    python scripts/train_pairs.py --leave-one-out src/shutro/examples stories/dev

Each folder holds stories. Logistic regression by Newton's method, with a penalty on large weights; every trait is
first brought to mean 0 and deviation 1. With `--leave-one-out` nothing is written but how well each story is ranked by
weights that were learned from the others: the average precision of its pairs.
"""

import math
import sys
from collections.abc import Sequence
from operator import mul
from pathlib import Path

from shutro.claims.pairs import Pairs, Traits
from shutro.claims.points import in_the_same_words, near_pairs
from shutro.claims.statements import find_statements
from shutro.evaluate.stories import Construction, read_construction
from shutro.ingest.files import read_pages
from shutro.ingest.given import read_given
from shutro.model import Doc
from shutro.pipeline import link_docs, read_docs

PENALTY = 10.0
ROUNDS = 8
NAMES = list(Traits.__struct_fields__)
NOTE = (
    "# How much each trait of two statements speaks for their being one. Learned by scripts/train_pairs.py from\n"
    "# src/shutro/examples, stories/dev and two sets of real reports that may not be passed on. CC BY 4.0."
)

Row = tuple[list[float], bool]


def main() -> None:
    """Print the table, or how well it would rank stories that it has not seen."""
    folders = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    stories = {
        path.parent.name: rows_of(path.parent)
        for folder in folders
        for path in sorted(folder.glob("*/story.json"))
    }
    if "--leave-one-out" in sys.argv:
        for name, rows in stories.items():
            bias, weights = learn([row for other, found in stories.items() if other != name for row in found])
            sys.stdout.write(f"{name}\t{len(rows)}\t{precision(rows, bias, weights):.3f}\n")
        return
    bias, weights = learn([row for rows in stories.values() for row in rows])
    sys.stdout.write(NOTE + "\n")
    for name, weight in zip(("bias", *NAMES), (bias, *weights), strict=True):
        sys.stdout.write(f"{name}\t{weight:.4f}\n")


def rows_of(folder: Path) -> list[Row]:
    """Return the traits of the pairs of a story, and whether both sentences support one claim; copies count once."""
    gold = read_construction(folder / "story.json")
    pages = sorted(path for path in folder.glob("[0-9]*") if path.suffix in (".txt", ".html"))
    read = read_docs(read_pages(pages), read_given(str(folder / "articles.tsv")))
    docs = sorted(
        (doc for doc in read if isinstance(doc, Doc)),
        key=lambda doc: (doc.dating.value or "~", doc.article.id),
    )
    linked = {doc.article.id: doc for doc in link_docs(docs)[1]}
    statements = find_statements(tuple(linked.values()))
    claims = [
        _claims(gold, linked[statement.article], statement.sentence.of(linked[statement.article].text))
        for statement in statements
    ]
    alike = in_the_same_words(statements)
    firsts = [statements[numbers[0]] for numbers in alike]
    supported = [set[str]().union(*(claims[number] for number in numbers)) for numbers in alike]
    return [
        ([float(getattr(traits, name)) for name in NAMES], bool(supported[one] & supported[other]))
        for one, other, traits in Pairs(firsts, near_pairs(firsts)).traits()
    ]


def _claims(gold: Construction, doc: Doc, sentence: str) -> set[str]:
    number = Path(doc.article.file).name.split("_")[0]
    return {
        claim.id
        for claim in gold.claims
        if any(n == number and words in sentence for n, words in claim.support)
    }


def learn(rows: Sequence[Row]) -> tuple[float, list[float]]:
    """Return the bias and the weights under which the rows are likeliest, penalty and all."""
    columns = list(zip(*(traits for traits, _ in rows), strict=True))
    means = [sum(column) / len(column) for column in columns]
    deviations = [
        math.sqrt(sum((value - mean) ** 2 for value in column) / len(column)) or 1.0
        for column, mean in zip(columns, means, strict=True)
    ]
    scaled = [[1.0] * len(rows)] + [
        [(value - mean) / deviation for value in column]
        for column, mean, deviation in zip(columns, means, deviations, strict=True)
    ]
    weights = [0.0] * len(scaled)
    for _ in range(ROUNDS):
        weights = _step(scaled, [said for _, said in rows], weights)
    plain = [weight / deviation for weight, deviation in zip(weights[1:], deviations, strict=True)]
    return weights[0] - sum(map(mul, plain, means)), plain


def _step(columns: Sequence[Sequence[float]], said: Sequence[bool], weights: list[float]) -> list[float]:
    """Return the weights after one step of Newton's method."""
    sums = [0.0] * len(said)
    for weight, column in zip(weights, columns, strict=True):
        sums = [total + weight * value for total, value in zip(sums, column, strict=True)]
    chances = [1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) for total in sums]
    missing = [truth - chance for truth, chance in zip(said, chances, strict=True)]
    slope = [sum(map(mul, column, missing)) for column in columns]
    curve = []
    for number, column in enumerate(columns):
        bent = [value * chance * (1 - chance) for value, chance in zip(column, chances, strict=True)]
        curve.append([sum(map(mul, bent, other)) for other in columns])
        if number:
            curve[number][number] += PENALTY
            slope[number] -= PENALTY * weights[number]
    return [weight + change for weight, change in zip(weights, _solve(curve, slope), strict=True)]


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return the solution of linear equations, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(len(rows)):
        pivot = max(range(at, len(rows)), key=lambda number: abs(rows[number][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for number, row in enumerate(rows):
            if number != at:
                factor = row[at] / rows[at][at]
                rows[number] = [value - factor * first for value, first in zip(row, rows[at], strict=True)]
    return [row[-1] / row[at] for at, row in enumerate(rows)]


def precision(rows: Sequence[Row], bias: float, weights: Sequence[float]) -> float:
    """Return the average precision of the pairs, ranked by their chances."""
    ranked = sorted(rows, key=lambda row: -(bias + sum(map(mul, weights, row[0]))))
    found, total = 0, 0.0
    for rank, (_, said) in enumerate(ranked, start=1):
        if said:
            found += 1
            total += found / rank
    return total / found if found else 0.0


if __name__ == "__main__":
    main()
