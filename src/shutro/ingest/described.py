"""What a page says of itself: headline, address and site, by trafilatura's own functions for these."""

import logging

from lxml.html import HtmlElement
from trafilatura.metadata import (
    META_URL,
    examine_meta,
    extract_meta_json,
    extract_sitename,
    extract_title,
    extract_url,
)
from trafilatura.settings import Document

_LOG = logging.getLogger(__name__)


def describe(tree: HtmlElement) -> Document:
    """Return the page's title, url and sitename.

    `extract_metadata` gives the same, but looks for an author, a date, tags and a licence as well: a third of the time
    that extraction takes, for what is found in better ways or not asked.
    """
    said = examine_meta(tree)
    try:
        said = extract_meta_json(tree, said)
    except Exception as error:  # whatever linked data bring it to
        _LOG.debug("linked data cannot be read: %s", error)
    said.title = said.title or extract_title(tree)
    said.url = said.url or extract_url(tree)
    said.sitename = _site(said, tree)
    said.clean_and_trim()
    return said


def _site(said: Document, tree: HtmlElement) -> str | None:
    """Return the name of the site, else its domain."""
    named = said.sitename or extract_sitename(tree)
    if named:
        plain: str = named.lstrip("@")
        return plain if "." in plain or plain[:1].isupper() else plain.title()
    domain = META_URL.match(said.url) if said.url else None
    return domain[1] if domain else None
