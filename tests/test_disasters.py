"""What may happen to the file of a library: each ends in a message with a way out, and nothing stored is lost."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reports import write_reports
from shutro.cli import main

SMALL = 900_000  # bytes of the disk


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("disasters") / "made.db"
    assert run("add", write_reports(library.parent / "reports", 6), library=library).exit_code == 0
    assert run("stories", library=library).exit_code == 0
    return library


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "shutro.db"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a disk of its own may not be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def run(*args: object, library: Path) -> Result:
    return CliRunner().invoke(main, [*map(str, args), "--library", str(library)])


def ids(library: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(library)) as plain:
        return [id_ for (id_,) in plain.execute("SELECT id FROM article ORDER BY arrival")]


def stories(library: Path) -> str:
    result = run("stories", "--json", library=library)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_a_full_disk_stops_the_command_and_loses_nothing(
    small_disk: Path, made: Path, tmp_path: Path
) -> None:
    library = Path(shutil.copy(made, small_disk / "shutro.db"))
    before = ids(library)
    filling = small_disk / "filling"
    filling.write_bytes(b"0" * max(0, shutil.disk_usage(small_disk).free - 60_000))
    many = write_reports(tmp_path / "many", 30)
    result = run("add", many, library=library)
    assert result.exit_code == 2
    assert str(library) in result.stderr and "disk is full" in result.stderr
    added = int(result.stdout.split(" added")[0])
    assert ids(library)[: len(before)] == before
    assert len(ids(library)) == len(before) + added
    filling.unlink()
    assert run("doctor", "--repair", library=library).exit_code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_library_that_may_not_be_written_says_so(library: Path, tmp_path: Path) -> None:
    library.chmod(0o444)
    result = run("add", write_reports(tmp_path / "more", 8), library=library)
    assert result.exit_code == 2
    assert str(library) in result.stderr and "may write it" in result.stderr
    library.chmod(0o644)
    assert run("stories", library=library).exit_code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_folder_that_may_not_be_written_says_so(library: Path, tmp_path: Path) -> None:
    library.parent.chmod(0o555)
    result = run("stories", library=library)
    library.parent.chmod(0o755)
    assert result.exit_code == 2
    assert str(library) in result.stderr and "its folder" in result.stderr


def test_a_clock_that_was_set_back_changes_no_order(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, told = ids(library), stories(library)
    monkeypatch.setattr("shutro.cli.library.now", lambda: "1999-01-01T00:00:00+00:00")
    assert run("add", write_reports(tmp_path / "more", 8), library=library).exit_code == 0
    assert ids(library)[: len(before)] == before
    assert len(stories(library)) > len(told)
    assert run("doctor", library=library).exit_code == 0


def test_a_log_that_was_left_behind_is_read(library: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with contextlib.closing(sqlite3.connect(library)) as other:
        other.execute("PRAGMA wal_autocheckpoint = 0")
        with other:
            other.execute("INSERT INTO log (act, subject, at) VALUES ('backup', 'elsewhere', '2026-11-22')")
        for end in ("", "-wal"):  # as after a power cut: the program is gone, its files are there
            shutil.copy(f"{library}{end}", f"{copy}{end}")
    with contextlib.closing(sqlite3.connect(copy)) as plain:
        assert plain.execute("SELECT count(*) FROM log WHERE act = 'backup'").fetchone() == (1,)
    assert run("doctor", library=copy).exit_code == 0


def test_without_its_log_a_library_is_as_it_was_before(library: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    before = ids(library)
    with contextlib.closing(sqlite3.connect(library)) as other:
        other.execute("PRAGMA wal_autocheckpoint = 0")
        with other:
            other.execute("DELETE FROM given")
        shutil.copy(library, copy)
    assert ids(copy) == before
    assert run("doctor", library=copy).exit_code == 0


def test_a_damaged_library_names_the_doctor(library: Path) -> None:
    whole = library.read_bytes()
    library.write_bytes(whole[: len(whole) // 3])
    result = run("stories", library=library)
    assert result.exit_code == 2
    assert "shutro doctor --salvage" in result.stderr
