"""Feeds, sitemaps and lists of feeds: usual ones, broken ones and hostile ones."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.errors import InputError
from shutro.fetch.feeds import read_feed
from shutro.fetch.opml import Outline, read_opml, write_opml
from shutro.fetch.sitemaps import read_sitemap

SITE = "https://news.example"
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>দৈনিক উদাহরণ</title>
<item><title>সেতুর কাজ শেষ</title><link>https://news.example/a?utm_source=rss</link><guid isPermaLink="false">1</guid>
<pubDate>Sun, 22 Nov 2026 09:30:00 +0600</pubDate></item>
<item><title>নদীর পানি বাড়ছে</title><link>/b#top</link><pubDate>Sun, 22 Nov 2026 10:30:00 +0600</pubDate></item>
</channel></rss>"""
ATTACK = """<?xml version="1.0"?><!DOCTYPE {0} [<!ENTITY file SYSTEM "file:///etc/hostname">
<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>"""


def addresses(text: str | bytes, address: str = f"{SITE}/feed") -> list[str]:
    raw = text.encode() if isinstance(text, str) else text
    listing = read_sitemap(raw, address) or read_feed(raw, address)
    return [entry.address for entry in listing.entries] if listing else []


def test_a_feed_lists_articles_newest_first_by_their_canonical_addresses() -> None:
    listing = read_feed(RSS.encode(), f"{SITE}/feed")
    assert listing is not None and listing.title == "দৈনিক উদাহরণ"
    assert [entry.address for entry in listing.entries] == [f"{SITE}/b", f"{SITE}/a"]
    assert listing.entries[0].published == datetime(2026, 11, 22, 4, 30, tzinfo=UTC)


def test_broken_xml_loses_no_entry() -> None:
    assert len(addresses(RSS.replace("সেতুর কাজ শেষ", "সেতু & সড়ক <b>শেষ"))) == 2
    assert len(addresses(RSS[: -len("</item>\n</channel></rss>")])) == 2


def test_a_wrong_charset_does_not_lose_the_entries() -> None:
    declared = RSS.replace("UTF-8", "us-ascii")
    assert len(addresses(declared)) == 2
    assert len(addresses(RSS.replace("UTF-8", "UTF-16").encode("utf-16"))) == 2


def test_atom_and_json_feeds_say_when_an_article_changed() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>খবর</title><entry><title>এক</title><id>urn:1</id>'
        '<link href="https://news.example/1"/><published>2026-11-22T03:00:00Z</published>'
        "<updated>2026-11-22T05:00:00Z</updated></entry></feed>"
    )
    json = (
        '{"version":"https://jsonfeed.org/version/1.1","title":"খবর","items":[{"id":"1","url":"/1","title":"এক",'
        '"date_published":"2026-11-22T03:00:00Z","date_modified":"2026-11-22T05:00:00Z"}]}'
    )
    for text in (atom, json):
        listing = read_feed(text.encode(), f"{SITE}/feed")
        assert listing is not None
        (entry,) = listing.entries
        assert (entry.address, entry.newest) == (f"{SITE}/1", datetime(2026, 11, 22, 5, tzinfo=UTC))


def test_a_page_is_no_feed() -> None:
    for raw in (b"", b"plain words", b"<html><body><p>news</p></body></html>", b"{}", b'{"items": 3}'):
        assert read_sitemap(raw, SITE) is None and read_feed(raw, SITE) is None


def test_an_address_that_is_none_of_the_web_is_not_listed() -> None:
    feed = RSS.replace("https://news.example/a?utm_source=rss", "file:///etc/passwd").replace(
        "/b#top", "javascript:alert(1)"
    )
    assert addresses(feed) == []


def test_the_name_of_a_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS, encoding="utf-8")
    assert addresses(str(path)) == []


