"""Every page of the desk: both languages, both themes, phone and desk, keyboard only, no JavaScript, on paper."""

import pytest
from playwright.sync_api import Page, expect

from browser.checks import check_axe
from browser.conftest import OpenPage

LOOKS = (("bn", 1280), ("en", 390), ("bn", 390), ("en", 1280))
IN_SIGHT = "document.documentElement.scrollWidth <= innerWidth"
OUTSIDE = """() => [...document.querySelectorAll("main *")]
  .filter(part => part.getBoundingClientRect().right > innerWidth + 1).slice(0, 6)
  .map(part => part.tagName + "." + part.getAttribute("class") + " " + part.textContent.slice(0, 30))"""
UNSEEN = """() => [...document.querySelectorAll("main .finding")]
  .filter(finding => !finding.getClientRects().length).map(finding => finding.id)"""

UNFOLDED = """() => [...document.querySelectorAll("main details:not([open], .sum, .values details) > :not(summary)")]
  .filter(part => part.getClientRects().length).map(part => part.textContent.slice(0, 30))"""
CUT = """() => [...document.querySelectorAll("main figure.chart, main figure.strip")]
  .filter(chart => getComputedStyle(chart).breakInside !== "avoid").map(chart => chart.textContent.slice(0, 30))"""


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_every_page_stands_in_both_themes(
    newsroom: str, addresses: list[str], open_page: OpenPage, language: str, width: int
) -> None:
    page = open_page(newsroom, language=language, width=width)
    for address in addresses:
        page.goto(newsroom + address)
        assert page.locator("html").get_attribute("lang") == language, address
        assert page.locator("main h1").count() == 1, address
        assert page.evaluate(IN_SIGHT), f"{address} is wider than {width} pixels: {wide(page)}"
        for theme in ("light", "dark"):
            page.evaluate(
                "theme => document.documentElement.dataset.theme = theme", theme
            )  # as the settings say it
            check_axe(page)


def test_pages_and_forms_are_there_without_javascript(
    newsroom: str, addresses: list[str], open_page: OpenPage
) -> None:
    page = open_page(newsroom, js=False)
    for address in addresses:
        page.goto(newsroom + address)
        expect(page.locator("main h1")).to_be_visible()
        for form in page.locator("main form").all():
            assert form.locator("button, input[type=submit]").count(), (address, form.get_attribute("action"))


def test_paper_has_all_findings_whole_drawings_and_what_is_folded_stays_folded(
    newsroom: str, addresses: list[str], open_page: OpenPage
) -> None:
    story = next(address for address in addresses if address.startswith("/story/"))
    page = open_page(newsroom + story.partition("?")[0])
    count = page.locator("main .finding").count()
    page.emulate_media(media="print")
    assert count
    assert page.evaluate(UNSEEN) == []
    assert page.evaluate(UNFOLDED) == []
    assert page.evaluate(CUT) == []
    assert page.locator("main .articles li:visible").count()


def test_no_page_has_anything_to_press_on_paper_and_each_tells_its_address(
    newsroom: str, addresses: list[str], open_page: OpenPage
) -> None:
    page = open_page(newsroom)
    page.emulate_media(media="print")
    for address in addresses:
        page.goto(newsroom + address)
        expect(page.locator("main h1")).to_be_attached()
        assert page.locator("button:visible, input:visible, select:visible, nav:visible").count() == 0, (
            address
        )
        assert page.locator(".on-paper").inner_text().endswith(page.url.partition("#")[0]), address


def test_nothing_of_a_hostile_library_runs_and_pages_keep_their_width(
    hostile_desk: str, hostile_addresses: list[str], open_page: OpenPage
) -> None:
    page = open_page(hostile_desk, width=390)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for address in ("/dropped", "/alerts", "/sources", "/add", "/api", *hostile_addresses):
        page.goto(hostile_desk + address)
        assert page.evaluate("window.ran === undefined"), address
        assert page.evaluate(IN_SIGHT), f"{address} is wider than a phone: {wide(page)}"


def wide(page: Page) -> str:
    """Return which parts of a page stand out of the window."""
    return str(page.evaluate(OUTSIDE))
