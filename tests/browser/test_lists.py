"""Filters, search, dossiers and the lists of people and outlets, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage

PAGES = (
    "/",
    "/?only=disputed&place=Q902",
    "/search",
    "/search?q=dhaka পানি",
    "/actor/Q902",
    "/dossier",
    "/dossier?a=Q902&b=Q668",
    "/quotes",
    "/outlets",
    "/sources",
    "/add",
    "/outlet/dhaka_ekhon",
    "/agency/unb",
)


@pytest.mark.parametrize("language", ["bn", "en"])
def test_nothing_stands_out_of_a_phone(desk: str, open_page: OpenPage, language: str) -> None:
    page = open_page(desk, language=language, width=390)
    for path in PAGES:
        page.goto(desk + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_a_choice_filters_at_once_and_its_chip_takes_it_back(page: Page) -> None:
    stories = page.locator("li.card")
    expect(stories).to_have_count(6)
    page.get_by_label("কলকাতা").check()
    page.wait_for_url(lambda address: "place=" in address)
    expect(stories).to_have_count(4)
    page.locator(".chips.active a").first.click()
    expect(stories).to_have_count(6)


def test_filters_work_without_javascript(desk: str, open_page: OpenPage) -> None:
    page = open_page(desk, js=False)
    page.get_by_label("কলকাতা").check()
    page.get_by_role("button", name="দেখান").click()
    expect(page.locator("li.card")).to_have_count(4)


def test_a_name_is_suggested_while_it_is_typed(page: Page) -> None:
    page.locator("#name-place").press_sequentially("Banglad")
    expect(page.locator("#names-place option").first).to_have_attribute("value", "বাংলাদেশ")
    page.locator("#name-place").fill("বাংলাদেশ")
    page.locator("#name-place").press("Enter")
    page.wait_for_url(lambda address: "place=Q902" in address)


def test_results_come_while_one_types(desk: str, open_page: OpenPage) -> None:
    page = open_page(f"{desk}/search")
    page.locator("#q").press_sequentially("পানি")
    expect(page.locator("#results mark").first).to_be_visible()
    page.wait_for_url(lambda address: "q=" in address)
    page.locator(".hit-of h3 a").first.click()
    page.wait_for_url(lambda address: "/article/" in address)
    expect(page.locator("#here")).to_be_visible()


def test_search_works_without_javascript_from_the_keyboard(desk: str, open_page: OpenPage) -> None:
    page = open_page(desk, js=False)
    page.locator("#q").fill("পানির")
    page.locator("#q").press("Enter")
    expect(page.locator("#results mark").first).to_be_visible()


def test_dossier_of_two_names_opens_its_articles(desk: str, open_page: OpenPage) -> None:
    page = open_page(f"{desk}/dossier")
    page.locator("#name-a").fill("Bangladesh")
    page.locator("#name-b").fill("ভারত")
    page.get_by_role("button", name="দেখান").click()
    expect(page.locator("h1")).to_have_text("বাংলাদেশ ও ভারত")
    expect(page.locator(".quads rect").first).to_be_visible()
    page.locator(".timeline .cited a").first.click()
    expect(page.locator("#beside #here")).to_be_visible()


def test_a_watch_is_made_and_stopped_without_javascript(own_desk: str, open_page: OpenPage) -> None:
    page = open_page(f"{own_desk}/alerts", js=False, width=390)
    page.get_by_label("নাম", exact=True).fill("লঞ্চের খবর")
    page.locator("#query").fill("লঞ্চ")
    page.get_by_role("button", name="নজর রাখা শুরু করুন").click()
    expect(page.get_by_role("link", name="লঞ্চের খবর")).to_be_visible()
    page.get_by_role("button", name="নজর রাখা বন্ধ করুন").click()
    expect(page.get_by_role("link", name="লঞ্চের খবর")).to_have_count(0)


def test_names_in_a_table_stay_whole_on_a_phone(desk: str, open_page: OpenPage) -> None:
    page = open_page(f"{desk}/outlets", width=390)
    box = page.locator("table tbody th").first.bounding_box()
    assert box
    assert box["width"] > 100
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
