"""Feeds: RSS, RDF, Atom and JSON, broken ones too, as the articles that they list."""

from calendar import timegm
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser
import msgspec

from shutro.fetch.client import MEBIBYTE
from shutro.fetch.entries import Entry, Listing, ordered
from shutro.ingest.addresses import clean_address

MOST = 500  # articles that one reading of a feed may list
_LONGEST = 300  # of a title
_START = b"<"
_FRONT = 2 * MEBIBYTE  # of a feed: newest articles stand first, and some feeds do not end


class _JsonItem(msgspec.Struct):
    url: str = ""
    external_url: str = ""
    title: str = ""
    date_published: str = ""
    date_modified: str = ""


class _JsonFeed(msgspec.Struct):
    version: str
    items: list[_JsonItem]
    title: str = ""


def read_feed(raw: bytes, address: str, media: str = "", charset: str = "") -> Listing | None:
    """Return what the front of a feed lists, None where the bytes are no feed; `address` is where they came from."""
    start = raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"{":
        return _read_json(raw, address)
    if start != _START and b"<" not in raw[:1024]:
        return None
    declared = f"{media or 'application/xml'}; charset={charset}" if charset else media or "application/xml"
    try:
        # As a file: of bytes and strings, the library tries whether they name one on the disk.
        found: Any = feedparser.parse(
            BytesIO(raw[:_FRONT]), response_headers={"content-type": declared}, sanitize_html=False
        )
    except ValueError:  # a name of an encoding that is no word stops the library
        return None
    if not found.version and not found.entries:
        return None
    entries: dict[str, Entry] = {}
    for item in found.entries:
        entry = _entry(item, address)
        if entry is not None:
            entries.setdefault(entry.address, entry)
    title = _line(found.feed.get("title", ""))
    return Listing(kind="feed", title=title, entries=ordered(entries, MOST))


def _entry(item: Any, base: str) -> Entry | None:
    # The same article may come again under a new id: what names it is its address.
    link = item.get("link") or (item.get("id") if str(item.get("id", "")).startswith("http") else None)
    address = clean_address(str(link), base) if link else None
    if address is None:
        return None
    return Entry(
        address=address,
        title=_line(item.get("title", "")),
        published=_time(dict.get(item, "published_parsed")),
        changed=_time(dict.get(item, "updated_parsed")),  # the library's own `get` would give the other
    )


def _time(parsed: struct_time | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _line(words: object) -> str:
    return " ".join(str(words).split())[:_LONGEST]


def _read_json(raw: bytes, address: str) -> Listing | None:
    try:
        feed = msgspec.json.decode(raw, type=_JsonFeed)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    entries: dict[str, Entry] = {}
    for item in feed.items:
        place = (
            clean_address(item.url or item.external_url, address) if item.url or item.external_url else None
        )
        if place is not None:
            entry = Entry(
                address=place,
                title=_line(item.title),
                published=read_time(item.date_published),
                changed=read_time(item.date_modified),
            )
            entries.setdefault(place, entry)
    return Listing(kind="feed", title=_line(feed.title), entries=ordered(entries, MOST))


def read_time(value: str) -> datetime | None:
    """Return a time of ISO 8601 in UTC, None where it is none; one without a zone is taken for UTC."""
    try:
        time = datetime.fromisoformat(value.strip())
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
