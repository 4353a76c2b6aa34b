"""Adding in a browser: by dropping files, by pasting, examples with one click, with and without JavaScript."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.checks import check_axe
from browser.conftest import OpenPage

REPORT = "সেতুতে ফাটল, যান চলাচল বন্ধ\n\nআজ সোমবার সকালে সেতুটিতে ফাটল দেখা দেয় বলে জানিয়েছে সড়ক বিভাগ।\n"
DROP = """text => {
  const files = new DataTransfer();
  files.items.add(new File([text], "setu.txt", {type: "text/plain"}));
  const box = document.querySelector(".drop");
  box.dispatchEvent(new DragEvent("dragover", {dataTransfer: files, bubbles: true, cancelable: true}));
  box.dispatchEvent(new DragEvent("drop", {dataTransfer: files, bubbles: true, cancelable: true}));
}"""


def until_done(page: Page) -> None:
    expect(page.locator("main a[href^='/story/']").first).to_be_visible(timeout=60_000)


def test_a_dropped_file_joins_a_story(empty_desk: str, open_page: OpenPage) -> None:
    page = open_page(f"{empty_desk}/add")
    page.evaluate(DROP, REPORT)
    expect(page.locator(".dropped li")).to_have_text("setu.txt")
    page.get_by_role("button", name="যোগ করুন", exact=True).click()
    expect(page).to_have_url(re.compile("/added/"))
    until_done(page)
    check_axe(page)
    page.goto(empty_desk)
    expect(page.locator("main h2 a[href^='/story/']")).to_have_text("সেতুতে ফাটল, যান চলাচল বন্ধ")


@pytest.mark.parametrize("js", [True, False])
def test_pasted_words_and_chosen_files_are_added(
    empty_desk: str, open_page: OpenPage, tmp_path: Path, js: bool
) -> None:
    (tmp_path / "other.txt").write_text(REPORT.replace("সেতু", "রাস্তা"), encoding="utf-8")
    page = open_page(f"{empty_desk}/add", js=js)
    page.get_by_label("ফাইল বা ফোল্ডার").set_input_files(tmp_path / "other.txt")
    page.get_by_label("অথবা লেখা সেঁটে দিন").fill(REPORT)
    page.get_by_role("button", name="যোগ করুন", exact=True).click()
    expect(page.locator(".card")).to_have_count(2)
    until_done(page)


def test_examples_come_with_one_click(empty_desk: str, open_page: OpenPage) -> None:
    page = open_page(empty_desk, language="en")
    check_axe(page)
    page.get_by_role("button", name="See example stories").click()
    expect(
        page.get_by_role("link", name="Today’s stories").or_(page.locator("main a[href='/']"))
    ).to_be_visible(timeout=60_000)
    page.goto(empty_desk)
    expect(page.locator("main .card")).to_have_count(6)
