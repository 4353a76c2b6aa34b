"""When a page says it was published: machine-readable dates first, then a date line that readers see."""

import json
from collections import deque
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import regex
from htmldate import find_date
from lxml.html import HtmlElement

from shutro.ingest.stamps import iso_date, read_stamp
from shutro.languages.fonts import normalize_page

_LINKED_DATE = regex.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{4,60})"')
_META_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publish-date",
    "publish_date",
    "publishdate",
    "published_time",
    "pubdate",
    "publication_date",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.created",
    "cxenseparse:recs:publishtime",
)
_SKIPPED = ("script", "style", "noscript", "template")


def find_published(tree: HtmlElement, language: str) -> str | None:
    """Return the page's date of publication in ISO 8601, with its zone where the page gives one."""
    given = [value for value in map(iso_date, _machine_dates(tree)) if value is not None]
    if given:
        return next((value for value in given if value[:10] == given[0][:10] and _has_zone(value)), given[0])
    stamp = read_stamp(visible_text(tree), language)
    if stamp is not None:
        return stamp
    guess: str | None = find_date(deepcopy(tree), original_date=True, extensive_search=False)
    return guess


def linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD, outer ones first; of broken JSON only the date it publishes."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            yield from _linked_nodes(script.text or "")


def visible_text(tree: HtmlElement) -> str:
    """Return the words that a reader may see on the page, normalized, in one line."""
    pieces: list[str] = []
    for element in tree.iter():
        hidden = not isinstance(element.tag, str) or element.tag in _SKIPPED  # a comment's tag is a function
        pieces += [text for text in (None if hidden else element.text, element.tail) if text]
    lines = "\n".join(" ".join(piece.split()) for piece in pieces)
    return " ".join(normalize_page(lines).split())


def _machine_dates(tree: HtmlElement) -> Iterator[str]:
    for node in linked_data(tree):
        if isinstance(published := node.get("datePublished"), str):
            yield published
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.casefold(), meta.get("content") or "")
    yield from (metas[name] for name in _META_NAMES if name in metas)
    for element in tree.iter("time", "span", "div", "abbr"):
        value = element.get("datetime") or element.get("content")
        if value and (element.tag == "time" or "datePublished" in (element.get("itemprop") or "")):
            yield value


def _linked_nodes(text: str) -> Iterator[dict[str, Any]]:
    try:
        nodes: deque[Any] = deque([json.loads(text, strict=False)])
    except (ValueError, RecursionError):
        yield from ({"datePublished": match.group(1)} for match in _LINKED_DATE.finditer(text))
        return
    while nodes:
        node = nodes.popleft()
        if isinstance(node, list):
            nodes.extend(node)
        elif isinstance(node, dict):
            yield node
            nodes.extend(value for value in node.values() if isinstance(value, (dict, list)))


def _has_zone(value: str) -> bool:
    return "T" in value and ("+" in value or "-" in value.partition("T")[2] or value.endswith("Z"))
