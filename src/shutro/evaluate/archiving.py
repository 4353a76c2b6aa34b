"""`python -m shutro.evaluate.archiving [PAGES...] [--vectors ARTICLES...]`: how fast archives are read, how it grows.

Pages are those of bundled stories in other words and on other days; articles by the million are their vectors with
other terms, which is all that stories are found by.
"""

import argparse
import html
import time
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from shutro.evaluate.reworded import own_words, reworded
from shutro.examples import EXAMPLES, read_example
from shutro.scale.archive import Summary, make_archive
from shutro.scale.engine import LocalEngine
from shutro.scale.kept import Part, add_part, whole
from shutro.scale.measured import peak_megabytes
from shutro.scale.reading import HourPart, Located
from shutro.scale.sieve import why_not
from shutro.scale.slices import find_continued, find_groups_of, slice_tasks
from shutro.story.vectors import Vector, vector_of

SIZES = (200,)  # pages, of every run of `make bench`
WORKERS = (1, 2)
_DAYS = 365
_FIRST = date(2025, 11, 22)
_TENTHS = 9  # of the terms of an article that are other ones in each story
_TURNS = 500
_MENU = '<a href="/">Home</a>' * 40
_SCRIPT = "window.settings = {};" * 2000
_BYTES = 8  # of a term
_FOREIGN = "<p>The river rose again on Monday, and the ferries stayed where they were, officials said.</p>"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"

Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What an archive of so many pages took: seconds of the clock, of all processors, and of the one that directs."""

    pages: int
    workers: int
    seconds: float
    directing: float
    summary: Summary

    @property
    def working(self) -> float:
        """Return the seconds that workers were busy."""
        return sum(stage.seconds for stage in self.summary.stages)

    @property
    def rate(self) -> float:
        """Return how many articles a worker brings from page to table in a second of its processor."""
        return self.summary.note.articles / self.working

    @property
    def peak(self) -> float:
        """Return the memory of the largest worker in MB."""
        return max(stage.peak for stage in self.summary.stages)


def main() -> None:
    """Measure what the command line asks for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", type=int)
    parser.add_argument("--workers", nargs="*", type=int, default=WORKERS)
    parser.add_argument("--vectors", nargs="*", type=int, default=())
    asked = parser.parse_args()
    for name, figure, unit in (
        *measure_pages(asked.pages or ([] if asked.vectors else SIZES), asked.workers),
        *measure_vectors(asked.vectors),
    ):
        print(f"{name:<60} {figure:>10} {unit}", flush=True)  # noqa: T201


def measure_pages(sizes: Sequence[int], workers: Sequence[int] = WORKERS) -> Iterator[Row]:
    """Yield how fast archives of so many pages become tables, with so many workers."""
    yield ("pages of another language sieved", f"{_sieved():.0f}", "pages/s, of a worker")
    for size in sizes:
        for many in workers:
            run = run_archive(size, many)
            note = run.summary.note
            name = f"{size} pages to tables, {many} workers"
            share = run.working / (run.directing + run.working / many) / many
            yield (
                name,
                f"{run.rate:.1f}",
                f"articles/s, of a worker; {share * many:.2f} × by {many} workers",
            )
            for stage in run.summary.stages:
                per = 1000 * stage.seconds / max(1, note.articles)
                yield (f"  {stage.name}", f"{per:.1f}", f"ms an article; {stage.peak:.0f} MB at most")
            kept = run.summary.written * 1e6 / max(1, note.articles)
            yield (
                "  tables",
                f"{kept:.0f}",
                f"bytes an article; {note.stories} stories, {run.seconds:.0f} s in all",
            )


