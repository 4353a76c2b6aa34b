"""The keyboard alone: the way through every page, opening and closing, and going on where one was."""

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage

STOPS = 80  # of a page; what comes later in a long one is of the same kinds
# What is wrong with what has the focus: nothing, or that one cannot see it, or that it comes before the last one.
STOP = """() => {
  const one = document.activeElement, last = window.last;
  if (one === document.body || (one.matches(".skip") && last)) return "end";
  if (one === last && one.type === "date") return "";  // a day has fields and a button of its own
  window.last = one;
  const style = getComputedStyle(one), what = ": " + one.outerHTML.slice(0, 120);
  if (style.outlineStyle === "none" && style.boxShadow === "none") return "no ring" + what;
  if (last && last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING) return "goes back" + what;
  const box = one.getBoundingClientRect();
  const isInSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  if (!isInSight) return "out of sight" + what;
  const [x, y] = [box.left + Math.min(box.width, 20) / 2, box.top + Math.min(box.height, 20) / 2];
  const over = document.elementFromPoint(x, y);
  const cover = over && !one.contains(over) && !over.contains(one) && over.closest("aside, header, a");
  return cover && getComputedStyle(cover).position !== "static" ? "covered" + what : "";
}"""
STEERED = "[...document.querySelectorAll('[tabindex]')].filter(part => part.tabIndex > 0).length"


@pytest.fixture
def story(addresses: list[str]) -> str:
    """Return the address of a story with an article open beside it."""
    return next(address for address in addresses if address.startswith("/story/") and "article=" in address)


@pytest.mark.parametrize("width", [1280, 390])
def test_tab_leads_through_every_page_in_order_and_in_sight(
    newsroom: str, addresses: list[str], open_page: OpenPage, width: int
) -> None:
    page = open_page(newsroom, width=width)
    page.emulate_media(reduced_motion="reduce")
    for address in addresses:
        page.goto(newsroom + address)
        assert page.evaluate(STEERED) == 0, address
        faults = [fault for fault in stops(page) if fault]
        assert faults == [], f"{address}: {faults}"


def test_the_way_over_the_menu_is_seen_and_leads_to_the_page(desk: str, open_page: OpenPage) -> None:
    page = open_page(f"{desk}/quotes", width=390)
    page.keyboard.press("Tab")
    box = page.locator(".skip").bounding_box()
    assert box
    found = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).className", [box["x"] + 5, box["y"] + 5]
    )
    assert found == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


def test_what_is_folded_opens_by_space_and_enter_and_the_menu_closes_by_escape(page: Page) -> None:
    take = page.locator(".take")
    for key in ("Space", "Enter"):
        take.locator("summary").press(key)
        expect(take).to_have_attribute("open", "")
        page.keyboard.press("Tab")
        assert page.evaluate("Boolean(document.activeElement.closest('.take a'))")
        page.keyboard.press("Escape")
        expect(take).not_to_have_attribute("open", "")
        assert page.evaluate("document.activeElement.matches('.take summary')")


@pytest.mark.parametrize("width", [1280, 390])
def test_an_article_takes_the_focus_and_escape_gives_it_back(
    desk: str, story: str, open_page: OpenPage, width: int
) -> None:
    alone = f"{desk}{story.partition('?')[0]}"
    page = open_page(alone, width=width)
    sentence = page.locator(".finding blockquote a").nth(1)
    sentence.press("Enter")
    expect(page.locator("#here")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('#beside'))")
    page.keyboard.press("Escape")
    expect(page.locator("#beside > *")).to_have_count(0)
    expect(page).to_have_url(alone)
    expect(sentence).to_be_focused()
    page.go_back()
    expect(page.locator("#beside .hit").first).to_be_visible()


def test_an_address_with_an_article_closes_to_its_story(desk: str, story: str, open_page: OpenPage) -> None:
    page = open_page(f"{desk}{story}")
    page.keyboard.press("Escape")
    expect(page.locator("#beside > *")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == "main"


def stops(page: Page) -> list[str]:
    """Return what is wrong with each stop of Tab, up to the end of the page."""
    found: list[str] = []
    while len(found) < STOPS:
        page.keyboard.press("Tab")
        fault = page.evaluate(STOP)
        if fault == "end":
            break
        found.append(fault)
    assert found
    return found
