"""The watch: what outlets serve comes into the library once, with its versions, whatever goes wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from loopback import page, serving
from outlets import Newsroom
from outlets.faults import Fault
from shutro.fetch.entries import Entry
from shutro.fetch.guard import Guard
from shutro.ingest.given import GivenArticle
from shutro.model import Dropped, Page
from shutro.store.arrivals import Extracted, extract
from shutro.store.listed import Portion, dropped_pages, due_pages, note_listing
from shutro.store.opening import open_library
from shutro.store.sources import Watched, list_sources, read_health, stamp, switch_source, watch_sources
from streaming import SETTINGS, add_sources, articles_of, served_by, watch_once

HOURS = 2


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(seed=3, hours=HOURS, happenings=4) as opened:
        opened.advance(60 * (HOURS + 4))
        yield opened


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "shutro.db"


def busiest(newsroom: Newsroom) -> str:
    return max(sorted(newsroom.houses), key=lambda house: len(newsroom.public(house)))


def test_every_outlet_has_a_source_that_is_found(newsroom: Newsroom, library: Path) -> None:
    add_sources(library, newsroom)
    with open_library(library) as connection:
        assert {source.outlet for source in list_sources(connection)} == set(newsroom.houses)


def test_what_was_served_is_in_the_library_once(newsroom: Newsroom, library: Path) -> None:
    add_sources(library, newsroom)
    came = watch_once(library, newsroom)
    assert came["added"] == sum(len(newsroom.public(house)) for house in newsroom.houses)
    newsroom.advance(10)
    again = watch_once(library, newsroom)
    assert not again["added"]
    assert articles_of(library, newsroom) == served_by(newsroom)


def test_a_source_is_asked_no_more_often_than_it_should(newsroom: Newsroom, library: Path) -> None:
    add_sources(library, newsroom)
    watch_once(library, newsroom)
    newsroom.advance(1)
    assert not watch_once(library, newsroom)
    newsroom.advance(6)
    assert watch_once(library, newsroom)["asked"] == len(newsroom.houses)


def test_a_page_that_changes_is_looked_at_again(library: Path) -> None:
    with Newsroom(seed=3, hours=1, happenings=6) as newsroom:
        newsroom.advance(30)
        add_sources(library, newsroom)
        for _ in range(16):
            watch_once(library, newsroom)
            newsroom.advance(15)
        versions = served_by(newsroom)
        assert max(map(len, versions.values())) > 1
        assert articles_of(library, newsroom) == versions


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("error", "answered with an error"),
        ("loop", "without end"),
        ("bomb", "neither a feed nor a sitemap"),
        ("slow", "no answer in time"),
        ("forbid", "robots.txt forbids it"),
        ("cut", "broke off"),
    ],
)
def test_a_source_that_fails_says_why_and_carries_on_later(
    newsroom: Newsroom, library: Path, fault: Fault, reason: str
) -> None:
    house = "nodipoth"
    add_sources(library, newsroom, [house])
    newsroom.switch(house, fault)
    assert watch_once(library, newsroom)["failed"] == 1
    with open_library(library) as connection:
        (source,) = list_sources(connection)
    assert reason in (source.fault or "") and source.failures == 1
    newsroom.switch(house)
    newsroom.advance(60 * 25)  # robots.txt is believed for a day
    assert watch_once(library, newsroom)["added"] == len(newsroom.public(house))
    with open_library(library) as connection:
        (source,) = list_sources(connection)
    assert source.fault is None and source.failures == 0


@pytest.mark.parametrize("fault", ["infinite", "endless"])
def test_a_feed_that_does_not_end_is_read_at_its_front(
    newsroom: Newsroom, library: Path, fault: Fault
) -> None:
    add_sources(library, newsroom, ["nodipoth"])
    newsroom.switch("nodipoth", fault)
    came = watch_once(library, newsroom)
    assert came["listed"] == 1 and not came["failed"]
    with open_library(library) as connection:
        (source,) = list_sources(connection)
    assert source.fault is None


def test_a_sitemap_without_times_is_asked_for_some_pages_at_a_time(library: Path) -> None:
    addresses = [f"https://outlet.example/{number}" for number in range(5)]
    entries = [Entry(address=address) for address in addresses]
    now = datetime.fromisoformat("2026-11-14T10:00+06:00")
    source = Watched(
        address="https://outlet.example/sitemap.xml", kind="sitemap", added=stamp(now), due=stamp(now)
    )
    counts = []
    with open_library(library, create=True) as connection:
        watch_sources(connection, [source])
        for _ in range(3):
            counts.append(
                note_listing(
                    connection,
                    source,
                    entries,
                    Portion(undated=2),
                    now=now,
                    due=now,
                    etag='"one"',
                    modified=None,
                    title="",
                )
            )
            tags = [one.etag for one in list_sources(connection)]
        assert len(due_pages(connection, now, 10)) == 5
    assert counts == [2, 2, 1]
    assert tags == ['"one"']


def test_a_feed_that_moved_for_good_is_asked_where_it_is(newsroom: Newsroom, library: Path) -> None:
    add_sources(library, newsroom, ["nodipoth"])
    newsroom.switch("nodipoth", "moved")
    watch_once(library, newsroom)
    with open_library(library) as connection:
        (source,) = list_sources(connection)
    assert source.address.endswith("/new-feed.xml")


def test_a_feed_that_repeats_under_new_ids_brings_nothing_new(newsroom: Newsroom, library: Path) -> None:
    house = busiest(newsroom)
    add_sources(library, newsroom, [house])
    watch_once(library, newsroom)
    newsroom.switch(house, "repeat")
    for _ in range(3):
        newsroom.advance(6)
        came = watch_once(library, newsroom)
        assert not came["added"] and not came["listed"]


FEED = b"""<rss version="2.0"><channel><title>x</title><item><title>a</title><link>/a</link></item></channel></rss>"""
REPORT = """<html><head><title>সেতু চালু</title></head><body><article><h1>সেতু চালু</h1><p>নদীর ওপর নতুন সেতুটি আজ চালু হয়েছে।
সকালে প্রথম গাড়িটি পার হয়।</p><p>স্থানীয় লোকজন জানান, এতে দুই পারের দূরত্ব কমবে।
কাজ শেষ হতে তিন বছর লেগেছে।</p></article></body></html>"""


def test_a_page_that_is_dropped_is_kept_with_its_reason_and_tried_again(library: Path) -> None:
    pages = {"/feed": page(FEED, "application/rss+xml"), "/a": page(b"<html><body><p>404</p></body></html>")}
    with Newsroom() as newsroom, serving(pages) as site, open_library(library, create=True) as connection:
        watch_sources(connection, [Watched(address=f"{site.address}/feed", kind="feed")])
        watch_once(library, newsroom)
        (dropped,) = dropped_pages(connection)
        assert dropped.address == f"{site.address}/a" and "holds no article" in dropped.reason
        (health,) = read_health(connection, newsroom.now, 3)
        assert (health.dropped, health.stored) == (1, 0)
        site.pages["/a"] = page(REPORT.encode())
        newsroom.advance(45)
        assert watch_once(library, newsroom)["added"] == 1
        assert not dropped_pages(connection)


def test_machines_of_the_own_network_are_not_asked_by_default(newsroom: Newsroom, library: Path) -> None:
    add_sources(library, newsroom, ["nodipoth"])
    watch_once(library, newsroom, replace(SETTINGS, guard=Guard()))
    with open_library(library) as connection:
        (source,) = list_sources(connection)
    assert source.fault and ("private network" in source.fault or "port" in source.fault)
    assert not newsroom.went_out()


def test_what_is_older_than_it_may_be_is_not_fetched(newsroom: Newsroom, library: Path) -> None:
    add_sources(library, newsroom, ["nodipoth"])
    came = watch_once(library, newsroom, replace(SETTINGS, back=timedelta(minutes=1)))
    assert not came["added"] and not came["listed"]


def test_a_source_that_is_off_is_not_asked(newsroom: Newsroom, library: Path) -> None:
    add_sources(library, newsroom, ["nodipoth"])
    with open_library(library) as connection:
        (source,) = list_sources(connection)
        switch_source(connection, source.address, "off")
    assert not watch_once(library, newsroom)


def test_a_page_that_breaks_what_reads_it_costs_itself_not_the_watch(
    newsroom: Newsroom, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = busiest(newsroom)
    add_sources(library, newsroom, [house])
    hostile = newsroom.url(house, newsroom.public(house)[0])

    def stumble(page: Page, known: GivenArticle) -> Extracted | Dropped:
        if page.name == hostile:
            raise RuntimeError("a reader that stumbles")
        return extract(page, known)

    monkeypatch.setattr("shutro.stream.asking.extract", stumble)
    came = watch_once(library, newsroom)
    assert (came["dropped"], came["added"]) == (1, len(newsroom.public(house)) - 1)
    with open_library(library) as connection:
        assert [page.reason for page in dropped_pages(connection)] == ["could not be read"]
