"""`python -m shutro.evaluate.bench`: throughput, memory, growth and start time, as a table."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from shutro.examples import EXAMPLES, read_example
from shutro.ingest.articles import article_id
from shutro.model import Article, Doc
from shutro.pipeline import LAYERS, annotate, link_docs, make_stories

WORDS = 250  # of an article, as figures are quoted
_SEEDS = Path("../shared/seeds")


def main() -> None:
    """Measure and print."""
    table = Table(title=f"Shutro on one core, articles of {WORDS} words", title_justify="left")
    for column in ("what", "figure", "unit"):
        table.add_column(column, justify="left" if column == "what" else "right")
    articles = _articles(120)
    docs = [
        annotate(article, published="2026-11-21") for article in articles
    ]  # rules are compiled, caches warm
    for row in (*_annotation(articles), *_layers(docs), *_longer(), *_growth(docs), *_processes()):
        table.add_row(*row)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.add_row("peak memory of this process", f"{peak:.0f}", "MB")
    Console().print(table)


def _articles(count: int, length: int = WORDS) -> list[Article]:
    """Return `count` articles of `length` words, cut from the bundled ones and joined anew."""
    sources = [doc.article for name in EXAMPLES for doc in read_example(name)]
    articles = []
    for number in range(count):
        article = sources[number % len(sources)]
        words = article.text.split(" ")
        words = (words * (length // len(words) + 1))[:length]
        words.append(str(number))
        new = replace(article, text=" ".join(words), file=f"{number}.txt")
        articles.append(replace(new, id=article_id(new)))
    return articles


def _annotation(articles: list[Article]) -> list[tuple[str, str, str]]:
    seconds = _seconds(lambda: [annotate(article, published="2026-11-21") for article in articles])
    return [("annotate", f"{len(articles) / seconds:.0f}", "articles/s")]


def _layers(docs: list[Doc]) -> list[tuple[str, str, str]]:
    """Return how the time of annotation is shared out; each finder is given the docs with all layers before it."""
    seconds = {}
    for name, find in LAYERS.items():
        bare = [replace(doc, **{name: ()}) for doc in docs]  # type: ignore[arg-type]
        seconds[name] = _seconds(lambda find=find, bare=bare: [find(doc) for doc in bare])  # type: ignore[misc]
    total = sum(seconds.values())
    return [(f"  of which {name}", f"{100 * spent / total:.0f}", "%") for name, spent in seconds.items()]


def _longer() -> list[tuple[str, str, str]]:
    """Return how many words of longer and longer articles are annotated in a second: the same, where time is linear."""
    rows = []
    for times in (1, 4, 16):
        articles = _articles(32 // times, WORDS * times)
        words = WORDS * times * len(articles)
        seconds = _seconds(lambda found=articles: [annotate(article) for article in found])  # type: ignore[misc]
        rows.append((f"annotate articles of {WORDS * times} words", f"{words / seconds:.0f}", "words/s"))
    return rows


def _growth(docs: list[Doc]) -> list[tuple[str, str, str]]:
    rows = []
    for count in (len(docs) // 4, len(docs) // 2, len(docs)):
        seconds = _seconds(lambda count=count: make_stories(docs[:count]))  # type: ignore[misc]
        rows.append((f"{count} annotated articles to stories", f"{count / seconds:.0f}", "articles/s"))
    seconds = _seconds(lambda: link_docs(docs))
    return [*rows, ("  of which linking", f"{len(docs) / seconds:.0f}", "articles/s")]


def _processes() -> list[tuple[str, str, str]]:
    first = EXAMPLES["cyclone"] if "cyclone" in EXAMPLES else next(iter(EXAMPLES.values()))
    rows = [("shutro --help, whole process", f"{_process('--help'):.2f}", "s")]
    story = [*map(str, sorted(first.glob("0[1-5]*"))), "--published", str(first / "articles.tsv"), "--json"]
    rows.append(("five bundled articles to a story, whole process", f"{_process('story', *story):.2f}", "s"))
    if _SEEDS.is_dir():
        seeds = [
            *map(str, sorted(_SEEDS.glob("0*.txt"))),
            "--published",
            str(_SEEDS / "published.tsv"),
            "--json",
        ]
        rows.append(("five seed articles to a story, whole process", f"{_process('story', *seeds):.2f}", "s"))
    return rows


def _process(*arguments: str) -> float:
    """Return the shortest of three runs, in seconds."""
    command = [sys.executable, "-m", "shutro", *arguments]
    return min(
        _seconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True), time.perf_counter)
        for _ in range(3)
    )


def _seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return the time that the work takes of the processor, or of another clock."""
    start = clock()
    work()
    return clock() - start


if __name__ == "__main__":
    main()
