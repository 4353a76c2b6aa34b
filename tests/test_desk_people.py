"""Today's filters, search, actors, dossiers, quotes, outlets and agencies on the desk, asked without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk import make_client, make_library
from shutro.web.settings import Settings


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("library") / "shutro.db")


@pytest.fixture(scope="module")
def client(library: Path) -> Iterator[TestClient]:
    with make_client(Settings(library=library)) as client:
        client.cookies.set("language", "bn")
        yield client


def stories_in(html: str) -> int:
    return html.count('<li class="card">')


def test_today_shows_every_story_with_its_reports_and_origins(client: TestClient) -> None:
    html = client.get("/").text
    assert stories_in(html) == 6
    assert "৮টি প্রতিবেদন" in html
    assert "সর্বোচ্চ ৬টি স্বাধীন উৎস" in html
    assert html.count('<div class="spark">') == 6


def test_today_holds_what_the_filters_ask_for(client: TestClient) -> None:
    some = client.get("/?from=2026-11-01&to=2026-11-30").text
    assert 0 < stories_in(some) < 6
    assert stories_in(client.get("/?only=one-origin").text) == 0


def test_typed_name_becomes_an_id_in_the_address(client: TestClient) -> None:
    answer = client.get("/?place=Kolkata&who=&from=", follow_redirects=False)
    assert answer.status_code == 303
    address = answer.headers["location"]
    assert "Kolkata" not in address
    assert "who" not in address
    assert 'class="chip" href="/"' in client.get(address).text
    assert client.get(address, follow_redirects=False).status_code == 200


def test_each_filter_can_be_taken_away_alone(client: TestClient) -> None:
    html = client.get("/?act=CONSULT&from=2026-11").text
    assert 'href="/?from=2026-11"' in html
    assert 'href="/?act=CONSULT"' in html


def test_filter_that_means_nobody_finds_no_story(client: TestClient) -> None:
    html = client.get("/?who=<b>নেই</b>").text
    assert stories_in(html) == 0
    assert "<b>নেই</b>" not in html


def test_names_are_suggested_in_both_scripts(client: TestClient) -> None:
    assert "ঢাকা" in client.get("/suggest?kind=place&of=place&place=ঢা").text
    assert "ঢাকা" in client.get("/suggest?kind=place&of=place&place=Dhak").text
    assert "<option" not in client.get("/suggest?kind=place&of=place&place=").text
