"""The story page: one file, no network, no script, every claim leads to its sentence."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
import regex

from shutro.ingest.files import read_pages
from shutro.ingest.given import read_given
from shutro.model import Doc, Story
from shutro.pipeline import link_docs, make_stories, read_docs
from shutro.publish.arrange import arrange
from shutro.publish.page import stories_page
from shutro.publish.strip import draw_strip
from shutro.publish.wording import shorten, wording
from storybook import HOSTILE, make_story

EXAMPLE = Path(__file__).parent.parent / "src" / "shutro" / "examples" / "ferry"
LOADING = {"src", "srcset", "poster", "data", "background", "action", "formaction", "xlink:href"}


class Page(HTMLParser):
    """Elements of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self._style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if not self._style:
            self.words += data

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def links(self) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag == "a" and "href" in attributes]


@pytest.fixture(scope="module")
def example() -> tuple[list[Story], dict[str, Doc]]:
    """Return the stories of a bundled example."""
    found = read_docs(read_pages([EXAMPLE]), read_given(str(EXAMPLE / "articles.tsv")))
    _, linked = link_docs([doc for doc in found if isinstance(doc, Doc)])
    return make_stories(linked), {doc.article.id: doc for doc in linked}


@pytest.fixture(scope="module")
def pages(example: tuple[list[Story], dict[str, Doc]]) -> list[str]:
    """Return pages of a story made by hand, of none, and of a bundled example, in both languages."""
    story, docs = make_story()
    return [
        stories_page([story], docs, wording("bn")),
        stories_page([story], docs, wording("en")),
        stories_page([], {}, wording("bn")),
        stories_page(*example, wording("bn")),
        stories_page(*example, wording("en")),
    ]


def test_a_page_loads_nothing(pages: list[str]) -> None:
    for html in pages:
        page = Page(html)
        assert not {tag for tag, _ in page.elements} & {
            "script",
            "link",
            "img",
            "iframe",
            "object",
            "embed",
            "base",
            "form",
        }
        for _, attributes in page.elements:
            assert not set(attributes) & LOADING
            assert not [name for name in attributes if name.startswith("on")]
        style = html[html.index("<style>") : html.index("</style>")]
        assert "@import" not in style
        assert all(
            url.startswith("data:font/woff2;base64,") for url in regex.findall(r"url\(([^)]{1,40})", style)
        )


def test_every_link_within_a_page_has_its_target(pages: list[str]) -> None:
    for html in pages:
        page = Page(html)
        assert len(page.ids) == len(set(page.ids))
        inside = {link["href"][1:] for link in page.links if link["href"].startswith("#")}
        assert inside <= set(page.ids)


def test_links_out_lead_to_the_web_and_tell_it_nothing(pages: list[str]) -> None:
    for html in pages:
        for link in Page(html).links:
            if not link["href"].startswith("#"):
                assert link["href"].startswith(("http://", "https://"))
                assert {"noopener", "noreferrer"} <= set(link["rel"].split())


def test_every_claim_links_to_its_sentence() -> None:
    story, docs = make_story()
    view = arrange(story, docs, wording("bn"))
    html = stories_page([story], docs, wording("bn"))
    for value in view.sections[0].findings[0].values:
        for source in value.sources:
            assert f'<a href="#{source.anchor}">' in html
            assert f'<span id="{source.anchor}">' in html


def test_hostile_text_is_shown_not_run() -> None:
    html = stories_page(*_one(), wording("bn"))
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html
    assert HOSTILE in Page(html).words


def test_figures_and_dates_are_bengali_in_bengali_and_not_in_english() -> None:
    bengali, english = (Page(stories_page(*_one(), wording(code))).words for code in ("bn", "en"))
    assert "১৪–১৬ সেপ্টেম্বর ২০২৩" in bengali
    assert "সকাল ৯:৪০" in bengali
    assert "14–16 September 2023" in english
    assert "Corroborated does not mean true" in english


def test_the_values_of_a_dispute_stand_side_by_side() -> None:
    story, docs = make_story()
    finding = arrange(story, docs, wording("bn")).sections[0].findings[0]
    assert finding.claimed == "৭ ↔ ৯"
    assert [value.label for value in finding.values] == ["৭", "৯"]
    assert finding.values[0].sources[0].chain == ("x1", "পুলিশ")


