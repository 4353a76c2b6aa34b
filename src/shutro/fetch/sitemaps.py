"""Sitemaps: plain, packed, of news, and indexes of further ones."""

import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from shutro.fetch.client import MEBIBYTE
from shutro.fetch.entries import Entry, Listing, ordered
from shutro.fetch.feeds import read_time
from shutro.ingest.addresses import clean_address

LARGEST = 64 * MEBIBYTE  # of a sitemap when it is unpacked; the protocol allows 50
MOST = 10_000  # articles that one reading of a sitemap may list
_MOST_PARTS = 500
_GZIP = b"\x1f\x8b"
_PLACES = ("url", "sitemap")


def read_sitemap(raw: bytes, address: str) -> Listing | None:
    """Return what a sitemap lists, as far as it can be read; None where the bytes are none."""
    plain = unpack(raw) if raw.startswith(_GZIP) else raw
    if b"urlset" not in plain[:4096] and b"sitemapindex" not in plain[:4096]:
        return None
    entries: dict[str, Entry] = {}
    parts: dict[str, Entry] = {}
    for name, entry in _places(plain, address):
        (entries if name == "url" else parts).setdefault(entry.address, entry)
    return Listing(
        kind="sitemap", title="", entries=ordered(entries, MOST), parts=ordered(parts, _MOST_PARTS)
    )


def unpack(raw: bytes) -> bytes:
    """Return what was packed, as far as it goes and no more than a sitemap has."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        return unpacker.decompress(raw, LARGEST)
    except zlib.error:
        return b""


def _places(plain: bytes, base: str) -> Iterator[tuple[str, Entry]]:
    """Yield the entries of a sitemap; where it breaks off, those before."""
    reading = etree.iterparse(
        BytesIO(plain),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        recover=True,
        huge_tree=False,
    )
    try:
        for _, element in reading:
            name = _name(element)
            if name in _PLACES:
                entry = _entry(element, base)
                element.clear()
                if entry is not None:
                    yield name, entry
    except etree.XMLSyntaxError:
        return


def _entry(element: etree._Element, base: str) -> Entry | None:
    said: dict[str, str] = {}
    for part in element.iter():
        said.setdefault(_name(part), " ".join((part.text or "").split()))
    address = clean_address(said.get("loc", ""), base) if said.get("loc") else None
    if address is None:
        return None
    return Entry(
        address=address,
        title=said.get("title", "")[:300],
        published=read_time(said.get("publication_date", "")),
        changed=read_time(said.get("lastmod", "")),
    )


def _name(element: etree._Element) -> str:
    """Return the name of an element without its namespace; that of a comment is empty."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
