"""Alerts on the desk: watches that are kept, listed and stopped, and their feeds."""

from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from starlette.testclient import TestClient

from desk import make_client, make_library, read_ferry
from shutro.web.settings import Settings


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "shutro.db")


@pytest.fixture
def client(library: Path) -> Iterator[TestClient]:
    with make_client(Settings(library=library)) as opened:
        opened.cookies.set("language", "en")
        yield opened


def keep(client: TestClient, **fields: object) -> str:
    page = client.get("/alerts").text
    token = page.split('name="csrf" value="')[1].split('"')[0]
    answer = client.post("/alerts", data={"csrf": token, **fields})
    assert answer.status_code == 200
    return answer.text


def test_a_watch_is_kept_listed_and_stopped(client: TestClient, library: Path) -> None:
    story, _ = read_ferry(library)
    page = keep(client, name="লঞ্চের মালিক", who=["আব্দুল হালিম মৃধা", ""], story=story.id, kind="revision")
    assert "লঞ্চের মালিক" in page
    assert story.title in client.get("/alerts", params={"story": story.id}).text
    assert feedparser.parse(client.get("/alerts/1.atom").content).feed.title == "লঞ্চের মালিক"
    token = page.split('name="csrf" value="')[1].split('"')[0]
    assert "লঞ্চের মালিক" not in client.post("/alerts/1/remove", data={"csrf": token}).text
    assert client.get("/alerts/1.atom").status_code == 404


@pytest.mark.parametrize("fields", [{"name": " "}, {"name": "x", "who": "ক্খগঘঙ"}])
def test_what_cannot_be_watched_is_said_on_the_page(client: TestClient, fields: dict[str, str]) -> None:
    assert 'role="alert"' in keep(client, **fields)


def test_one_name_is_given_once(client: TestClient) -> None:
    assert 'role="alert"' not in keep(client, name="সীমান্ত")
    assert 'role="alert"' in keep(client, name="সীমান্ত")


def test_a_search_and_a_story_lead_to_a_watch_of_them(client: TestClient, library: Path) -> None:
    story, _ = read_ferry(library)
    assert f"/alerts?story={story.id}" in client.get(f"/story/{story.id}").text
    assert "/alerts?query=" in client.get("/search", params={"q": "লঞ্চ"}).text
