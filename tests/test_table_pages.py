"""Pages that are laid out in tables, as sites of the first years are."""

import hashlib

from shutro.ingest.articles import to_article
from shutro.ingest.given import GivenArticle
from shutro.model import Page

REPORT = """<html><head><title>সংবাদ</title></head><body><table><tr><td colspan="2"><a href="/">প্রচ্ছদ</a></td></tr>
<tr><td><font>সর্বশেষ</font></td><td><h1>বাঁধ ভেঙে গ্রাম প্লাবিত</h1><font>প্রকাশ: ২১ নভেম্বর ২০২৬ | ১৩:০৬</font>
<p>টানা বৃষ্টিতে নদীর বাঁধ ভেঙে পাঁচটি গ্রাম প্লাবিত হয়েছে। পানিবন্দী হয়ে পড়েছে দুই হাজার পরিবার।</p>
<p>দুর্গত মানুষের জন্য সাতটি আশ্রয়কেন্দ্র খোলা হয়েছে। সেখানে শুকনা খাবার পাঠানো হয়েছে।</p>{more}</td></tr></table></body></html>"""
FIGURES = "<table><tr><td>গ্রাম</td><td>পরিবার</td></tr><tr><td>শালবন</td><td>৫১</td></tr></table>"


def text_of(html: str) -> str:
    raw = html.encode()
    page = Page(digest=hashlib.sha256(raw).hexdigest(), raw=raw, name="page.html", media="html")
    return to_article(page, GivenArticle(url="https://news.example/1"))[0].text


def test_cells_that_hold_paragraphs_are_read_as_paragraphs() -> None:
    lines = text_of(REPORT.replace("{more}", "")).split("\n")
    assert lines[0] == "বাঁধ ভেঙে গ্রাম প্লাবিত"
    assert sum(line.endswith("।") for line in lines) == 2
    assert not any("|" in line and "নদীর" in line for line in lines)


def test_a_table_of_figures_stays_one() -> None:
    html = REPORT.replace("<table>", "<div>", 1).replace("{more}", FIGURES)
    assert "শালবন" in text_of(html)
