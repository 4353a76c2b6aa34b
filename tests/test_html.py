"""HTML pages: the article with its headline and captions, its address, its site and its date."""

import pytest

from shutro.errors import InputError
from shutro.ingest.page import extract

PARAGRAPHS = (
    "কুড়িগ্রামের চিলমারীতে ব্রহ্মপুত্রের পানি কমতে শুরু করেছে। তিন দিনে পানি কমেছে ৩৮ সেন্টিমিটার।",
    "পানি উন্নয়ন বোর্ডের এক কর্মকর্তা বলেন, উজানে বৃষ্টি না হলে পানি আরও কমবে। তবে ভাঙনের ভয় কাটেনি।",
    "উপজেলার ছয়টি আশ্রয়কেন্দ্রে এখনো চার শতাধিক পরিবার রয়েছে। তাদের চাল ও শুকনা খাবার দেওয়া হয়েছে।",
)


def page(head: str = "", above: str = "", inside: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<!doctype html><html lang="bn"><head><meta charset="utf-8"><title>পানি নামছে | দৈনিক নদীপথ</title>{head}'
        f"</head><body><nav><a href='/'>প্রচ্ছদ</a></nav><article><h1>পানি নামছে</h1>{above}{inside}{body}</article>"
        "<footer>© ২০২৬ দৈনিক নদীপথ</footer></body></html>"
    )


def linked(date: str) -> str:
    node = f'{{"@type": "NewsArticle", "datePublished": "{date}"}}'
    return f'<script type="application/ld+json">{{"@graph": [{node}]}}</script>'


def test_headline_body_address_and_site_are_found() -> None:
    head = (
        '<link rel="canonical" href="https://nodipoth.example/a/1">'
        '<meta property="og:site_name" content="দৈনিক নদীপথ">'
    )
    found = extract(page(head), "a.html")
    assert found.title == "পানি নামছে"
    assert found.url == "https://nodipoth.example/a/1"
    assert found.site == "দৈনিক নদীপথ"
    assert all(paragraph in found.text for paragraph in PARAGRAPHS)
    assert "প্রচ্ছদ" not in found.text


def test_a_caption_stays_in_its_place() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>ভাঙনের মুখে ঘর। ছবি: সংগৃহীত</figcaption></figure>"
    text = extract(page(inside=figure), "a.html").text
    assert text.count("ভাঙনের মুখে ঘর। ছবি: সংগৃহীত") == 1
    assert text.index("ভাঙনের মুখে") < text.index("কুড়িগ্রামের")


@pytest.mark.parametrize("joiner", ["\u200d", "&zwj;", "&#8205;"])
def test_the_joiner_that_a_word_is_spelled_with_stays(joiner: str) -> None:
    inside = f"<p>দুজনকে আটক করেছে র{joiner}্যাব, <b>র{joiner}্যালি</b> থেকে। তাঁদের থানায় নেওয়া হয়েছে।</p>"
    text = extract(page(inside=inside), "a.html").text
    assert "র\u200d্যাব" in text
    assert "র\u200d্যালি" in text


META = '<meta property="article:published_time" content="2026-11-14T11:20:00+06:00">'
TIME = "<time datetime='2026-11-14T11:20:00Z'>আজ</time>"
LINE = "<span>প্রকাশিত: ১১:২০ পিএম, ১৪ নভেম্বর ২০২৬</span>"


@pytest.mark.parametrize(
    ("head", "above", "published"),
    [
        (linked("2026-11-14T11:20:00+06:00"), "", "2026-11-14T11:20+06:00"),
        (META, "", "2026-11-14T11:20+06:00"),
        ("", TIME, "2026-11-14T11:20+00:00"),
        ("", LINE, "2026-11-14T23:20"),
        (linked("2026-11-14"), TIME, "2026-11-14T11:20+00:00"),
        (META, LINE, "2026-11-14T11:20+06:00"),
        (linked("yesterday"), LINE, "2026-11-14T23:20"),
        (
            '<script type="application/ld+json">{"datePublished": "2026-11-14T11:20:00+06:00", broken</script>',
            "",
            "2026-11-14T11:20+06:00",
        ),
        ('<meta name="pubdate" content="Sat, 14 Nov 2026 11:20:00 +0600">', "", "2026-11-14T11:20+06:00"),
    ],
)
def test_the_date_is_read_from_data_before_the_line_for_readers(
    head: str, above: str, published: str
) -> None:
    assert extract(page(head, above), "a.html").published == published


def test_a_page_without_a_date_has_none() -> None:
    assert extract(page(), "a.html").published is None


@pytest.mark.parametrize("text", ["", "<html></html>", "<!---->"])
def test_a_page_without_an_article_is_refused_by_name(text: str) -> None:
    with pytest.raises(InputError, match=r"^a\.html: "):
        extract(text, "a.html")
