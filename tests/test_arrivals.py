"""Pages that come again: what is new is a version, what stands around it is nothing, twins are one."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, select

from outlets import HOUSES, House
from outlets.newsroom import START
from outlets.sheet import Sheet
from outlets.writing import Written, rewrite, write
from shutro.cli import main
from shutro.ingest.given import GivenArticle
from shutro.model import Article, Dropped, Page
from shutro.store import schema
from shutro.store.arrivals import Arrival, add_page
from shutro.store.dropped import count_dropped, read_dropped
from shutro.store.opening import open_library

AT = "2026-11-21T08:00:00+00:00"
NODI, UTTOR = HOUSES[0], HOUSES[1]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Connection]:
    with open_library(tmp_path / "a.db", create=True) as connection:
        yield connection


def sheet(house: House, written: Written, visit: int = 0, path: str = "", twin: str = "") -> Sheet:
    own = path or house.path.format(number=written.number, slug="khobor", day="2026/11/21")
    base = f"https://{house.id.replace('_', '')}.example"
    return Sheet(written=written, site=house.name, base=base, path=own, visit=visit, now=START, twin=twin)


def come(connection: Connection, house: House, seen: Sheet, asked: str = "", minutes: int = 60) -> Arrival:
    raw = house.page(seen).encode()
    page = Page(
        digest=hashlib.sha256(raw).hexdigest(),
        raw=raw,
        name=asked or seen.url,
        media="html",
        fetched=(START + timedelta(minutes=minutes)).isoformat(),
    )
    came = add_page(connection, page, GivenArticle(url=asked or seen.url, outlet=house.id), at=AT)
    assert isinstance(came, Arrival)
    return came


def stored(connection: Connection) -> list[Article]:
    records = connection.execute(select(schema.article.c.record).order_by(schema.article.c.arrival)).scalars()
    return [msgspec.json.decode(record, type=Article) for record in records]


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.id)
def test_a_page_of_which_only_the_surroundings_changed_is_known(library: Connection, house: House) -> None:
    written = write(1, 1, START)
    came = [come(library, house, sheet(house, written, visit)).added for visit in range(4)]
    assert came == ["added", "known", "known", "known"]
    assert len(stored(library)) == 1


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.id)
def test_a_changed_report_is_a_version_of_the_one_before(library: Connection, house: House) -> None:
    first = write(1, 1, START)
    second = rewrite(first, START + timedelta(minutes=90))
    third = rewrite(second, START + timedelta(minutes=150))
    for minutes, written in ((30, first), (100, second), (160, third)):
        assert come(library, house, sheet(house, written, minutes), minutes=minutes).added == "added"
    one, other, last = stored(library)
    assert (one.revises, other.revises, last.revises) == (None, one.id, other.id)
    assert one.url == other.url == last.url


def test_a_version_bears_the_time_of_the_change(library: Connection) -> None:
    first = write(1, 1, START)
    come(library, NODI, sheet(NODI, first), minutes=30)
    come(library, NODI, sheet(NODI, rewrite(first, START + timedelta(minutes=90))), minutes=100)
    assert [article.published for article in stored(library)] == [
        "2026-11-21T06:00+06:00",
        "2026-11-21T07:30+06:00",
    ]


def test_a_change_that_the_page_does_not_date_bears_the_time_of_the_fetch(library: Connection) -> None:
    house = next(house for house in HOUSES if house.id == "kolkata_prabaha")
    first = write(1, 1, START)
    come(library, house, sheet(house, first), minutes=30)
    come(library, house, sheet(house, rewrite(first, START + timedelta(minutes=90))), minutes=100)
    assert stored(library)[1].published == (START + timedelta(minutes=100)).isoformat()


def test_a_report_that_goes_back_to_earlier_words_is_one_more_version(library: Connection) -> None:
    first = write(1, 1, START)
    second = rewrite(first, START + timedelta(minutes=90))
    back = replace(first, updated=START + timedelta(minutes=200), version=3)
    for minutes, written in ((30, first), (100, second), (210, back)):
        come(library, NODI, sheet(NODI, written), minutes=minutes)
    assert [article.revises is not None for article in stored(library)] == [False, True, True]


def test_an_older_state_that_comes_later_is_known(library: Connection) -> None:
    first = write(1, 1, START)
    come(library, NODI, sheet(NODI, first), minutes=30)
    come(library, NODI, sheet(NODI, rewrite(first, START + timedelta(minutes=90))), minutes=100)
    assert come(library, NODI, sheet(NODI, first, 7), minutes=60).added == "known"


@pytest.mark.parametrize("twin", ["amp", "mobile"])
def test_twins_of_a_page_are_one_article(library: Connection, twin: str) -> None:
    house = next(house for house in HOUSES if house.id == "nodi24")
    written = write(1, 1, START)
    main = sheet(house, written)
    come(library, house, main)
    other = come(library, house, replace(main, twin=twin), asked=f"{main.base}/{twin[0]}{main.path}")
    assert (other.added, other.article.url) == ("known", main.url)


def test_marked_addresses_of_a_feed_are_one_article(library: Connection) -> None:
    seen = sheet(UTTOR, write(1, 1, START))
    came = [come(library, UTTOR, seen, asked=f"{seen.url}?utm_source=rss&n={n}").added for n in range(3)]
    assert came == ["added", "known", "known"]


def test_the_same_words_at_another_address_are_one_article_only_in_one_outlet(library: Connection) -> None:
    written = write(1, 1, START)
    come(library, NODI, sheet(NODI, written))
    again = come(library, NODI, sheet(NODI, written, path="/national/77"))
    assert again.added == "known"
    assert come(library, UTTOR, sheet(UTTOR, written)).added == "added"


def test_a_change_that_is_seen_at_two_addresses_is_one_version(library: Connection) -> None:
    first = write(1, 1, START)
    second = rewrite(first, START + timedelta(minutes=90))
    came = [
        come(library, NODI, sheet(NODI, written, path=path), minutes=minutes).added
        for minutes, written, path in (
            (30, first, "/national/77"),
            (40, first, ""),
            (100, second, ""),
            (110, second, "/national/77"),
        )
    ]
    assert came == ["added", "known", "added", "known"]


def test_the_same_words_a_month_later_are_another_article(library: Connection) -> None:
    written = write(1, 1, START)
    come(library, NODI, sheet(NODI, written))
    later = replace(written, published=START + timedelta(days=30))
    assert come(library, NODI, sheet(NODI, later, path="/national/77"), minutes=44_000).added == "added"


def test_a_dropped_page_is_stored_with_its_reason_until_it_holds_an_article(library: Connection) -> None:
    seen = sheet(NODI, write(1, 1, START))
    page = Page(digest="0" * 64, raw=b"<html><body></body></html>", name=seen.url, media="html")
    for _ in range(2):
        assert isinstance(add_page(library, page, GivenArticle(), at=AT), Dropped)
    assert [(one.name, one.reason, one.at) for one in read_dropped(library)] == [
        (seen.url, "holds no article", AT)
    ]
    assert count_dropped(library) == [("holds no article", 1)]
    come(library, NODI, seen)
    assert read_dropped(library) == []


def test_a_date_in_the_future_leaves_the_day_of_the_fetch_as_a_guess(library: Connection) -> None:
    ahead = write(1, 1, START + timedelta(hours=5))
    came = come(library, NODI, sheet(NODI, ahead), minutes=10)
    assert came.article.published is None
    given = library.execute(select(schema.given.c.published)).scalars().all()
    assert given == ["2026-11-21~"]


def test_dropped_files_are_listed_with_the_reason(tmp_path: Path) -> None:
    empty, library = tmp_path / "empty.html", str(tmp_path / "a.db")
    empty.write_text("")
    CliRunner().invoke(main, ["add", str(empty), "--library", library])
    shown = CliRunner().invoke(main, ["dropped", "--library", library]).output
    assert f"{empty}: is empty" in shown
    assert "1 × is empty" in shown
