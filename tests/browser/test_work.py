"""The page of the work, which goes on in place and without JavaScript."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.conftest import OpenPage
from desk import served
from test_work import add, write_articles

DONE = "সবকিছু হালনাগাদ আছে।"
PATIENCE = 120_000.0


@pytest.mark.parametrize("js", [True, False])
def test_the_page_goes_on_until_all_is_done(tmp_path: Path, open_page: OpenPage, js: bool) -> None:
    add(tmp_path / "shutro.db", write_articles(tmp_path / "first", "১২৩"))
    with served(tmp_path / "shutro.db") as address:
        page = open_page(f"{address}/work", js=js)
        expect(page.get_by_text(DONE)).to_be_visible(timeout=PATIENCE)
        page.goto(address)
        expect(page.locator("main a[href^='/story/']").first).to_be_visible()
