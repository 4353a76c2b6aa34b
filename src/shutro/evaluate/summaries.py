"""`python -m shutro.evaluate.summaries FOLDER`: briefs of single articles beside summaries that people wrote.

The folder is laid out as BNLPC's are: Documents/Document_7.txt, and Summaries/Document_7_Summary_1.txt to _3.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import regex
from rich.console import Console

import shutro
from shutro.model import Doc
from shutro.pipeline import tell
from shutro.publish.brief import make_brief
from shutro.text.normalize import normalize
from shutro.text.numerals import to_ascii_digits
from shutro.text.tokens import tokenize

LEAD = 3  # sentences of the plainest baseline
_LABEL = regex.compile(r"^\s*(?:Title|Text):[ ]*", regex.MULTILINE)
Words = tuple[str, ...]
Summarize = Callable[[Doc, int], Sequence[str]]


def rouge_n(output: Words, wanted: Words, length: int) -> float:
    """Return the F1 of the runs of `length` words that two summaries share."""
    one, other = (
        Counter(zip(*(words[i:] for i in range(length)), strict=False)) for words in (output, wanted)
    )
    return _f1((one & other).total(), one.total(), other.total())


def rouge_l(output: Words, wanted: Words) -> float:
    """Return the F1 of the longest run of words, gaps allowed, that two summaries share."""
    row = [0] * (len(wanted) + 1)
    for word in output:
        before = 0
        for place, other in enumerate(wanted, start=1):
            kept = row[place]
            row[place] = before + 1 if word == other else max(row[place], row[place - 1])
            before = kept
    return _f1(row[-1], len(output), len(wanted))


def score_summaries(folder: Path, summarize: Summarize) -> tuple[float, float, float]:
    """Return the mean ROUGE-1, -2 and -L of an article's summary, each the best of those that people wrote.

    A summary has as many sentences as theirs have on average.
    """
    scores = []
    for doc, references in read_summaries(folder):
        count = round(sum(map(len, references)) / len(references))
        output = _words(summarize(doc, count))
        wanted = [_words(reference) for reference in references]
        scores.append(
            (
                max(rouge_n(output, words, 1) for words in wanted),
                max(rouge_n(output, words, 2) for words in wanted),
                max(rouge_l(output, words) for words in wanted),
            )
        )
    one, two, longest = (sum(column) / max(1, len(scores)) for column in zip(*scores, strict=True))
    return one, two, longest


def read_summaries(folder: Path) -> Iterator[tuple[Doc, list[list[str]]]]:
    """Yield each article with the sentences of its summaries."""
    for path in sorted((folder / "Documents").glob("Document_*.txt")):
        text = _LABEL.sub("", normalize(path.read_text(encoding="utf-8-sig"))).strip()
        title, _, body = text.partition("\n")
        summaries = sorted((folder / "Summaries").glob(f"{path.stem}_Summary_*.txt"))
        lines = [normalize(one.read_text(encoding="utf-8-sig")).splitlines() for one in summaries]
        references = [[line.strip() for line in found if line.strip()] for found in lines]
        if references:
            yield shutro.read(f"{title.strip()}\n\n{body.strip()}\n"), references


def brief(doc: Doc, count: int) -> Sequence[str]:
    """Return the sentences of the article's brief."""
    stories, linked = tell([doc])
    docs = {one.article.id: one for one in linked}
    lines = make_brief(stories[0], docs, count).lines
    return [line.sentence.text for line in sorted(lines, key=lambda line: line.sentence.span)]


def lead(doc: Doc, count: int) -> Sequence[str]:
    """Return the first sentences below the headline."""
    return _body(doc)[:count]


def lead_three(doc: Doc, _count: int) -> Sequence[str]:
    """Return the first three sentences below the headline, however long the others' summaries are."""
    return _body(doc)[:LEAD]


def chance(doc: Doc, count: int) -> Sequence[str]:
    """Return sentences drawn by lot, the same for the same article."""
    sentences = _body(doc)
    lot = Random(doc.article.id)  # noqa: S311 - nothing is secret here
    drawn = sorted(lot.sample(range(len(sentences)), min(count, len(sentences))))
    return [sentences[number] for number in drawn]


def main(arguments: Sequence[str]) -> int:
    """Print the figures of briefs and baselines and return how the program should end."""
    console = Console()
    if len(arguments) != 1 or not (Path(arguments[0]) / "Documents").is_dir():
        console.print("name one folder with Documents and Summaries")
        return 2
    for summarize in (brief, lead, lead_three, chance):
        one, two, longest = score_summaries(Path(arguments[0]), summarize)
        name = summarize.__name__.replace("_", " ")
        console.print(f"{name:12} ROUGE-1 {one:.3f}  ROUGE-2 {two:.3f}  ROUGE-L {longest:.3f}")
    return 0


def _body(doc: Doc) -> list[str]:
    title = doc.article.title_span
    return [one.of(doc.text) for one in doc.sentences if title is None or not title.meets(one)]


def _words(sentences: Sequence[str]) -> Words:
    tokens = (token for sentence in sentences for token in tokenize(sentence))
    return tuple(to_ascii_digits(token.text).casefold() for token in tokens if token.kind != "mark")


def _f1(shared: int, one: int, other: int) -> float:
    return 2 * shared / (one + other) if shared else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