def test_a_page_never_says_true_or_false() -> None:
    words = Page(stories_page(*_one(), wording("en"))).words
    assert regex.findall(r"\b(?:true|false)\b", words) == ["true"]  # in: corroborated does not mean true


def test_reports_of_one_day_are_stacked_in_the_strip() -> None:
    story, docs = make_story()
    strip = draw_strip(arrange(story, docs, wording("bn")).articles, {2}, wording("bn"))
    assert strip is not None
    assert [dot.derived for dot in strip.dots] == [False, True]
    assert strip.dots[0].x < strip.dots[1].x
    assert strip.ticks[-1].words == "১৬ সেপ্টেম্বর ২০২৩"


@pytest.mark.parametrize("code", ["bn", "en"])
@pytest.mark.parametrize(
    ("value", "bengali", "english"),
    [
        ("2023-09-14", "১৪ সেপ্টেম্বর ২০২৩", "14 September 2023"),
        ("2023-09", "সেপ্টেম্বর ২০২৩", "September 2023"),
        ("2023", "২০২৩", "2023"),
        ("2022/2023", "২০২২ – ২০২৩", "2022 – 2023"),
        ("2023-09-28/2023-10-02", "২৮ সেপ্টেম্বর – ২ অক্টোবর ২০২৩", "28 September – 2 October 2023"),
        ("2026-11-14T15:00+06:00", "১৪ নভেম্বর ২০২৬, বিকেল ৩টা", "14 November 2026, 15:00"),
        ("2023-09-14~", "আনুমানিক ১৪ সেপ্টেম্বর ২০২৩", "about 14 September 2023"),
        ("199X", "১৯৯০-এর দশক", "1990s"),
        ("P1Y", "১ বছর", "1 year"),
        ("PXD", "কয়েক দিন", "some days"),
        ("PAST_REF", "অতীতে", "in the past"),
        (None, "তারিখ নেই", "no date"),
        ("2023-99-99", "২০২৩-৯৯-৯৯", "2023-99-99"),
    ],
)
def test_times_are_never_more_exact_than_they_are(
    code: str, value: str | None, bengali: str, english: str
) -> None:
    from_table = {"bn": bengali, "en": english}[code]
    assert wording(code).when(value) == from_table


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1234567", "১২,৩৪,৫৬৭"),
        ("7", "৭"),
        ("3.6", "৩.৬"),
        ("≥ 3400", "অন্তত ৩,৪০০"),
        ("5–7", "৫–৭"),
        ("100000", "১,০০,০০০"),
    ],
)
def test_counts_are_grouped_as_newspapers_do(value: str, words: str) -> None:
    assert wording("bn").value(value, "count") == words


def test_an_arithmetic_is_told_in_bengali() -> None:
    told = wording("bn").arithmetic("7 reports − 2 copies − 3 that also cite kcna = 2 origins", str.upper)
    assert told == "৭টি প্রতিবেদন − ২টি নকল − একই বরাতের (KCNA) ৩টি = ২টি স্বাধীন উৎস"


def test_an_arithmetic_of_unknown_terms_stays_as_it_is() -> None:
    assert wording("bn").arithmetic("7 reports − 1 oddity = 6 origins") == "7 reports − 1 oddity = 6 origins"


def test_every_arithmetic_of_the_example_can_be_told(example: tuple[list[Story], dict[str, Doc]]) -> None:
    for story in example[0]:
        for finding in story.findings:
            assert "report" not in wording("bn").arithmetic(finding.arithmetic)


def test_a_text_is_never_cut_within_a_cluster() -> None:
    text = "রাষ্ট্রপতির শ্রদ্ধাঞ্জলি"
    pieces = [regex.findall(r"\X", shorten(text, most).removesuffix("…")) for most in range(2, 20)]
    whole = regex.findall(r"\X", text)
    assert all(piece == whole[: len(piece)] for piece in pieces)
    assert shorten("এক দুই তিন", 7) == "এক দুই…"
    assert shorten("এক দুই", 20) == "এক দুই"


def _one() -> tuple[list[Story], dict[str, Doc]]:
    story, docs = make_story()
    return [story], docs
