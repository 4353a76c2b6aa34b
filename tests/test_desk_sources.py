"""Sources on the desk: health in words, a form to watch a site, an address to add."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk import make_client
from outlets import HOUSES, Newsroom
from shutro.store.listed import Listed, note_page
from shutro.store.opening import open_library
from shutro.store.sources import list_sources
from shutro.web.settings import Settings
from streaming import watch_once

TWO = tuple(house for house in HOUSES if house.id in ("nodipoth", "purbodesh"))


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(seed=1, hours=1, happenings=2, houses=TWO) as opened:
        opened.advance(180)
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(library=tmp_path / "shutro.db", private=True)


def send(client: TestClient, path: str, **fields: str) -> tuple[int, str]:
    page = client.get("/sources").text
    token = page.split('name="csrf" value="')[1].split('"')[0]
    answer = client.post(path, data={"csrf": token, **fields})
    return answer.status_code, answer.text


def test_a_site_is_watched_and_shown_with_how_it_does(newsroom: Newsroom, settings: Settings) -> None:
    settings = replace(settings, clock=lambda: newsroom.now)
    with make_client(settings) as client:
        assert send(client, "/sources", address=newsroom.base("nodipoth"))[0] == 200
        watch_once(settings.library, newsroom)
        page = client.get("/sources").text
        assert "ঠিকঠাক চলছে" in page and "<svg" in page
        newsroom.switch("nodipoth", "error")
        newsroom.advance(20)
        watch_once(settings.library, newsroom)
        page = client.get("/sources").text
        assert "পরপর ১ বার ব্যর্থ" in page and "সাইটটি ত্রুটি দেখিয়েছে" in page


def test_a_page_that_came_to_nothing_is_shown_with_its_reason(newsroom: Newsroom, settings: Settings) -> None:
    with make_client(settings) as client:
        send(client, "/sources", address=newsroom.base("nodipoth"))
        watch_once(settings.library, newsroom)
        with open_library(settings.library) as connection:
            (source,) = list_sources(connection)
            written = newsroom.public("nodipoth")[0]
            page = Listed(
                address=newsroom.url("nodipoth", written), source=source.address, name=None, found=""
            )
            note_page(
                connection, page, now=newsroom.now, due=None, state="dropped", reason="robots.txt forbids it"
            )
        text = client.get("/sources").text
        assert page.address in text and "নিষেধ করে" in text


def test_a_source_is_switched_off_on_and_removed(newsroom: Newsroom, settings: Settings) -> None:
    with make_client(settings) as client:
        send(client, "/sources", address=newsroom.base("nodipoth"))
        with open_library(settings.library) as connection:
            (source,) = list_sources(connection)
            for state in ("off", "on", "off", "gone"):
                send(client, "/sources/switch", address=source.address, state=state)
                found = [one.state for one in list_sources(connection)]
                assert found == ([] if state == "gone" else [state])


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("file:///etc/passwd", "ওয়েবের ঠিকানা নয়"),
        ("http://me:secret@example.org/", "ব্যবহারকারীর নাম"),
        ("http://127.0.0.1/", "ব্যক্তিগত নেটওয়ার্কের"),
        ("http://[::ffff:127.0.0.1]/", "ব্যক্তিগত নেটওয়ার্কের"),
        ("http://169.254.169.254/latest/meta-data", "ব্যক্তিগত নেটওয়ার্কের"),
        ("http://localhost:8000/", "পোর্টটি ওয়েবের নয়"),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_an_address_that_may_not_be_asked_is_refused_in_words(
    settings: Settings, address: str, words: str
) -> None:
    with make_client(replace(settings, private=False)) as client:
        status, page = send(client, "/sources", address=address)
        assert status == 422 and words in page and "<script>alert" not in page
        status, page = send(client, "/add/address", address=address)
        assert words in page and "<script>alert" not in page


def test_a_report_is_added_by_its_address(newsroom: Newsroom, settings: Settings) -> None:
    written = newsroom.public("nodipoth")[0]
    with make_client(settings) as client:
        status, page = send(client, "/add/address", address=newsroom.url("nodipoth", written))
        assert status == 200 and written.title in page and 'class="came added"' in page
        newsroom.switch("nodipoth", "bomb")
        assert "বেশি বড়" in send(client, "/add/address", address=newsroom.url("nodipoth", written))[1]


def test_the_net_is_not_asked_without_the_token_of_a_form(newsroom: Newsroom, settings: Settings) -> None:
    with make_client(settings) as client:
        for path in ("/sources", "/add/address", "/sources/switch"):
            assert client.post(path, data={"address": newsroom.base("nodipoth")}).status_code == 403
    assert not newsroom.served


def test_the_net_is_asked_only_so_often(newsroom: Newsroom, settings: Settings) -> None:
    with make_client(replace(settings, asks=2)) as client:
        answers = [send(client, "/add/address", address=newsroom.base("nodipoth"))[0] for _ in range(3)]
    assert answers == [200, 200, 429]