@pytest.mark.parametrize("root", ["rss", "urlset", "opml"])
def test_entities_are_not_resolved(root: str) -> None:
    hostname = Path("/etc/hostname").read_text(encoding="utf-8").strip() or "no name"
    inside = {
        "rss": "<rss version='2.0'><channel><title>&file;&e;</title><item><link>https://news.example/1</link></item></channel></rss>",
        "urlset": "<urlset><url><loc>https://news.example/&file;</loc></url></urlset>",
        "opml": "<opml><body><outline text='&e;' xmlUrl='https://news.example/1'/></body></opml>",
    }[root]
    raw = (ATTACK.format(root) + inside).encode()
    shown = repr(read_sitemap(raw, SITE)) + repr(read_feed(raw, SITE))
    if root == "opml":
        shown = repr(read_opml(raw, "list"))
    assert hostname not in shown and "a" * 10_000 not in shown


def test_sitemaps_of_news_packed_ones_and_indexes_are_read() -> None:
    news = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://news.example/1</loc>'
        "<news:news><news:publication_date>2026-11-22T09:00:00+06:00</news:publication_date>"
        "<news:title>এক</news:title></news:news></url><url><loc>https://news.example/2</loc>"
        "<lastmod>2026-11-22</lastmod></url></urlset>"
    )
    listing = read_sitemap(gzip.compress(news.encode()), f"{SITE}/sitemap.xml.gz")
    assert listing is not None
    assert [entry.address for entry in listing.entries] == [f"{SITE}/1", f"{SITE}/2"]
    assert (listing.entries[0].title, listing.entries[0].published) == (
        "এক",
        datetime(2026, 11, 22, 3, tzinfo=UTC),
    )
    index = "<sitemapindex><sitemap><loc>/s1.xml</loc></sitemap><sitemap><loc>/s2.xml.gz</loc></sitemap></sitemapindex>"
    listing = read_sitemap(index.encode(), f"{SITE}/sitemap.xml")
    assert listing is not None
    assert [part.address for part in listing.parts] == [f"{SITE}/s1.xml", f"{SITE}/s2.xml.gz"]


def test_a_sitemap_that_breaks_off_gives_what_stands_before() -> None:
    whole = (
        "<urlset>"
        + "".join(f"<url><loc>https://news.example/{n}</loc></url>" for n in range(9))
        + "</urlset>"
    )
    assert len(addresses(whole[:200])) >= 3
    assert len(addresses(gzip.compress(whole.encode())[:-12])) >= 0


def test_a_packed_sitemap_of_gigabytes_is_read_no_further_than_sitemaps_go() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * (80 * 1024 * 1024))
    listing = read_sitemap(bomb, SITE)
    assert listing is not None and not listing.entries


@pytest.mark.parametrize("name", [b"\x80", b"a\x00b", "সূত্র".encode(), b"." * 300, b"undefined", b"idna"])
def test_an_encoding_that_is_no_word_stops_no_reader(name: bytes) -> None:
    raw = RSS.encode().replace(b"UTF-8", name)
    assert set(addresses(raw)) <= {f"{SITE}/a", f"{SITE}/b"}


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60), st.integers(0, len(RSS.encode())))
def test_no_bytes_stop_a_reader(noise: bytes, at: int) -> None:
    raw = RSS.encode()
    for mixed in (noise, raw[:at] + noise + raw[at:], b"<urlset>" + noise, b"{" + noise):
        assert all(one.startswith(("http://", "https://")) for one in addresses(mixed))


def test_a_list_of_feeds_goes_out_and_in() -> None:
    outlines = (
        Outline(address=f"{SITE}/feed", title="উদাহরণ & অন্যান্য <b>", site=f"{SITE}/"),
        Outline(address=f"{SITE}/other", title="আরও"),
    )
    assert read_opml(write_opml(outlines, "Shutro"), "list") == outlines


def test_a_list_with_hostile_addresses_gives_only_those_of_the_web() -> None:
    raw = (
        '<opml><body><outline xmlUrl="file:///etc/passwd"/><outline text="folder"><outline xmlUrl="https://news.example/1"/>'
        '</outline><outline xmlUrl="https://news.example/1"/></body></opml>'
    )
    assert [outline.address for outline in read_opml(raw.encode(), "list")] == [f"{SITE}/1"]
    for broken in (b"", b"plain", b"<html/>"):
        with pytest.raises(InputError, match="list: is no OPML"):
            read_opml(broken, "list")
