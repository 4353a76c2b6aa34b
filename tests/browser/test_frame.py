"""The frame of the desk: both languages, the keyboard, settings, no JavaScript."""

from playwright.sync_api import Page, expect

from browser.conftest import OpenPage


def test_today_speaks_bengali_and_english(desk: str, open_page: OpenPage) -> None:
    assert open_page(desk).title() == "আজ · সূত্র"
    page = open_page(desk, language="en")
    assert page.title() == "Today · Shutro"
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_language_changes_with_a_press_and_the_page_stays(desk: str, open_page: OpenPage) -> None:
    page = open_page(f"{desk}/work")
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(f"{desk}/work")
    expect(page.get_by_role("link", name="Today", exact=True)).to_be_visible()


def test_the_language_changes_without_javascript(desk: str, open_page: OpenPage) -> None:
    page = open_page(desk, js=False)
    page.get_by_role("button", name="English").click()
    expect(page).to_have_title("Today · Shutro")


def test_the_keyboard_leads_to_the_first_story(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    first = page.locator("main a[href^='/story/']").first
    for _ in range(40):
        page.keyboard.press("Tab")
        if first.evaluate("link => link === document.activeElement"):
            break
    assert first.evaluate("link => link === document.activeElement")


def test_a_stroke_leads_to_the_search_box(page: Page) -> None:
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


def test_settings_are_kept(own_desk: str, open_page: OpenPage) -> None:
    page = open_page(f"{own_desk}/settings")
    page.get_by_label("আপনার নাম").fill("রিনা")
    page.get_by_label("আঁধার").check()
    page.get_by_label("বাংলা, বাংলাদেশ").check()
    page.get_by_role("button", name="রেখে দিন").click()
    assert page.get_by_label("আপনার নাম").input_value() == "রিনা"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.get_by_label("বাংলা, বাংলাদেশ").is_checked()


def test_a_link_from_elsewhere_keeps_the_session(desk: str, open_page: OpenPage) -> None:
    page = open_page(f"{desk}/settings")
    before = next(cookie for cookie in page.context.cookies() if cookie["name"] == "session")
    page.goto("about:blank")
    page.set_content(f'<a href="{desk}/settings">here</a>')
    page.get_by_text("here").click()
    expect(page.get_by_label("আপনার নাম")).to_be_visible()
    after = next(cookie for cookie in page.context.cookies() if cookie["name"] == "session")
    assert before["value"] == after["value"]


def test_a_printed_page_has_no_menu(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator("nav.menu")).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()
