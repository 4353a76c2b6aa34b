"""The stories of one affair in a browser: from a story to the next, and from Today."""

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import OpenPage


@pytest.mark.parametrize(("language", "width"), [("bn", 1280), ("en", 390)])
def test_the_parts_of_an_affair_lead_to_one_another(
    newsroom: str, affair: str, open_page: OpenPage, language: str, width: int
) -> None:
    page = open_page(newsroom + affair, language=language, width=width)
    expect(parts(page)).to_have_count(2)
    expect(parts(page).nth(0)).to_have_attribute("aria-current", "true")
    title = parts(page).nth(1).locator("a").inner_text()
    parts(page).nth(1).locator("a").click()
    expect(page.locator("h1")).to_have_text(title)
    expect(parts(page).nth(1)).to_have_attribute("aria-current", "true")
    parts(page).nth(0).locator("a").click()
    expect(page).to_have_url(newsroom + affair)


@pytest.mark.parametrize("js", [True, False])
def test_today_leads_to_the_other_stories_of_an_affair(
    newsroom: str, affair: str, open_page: OpenPage, js: bool
) -> None:
    page = open_page(newsroom, js=js)
    page.locator(f"main a[href='{affair}#affair']").click()
    expect(page.locator("#affair")).to_be_in_viewport()


def test_a_story_of_its_own_is_in_no_affair(desk: str, open_page: OpenPage) -> None:
    page = open_page(desk)
    page.locator(".card h2 a").first.click()
    expect(page.locator("#articles")).to_be_attached()
    expect(parts(page)).to_have_count(0)


def parts(page: Page) -> Locator:
    """Return the stories of the affair that a story's page shows."""
    return page.locator("#affair .affair li")
