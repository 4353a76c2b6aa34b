"""When a page says it was published: machine-readable dates first, then a date line that readers see."""

import json
from collections import deque
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

import regex
from htmldate import find_date
from lxml.html import HtmlElement

from shutro.ingest.stamps import iso_date, read_lone_stamp, read_stamp
from shutro.languages import available
from shutro.languages.fonts import normalize_page

_LINKED_DATE = regex.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{4,60})"')
_PUBLISHED = (
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
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_SHORT = 120  # letters of a line that may be a date and little else
_SKIPPED = ("script", "style", "noscript", "template")

Linked = dict[str, Any]  # an object of the page's JSON-LD


def find_published(tree: HtmlElement, linked: Sequence[Linked], visible: str, language: str) -> str | None:
    """Return the page's date of publication in ISO 8601, with its zone where the page gives one.

    `linked` are the page's linked data, `visible` the words that a reader sees.
    """
    given = _most_exact(_machine_dates(tree, linked, "datePublished", _PUBLISHED))
    stamp = given or next(filter(None, _stamps(tree, visible, language)), None)
    if stamp is not None:
        return stamp
    guess: str | None = find_date(deepcopy(tree), original_date=True, extensive_search=False)
    return guess


def find_modified(tree: HtmlElement, linked: Sequence[Linked]) -> str | None:
    """Return when the page says it was changed last, likewise; only data count, for readers are told of less."""
    return _most_exact(_machine_dates(tree, linked, "dateModified", _MODIFIED))


def linked_data(tree: HtmlElement) -> Iterator[Linked]:
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


def _stamps(tree: HtmlElement, visible: str, language: str) -> Iterator[str | None]:
    """Yield the dates that readers see, in the language of the page first: its date line may be in another."""
    for code in sorted(available(), key=lambda code: (code != language, code)):
        yield read_stamp(visible, code)
        yield read_lone_stamp(_lines(tree), code)


def _most_exact(values: Iterator[str]) -> str | None:
    """Return the first that is a date, or a later one of the same day that has its zone."""
    given = [value for value in map(iso_date, values) if value is not None]
    return next(
        (value for value in given if value[:10] == given[0][:10] and _has_zone(value)),
        given[0] if given else None,
    )


def _machine_dates(
    tree: HtmlElement, linked: Sequence[Linked], name: str, metas: Sequence[str]
) -> Iterator[str]:
    for node in linked:
        if isinstance(published := node.get(name), str):
            yield published
    given: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        given.setdefault(key.casefold(), meta.get("content") or "")
    yield from (given[key] for key in metas if key in given)
    for element in tree.iter("time", "span", "div", "abbr"):
        value, said = element.get("datetime") or element.get("content"), element.get("itemprop") or ""
        if value and (name in said or (element.tag == "time" and name == "datePublished" and not said)):
            yield value


def _lines(tree: HtmlElement) -> Iterator[str]:
    """Yield the short texts of elements, each by itself, as readers see them."""
    for element in tree.iter():
        is_seen = isinstance(element.tag, str) and element.tag not in _SKIPPED
        if is_seen and element.text and (line := " ".join(element.text.split())) and len(line) <= _SHORT:
            yield normalize_page(line)


def _linked_nodes(text: str) -> Iterator[Linked]:
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