def run_archive(pages: int, workers: int) -> Run:
    """Return what an archive of so many pages takes."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_pages(folder / "news.warc.gz", islice(make_pages(), pages))
        begin, directing = time.monotonic(), time.process_time()
        with LocalEngine(workers) as engine:
            summary = make_archive([folder / "news.warc.gz"], folder / "out", engine, pages=50)
        return Run(
            pages=pages,
            workers=workers,
            seconds=time.monotonic() - begin,
            directing=time.process_time() - directing,
            summary=summary,
        )


def make_pages() -> Iterator[tuple[str, str]]:
    """Yield addresses and pages of ever new stories without end; the articles of one share their words."""
    stories = [[doc.text for doc in read_example(name)] for name in EXAMPLES]
    own = own_words(stories)
    for number in count():
        at = number % len(stories)
        for place, text in enumerate(stories[at]):
            yield f"https://outlet-{place}.example/{number}", _page(reworded(text, own[at], number), number)


def write_pages(path: Path, pages: Iterator[tuple[str, str]]) -> None:
    """Write pages as a crawler would."""
    with path.open("wb") as file:
        for url, page in pages:
            record = WarcRecord()
            record.init_headers(WarcRecordType.response)
            record.headers["WARC-Target-URI"] = url
            record.headers["Content-Type"] = "application/http; msgtype=response"
            record.headers["WARC-Date"] = "2026-11-20T00:00:00Z"
            record.set_bytes_content(_HEAD + page.encode())
            with GzipWriter(file) as packed:
                record.write(packed)
                packed.finish()


def measure_vectors(sizes: Sequence[int]) -> Iterator[Row]:
    """Yield how fast the stories of so many annotated articles of a year are found, slice by slice."""
    for size in sizes:
        with TemporaryDirectory() as name:
            parts = list(_write_vectors(Path(name), size))
            begin = time.process_time()
            tasks = slice_tasks(parts, "", name)
            slices = [find_groups_of(task) for task in tasks]
            continued = find_continued(slices)
            seconds = time.process_time() - begin
        figure = f"{size / seconds:.0f}"
        unit = f"articles/s; {len(tasks)} slices, {len(continued)} stories go on, {peak_megabytes():.0f} MB"
        yield (f"{size} annotated articles to stories", figure, unit)


def _write_vectors(folder: Path, size: int) -> Iterator[HourPart]:
    """Write so many articles of a year by day, and yield where they stand."""
    stories = [[vector_of(doc) for doc in read_example(name)] for name in EXAMPLES]
    path, number = folder / "read.bin", 0
    nowhere = Part(file="", start=0, length=0, count=0)
    with whole(path) as file:
        for place in range(_DAYS):
            day = _FIRST + timedelta(days=place)
            found: list[Located] = []
            while len(found) < size / _DAYS:
                number += 1
                vectors = (_other_vector(one, number, day) for one in stories[number % len(stories)])
                found += [Located(vector=vector, doc=nowhere, record="") for vector in vectors]
            yield HourPart(hour=day.isoformat(), part=add_part(file, path, found))


def _other_vector(vector: Vector, number: int, day: date) -> Vector:
    """Return the vector of an article of another story on another day: most of its terms are other ones."""
    salt = int.from_bytes(blake2b(f"{number}".encode(), digest_size=_BYTES).digest())
    terms = sorted(
        (key ^ salt if key % 10 < _TENTHS else key, count, field)
        for key, count, field in zip(vector.terms, vector.counts, vector.fields, strict=True)
    )
    second = int(datetime.combine(day, datetime.min.time(), UTC).timestamp())
    return msgspec.structs.replace(
        vector,
        article=blake2b(f"{vector.article}{number}".encode(), digest_size=_BYTES).hexdigest(),
        dated=day.isoformat(),
        since=second,
        until=second + 86_399,
        keys=array("Q", (key for key, _, _ in terms)).tobytes(),
        counts=bytes(count for _, count, _ in terms),
        fields=bytes(field for _, _, field in terms),
    )


def _page(text: str, number: int) -> str:
    """Return the page of an article on the day of the story with this number."""
    title, *body = [html.escape(line) for line in text.split("\n") if line.strip()]
    day = _FIRST + timedelta(days=number * 37 % _DAYS)
    paragraphs = "".join(f"<p>{line}</p>" for line in body)
    return (
        f'<html><head><title>{title}</title><meta property="article:published_time" content="{day}T08:00:00+06:00">'
        f"</head><body><nav>{_MENU}</nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def _sieved() -> float:
    """Return how many pages in another language are passed over in a second."""
    raw = f"<html><body><script>{_SCRIPT}</script>{_FOREIGN * 150}</body></html>".encode()
    begin = time.process_time()
    for _ in range(_TURNS):
        why_not(raw)
    return _TURNS / (time.process_time() - begin)


if __name__ == "__main__":
    main()
