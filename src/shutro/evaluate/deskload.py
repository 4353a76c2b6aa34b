"""`python -m shutro.evaluate.deskload FILE [SECONDS]`: the desk of a library as twenty readers find it, as a table.

The desk is served as the command line serves it, its modules compiled, as an installation has them. It and the
processes that it starts share one core, the last of this machine, where the system lets them be bound to one; the
readers are threads of this process, on any core. Each thinks for two seconds between an answer and the next question.
Everything stays on this machine.
"""

import os
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from compileall import compile_dir
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, text

import shutro
from shutro.errors import ServeError
from shutro.store.actors import most_named
from shutro.store.cards import KINDS, Filters, count_facets, find_cards
from shutro.store.opening import open_library

READERS = 20
THOUGHT = 2.0  # seconds between two pages
WARMING = 5.0  # seconds that do not count
LASTING = 60.0
_PATIENCE = 60.0  # for the first answer
_LOCAL = "127.0.0.1"
_WEIGHTS = {
    "Today": 3,
    "Today, filtered": 2,
    "Story": 4,
    "Search": 4,
    "Dossier": 2,
}  # how often each is asked for
_STORIES = 400  # of which readers open one

Row = tuple[str, str, str, str, str]
Addresses = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader waited for: seconds, and the status of the answer."""

    page: str
    status: int
    seconds: float


def main() -> None:
    """Ask and print."""
    lasting = float(sys.argv[2]) if len(sys.argv) > 2 else LASTING
    path = Path(sys.argv[1])
    table = Table(title=f"The desk, {READERS} readers", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for column in ("page", "requests", "median, ms", "99 of 100", "longest"):
        table.add_column(column, justify="left" if column == "page" else "right", no_wrap=True)
    start, answers = measure_desk(path, lasting)
    for row in rows_of(answers):
        table.add_row(*row)
    table.add_section()
    for name, figure in (("first start, to the first answer, s", f"{start:.2f}"), *weigh_library(path)):
        table.add_row(name, figure)
    Console(width=100).print(table)


def measure_desk(path: Path, lasting: float = LASTING) -> tuple[float, list[Answer]]:
    """Return the seconds to the first answer of the desk, and all answers after it was warm."""
    with open_library(path) as connection:
        addresses = _addresses(connection)
    with _served(path) as (port, start), ThreadPoolExecutor(READERS) as readers:
        begin = time.monotonic()
        asked = [
            readers.submit(_read, port, addresses, number, begin + WARMING, begin + WARMING + lasting)
            for number in range(READERS)
        ]
        return start, [answer for one in asked for answer in one.result()]


def rows_of(answers: Sequence[Answer]) -> list[Row]:
    """Return a line for each page: requests, and how long readers waited in milliseconds."""
    spent: defaultdict[str, list[float]] = defaultdict(list)
    wrong: defaultdict[str, int] = defaultdict(int)
    for answer in answers:
        spent[answer.page].append(1000 * answer.seconds)
        wrong[answer.page] += answer.status != 200
    return [
        (
            f"{page} ({wrong[page]} not answered)" if wrong[page] else page,
            str(len(spent[page])),
            f"{statistics.median(spent[page]):.0f}",
            f"{_share(spent[page], 0.99):.0f}",
            f"{max(spent[page]):.0f}",
        )
        for page in sorted(spent)
    ]


def weigh_library(path: Path) -> list[tuple[str, str]]:
    """Return how large the full text index and the file are, an article."""
    with open_library(path) as connection:
        articles = connection.scalar(text("SELECT count(*) FROM article")) or 1
        index = sum(
            connection.scalar(text(query)) or 0
            for query in (
                "SELECT sum(length(block)) FROM searched_data",
                "SELECT sum(length(sz)) FROM searched_docsize",
                "SELECT sum(length(term)) FROM searched_idx",
            )
        )
    return [
        ("articles", str(articles)),
        ("search index, bytes an article", f"{index / articles:.0f}"),
        ("file, bytes an article", f"{path.stat().st_size / articles:.0f}"),
    ]


def _share(values: Sequence[float], share: float) -> float:
    """Return the value that this share of the values does not exceed."""
    return sorted(values)[max(0, -(-int(1000 * share) * len(values) // 1000) - 1)]


@contextmanager
def _served(path: Path) -> Iterator[tuple[int, float]]:
    """Serve a library; yield the port, and the seconds until it first answered."""
    compile_dir(Path(shutro.__file__).parent, quiet=2)
    port, begin = _free_port(), time.monotonic()
    command = [sys.executable, "-m", "shutro", "serve", "--library", str(path), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(process.pid, {max(os.sched_getaffinity(0))})
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > begin + _PATIENCE:
                raise ServeError(f"{path}: the desk does not answer")
            time.sleep(0.02)
        yield port, time.monotonic() - begin
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.create_server((_LOCAL, 0)) as listening:
        return int(listening.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        return _ask(HTTPConnection(_LOCAL, port, timeout=_PATIENCE), "/") == 200
    except OSError:
        return False


def _ask(connection: HTTPConnection, address: str) -> int:
    """Return the status of the whole answer to a request, 0 where there was none."""
    try:
        connection.request("GET", address)
        response = connection.getresponse()
        response.read()
    except HTTPException:
        connection.close()
        return 0
    return response.status


def _read(port: int, addresses: Addresses, number: int, warm: float, end: float) -> list[Answer]:
    """Open one page after the other, with time to think, and return what was answered once the desk is warm."""
    random, connection = Random(number), HTTPConnection(_LOCAL, port, timeout=_PATIENCE)  # noqa: S311 - no secret
    answers = []
    pages = [page for page in addresses if addresses[page]]
    weights = [_WEIGHTS[page] for page in pages]
    time.sleep(random.uniform(0, THOUGHT))
    while (start := time.monotonic()) < end:
        page = random.choices(pages, weights)[0]
        status = _ask(connection, random.choice(addresses[page]))
        if start >= warm:
            answers.append(Answer(page, status, time.monotonic() - start))
        time.sleep(THOUGHT)
    connection.close()
    return answers


def _addresses(connection: Connection) -> Addresses:
    """Return the pages that readers open, of each kind in which a library can be asked."""
    states = [actor.entity for actor in most_named(connection, ("LOC", "ORG"), limit=8)]
    persons = most_named(connection, ("PER",), limit=40)
    filters = [{"only": "disputed"}, {"only": "one-origin"}, {"from": "2023-05", "to": "2023-08"}]
    for kind in KINDS:
        filters += [{kind: count.value} for count in count_facets(connection, Filters(), kind)[::4]]
    cards = find_cards(connection, Filters(), limit=_STORIES).cards
    pairs = [(first, second) for first in states for second in states if first < second]
    names = [name for person in persons for code, name in person.names[:1] if code == "bn"]
    return {
        "Today": ["/"],
        "Today, filtered": [f"/?{urlencode(one)}" for one in filters],
        "Story": [f"/story/{card.story}" for card in cards],
        "Search": [f"/search?{urlencode({'q': query})}" for query in _queries(connection, names)],
        "Dossier": [f"/dossier?{urlencode({'a': first, 'b': second})}" for first, second in pairs],
    }


def _queries(connection: Connection, names: Sequence[str]) -> list[str]:
    """Return common and rare words, names in both scripts, fields and phrases."""
    query = text("SELECT term FROM searched_words WHERE length(term) > 3 ORDER BY doc DESC LIMIT 5000")
    terms = [str(term) for term in connection.scalars(query)]
    common, many, rare = terms[:5], terms[300:305], terms[-5:]
    latin = [
        actor.entity.removesuffix("-per").replace("-", " ") for actor in most_named(connection, ("PER",))
    ]
    return [
        *(common + many + rare),
        *names[:8],
        *latin[:5],
        "Bangladesh",
        "Dhaka",
        *(f"who:{name}" for name in latin[:3]),
        "who:Bangladesh when:2023-05",
        f"{common[0]} when:2022" if common else "",
        *(f'"{first} {second}"' for first, second in zip(common, many, strict=False)),
    ]


if __name__ == "__main__":
    main()
