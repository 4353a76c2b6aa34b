"""How fast articles of a generated year join stories, and copies are found, at more and more articles."""

import gc
import multiprocessing
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from random import Random

from shutro.evaluate.reprints import holds_printed, read_printed
from shutro.evaluate.sample import cut_articles
from shutro.evaluate.streamworld import make_year
from shutro.story.cluster import Stream
from shutro.story.fingerprints import Fingerprints, fingerprint
from shutro.story.neighbours import MANY
from shutro.story.weights import DAY
from shutro.updating import AT_ONCE

QUICK = (10_000,)
WHOLE = (*QUICK, 100_000, 1_000_000)
_WARM = 500  # articles after which everything is loaded
_TEXTS = 2_000  # written ones, of which longer streams are made by swapping words
_WORDS = 250
_SWAPPED = 0.3  # share of the words that come from elsewhere
_WINDOW = 20_000  # articles among which copies are looked for
_AT_ONCE = 500  # articles between two looks at the clock

_NEWS = Path("../shared/data/news")


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Articles a second of the processor, and the peak of the process's memory."""

    articles: int
    joining: float  # finding what is alike and the story, article by article
    upkeep: float  # and with stories looked over day by day
    memory: float  # MB


def measure_joining(sizes: tuple[int, ...]) -> Iterator[Load]:
    """Yield what each size takes, each in a process of its own, so that memory is its own."""
    context = multiprocessing.get_context("spawn")
    for size in sizes:
        with context.Pool(1) as pool:
            yield pool.apply(join_year, (size,))


def join_year(count: int, *, arrays: bool = True) -> Load:
    """Return what it takes to join a year of so many articles, on arrays where they can be had."""
    gc.set_threshold(100_000, 50, 50)
    expected = MANY if arrays else 0
    _join(Stream(articles=expected), _WARM)
    joining, upkeep = _join(Stream(articles=expected), count)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Load(
        articles=count,
        joining=count / joining,
        upkeep=count / (joining + upkeep),
        memory=memory,
    )


def _join(stream: Stream, count: int) -> tuple[float, float]:
    """Return the seconds of the processor that joining takes, and those of looking over."""
    joining = upkeep = 0.0
    for day, vectors in groupby(make_year(count), lambda vector: (vector.since or 0) // DAY):
        coming = list(vectors)
        begin = time.process_time()  # asked for a day at once: on some machines it takes as long as a join
        stream.maintain(now=day * DAY)
        middle = time.process_time()
        for start in range(0, len(coming), AT_ONCE):
            stream.add(*coming[start : start + AT_ONCE])
        joining += time.process_time() - middle
        upkeep += middle - begin
    return joining, upkeep


def measure_copies(sizes: tuple[int, ...]) -> Iterator[tuple[int, float, float, float]]:
    """Yield the sizes with articles a second, that of all before, of fingerprints alone, and the peak of memory in MB.

    Texts are written ones, and real ones where they lie beside, cut to one length, with words swapped among them.
    """
    words = [article.text.split() for article in cut_articles(_TEXTS, _WORDS)]
    if holds_printed(_NEWS):
        words += [article.text.split()[:_WORDS] for article in read_printed(_NEWS)]
    for size in sizes:
        rng, index = Random(size), Fingerprints()  # noqa: S311 - no secret
        prints = seconds = 0.0
        for start in range(0, size, _AT_ONCE):
            numbers = range(start, min(start + _AT_ONCE, size))
            texts = [_swap(words[n % len(words)], words[rng.randrange(len(words))], rng) for n in numbers]
            begin = time.process_time()
            found = [fingerprint(text) for text in texts]
            middle = time.process_time()
            for number, one in zip(numbers, found, strict=True):
                index.add(str(number), one)
                if number >= _WINDOW:
                    index.drop([str(number - _WINDOW)])
            prints += middle - begin
            seconds += time.process_time() - begin
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield size, size / seconds, size / prints, memory


def _swap(words: list[str], others: list[str], rng: Random) -> str:
    """Return the words with runs of them taken from elsewhere."""
    mixed = words.copy()
    for _ in range(int(len(words) * _SWAPPED / 10)):
        at = rng.randrange(max(1, len(mixed) - 10))
        mixed[at : at + 10] = others[at : at + 10]
    return " ".join(mixed)
