"""Pages that do all they can to break, to stop or to fill whoever reads them."""

import hashlib

import pytest

from shutro.errors import InputError
from shutro.ingest.articles import to_article
from shutro.ingest.charsets import decode
from shutro.model import Article, Page

REPORT = "".join(
    f"<p>নদীর পানি {number} সেন্টিমিটার কমেছে। তবে ভাঙনের ভয় কাটেনি বলে জানান স্থানীয় লোকজন।</p>"
    for number in range(8)
)


def page(raw: bytes, charset: str | None = None) -> Page:
    name = "https://nodi.example/a"
    return Page(digest=hashlib.sha256(raw).hexdigest(), raw=raw, name=name, media="html", charset=charset)


def html(body: str = REPORT, head: str = "") -> str:
    head = f"<head><title>পানি নামছে</title>{head}</head>"
    return f"<html>{head}<body><article><h1>পানি নামছে</h1>{body}</article></body></html>"


def article(text: str) -> Article:
    return to_article(page(text.encode()))[0]


@pytest.mark.parametrize(
    "text",
    [
        html(f"<p {' '.join(f'a{number}=1' for number in range(200_000))}>ক।</p>{REPORT}"),
        html(f'<p class="{"x " * 100_000}" data-x="{"y" * 1_000_000}">ক।</p>{REPORT}'),
        html(REPORT, f'<script type="application/ld+json">{"[" * 200_000}</script>'),
        html(REPORT, '<script type="application/ld+json">{"a":</script>' * 3_000),
        html(REPORT.replace("<p>", "<p>\x00", 1)),
        html(f"{REPORT}<!--{'-- ' * 100_000}"),
        html(f'{REPORT}<svg><path d="{"M0 0 " * 100_000}"/></svg>'),
        html("<figure><figcaption>ক</figcaption></figure>" * 2_000 + REPORT),
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
        + html(f"<p>&c;&c;।</p>{REPORT}"),
    ],
    ids=[
        "attributes",
        "huge attributes",
        "brackets",
        "broken data",
        "zeros",
        "comment",
        "drawing",
        "captions",
        "entities",
    ],
)
def test_the_report_is_found_whatever_stands_around_it(text: str) -> None:
    assert article(text).text.count("সেন্টিমিটার কমেছে") >= 7


@pytest.mark.parametrize(
    "text",
    [
        html("<div>" * 100_000 + REPORT),
        html(REPORT + '<a href="/x">খবর</a>' * 100_000),
        html("<table><tr><td>" * 3_000 + REPORT),
    ],
    ids=["nested", "links", "tables"],
)
def test_what_cannot_be_read_in_time_is_refused_by_name(text: str) -> None:
    with pytest.raises(InputError, match=r"nodi\.example"):
        article(text)


def test_no_entity_is_fetched_or_opened() -> None:
    text = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + html(
        f"<p>দেখুন &x; এখানে।</p>{REPORT}"
    )
    assert "root:" not in article(text).text


@pytest.mark.parametrize(
    ("charset", "said", "head"),
    [
        ("utf-8", "iso-8859-1", ""),
        ("utf-8", "windows-1252", '<meta charset="windows-1252">'),
        ("utf-8", None, '<meta charset="macintosh">'),
        ("utf-16-le", "utf-8", '<meta charset="utf-8">'),
        ("utf-16", None, ""),
    ],
)
def test_the_bytes_count_more_than_what_is_said_of_them(charset: str, said: str | None, head: str) -> None:
    assert "নদীর পানি" in decode(page(html(REPORT, head).encode(charset), said))


@pytest.mark.parametrize(
    ("charset", "said", "head"),
    [
        ("windows-1251", "windows-1251", ""),
        ("windows-1251", "iso-8859-1", '<meta charset="windows-1251">'),
        ("mac-cyrillic", "x-unknown", ""),
        ("shift_jis", None, '<meta charset="Shift_JIS">'),
    ],
)
def test_of_header_and_page_the_one_that_knows_more_is_heard(
    charset: str, said: str | None, head: str
) -> None:
    words = "川の水" if charset == "shift_jis" else "Река"
    raw = html(f"<p>{words}.</p>", head).replace("পানি নামছে", "").encode(charset)
    if said == "x-unknown":
        with pytest.raises(InputError, match="is not text in x-unknown"):
            decode(page(raw, said))
    else:
        assert words in decode(page(raw, said))


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "unicode_escape", "utf-7", "zlib", "rot13", "undefined"]
)
def test_codes_that_are_no_charsets_of_pages_are_not_run(charset: str) -> None:
    with pytest.raises(InputError, match="is not text in"):
        decode(page(b"<html>\xff\xfe\xfd" + b"a-" * 1000, charset))


def test_a_few_broken_bytes_cost_only_themselves() -> None:
    raw = html().encode().replace("ভাঙনের".encode(), "ভাঙনের".encode()[:-1], 1)
    text = to_article(page(raw, "utf-8"))[0].text
    assert text.count("সেন্টিমিটার কমেছে") == 8
