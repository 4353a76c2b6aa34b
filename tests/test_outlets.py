"""The invented outlets themselves: they publish by the clock, note what went out, and fail as they are told."""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from outlets import HOUSES, Newsroom


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(seed=1) as opened:
        opened.advance(6 * 60 + 90)
        yield opened


def ask(url: str, headers: dict[str, str] | None = None) -> HTTPResponse:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=5)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    connection.request("GET", path, headers=headers or {})
    return connection.getresponse()


def test_every_outlet_has_published_and_its_pages_hold_what_was_written(newsroom: Newsroom) -> None:
    for house in HOUSES:
        written = newsroom.public(house.id)[0]
        page = ask(newsroom.url(house.id, written)).read().decode()
        assert written.paragraphs[-1] in page


def test_feeds_and_sitemaps_list_the_reports(newsroom: Newsroom) -> None:
    rss = feedparser.parse(ask(newsroom.base("nodipoth") + "/feed.xml").read())
    assert [entry.link for entry in rss.entries] == [
        newsroom.url("nodipoth", written) for written in newsroom.public("nodipoth")
    ]
    tree = etree.fromstring(ask(newsroom.base("nodipoth") + "/news-sitemap.xml").read())
    assert len(tree) == len(newsroom.public("nodipoth"))


def test_what_is_not_yet_published_is_not_served() -> None:
    with Newsroom(seed=1) as newsroom:
        written = {house.id: len(newsroom.public(house.id)) for house in HOUSES}
        newsroom.advance(600)
        assert sum(len(newsroom.public(house.id)) for house in HOUSES) > sum(written.values())


def test_an_unchanged_feed_is_not_sent_twice(newsroom: Newsroom) -> None:
    first = ask(newsroom.base("purbodesh") + "/feed.xml")
    again = ask(newsroom.base("purbodesh") + "/feed.xml", {"If-None-Match": first.headers["ETag"] or ""})
    assert (first.status, again.status) == (200, 304)


def test_what_went_out_is_noted_but_not_what_a_fault_kept_back(newsroom: Newsroom) -> None:
    one, other = newsroom.public("nodipoth")[:2]
    ask(newsroom.url("nodipoth", one)).read()
    newsroom.switch("nodipoth", "paywall")
    ask(newsroom.url("nodipoth", other)).read()
    assert newsroom.went_out() == {("nodipoth", one.number): {one.version}}


def test_the_same_seed_writes_the_same_reports() -> None:
    one, other = Newsroom(seed=7), Newsroom(seed=7)
    one.advance(400)
    other.advance(400)
    assert all(one.public(house.id) == other.public(house.id) for house in HOUSES)


def test_a_bomb_is_small_on_the_wire(newsroom: Newsroom) -> None:
    newsroom.switch("tista_tv", "bomb")
    answer = ask(newsroom.url("tista_tv", newsroom.public("tista_tv")[0]))
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.read(50_000)) == 50_000
