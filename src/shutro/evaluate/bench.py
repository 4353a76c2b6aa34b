"""`python -m shutro.evaluate.bench`: throughput, other tools, memory, growth and start time, as a table.

With `--year` streams of a hundred thousand and of a million articles are measured, too.
"""

import gc
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from shutro.errors import ShutroError
from shutro.evaluate.archiving import SIZES, measure_pages
from shutro.evaluate.baselines import TOOLS
from shutro.evaluate.delay import RATE, measure_delays
from shutro.evaluate.delay import rows_of as arriving
from shutro.evaluate.deskload import READERS, measure_desk, rows_of, weigh_library
from shutro.evaluate.deskworld import make_library
from shutro.evaluate.gold import GoldArticle
from shutro.evaluate.growth import measure_sizes
from shutro.evaluate.laying import Laid
from shutro.evaluate.sample import cut_articles
from shutro.evaluate.scores import Compared
from shutro.evaluate.streamload import QUICK, WHOLE, measure_copies, measure_joining
from shutro.examples import EXAMPLES
from shutro.model import Article, Doc
from shutro.pipeline import LAYERS, annotate, link_docs, make_stories
from shutro.publish.export import doc_out

WORDS = 250  # of an article, as figures are quoted
DAY = "2026-11-21"
COUNT = 150
_WARMING = 50  # articles after which the words that are common in news have been seen
_BORROWED = 40  # articles that other tools are given
_LIBRARY = 100_000  # articles of the library that the desk is measured with
_MAKING = 240.0  # seconds after which it has as many as there are
_SEEDS = Path("../shared/seeds")

Row = tuple[str, str, str]


