"""An HTML page as what it says: its article's text and headline, address, site and date.

Imported only when such a page is read, for trafilatura takes long to import.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import regex
from lxml import etree, html
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from shutro.errors import InputError
from shutro.ingest.dates import find_modified, find_published, linked_data, visible_text
from shutro.ingest.described import describe
from shutro.ingest.found import Found
from shutro.ingest.language import guess_language
from shutro.ingest.layout import open_tables
from shutro.ingest.walls import look_beside, why_no_article

_SUFFIXES = (" | ", " - ", " – ", " — ", " :: ")
_JOINER, _STAND_IN = "\u200d", "\U00016fe4"  # the filler of a script that no page of news is written in


# The parser compares each attribute of an element with all before it: hundreds of thousands take it hours.
_CROWDED = regex.compile(r"<(?P<name>[a-z][\w-]{0,30})\s[^<>]{4000,}+>?", regex.IGNORECASE)
_MOST = 500  # attributes of an element
_MOST_TAGS = 100_000  # of a page; finding the article among more takes minutes


def extract(text: str, name: str) -> Found:
    """Return what an HTML page holds; raises InputError, naming the page, where that is no article."""
    tree = _parse(text, name)
    visible = visible_text(tree)
    language = guess_language(visible)
    linked = tuple(linked_data(tree))
    published, modified = find_published(tree, linked, visible, language), find_modified(tree, linked)
    site = _meta(tree, "og:site_name") or _name_of(linked, "publisher")
    byline = _name_of(linked, "author") or _meta(tree, "author", "article:author")
    address = _address(tree, linked)
    beside = look_beside(tree, linked, visible)
    open_tables(tree)
    _keep_captions(tree)
    headings = _headings(tree)
    said = describe(tree)
    if _JOINER in visible:
        _save_joiners(tree)
    document = bare_extraction(tree, include_comments=False)
    words = (document.text or "").replace(_STAND_IN, _JOINER) if isinstance(document, Document) else ""
    site = site or said.sitename
    title = _title(headings, said.title or "", site)
    reason = why_no_article(beside, words, title)
    if reason is not None or not words.strip():
        raise InputError(f"{name}: {reason or 'holds no article'}")
    return Found(
        text=words,
        title=title,
        url=address or said.url,
        site=site,
        published=published,
        modified=modified,
        byline=None if byline and byline.startswith("http") else byline,
    )


def _parse(text: str, name: str) -> HtmlElement:
    """Return the page's tree; the bytes are given as UTF-8, whatever charset the page still names."""
    if text.count("<") > _MOST_TAGS:
        raise InputError(f"{name}: has more elements than a page of news")
    text = _CROWDED.sub(_without_crowd, text)
    parser = html.HTMLParser(encoding="utf-8")
    try:
        tree = html.document_fromstring(text.encode("utf-8", "ignore"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: is no HTML page: {error}") from error
    return tree


def _without_crowd(match: regex.Match[str]) -> str:
    """Return a tag as it is, or without its attributes where these are more than any page has use for."""
    words = match.group()
    is_crowded = words.count("=") > _MOST and len(words.split(maxsplit=_MOST)) > _MOST
    return f"<{match['name']}>" if is_crowded else words


def _keep_captions(tree: HtmlElement) -> None:
    """Make captions paragraphs, in their places: trafilatura throws away figures with what stands under them."""
    for caption in list(tree.iter("figcaption")):
        words = " ".join(caption.text_content().split())
        figure = next(caption.iterancestors("figure"), caption)
        parent = figure.getparent()
        if not words or parent is None:
            continue
        paragraph = html.Element("p")
        paragraph.text = words
        caption.text = None
        parent.insert(parent.index(figure), paragraph)


def _save_joiners(tree: HtmlElement) -> None:
    """Put a character of width for each joiner: trafilatura takes away what has none, and র‍্যাব becomes another word."""
    for element in tree.iter(etree.Element):
        element.text = element.text and element.text.replace(_JOINER, _STAND_IN)
        element.tail = element.tail and element.tail.replace(_JOINER, _STAND_IN)


def _headings(tree: HtmlElement) -> list[str]:
    return [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]


def _title(headings: Sequence[str], found: str, site: str | None) -> str:
    """Return the headline: the only h1 of the page, else the title without the name of the site."""
    if len(headings) == 1 and headings[0] and headings[0] != site:
        return headings[0]
    title = " ".join(found.split())
    for mark in _SUFFIXES:
        words, _, tail = title.rpartition(mark)
        if words and tail == site:
            return words
    return title


def _address(tree: HtmlElement, linked: Sequence[dict[str, Any]]) -> str | None:
    """Return the address that the page gives itself, whole or as a part of the one that it stands on."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (address := link.get("href")):
            return str(address)
    if address := _meta(tree, "og:url"):
        return address
    named = (node.get("mainEntityOfPage") for node in linked if "datePublished" in node)
    addresses = (one.get("@id") if isinstance(one, dict) else one for one in named)
    return next((str(one) for one in addresses if one), None)


def _meta(tree: HtmlElement, *names: str) -> str | None:
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        if content and (meta.get("property") or meta.get("name") or "").casefold() in names:
            return str(content)
    return None


def _name_of(linked: tuple[dict[str, Any], ...], role: str) -> str | None:
    """Return the name of who has this role in the page's linked data, such as its publisher."""
    return next((name for node in linked for name in _names(node.get(role))), None)


def _names(who: object) -> Iterator[str]:
    if isinstance(who, str) and who.strip():
        yield who.strip()
    elif isinstance(who, dict):
        yield from _names(who.get("name"))
    elif isinstance(who, list):
        for one in who[:10]:
            yield from _names(one)
