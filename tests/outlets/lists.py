"""Feeds, sitemaps and front pages of an outlet."""

import gzip
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from threading import Event

from outlets.sheet import NAV, foot
from outlets.writing import Written

Listed = Sequence[tuple[str, Written]]  # address and report, newest first

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def rss(site: str, base: str, listed: Listed, *, ids: str = "") -> str:
    """Return an RSS feed; with `ids` every entry gets a new id and a marked address."""
    entries = "".join(rss_entry(url, written, ids=ids) for url, written in listed)
    return f"{rss_head(site, base)}{entries}</channel></rss>"


def rss_head(site: str, base: str) -> str:
    """Return the beginning of an RSS feed."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>{escape(site)}</title><link>{base}/</link><description>সর্বশেষ খবর</description>"
    )


def rss_entry(url: str, written: Written, *, ids: str = "") -> str:
    """Return one entry of an RSS feed."""
    link, name = (
        (f"{url}{'&' if '?' in url else '?'}utm_source=rss&n={ids}", f"{ids}-{url}") if ids else (url, url)
    )
    return (
        f'<item><title>{escape(written.title)}</title><link>{escape(link)}</link><guid isPermaLink="false">{escape(name)}</guid>'
        f"<pubDate>{format_datetime(written.published)}</pubDate><dc:creator>{written.byline}</dc:creator>"
        f"<description>&lt;p&gt;{escape(escape(written.paragraphs[0]))}&lt;/p&gt;</description></item>\n"
    )


def atom(site: str, base: str, listed: Listed, *, ids: str = "") -> str:
    """Return an Atom feed, likewise."""
    entries = "".join(
        f'<entry><title>{escape(written.title)}</title><link rel="alternate" href="{escape(url)}"/><id>{escape(ids + url)}</id>'
        f"<published>{written.published.isoformat()}</published><updated>{(written.updated or written.published).isoformat()}</updated>"
        f"<author><name>{written.byline}</name></author><summary>{escape(written.paragraphs[0])}</summary></entry>\n"
        for url, written in listed
    )
    newest = max((written.updated or written.published for _, written in listed), default=datetime.min)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(site)}</title>'
        f'<id>{base}/</id><link href="{base}/"/><updated>{newest.isoformat()}</updated>{entries}</feed>'
    )


def endless_rss(site: str, base: str, listed: Listed, stopping: Event) -> Iterator[bytes]:
    """Yield an RSS feed that repeats its entries for ever, each time under other addresses."""
    yield rss_head(site, base).encode()
    turn = 0
    while not stopping.is_set() and listed:
        turn += 1
        yield "".join(rss_entry(f"{url}?turn={turn}", written) for url, written in listed).encode()


def sitemap(listed: Listed, *, news: str = "") -> str:
    """Return a sitemap; `news` is the name of the outlet where it is one for news."""
    entries = "".join(
        f"<url><loc>{escape(url)}</loc><lastmod>{(written.updated or written.published).isoformat()}</lastmod>"
        + (
            f"<news:news><news:publication><news:name>{news}</news:name><news:language>bn</news:language></news:publication>"
            f"<news:publication_date>{written.published.isoformat()}</news:publication_date>"
            f"<news:title>{escape(written.title)}</news:title></news:news>"
            if news
            else ""
        )
        + "</url>\n"
        for url, written in listed
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAP}" xmlns:news="{_NEWS}">{entries}</urlset>'


def sitemap_index(addresses: Sequence[str]) -> str:
    """Return an index of sitemaps."""
    entries = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{_SITEMAP}">{entries}</sitemapindex>'
    )


def packed(text: str) -> bytes:
    """Return the text as a gzip file, the same bytes each time."""
    return gzip.compress(text.encode(), mtime=0)


def front(site: str, listed: Listed, feed: str) -> str:
    """Return a page of links to reports, with a line of each."""
    alternate = (
        f'<link rel="alternate" type="application/{feed}+xml" href="/feed.xml">' if feed != "none" else ""
    )
    cards = "".join(
        f'<div class="card"><h3><a href="{escape(url)}">{escape(written.title)}</a></h3><p>{escape(written.paragraphs[0][:90])}…</p></div>'
        for url, written in listed
    )
    return (
        f'<!DOCTYPE html><html lang="bn"><head><meta charset="utf-8"><title>{site}</title>{alternate}'
        f'<meta property="og:type" content="website"></head><body>{NAV}<h1>{site}</h1>{cards}{foot(site)}</body></html>'
    )


def robots(base: str, sitemaps: Sequence[str], *, forbids: bool) -> str:
    """Return a robots.txt."""
    lines = ["User-agent: *", "Disallow: /" if forbids else "Disallow: /admin/", "Crawl-delay: 0"]
    return "\n".join([*lines, *(f"Sitemap: {base}{path}" for path in sitemaps)]) + "\n"
