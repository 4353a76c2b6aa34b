"""The worker brings the library up to date in a process of its own, whoever writes meanwhile."""

import multiprocessing
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shutro.cli.opened import now
from shutro.decisions.records import Anchor, Decision
from shutro.ingest.articles import to_article
from shutro.ingest.files import read_pages
from shutro.model import Page
from shutro.store.articles import add_article
from shutro.store.decisions import add_decision
from shutro.store.docs import missing_docs
from shutro.store.due import is_work_due
from shutro.store.erasing import erase_article, sweep
from shutro.store.opening import open_library
from shutro.store.stories import read_stories
from shutro.store.watches import Watch, add_watch
from shutro.stream.worker import Worker
from shutro.updating import update

PATIENCE = 120.0
TEXT = "পদ্মায় নৌকা ডুবেছে\n\nরাজবাড়ী, ১৪ নভেম্বর: পদ্মা নদীতে আজ একটি নৌকা ডুবে {} জন নিখোঁজ হয়েছেন। ওসি এ কথা জানান।\n"


def write_articles(folder: Path, figures: str) -> list[Path]:
    """Write an article for each figure."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{figure}.txt" for figure in figures]
    for path in paths:
        path.write_text(TEXT.format(path.stem), encoding="utf-8")
    return paths


def add(library: Path, paths: list[Path]) -> None:
    with open_library(library, create=True) as connection:
        for page in read_pages(paths):
            assert isinstance(page, Page)
            article, dropped = to_article(page)
            add_article(connection, page, article, dropped, published="2026-11-14", at=now())


def wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    assert condition()


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    add(tmp_path / "shutro.db", write_articles(tmp_path / "first", "১২৩"))
    worker = Worker(tmp_path / "shutro.db")
    yield worker
    worker.end()


def test_what_was_added_becomes_stories(worker: Worker, tmp_path: Path) -> None:
    worker.wake()
    assert worker.progress.is_at_work
    wait(lambda: not worker.progress.is_at_work)
    assert worker.progress.state == "idle"
    with open_library(tmp_path / "shutro.db") as connection:
        assert missing_docs(connection) == []
        assert sum(len(story.articles) for story in read_stories(connection)) == 3


def test_another_program_may_add_meanwhile(worker: Worker, tmp_path: Path) -> None:
    worker.wake()
    arguments = ["add", str(tmp_path / "second"), "--library", str(tmp_path / "shutro.db")]
    write_articles(tmp_path / "second", "৪৫৬")
    done = subprocess.run([sys.executable, "-m", "shutro", *arguments], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    worker.wake()
    wait(lambda: not worker.progress.is_at_work)
    assert worker.progress.state == "idle"
    with open_library(tmp_path / "shutro.db") as connection:
        assert sum(len(story.articles) for story in read_stories(connection)) == 6


def test_a_library_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    library = tmp_path / "shutro.db"
    library.write_text("no library", encoding="utf-8")
    worker = Worker(library)
    worker.wake()
    wait(lambda: not worker.progress.is_at_work)
    assert worker.progress.state == "failed"
    assert "shutro.db" in worker.progress.reason
    worker.end()


def test_a_worker_that_was_ended_starts_again(worker: Worker) -> None:
    worker.wake()
    worker.end()
    worker.wake()
    wait(lambda: not worker.progress.is_at_work)
    assert worker.progress.state == "idle"


def test_no_process_is_started_where_nothing_is_due(worker: Worker, tmp_path: Path) -> None:
    worker.wake_if_due()
    assert worker.progress.is_at_work
    wait(lambda: not worker.progress.is_at_work)
    again = Worker(tmp_path / "shutro.db")
    again.announce()
    assert again.progress.is_at_work
    before = multiprocessing.active_children()
    again.wake_if_due()
    assert again.progress.state == "idle"
    assert multiprocessing.active_children() == before
    again.end()


def test_work_is_due_after_an_article_a_decision_or_a_deletion_and_while_somebody_watches(
    worker: Worker, tmp_path: Path
) -> None:
    with open_library(tmp_path / "shutro.db") as connection:
        list(update(connection))
        article = read_stories(connection)[0].articles[0]
        checked = Decision(
            number=0, judgement="checked", subject=(Anchor(article=article),), who="Rina", at=now()
        )
        watch = Watch(name="ferry", language="bn", made=now())
        for change in (
            lambda: add(tmp_path / "shutro.db", write_articles(tmp_path / "second", "৪")),
            lambda: add_decision(connection, checked),
            lambda: erase_article(connection, article, reason="a court order", who="Rina", at=now()),
            lambda: add_watch(connection, watch),
        ):
            list(update(connection))
            sweep(connection)
            assert not is_work_due(connection)
            change()
            assert is_work_due(connection)


def test_an_empty_library_has_no_work(tmp_path: Path) -> None:
    with open_library(tmp_path / "shutro.db", create=True) as connection:
        assert not is_work_due(connection)
