"""Archives: the same tables whoever works, what is carried on, what is lost and said."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from archives import FOREIGN, bytes_of, page_of, told, write_warc
from shardwork import die_once, double
from shutro.errors import ArchiveError
from shutro.scale.archive import Note, make_archive
from shutro.scale.engine import Failure, LocalEngine
from shutro.scale.sieve import why_not
from shutro.scale.stages import Stages, pass_over

RIVER = "নদীর পানি বেড়েছে, ঘরে ফিরছে মানুষ। "


@pytest.fixture(scope="module")
def warc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    docs = told("ferry", "court")
    pages = [(f"https://nodi.test/{number}", page_of(doc)) for number, doc in enumerate(docs)]
    pages.insert(5, ("https://river.test/1", FOREIGN))
    pages.append(("https://nodi.test/list", "<html><body><h1>সব খবর</h1></body></html>"))
    pages.append(pages[0])  # fetched twice
    return write_warc(tmp_path_factory.mktemp("warc") / "news.warc.gz", pages)


@pytest.fixture(scope="module")
def archive(warc: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("archive")
    with LocalEngine(1) as engine:
        summary = make_archive([warc], out, engine)
    assert 0 < max(stage.peak for stage in summary.stages) < 1500  # MB of a worker
    return out


def note_of(folder: Path) -> Note:
    return msgspec.json.decode((folder / "archive.json").read_bytes(), type=Note)


def test_an_archive_says_what_it_holds_and_what_was_dropped(archive: Path) -> None:
    note = note_of(archive)
    assert (note.pages, note.articles, note.stories) == (19, 16, 2)
    assert note.dropped == {
        "holds too few letters of a language that is read": 1,
        "is in no language that is read": 1,
    }
    assert note.rows["articles"] == 16
    assert note.rows["stories"] == 2
    assert note.rows["dropped"] == 2
    assert note.lost == ()


def test_bytes_depend_neither_on_workers_nor_on_shards(warc: Path, archive: Path, tmp_path: Path) -> None:
    with LocalEngine(2) as engine:
        summary = make_archive([warc], tmp_path, engine, pages=4)
    assert [len(stage.done) for stage in summary.stages if stage.name == "read"] == [5]
    assert bytes_of(tmp_path) == bytes_of(archive)


def test_a_run_that_was_killed_is_carried_on(warc: Path, archive: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "shutro", "archive", str(warc), "--out", str(tmp_path)]
    run = subprocess.Popen([*command, "--workers", "1", "--shard", "4"], stdout=subprocess.DEVNULL)
    while run.poll() is None and not list(tmp_path.glob(".work/read/*.json")):
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert not (tmp_path / "archive.json").exists()
    with LocalEngine(1) as engine:
        summary = make_archive([warc], tmp_path, engine, pages=4)
    (read,) = (stage for stage in summary.stages if stage.name == "read")
    assert 0 < read.known < 5
    assert bytes_of(tmp_path) == bytes_of(archive)


def test_what_is_done_is_not_done_again(warc: Path, archive: Path) -> None:
    before = bytes_of(archive)
    with LocalEngine(1) as engine:
        summary = make_archive([warc], archive, engine)
    assert all(stage.known == len(stage.done) for stage in summary.stages)
    assert bytes_of(archive) == before


def test_a_worker_that_dies_costs_its_shard_alone() -> None:
    with LocalEngine(2) as engine:
        found = dict(engine.map(double, list(range(10))))
        again = dict(engine.map(double, [21]))
    assert {place: one for place, one in found.items() if not isinstance(one, Failure)} == {
        number: 2 * number for number in range(10) if number not in (3, 7)
    }
    assert found[3] == Failure("ValueError: three")
    assert found[7] == Failure("the worker was ended by SIGKILL, often for want of memory")
    assert again == {0: 42}


class _Dying(msgspec.Struct, frozen=True):
    mark: Path
    key: str = "one"

    def __str__(self) -> str:
        return "the shard"


def _die_once(task: _Dying) -> str:
    return die_once(task.mark)


def _fail(task: _Dying) -> str:
    raise ValueError(str(task.mark))


def test_a_shard_that_fails_is_tried_once_more_and_then_said(tmp_path: Path) -> None:
    with LocalEngine(1) as engine:
        stages = Stages(engine=engine, folder=tmp_path, watch=pass_over)
        second = stages.run("first", _die_once, [_Dying(tmp_path / "mark")], str)
        lost = stages.run("second", _fail, [_Dying(Path("river"))], str)
    assert (second.done, second.again, second.lost) == (("done",), 1, ())
    assert lost.again == 1
    assert [(one.shard, one.reason) for one in lost.lost] == [("the shard", "ValueError: river")]


def test_where_there_is_nothing_to_read_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with LocalEngine(1) as engine:
        with pytest.raises(ArchiveError, match="there is no such file"):
            make_archive([tmp_path / "none"], tmp_path / "out", engine)
        with pytest.raises(ArchiveError, match=r"holds no \.warc\.gz"):
            make_archive([tmp_path / "empty"], tmp_path / "out", engine)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ((RIVER * 10).encode(), None),
        (msgspec.json.encode(RIVER * 10).decode().encode("ascii", "xmlcharrefreplace"), None),
        (("<p>" + RIVER * 10).encode("utf-16"), None),
        (RIVER.encode(), "holds too few letters of a language that is read"),
        (FOREIGN.encode(), "is in no language that is read"),
        (("Новости реки " * 100).encode(), "is in no language that is read"),
        (("Le café était fermé. " * 300).encode("latin-1"), "is in no language that is read"),
    ],
)
def test_pages_in_languages_that_nobody_reads_are_known_by_their_bytes(
    page: bytes, reason: str | None
) -> None:
    assert why_not(page) == reason


def test_the_command_line_names_what_is_wrong(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "shutro", "archive", str(tmp_path / "none"), "--out", str(tmp_path / "out")],
        capture_output=True,
        check=False,
        env=os.environ | {"COLUMNS": "100"},
    )
    assert run.returncode == 2
    assert b"there is no such file or folder" in run.stderr
