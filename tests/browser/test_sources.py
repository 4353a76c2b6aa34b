"""The page of sources, with some that work, one that fails and one that is off, in a browser."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.checks import check_axe
from browser.conftest import OpenPage
from shutro.fetch.entries import Entry
from shutro.store.listed import Portion, due_pages, note_listing, note_page
from shutro.store.opening import open_library
from shutro.store.sources import Watched, note_fault, stamp, switch_source, watch_sources

LONG = "https://news.example/" + "a-very-long-name-of-a-feed-" * 6 + "feed.xml"


@pytest.fixture
def watched(library: Path, tmp_path: Path) -> Path:
    """Fill the library of `own_desk` with sources."""
    path = tmp_path / "shutro.db"
    now = datetime.now(UTC)
    with open_library(path) as connection:
        sources = [
            Watched(
                address="https://dhaka_ekhon.example/feed",
                kind="feed",
                outlet="dhaka_ekhon",
                added=stamp(now),
            ),
            Watched(address=LONG, kind="sitemap", title="<b>উদাহরণ</b>", added=stamp(now)),
            Watched(address="https://off.example/feed", kind="feed", outlet="off.example", added=stamp(now)),
        ]
        watch_sources(connection, sources)
        entries = [Entry(address=f"https://dhaka_ekhon.example/{number}") for number in range(6)]
        due = now + timedelta(minutes=5)
        most = Portion()
        note_listing(
            connection, sources[0], entries, most, now=now, due=due, etag=None, modified=None, title=""
        )
        for page in due_pages(connection, now, 9):
            is_dropped = page.address.endswith("5")
            note_page(
                connection,
                page,
                now=now,
                due=None,
                state="dropped" if is_dropped else "stored",
                reason="robots.txt forbids it" if is_dropped else None,
                article=None if is_dropped else "some",
            )
        note_fault(connection, sources[1], "no answer in time", now=now, due=due)
        switch_source(connection, sources[2].address, "off")
    return path


@pytest.mark.parametrize(("language", "theme", "width"), [("bn", "light", 390), ("en", "dark", 1280)])
def test_sources_are_read_by_everybody_and_on_a_phone(
    own_desk: str, watched: Path, open_page: OpenPage, language: str, theme: str, width: int
) -> None:
    page = open_page(own_desk, language=language, theme=theme, width=width)
    page.goto(f"{own_desk}/sources")
    assert page.locator("ol.cards > li").count() == 3
    assert page.locator("#dropped li").count() == 1
    assert page.locator("main b").count() == 0
    check_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_source_is_switched_and_forgotten_without_javascript(
    own_desk: str, watched: Path, open_page: OpenPage
) -> None:
    page = open_page(f"{own_desk}/sources", js=False)
    assert page.locator("ol.cards > li").count() == 3
    off = page.locator("ol.cards > li", has_text="off.example")
    off.get_by_role("button", name="আবার নজরে রাখুন").click()
    off.get_by_role("button", name="আর দেখার দরকার নেই").click()
    off.locator("button[value=gone]").click()
    expect(page.locator("ol.cards > li")).to_have_count(2)
