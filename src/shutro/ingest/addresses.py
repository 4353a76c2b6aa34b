"""Addresses of pages: cleaned of what does not name the page, and compared across the twins of a site."""

from functools import cache
from importlib import import_module
from types import ModuleType
from unicodedata import normalize
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

import regex

_LONGEST = 2000  # characters; browsers and servers take no more for sure
_TWIN_HOSTS = ("www.", "m.", "mobile.", "amp.")
_TWIN = "amp"  # a whole step of a path, or the name of a parameter
_PARAMETERS = frozenset({"amp", "outputtype", "print", "ref", "share", "fb_comment_id"})
_FOLLOWING = ("utm_", "fb", "gc", "mc_", "ga_", "ref")  # of marks that may be numbers and name no page
_CACHE = regex.compile(
    r"https?://(?:www\.google\.[a-z.]{2,6}/amp|[\w-]{1,80}\.cdn\.ampproject\.org/[cv])/(?P<secure>s/)?(?P<rest>.+)"
)


def clean_address(url: str | None, base: str | None = None) -> str | None:
    """Return an address as it is kept: whole, without fragment and marks of who sent the reader; None for no address.

    `base` is the address of the page that a relative one stands on.
    """
    if not url or len(url) > _LONGEST:
        return None
    try:
        whole = urljoin(base, url.strip()) if base else url.strip()
        address, _, query = _uncached(whole).partition("#")[0].partition("?")
        parts = urlsplit(_courlan().clean_url(address) or "")
        port = parts.port  # a port that is none raises ValueError
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    host = parts.hostname if ":" not in parts.hostname else f"[{parts.hostname}]"
    authority = host if port is None else f"{host}:{port}"
    plain = parts._replace(netloc=authority, path=parts.path or "/", query=_naming(query)).geturl()
    return urljoin(
        plain, plain.removeprefix(f"{parts.scheme}://{authority}")
    )  # steps back in the path are taken


def address_key(url: str | None) -> str:
    """Return what of an address names the page: the same for its twins, "" where that is the whole site or nothing."""
    try:
        parts = urlsplit(clean_address(url) or "")
    except ValueError:
        return ""
    host = parts.netloc
    for label in _TWIN_HOSTS:
        host = host.removeprefix(label) if host.count(".") > 1 else host
    steps = [step for step in normalize("NFC", unquote(parts.path)).split("/") if step]
    if len(steps) > 1 and _TWIN in (steps[0], steps[-1]):
        steps = steps[1:] if steps[0] == _TWIN else steps[:-1]
    asked = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([pair for pair in asked if pair[0].lower() not in _PARAMETERS])
    if not steps and not query:
        return ""
    return "/".join([host, *steps]) + (f"?{query}" if query else "")


def is_same_site(one: str, other: str) -> bool:
    """Say whether two addresses belong to one site: the same host and port, or hosts of one domain."""
    mine, theirs = urlsplit(one), urlsplit(other)
    if mine.netloc == theirs.netloc:
        return True
    domain = _domain(one)
    return domain is not None and domain == _domain(other) and mine.port == theirs.port


def choose_address(named: str | None, asked: str | None) -> str | None:
    """Return the address of an article: the one that its page names, where that is on the site that was asked."""
    mine, own = clean_address(asked), clean_address(named, asked)
    if own is None or mine is None:
        return own or mine
    is_front = not address_key(own) and bool(
        address_key(mine)
    )  # of a site that names the same page on all pages
    return own if is_same_site(own, mine) and not is_front else mine


def _naming(query: str) -> str:
    """Return what of a query may name the page; a number may, whatever it is called."""
    if "=" not in query:
        return query if query.isalnum() else ""
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode(sorted(pair for pair in pairs if _may_name(*pair)))


def _may_name(name: str, value: str) -> bool:
    is_mark = _courlan().clean.TRACKERS_RE.search(name.lower()) is not None or name.lower().startswith(
        _FOLLOWING
    )
    return not is_mark or (value.isdigit() and not name.lower().startswith(_FOLLOWING))


def _uncached(url: str) -> str:
    """Return the address of the page that a cache of accelerated pages holds, where the address is one of its."""
    match = _CACHE.fullmatch(url)
    return f"{'https' if match['secure'] else 'http'}://{match['rest']}" if match else url


def _domain(url: str) -> str | None:
    domain: str | None = _courlan().extract_domain(url, fast=True)
    return domain


@cache
def _courlan() -> ModuleType:
    # It brings a client for the web along, which takes longer to import than all that is needed to show a page.
    return import_module("courlan")
