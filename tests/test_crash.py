"""A library under processes that are killed, or that work at the same time."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reports import write_reports

_ARTICLES = 120
_KILLS = 6


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("crash") / "reports", _ARTICLES)


@pytest.fixture(scope="module")
def undisturbed(reports: Path) -> bytes:
    library = reports.parent / "undisturbed.db"
    assert finish(start("add", reports, library=library)) == f"{_ARTICLES} added, 0 known\n".encode()
    return finish(start("stories", "--json", library=library))


def start(*args: object, library: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-c",
        "from shutro.cli import main; main()",
        *map(str, args),
        "--library",
        str(library),
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(process: subprocess.Popen[bytes]) -> bytes:
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err.decode()
    return out


def stored(library: Path, table: str = "article") -> set[str]:
    """Return the keys in a table, none while the library is not made yet."""
    column = "id" if table == "article" else "article"
    with contextlib.closing(sqlite3.connect(library)) as plain:
        try:
            return {key for (key,) in plain.execute(f"SELECT {column} FROM {table}")}
        except sqlite3.OperationalError:
            return set()


def kill_when(process: subprocess.Popen[bytes], library: Path, table: str, count: int) -> None:
    """Kill the process once the table has `count` rows, at whatever it does then."""
    while process.poll() is None and len(stored(library, table)) < count:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def is_whole(library: Path) -> bool:
    with contextlib.closing(sqlite3.connect(library)) as plain:
        return plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_nothing_stored_is_lost_when_add_is_killed(reports: Path, undisturbed: bytes, tmp_path: Path) -> None:
    library = tmp_path / "shutro.db"
    seen: set[str] = set()
    for turn in range(_KILLS):
        table, count = ("article", 20 * turn) if turn < 3 else ("doc", 30 * (turn - 2))
        kill_when(start("add", reports, library=library), library, table, count)
        now = stored(library)
        assert seen <= now
        assert is_whole(library)
        seen = now
    last = finish(start("add", reports, library=library)).decode()
    assert last == f"{_ARTICLES - len(seen)} added, {len(seen)} known\n"
    assert is_whole(library)
    assert finish(start("stories", "--json", library=library)) == undisturbed


def test_stories_carry_on_where_they_were_killed(reports: Path, undisturbed: bytes, tmp_path: Path) -> None:
    library = tmp_path / "shutro.db"
    finish(start("add", reports, library=library))
    with contextlib.closing(sqlite3.connect(library)) as plain, plain:
        plain.execute("DELETE FROM doc")
    for count in (10, 60, _ARTICLES):
        kill_when(start("stories", library=library), library, "doc", count)
        assert is_whole(library)
    assert finish(start("stories", "--json", library=library)) == undisturbed


def test_two_processes_add_at_the_same_time(reports: Path, undisturbed: bytes, tmp_path: Path) -> None:
    library = tmp_path / "shutro.db"
    both = [start("add", reports, library=library) for _ in range(2)]
    outs = [
        finish(process).decode().replace(" added", "").replace(" known", "").split(", ") for process in both
    ]
    assert sum(int(added) for added, _ in outs) == _ARTICLES
    assert sum(int(known) for _, known in outs) == _ARTICLES
    assert is_whole(library)
    assert finish(start("stories", "--json", library=library)) == undisturbed


def test_stories_are_told_while_another_process_adds(
    reports: Path, undisturbed: bytes, tmp_path: Path
) -> None:
    library = tmp_path / "shutro.db"
    finish(start("add", reports / "0000.txt", library=library))
    adding = start("add", reports, library=library)
    told = finish(start("stories", "--json", library=library))
    finish(adding)
    assert told
    assert {article for line in told.splitlines() for article in json.loads(line)["articles"]} <= stored(
        library
    )
    assert finish(start("stories", "--json", library=library)) == undisturbed


def test_the_interrupted_say_what_they_stored(reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "shutro.db"
    process = start("add", reports, library=library)
    while len(stored(library)) < 5:
        time.sleep(0.002)
    os.kill(process.pid, signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 1
    assert b"Traceback" not in err
    assert len(stored(library)) - int(out.split()[0]) in (0, 1)  # one may be stored and not yet counted
