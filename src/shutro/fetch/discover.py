"""The feeds and sitemaps of a site, found from any of its addresses."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree, html

from shutro.errors import FetchError
from shutro.fetch.client import Answer
from shutro.fetch.entries import Listing
from shutro.fetch.feeds import read_feed
from shutro.fetch.sitemaps import read_sitemap
from shutro.fetch.visit import Visitor
from shutro.ingest.addresses import clean_address

_MOST = 12  # addresses of a site that are tried
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_USUAL = ("/feed", "/rss.xml", "/rss", "/atom.xml", "/feed.xml", "/news-sitemap.xml", "/sitemap.xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A feed or sitemap, and what it lists."""

    address: str
    listing: Listing


def read_listing(answer: Answer) -> Listing | None:
    """Return what a feed or sitemap lists; None for any other page."""
    sitemap = read_sitemap(answer.raw, answer.address)
    return sitemap or read_feed(answer.raw, answer.address, answer.media, answer.charset)


async def discover(visitor: Visitor, address: str) -> list[Found]:
    """Return the feeds and sitemaps that an address is, or that its page, its site or the usual places name.

    The best stands first: what the page names, then what lists most articles with their times. Raises FetchError
    where the address itself cannot be had.
    """
    answer = await visitor.listing(address)
    listing = await asyncio.to_thread(read_listing, answer)
    if listing is not None:
        return [Found(address=answer.moved or address, listing=listing)]
    named = await asyncio.to_thread(named_feeds, answer)
    found = await _try(visitor, named)
    if any(one.listing.entries for one in found):
        return found
    rules = await visitor.rules(answer.address)
    parts = urlsplit(answer.address)
    usual = (f"{parts.scheme}://{parts.netloc}{path}" for path in _USUAL)
    others = await _try(visitor, (*rules.sitemaps[:_MOST], *usual), known=named)
    return sorted([*found, *others], key=lambda one: _worth(one.listing), reverse=True)


def named_feeds(answer: Answer) -> tuple[str, ...]:
    """Return the addresses of feeds that the head of a page names."""
    try:
        parser = html.HTMLParser(encoding=answer.charset or "utf-8")
        tree = html.document_fromstring(answer.raw, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError):
        return ()
    links = (
        clean_address(link.get("href") or "", answer.address)
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "").lower().split()
        and (link.get("type") or "").partition(";")[0].strip().lower() in _FEED_TYPES
    )
    return tuple(dict.fromkeys(link for link in links if link))[:_MOST]


async def _try(visitor: Visitor, addresses: Iterable[str], known: Iterable[str] = ()) -> list[Found]:
    """Return those of the addresses that are feeds or sitemaps; two that list the same count once."""
    found: dict[tuple[str, ...], Found] = {}
    for address in list(dict.fromkeys(addresses))[:_MOST]:
        if address in known:
            continue
        try:
            answer = await visitor.listing(address)
        except FetchError:
            continue
        listing = await asyncio.to_thread(read_listing, answer)
        if listing is not None:
            key = tuple(entry.address for entry in (*listing.entries, *listing.parts))
            found.setdefault(key, Found(address=answer.moved or address, listing=listing))
    return list(found.values())


def _worth(listing: Listing) -> tuple[bool, int]:
    dated = sum(entry.newest is not None for entry in listing.entries)
    return bool(listing.entries or listing.parts), dated
