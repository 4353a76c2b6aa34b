"""Torture: processes at work on one library are killed at random moments; then all that they were told is looked for.

`python tests/torture.py --kills 200` is `make torture`. What a process does is drawn from its seed; when it is killed,
the clock decides. Every process writes beside the library what it is told is stored, as soon as it is told.
"""

import argparse
import os
import resource
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from random import Random

import msgspec
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sqlalchemy import Connection, delete, select

from reports import report
from shutro.decisions.records import Anchor, Decision, Judgement
from shutro.errors import LibraryError, NotInLibraryError
from shutro.ingest.articles import article_id, to_article
from shutro.model import Article, Page
from shutro.pipeline import annotate
from shutro.store import schema
from shutro.store.articles import add_article, drop_article
from shutro.store.decisions import add_decision
from shutro.store.docs import missing_docs
from shutro.store.doctor.repair import examine
from shutro.store.erasing import erase_article, sweep
from shutro.store.fulltext import empty_searched
from shutro.store.letters import unpack_letters
from shutro.store.opening import open_library, reading, writing
from shutro.store.pages import unpack_page
from shutro.store.readers import mark_seen
from shutro.store.stories import read_stories
from shutro.store.told import unpack_bare
from shutro.updating import make_docs, make_stories, update

AT = "2026-11-22T08:00:00+00:00"
AT_ONCE = 4  # processes
LIMIT = 2.0  # seconds in which the next start has to carry on
_PATIENCE = 60.0
_SPARED = 6  # articles that nobody takes down
Work = Callable[[Connection, Random, "Witness"], None]


@dataclass(frozen=True, slots=True)
class Witness:
    """Writes down what one process was told is stored; a line is written whole or not at all."""

    file: int
    name: str

    def saw(self, act: str, subject: object) -> None:
        """Write down an act and what it was on."""
        os.write(self.file, f"{act}\t{self.name}\t{subject}\n".encode())


@dataclass(slots=True)
class Outcome:
    """What came of it; `faults` is empty where nothing was lost, doubled or half-written."""

    kills: Counter[str] = field(default_factory=Counter)
    reads: list[float] = field(default_factory=list)  # seconds from a start to what it read
    spent: list[float] = field(default_factory=list)  # seconds of the processor for each of both
    writes: list[float] = field(default_factory=list)  # to what it stored, with the wait for others
    acknowledged: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    faults: list[str] = field(default_factory=list)


def torture(library: Path, *, kills: int, seed: int, articles: int = 24) -> Iterator[Outcome]:
    """Yield what came of it so far after each kill, and last with what was found afterwards."""
    random, outcome = Random(seed), Outcome()
    annotate(to_article(page(0))[0])  # what the engine loads at its first use, no process has to load again
    witnessed = library.with_suffix(".acts")
    running: dict[int, str] = {}
    with witnessed.open("ab") as acts:
        for number in range(_SPARED):
            _in_process(_storing(number), library, acts.fileno(), "first", seed)
        for kill in range(kills):
            while len(running) < AT_ONCE:
                name = random.choice(sorted(WORKS))
                token = f"{name}-{kill}-{len(running)}"
                pid = _start(WORKS[name](articles), library, acts.fileno(), token, random.randrange(1 << 30))
                running[pid] = name
            time.sleep(random.uniform(0.01, 0.5))
            pid = random.choice(sorted(running))
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
            name = running.pop(pid)
            if not os.WIFSIGNALED(status):
                outcome.faults.append(f"{name} ended by itself: {_complaints(library)}")
            outcome.kills[name] += 1
            _start_anew(library, acts.fileno(), outcome, seed + kill)
            yield outcome
        for pid in running:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    _check_all(library, witnessed, outcome)
    yield outcome


