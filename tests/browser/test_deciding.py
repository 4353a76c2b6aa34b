"""Deciding in a browser: in place and without JavaScript, what comes of it, taking back, the log."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.checks import check_axe
from browser.conftest import OpenPage

PATIENCE = 90_000.0


def open_story(desk: str, open_page: OpenPage, **how: object) -> Page:
    page = open_page(desk, **how)
    page.locator(".card h2 a").first.click()
    return page


def test_a_finding_is_marked_wrong_in_place_and_restored(own_desk: str, open_page: OpenPage) -> None:
    page = open_story(own_desk, open_page)
    deciding = page.locator(".finding .deciding").first
    deciding.locator("> summary").click()
    deciding.get_by_text("কথাটি ভুল", exact=True).click()
    check_axe(page)
    deciding.get_by_label("আপনার নাম").first.fill("রিনা")
    deciding.get_by_role("button", name="ভুল বলে চিহ্নিত করুন").click()
    expect(page).to_have_url(re.compile("/decisions/1"))
    expect(page.get_by_role("heading", name="এখন যা দাঁড়াল")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".decided")).to_contain_text("রিনা")
    check_axe(page)
    page.get_by_role("button", name="ফেরান").click()
    expect(page.locator(".decided .state")).to_have_text("ফেরানো হয়েছে")
    page.get_by_role("button", name="আবার বহাল করুন").click()
    expect(page.locator(".decided .state")).to_have_text("বহাল")


@pytest.mark.parametrize("language", ["bn", "en"])
def test_stories_are_merged_without_javascript(own_desk: str, open_page: OpenPage, language: str) -> None:
    page = open_story(own_desk, open_page, js=False, language=language, width=390)
    page.locator("header .deciding > summary").first.click()
    page.locator("header .deciding a").first.click()
    page.locator(".act > summary").first.click()
    page.goto(own_desk)
    other = page.locator(".card h2 a").nth(1).get_attribute("href") or ""
    page.go_back()
    page.locator(".act > summary").first.click()
    page.locator("#merge-other").fill(own_desk + other)
    page.locator("#who-merge").fill("Rina")
    page.locator(".act button.main").first.click()
    expect(page.locator(".decided")).to_contain_text("Rina")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{own_desk}/decisions")
    expect(page.locator(".log .card")).to_have_count(1)
    page.locator(".log .turn button").click()
    expect(page.locator(".decided .state")).to_be_visible()


def test_a_mark_of_an_article_is_corrected(own_desk: str, open_page: OpenPage) -> None:
    page = open_story(own_desk, open_page, language="en")
    page.goto(own_desk + (page.locator(".articles a").first.get_attribute("href") or "").split("#")[0])
    page.get_by_role("link", name="Whole report").first.click()
    page.locator(".found details:not([open]) > summary").first.click()
    page.locator(".found .correct").first.click()
    check_axe(page)
    page.locator("input[name=who]").first.fill("Rina")
    page.get_by_role("button", name="Remove the mark").first.click()
    expect(page.locator(".decided")).to_contain_text("Rina")
    page.goto(f"{own_desk}/decisions")
    check_axe(page)
    expect(page.locator(".log .card h2")).to_contain_text("mark removed")
