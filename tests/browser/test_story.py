"""The story and the article in a browser: opening beside, marks, phone, print, and without JavaScript."""

import pytest
import regex
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage

FERRY = "লঞ্চডুবি"
PATIENCE = 20_000  # milliseconds; a slow machine is no fault of the page
MARKED = "getComputedStyle(document.querySelector('.text .run.{}')).textDecorationLine"
# The words of the article alone: what its marks were read as stands among them.
BARE = """hits => hits.map(hit => {
    const words = hit.cloneNode(true);
    words.querySelectorAll(".note").forEach(note => note.remove());
    return words.textContent;
})"""


@pytest.fixture
def story(desk: str, open_page: OpenPage) -> str:
    """Return the address of the story of the sunken ferry."""
    page = open_page(f"{desk}/")
    link = page.locator("main a[href^='/story/']", has_text=FERRY).first
    return f"{desk}{(link.get_attribute('href') or '').partition('?')[0]}"


def first_sentence(page: Page) -> str:
    sentence = page.locator(".finding blockquote a").nth(1)
    words = " ".join(sentence.inner_text().split())
    sentence.click()
    return words


def highlighted(page: Page) -> str:
    expect(page.locator("#beside .hit").first).to_be_visible(timeout=PATIENCE)
    return " ".join("".join(page.locator("#beside .hit").evaluate_all(BARE)).split())


def test_sentence_opens_its_article_beside_the_story_and_changes_the_address(
    story: str, open_page: OpenPage
) -> None:
    page = open_page(story)
    page.evaluate("window.stayed = true")
    words = first_sentence(page)
    assert words in highlighted(page)
    assert page.evaluate("window.stayed")
    assert regex.search(r"\?article=[0-9a-f]+&at=[0-9]+", page.url)
    expect(page.locator("#here")).to_be_in_viewport()


def test_the_address_of_an_open_sentence_opens_it_for_others(story: str, open_page: OpenPage) -> None:
    page = open_page(story)
    words = first_sentence(page)
    highlighted(page)
    other = open_page(page.url, language="en")
    assert words in highlighted(other)
    expect(other.locator("#here")).to_be_in_viewport()


def test_back_and_close_lead_to_the_story_alone(story: str, open_page: OpenPage) -> None:
    page = open_page(story)
    first_sentence(page)
    highlighted(page)
    page.go_back()
    expect(page.locator("#beside .hit")).to_have_count(0)
    first_sentence(page)
    highlighted(page)
    page.locator("#beside .close").click()
    expect(page.locator("#beside .hit")).to_have_count(0)


def test_sentences_open_without_javascript(story: str, open_page: OpenPage) -> None:
    page = open_page(story, js=False)
    words = first_sentence(page)
    assert words in highlighted(page)


def test_marks_are_switched_without_javascript(story: str, open_page: OpenPage) -> None:
    page = open_page(story, js=False)
    page.locator("#articles a[href*='article=']").first.click()
    page.locator("#beside a[href^='/article/']").first.click()
    assert page.evaluate(MARKED.format("names")) == "underline"
    page.locator("input[value=names]").uncheck()
    assert page.evaluate(MARKED.format("names")) == "none"
    page.locator("input[value=times]").check()
    page.locator(".switches button").click()
    assert "marks=times" in page.url
    assert page.evaluate(MARKED.format("names")) == "none"
    assert page.locator("input[value=times]").is_checked()


def test_origins_are_counted_at_a_press(story: str, open_page: OpenPage) -> None:
    page = open_page(story)
    sum_ = page.locator("details.sum").first
    expect(sum_.locator(".arithmetic")).to_be_hidden()
    sum_.locator("summary").press("Enter")
    expect(sum_.locator(".arithmetic")).to_be_visible()
    expect(sum_.locator(".steps a").first).to_be_visible()


def test_what_was_seen_stays_seen(own_desk: str, open_page: OpenPage) -> None:
    page = open_page(f"{own_desk}/")
    page.locator("main a[href^='/story/']", has_text=FERRY).first.click()
    page.locator(".news button").click()
    expect(page.locator(".news")).to_contain_text("নতুন কিছু আসেনি")


def test_a_story_of_eight_reports_is_printed_on_four_sheets_at_most(story: str, open_page: OpenPage) -> None:
    page = open_page(story)
    assert page.locator("main .articles > li").count() == 8
    assert len(regex.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 4


def test_nothing_stands_out_of_a_phone(story: str, open_page: OpenPage) -> None:
    page = open_page(story, width=390)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    first_sentence(page)
    highlighted(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#beside a[href^='/article/']").first.click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_charts_and_sums_are_on_paper(story: str, open_page: OpenPage) -> None:
    page = open_page(story)
    page.emulate_media(media="print")
    for part in ("figure.course", "figure.graph", "figure.map", ".brief"):
        expect(page.locator(part).first).to_be_visible()
    expect(page.locator(".toc")).to_be_hidden()


def test_selected_words_lead_to_the_forms_that_decide_on_them(story: str, open_page: OpenPage) -> None:
    page = open_page(story)
    first_sentence(page)
    words = highlighted(page)
    page.locator("#beside .hit").first.dblclick()
    offered = page.locator("a.choosing")
    expect(offered).to_be_visible(timeout=PATIENCE)
    chosen = page.evaluate("document.getSelection().toString().trim()")
    assert chosen
    assert chosen in words
    offered.click()
    expect(page.locator("p.lead bdi")).to_have_text(chosen, timeout=PATIENCE)
    expect(page.locator("form[action='/decisions']").first).to_be_attached()


def test_a_mark_of_a_chart_opens_its_article_without_loading_the_page_anew(
    story: str, open_page: OpenPage
) -> None:
    page = open_page(story)
    page.evaluate("window.stayed = true")
    page.locator("#timeline svg a").first.click()
    expect(page.locator("#beside .text")).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("window.stayed")
    assert "article=" in page.url


def test_a_story_is_printed_on_a_dozen_sheets(story: str, open_page: OpenPage) -> None:
    page = open_page(story)
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(regex.findall(rb"/Type\s*/Page\b", paper)) <= 12