def _start_anew(library: Path, acts: int, outcome: Outcome, seed: int) -> None:
    """Let another process read, then add, while the rest go on, and take the time of both."""
    for work, waits in ((_reading, outcome.reads), (_storing(seed % _SPARED), outcome.writes)):
        before, already = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        used = already.ru_utime + already.ru_stime
        is_well = _in_process(work, library, acts, "next", seed)
        waits.append(time.monotonic() - before)
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        outcome.spent.append(spent.ru_utime + spent.ru_stime - used)
        if not is_well:
            outcome.faults.append(f"the next start failed: {_complaints(library)}")


def _in_process(work: Work, library: Path, acts: int, name: str, seed: int) -> bool:
    def once(connection: Connection, random: Random, witness: Witness) -> None:
        work(connection, random, witness)
        os._exit(0)

    pid = _start(once, library, acts, name, seed)
    _, status = os.waitpid(pid, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


def _start(work: Work, library: Path, acts: int, name: str, seed: int) -> int:
    """Return the id of a process that does the work again and again; it has imported everything already."""
    pid = os.fork()
    if pid:
        return pid
    try:
        random, witness = Random(seed), Witness(acts, name)
        while True:
            try:
                _go_on(work, library, random, witness)
            except LibraryError as error:
                if "is locked" not in str(error):  # it says to try again
                    raise
    except BaseException as error:  # a child never runs what its parent was at
        with library.with_suffix(".complaints").open("a") as complaints:
            complaints.write(f"{name}: {type(error).__name__}: {error}\n")
    os._exit(1)


def _go_on(work: Work, library: Path, random: Random, witness: Witness) -> None:
    with open_library(library, create=True) as connection:
        while True:
            with suppress(NotInLibraryError):  # another has dropped it first
                work(connection, random, witness)


def _complaints(library: Path) -> str:
    file = library.with_suffix(".complaints")
    return file.read_text().strip().splitlines()[-1] if file.exists() else "without a word"


# What the processes do.


def page(number: int) -> Page:
    """Return the page of a report."""
    raw = report(number).encode()
    return Page(digest=sha256(raw).hexdigest(), raw=raw, name=f"{number}.txt", media="text")


def _add(connection: Connection, number: int, witness: Witness) -> None:
    article, dropped = to_article(page(number))
    added = add_article(connection, page(number), article, dropped, published="2026-11-14", at=AT)
    if added == "added":
        witness.saw("add", article.id)


def _reading(connection: Connection, random: Random, witness: Witness) -> None:
    random.choice(_ids(connection))
    witness.saw("start", "")


def _storing(number: int) -> Work:
    def store(connection: Connection, random: Random, witness: Witness) -> None:
        _add(connection, number, witness)

    return store


def _adding(articles: int) -> Work:
    def add(connection: Connection, random: Random, witness: Witness) -> None:
        _add(connection, random.randrange(articles), witness)
        time.sleep(random.uniform(0, 0.02))

    return add


def _annotating(_: int) -> Work:
    def read(connection: Connection, random: Random, witness: Witness) -> None:
        if not random.randrange(8):  # as after an upgrade
            with writing(connection):
                old = select(schema.doc.c.article).order_by(schema.doc.c.article).limit(4)
                connection.execute(
                    schema.doc.update().where(schema.doc.c.article.in_(old)).values(version="old")
                )
                connection.execute(delete(schema.derivation).where(schema.derivation.c.name == "docs"))
        for article in make_docs(connection, missing_docs(connection)):
            witness.saw("annotate", article)
        time.sleep(0.01)

    return read


def _joining(_: int) -> Work:
    def join(connection: Connection, random: Random, witness: Witness) -> None:
        make_stories(connection)
        sweep(connection)
        witness.saw("join", "")
        stories = read_stories(connection)
        if stories:
            reader = f"{witness.name}-{random.random()}"
            mark_seen(connection, reader, [random.choice(stories)], at=AT)
            witness.saw("mark", reader)

    return join


def _deciding(_: int) -> Work:
    def decide(connection: Connection, random: Random, witness: Witness) -> None:
        one, other = random.sample(_ids(connection), 2)
        who = f"{witness.name}-{random.random()}"
        judgement: Judgement = "one story" if random.random() < 0.5 else "two stories"
        subject, against = (Anchor(article=one),), (Anchor(article=other),)
        decision = Decision(number=0, judgement=judgement, subject=subject, against=against, who=who, at=AT)
        add_decision(connection, decision)
        witness.saw("decide", who)
        time.sleep(random.uniform(0.02, 0.1))

    return decide


def _dropping(_: int) -> Work:
    def drop(connection: Connection, random: Random, witness: Witness) -> None:
        article = random.choice(_ids(connection)[_SPARED:] or [""])
        if article:
            drop_article(connection, article, at=AT)
            witness.saw("drop", article)
        time.sleep(random.uniform(0.05, 0.2))

    return drop


def _erasing(_: int) -> Work:
    def erase(connection: Connection, random: Random, witness: Witness) -> None:
        article = random.choice(_ids(connection)[_SPARED * 2 :] or [""])
        if article:
            erase_article(connection, article, reason="torture", who="torture", at=AT)
            witness.saw("erase", article)
            sweep(connection)
        time.sleep(random.uniform(0.1, 0.4))

    return erase


WORKS: dict[str, Callable[[int], Work]] = {
    "add": _adding,
    "annotate": _annotating,
    "join": _joining,
    "decide": _deciding,
    "drop": _dropping,
    "erase": _erasing,
}


def _ids(connection: Connection) -> list[str]:
    with reading(connection):
        return list(connection.scalars(select(schema.article.c.id).order_by(schema.article.c.arrival)))


# What is found afterwards.


def _check_all(library: Path, witnessed: Path, outcome: Outcome) -> None:
    seen: dict[str, list[str]] = defaultdict(list)
    for line in witnessed.read_text().splitlines():
        act, _, subject = line.split("\t")
        seen[act].append(subject)
    outcome.acknowledged = Counter({act: len(subjects) for act, subjects in seen.items()})
    with closing(sqlite3.connect(library)) as plain:
        outcome.faults += [
            f"integrity: {row}" for (row,) in plain.execute("PRAGMA integrity_check") if row != "ok"
        ]
        outcome.faults += [f"points nowhere: {row}" for row in plain.execute("PRAGMA foreign_key_check")]
        outcome.faults += _lost(plain, seen)
        outcome.faults += _half(plain)
        outcome.articles = plain.execute("SELECT count(*) FROM article").fetchone()[0]
    outcome.faults += _differing(library)
    with open_library(library) as connection:
        found = [fault for one in examine(connection, library) for fault in one.faults]
    outcome.faults += [
        f"{one.check}: {one.subject}: {one.detail}" for one in found if one.remedy != "for you"
    ]


def _lost(plain: sqlite3.Connection, seen: dict[str, list[str]]) -> Iterator[str]:
    """Yield what was acknowledged and is not there, and what is there twice."""
    logged: dict[str, Counter[str]] = defaultdict(Counter)
    last: dict[str, str] = {}
    for act, subject in plain.execute("SELECT act, subject FROM log ORDER BY number"):
        if act == last.get(subject) or (act == "add" and last.get(subject) == "erase"):
            yield f"{subject}: {act} after {last[subject]}"
        logged[act][subject] += 1
        last[subject] = act
    for act in ("add", "drop", "erase"):
        for subject, count in Counter(seen[act]).items():
            if logged[act][subject] < count:
                yield f"{subject}: {act} was acknowledged and is not in the log"
    there = [id_ for (id_,) in plain.execute("SELECT id FROM article")]
    expected = {subject for subject, act in last.items() if act == "add"}
    if sorted(there) != sorted(expected):
        yield f"articles: {sorted(set(there) ^ expected)} are there or not there, against the log"
    whos = Counter(who for (who,) in plain.execute("SELECT who FROM decision"))
    yield from (f"decision of {who}: there {whos[who]} times" for who in seen["decide"] if whos[who] != 1)
    readers = {reader for (reader,) in plain.execute("SELECT reader FROM seen")}
    yield from (f"mark of {reader} is lost" for reader in seen["mark"] if reader not in readers)


def _half(plain: sqlite3.Connection) -> Iterator[str]:
    """Yield pages and articles that are not what their names say."""
    pages = dict(plain.execute("SELECT digest, raw FROM page"))
    yield from (
        f"page {digest}" for digest, raw in pages.items() if sha256(unpack_page(raw)).hexdigest() != digest
    )
    used = set()
    for id_, digest, record in plain.execute("SELECT id, page, record FROM article"):
        used.add(digest)
        if article_id(msgspec.json.decode(unpack_letters(record), type=Article)) != id_:
            yield f"article {id_}"
    if used != set(pages):
        yield f"pages without articles: {set(pages) - used}"


def _differing(library: Path) -> Iterator[str]:
    """Yield the derived tables that differ from those made from scratch."""
    scratch = library.with_name("scratch.db")
    with closing(sqlite3.connect(library)) as plain:
        plain.execute("VACUUM INTO ?", [str(scratch)])
    with open_library(scratch) as connection, writing(connection):
        for table in reversed(schema.DERIVED):
            connection.execute(delete(table))
        empty_searched(connection)
    found = []
    for file in (library, scratch):
        with open_library(file) as connection:
            for _ in update(connection):
                pass
        with closing(sqlite3.connect(file)) as plain:
            found.append({name: _dump(plain, name) for name in _DERIVED})
    one, other = found
    yield from (f"{name} differs from what is made from scratch" for name in one if one[name] != other[name])


_COUNTED = ("derivation",)  # how often stories changed is another number each time
_DERIVED = (
    *(table.name for table in schema.DERIVED if table.name not in _COUNTED),
    "searched_words",
    "story_id",
)


def _dump(plain: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    where = " WHERE id IN (SELECT id FROM story)" if table == "story_id" else ""
    if table == "story":
        rows = plain.execute("SELECT id, first, until, arrival, is_told, record FROM story ORDER BY id")
        # How near an article was to the next is told by what was in the library when it came.
        return [(*row[:-1], replace(unpack_bare(row[-1]), joins=())) for row in rows]
    return sorted(plain.execute(f"SELECT * FROM {table}{where}"), key=repr)


# The command.


def main(arguments: Sequence[str] | None = None) -> int:
    """Torture a library, show what came of it, and return 1 where something was lost, doubled, half-written or slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--articles", type=int, default=40)
    asked = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    console = Console()
    steps = torture(folder / "shutro.db", kills=asked.kills, seed=asked.seed, articles=asked.articles)
    with Progress(console=console, transient=True) as bar:
        outcome = list(bar.track(steps, total=asked.kills + 1, description="Killing"))[-1]
    if max(outcome.spent) > LIMIT:  # the clock on the wall tells what else the machine is at
        outcome.faults.append(f"a start took {max(outcome.spent):.1f} s of the processor, over {LIMIT:.0f} s")
    console.print(_table(outcome))
    if outcome.faults:
        console.print(f"kept for a look: {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


def _table(outcome: Outcome) -> Table:
    table = Table("", "", box=None, show_header=False)
    kills = ", ".join(f"{name} {count}" for name, count in sorted(outcome.kills.items()))
    told = ", ".join(f"{act} {count:,}" for act, count in sorted(outcome.acknowledged.items()))
    table.add_row("Killed while at work", f"{outcome.kills.total()} ({kills})")
    table.add_row("Acknowledged", told)
    table.add_row("Slowest start after a kill", f"{max(outcome.reads):.2f} s of {len(outcome.reads)}")
    table.add_row("  of the processor", f"{max(outcome.spent):.2f} s")
    table.add_row("Slowest storing after a kill", f"{max(outcome.writes):.2f} s, beside {AT_ONCE - 1} others")
    table.add_row("Articles at the end", str(outcome.articles))
    table.add_row("Lost, doubled, half-written", str(len(outcome.faults)))
    for fault in outcome.faults[:40]:
        table.add_row("", fault)
    return table


if __name__ == "__main__":
    sys.exit(main())