def main() -> None:
    """Measure, as the command line runs, and print."""
    gc.set_threshold(100_000, 50, 50)
    table = Table(
        title=f"Shutro on one core, {COUNT} articles of {WORDS} words",
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    for column in ("what", "figure", "unit"):
        table.add_column(column, justify="right" if column == "figure" else "left", no_wrap=True)
    for rows in _sections():
        for row in rows:
            table.add_row(*row)
        table.add_section()
    Console(width=100).print(table)


def _sections() -> Iterator[list[Row]]:
    """Yield the rows that belong together; memory is read before others' tools take theirs."""
    articles = cut_articles(COUNT, WORDS)
    speed = _annotation(articles)
    docs = [annotate(article, published=DAY) for article in articles]
    yield speed
    yield _layers(docs)
    yield _longer()
    yield _growth(docs)
    yield _story_sizes()
    yield _stream(WHOLE if "--year" in sys.argv[1:] else QUICK)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield [*_processes(), ("peak memory of this process", f"{peak:.0f}", "MB")]
    yield _others(docs)
    yield list(arriving(measure_delays(), RATE))
    yield from _desk()
    yield list(measure_pages(SIZES))


def _annotation(articles: Sequence[Article]) -> list[Row]:
    """Return the speed on articles that were not read before, after some that were, and on the same ones again."""
    for article in articles[:_WARMING]:
        annotate(article, published=DAY)
    rest = articles[_WARMING:]
    rows = []
    for name in ("annotate, articles never seen", "annotate, the same again"):
        seconds = _seconds(lambda: [annotate(article, published=DAY) for article in rest])
        rows.append((name, f"{len(rest) / seconds:.0f}", "articles/s"))
    return rows


def _layers(docs: Sequence[Doc]) -> list[Row]:
    """Return what each layer takes an article; each finder is given the docs with all layers before it."""
    seconds = {}
    for name, find in LAYERS.items():
        bare = [replace(doc, **{name: ()}) for doc in docs]  # type: ignore[arg-type]
        seconds[name] = _seconds(lambda find=find, bare=bare: [find(doc) for doc in bare])  # type: ignore[misc]
    total = sum(seconds.values())
    return [
        (f"  {name}", f"{1000 * spent / len(docs):.2f}", f"ms an article, {100 * spent / total:.0f} %")
        for name, spent in seconds.items()
    ]


def _longer() -> list[Row]:
    """Return how many words of longer and longer articles are annotated in a second: the same, where time is linear."""
    rows = []
    for times in (1, 4, 16):
        articles = cut_articles(32 // times, WORDS * times)
        words = WORDS * times * len(articles)
        seconds = _seconds(lambda found=articles: [annotate(article) for article in found])  # type: ignore[misc]
        rows.append((f"annotate articles of {WORDS * times} words", f"{words / seconds:.0f}", "words/s"))
    return rows


def _growth(docs: Sequence[Doc]) -> list[Row]:
    rows = []
    for count in (len(docs) // 4, len(docs) // 2, len(docs)):
        seconds = _seconds(lambda count=count: make_stories(docs[:count]))  # type: ignore[misc]
        rows.append((f"{count} annotated articles to stories", f"{count / seconds:.0f}", "articles/s"))
    seconds = _seconds(lambda: link_docs(docs))
    return [*rows, ("  of which linking", f"{len(docs) / seconds:.0f}", "articles/s")]


def _story_sizes() -> list[Row]:
    """Return what a story of more and more articles takes, from annotated articles to findings and timeline."""
    return [
        (f"one story of {size} articles", f"{seconds:.1f}", f"s, peak memory {peak:.0f} MB")
        for size, seconds, peak in measure_sizes(make_stories)
    ]


def _stream(sizes: tuple[int, ...]) -> list[Row]:
    """Return how fast the articles of a generated year join stories, and how fast copies among them are found."""
    rows = []
    for load in measure_joining(sizes):
        rows += [
            (f"{load.articles} annotated articles to their stories", f"{load.joining:.0f}", "articles/s"),
            ("  with stories looked over day by day", f"{load.upkeep:.0f}", "articles/s"),
            ("  peak memory of the process", f"{load.memory:.0f}", "MB"),
        ]
    for size, speed, prints, peak in measure_copies(WHOLE[:2]):
        rows += [
            (f"copies among {size} normalized texts of {WORDS} words", f"{speed:.0f}", "articles/s"),
            ("  of which fingerprints", f"{prints:.0f}", f"articles/s, peak memory {peak:.0f} MB"),
        ]
    return rows


def _processes() -> list[Row]:
    first = EXAMPLES["cyclone"] if "cyclone" in EXAMPLES else next(iter(EXAMPLES.values()))
    story = [*map(str, sorted(first.glob("0[1-5]*"))), "--published", str(first / "articles.tsv"), "--json"]
    rows = [
        ("loading the language, to the first doc", f"{_loading():.2f}", "s"),
        ("shutro --help, whole process", f"{_process('--help'):.2f}", "s"),
        ("five bundled articles to a story, whole process", f"{_process('story', *story):.2f}", "s"),
    ]
    if _SEEDS.is_dir():
        seeds = [
            *map(str, sorted(_SEEDS.glob("0*.txt"))),
            "--published",
            str(_SEEDS / "published.tsv"),
            "--json",
        ]
        rows.append(("five seed articles to a story, whole process", f"{_process('story', *seeds):.2f}", "s"))
    return rows


def _desk() -> Iterator[list[Row]]:
    """Return how long readers wait for the desk of a library as large as can be made in time."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shutro.db"
        begin = time.monotonic()
        make_library(path, _LIBRARY, seconds=_MAKING)
        made = f"{time.monotonic() - begin:.0f}"
        start, answers = measure_desk(path)
        sizes = weigh_library(path)
        yield [(f"a library of {_LIBRARY} articles at most, made in", made, "s")]
        yield [(name, figure, "") for name, figure in sizes]
        yield [("first start of the desk, to the first answer", f"{start:.2f}", "s")]
        yield [
            (
                f"{page}, {READERS} readers",
                middle,
                f"ms, 99 of 100: {most}, longest: {longest}; {count} requests",
            )
            for page, count, middle, most, longest in rows_of(answers)
        ]


def _loading() -> float:
    """Return the shortest of three times that a fresh process takes for its first doc, imports left out."""
    command = [sys.executable, "-m", "shutro.evaluate.loading"]
    outputs = (subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout for _ in range(3))
    return min(float(output.split()[0]) for output in outputs)


def _process(*arguments: str) -> float:
    """Return the shortest of three runs, in seconds."""
    command = [sys.executable, "-m", "shutro", *arguments]
    return min(
        _seconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True), time.perf_counter)
        for _ in range(3)
    )


def _others(docs: Sequence[Doc]) -> list[Row]:
    """Return the words a second of Shutro, of its layers that others find too, and of the others, on the same text."""
    given = [_compared(doc) for doc in docs[:_BORROWED]]
    articles, words = [doc.article for doc in docs[:_BORROWED]], WORDS * _BORROWED
    rows = [_speed("Shutro, all layers", words, lambda: [annotate(one, published=DAY) for one in articles])]
    bare = [replace(doc, times=()) for doc in docs[:_BORROWED]]
    rows.append(_speed("Shutro, times alone", words, lambda: [LAYERS["times"](doc) for doc in bare]))
    for tool in TOOLS:
        if not tool.package:
            continue
        try:
            read = tool.start()
        except ShutroError as error:
            rows.append((tool.title, "–", str(error)))
            continue
        for one in given:  # warm, as Shutro is
            read(one)
        rows.append(_speed(tool.title, words, lambda read=read: [read(one) for one in given]))  # type: ignore[misc]
    return rows


def _speed(name: str, words: int, work: Callable[[], object]) -> Row:
    return name, f"{words / _seconds(work):.0f}", "words/s"


def _compared(doc: Doc) -> Compared:
    """Return a doc in the form that other tools are given, with nothing marked."""
    gold = GoldArticle(
        name=doc.article.file, story=doc.article.file, text=doc.text, published=DAY, outlet=None
    )
    return Compared(
        gold=gold,
        output=doc_out(doc),
        laid=Laid(gold=(0,) * (len(doc.text) + 1), output={}),
        known=frozenset(),
    )


def _seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return the time that the work takes of the processor, or of another clock."""
    start = clock()
    work()
    return clock() - start


if __name__ == "__main__":
    main()
