"""Taking a report down on the desk: asked for with a reason, told what went, and gone."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk import copy_library, make_client, make_library
from shutro.web.settings import Settings


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("erasing") / "shutro.db")


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Path:
    return copy_library(made, tmp_path)


@pytest.fixture
def client(library: Path) -> Iterator[TestClient]:
    with make_client(Settings(library=library)) as client:
        yield client


def rows(library: Path, query: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(library)) as plain:
        return plain.execute(query).fetchall()


def article(library: Path) -> str:
    return str(rows(library, "SELECT id FROM article ORDER BY arrival LIMIT 1")[0][0])


def erase(client: TestClient, id_: str, **fields: str) -> tuple[int, str]:
    page = client.get(f"/article/{id_}/drop").text
    token = page.split('name="csrf" value="')[1].split('"')[0]
    answer = client.post(f"/article/{id_}/erase", data={"csrf": token, **fields})
    return answer.status_code, answer.text


def test_a_report_is_taken_down_with_a_reason(client: TestClient, library: Path) -> None:
    id_ = article(library)
    status, page = erase(client, id_, reason="আদালতের আদেশ", who="রিনা", sure="1")
    assert status == 200
    assert id_ in page
    assert rows(library, "SELECT article, reason, who FROM tombstone") == [(id_, "আদালতের আদেশ", "রিনা")]
    assert client.get(f"/article/{id_}").status_code == 404
    end = time.monotonic() + 120
    while not rows(library, "SELECT 1 FROM tombstone WHERE swept = 1") and time.monotonic() < end:
        time.sleep(0.2)
    assert rows(library, "SELECT swept FROM tombstone") == [(1,)]


@pytest.mark.parametrize(
    "fields",
    [
        {"who": "রিনা", "sure": "1"},
        {"reason": " ", "who": "রিনা", "sure": "1"},
        {"reason": "ভুল", "who": "রিনা"},
    ],
)
def test_nothing_goes_without_reason_and_assent(
    client: TestClient, library: Path, fields: dict[str, str]
) -> None:
    status, page = erase(client, article(library), **fields)
    assert status == 422
    assert 'role="alert"' in page
    assert rows(library, "SELECT count(*) FROM tombstone") == [(0,)]


def test_nothing_goes_without_the_token_of_the_form(client: TestClient, library: Path) -> None:
    id_ = article(library)
    fields = {"reason": "a", "who": "b", "sure": "1"}
    assert client.post(f"/article/{id_}/erase", data=fields).status_code == 403
    assert article(library) == id_


def test_the_work_shows_both_versions_figures(library: Path) -> None:
    with contextlib.closing(sqlite3.connect(library)) as plain, plain:
        plain.execute("UPDATE doc SET version = '0.0.1+old' WHERE rowid IN (SELECT rowid FROM doc LIMIT 5)")
    client = make_client(Settings(library=library))  # not entered: nothing is made meanwhile
    page = client.get("/work", cookies={"language": "en"}).text
    assert "0.0.1+old" in page and "newest first" in page
