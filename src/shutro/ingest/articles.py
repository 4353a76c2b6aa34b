"""A page as an article: decoded, normalized, furniture dropped, named by a hash of what it says."""

import codecs
import hashlib
from dataclasses import replace
from datetime import timedelta
from importlib import import_module

import msgspec
import regex

from shutro.errors import InputError
from shutro.ingest.addresses import address_key, choose_address
from shutro.ingest.charsets import decode
from shutro.ingest.found import Found
from shutro.ingest.furniture import drop_furniture
from shutro.ingest.given import GivenArticle, is_date
from shutro.ingest.language import guess_language
from shutro.ingest.stamps import is_ahead, iso_date, read_stamp
from shutro.languages import available
from shutro.languages.fonts import normalize_page
from shutro.model import Article, Dropped, Page, Span
from shutro.sources.clocks import clock_of
from shutro.sources.registry import outlet_of_byline, outlet_of_domain, outlet_of_url, outlets
from shutro.text.normalize import normalize

NO_DATE = "is no date of publication"
LISTING = "holds headlines and labels, but no sentence"
AHEAD = "lies after the moment at which the page was fetched"  # said of a date that cannot be right
_TITLE_LENGTH = 160  # code points; a longer first line is a paragraph
_BYLINE_LENGTH = 60  # code points
_STAMPED = 4000  # code points in which a page says when it was published
_LISTING = 15  # words from which a text below a headline without the end of a sentence tells nothing itself
_LONGEST_NAME = 120  # of an outlet that is not declared
_DATELINE = regex.compile(r"\s*(?P<line>[^\n।–—]{2,60}(?:,|\()[^\n।–—]{1,40}?)\s*[–—-]\s")
_SENTENCE_END = ("।", "?", "!", ".", "॥")


class _Row(msgspec.Struct):
    """A line of JSON: one article; other keys are passed over."""

    text: str | None = None
    body: str | None = None
    title: str = ""
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    date: str | None = None
    byline: str | None = None


def to_article(page: Page, known: GivenArticle | None = None) -> tuple[Article, tuple[Dropped, ...]]:
    """Return the page's article and what was dropped from the page.

    The outlet (id, name or domain) that is known counts where the page does not name its own; the address that the
    page names, where it is on the site that was asked. Raises InputError where the page holds no article.
    """
    known = known or GivenArticle()
    found = _find(page, decode(page))
    raw_text = normalize_page(found.text).strip()
    title = " ".join(normalize_page(found.title).split())
    _check_words(raw_text, page)
    language = guess_language(raw_text)
    text, dropped = drop_furniture(raw_text, language)
    _check_body(text, title, language, page)
    text, title, title_span = _with_title(text, title)
    asked = known.url or (page.name if page.fetched else None)
    url = choose_address(found.url, asked)
    if page.media == "html" and asked and address_key(asked) == address_key(url) == "":
        raise InputError(f"{page.name}: is the front page of a site")
    outlet = _outlet(found, url, known.outlet, raw_text)
    stamp = read_stamp(raw_text[:_STAMPED], language)
    published, no_date = _published(found.published, stamp, page.fetched, clock_of(outlet))
    article = Article(
        id="",
        file=page.name,
        page=page.digest,
        outlet=outlet,
        url=url,
        language=language,
        title=title,
        text=text,
        title_span=title_span,
        published=published,
        byline=found.byline,
        dateline=_dateline(text, title_span),
        modified=iso_date(found.modified) if found.modified else None,
    )
    return replace(article, id=article_id(article)), (*dropped, *no_date)


def article_id(article: Article) -> str:
    """Return the article's name: 16 hexadecimal digits of SHA-256 over its key fields."""
    key = "\x1f".join(
        part or "" for part in (article.outlet, article.url, article.published, article.title, article.text)
    )
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _check_words(text: str, page: Page) -> None:
    """Raise InputError where a page has no words, or an HTML page no sentence."""
    if page.media == "html" and not any(mark in text for mark in _SENTENCE_END):
        raise InputError(f"{page.name}: holds no article, only page furniture")
    if not any(ch.isalpha() for ch in text):
        raise InputError(f"{page.name}: holds no article")


def _check_body(text: str, title: str, language: str, page: Page) -> None:
    """Raise InputError where nothing but furniture stands on a page, or no sentence below its headline."""
    if not text.strip():
        raise InputError(f"{page.name}: holds no article, only page furniture")
    if title and " ".join(text.split()) != title and _is_listing(text, language):
        raise InputError(f"{page.name}: {LISTING}")


def _is_listing(text: str, language: str) -> bool:
    """Say whether the words below a headline are many and none of them ends a sentence: a section's page, a gallery."""
    ended = language not in available() or any(mark in text for mark in _SENTENCE_END)
    return not ended and len(text.split()) >= _LISTING


def _find(page: Page, text: str) -> Found:
    if page.media == "html":
        # trafilatura takes longer to import than a dozen text files take to read: only pages pay for it.
        found: Found = import_module("shutro.ingest.page").extract(text, page.name)
        return found
    if page.media == "json":
        return _find_in_row(page)
    return Found(text=text)


def _find_in_row(page: Page) -> Found:
    try:
        row = msgspec.json.decode(page.raw.removeprefix(codecs.BOM_UTF8), type=_Row)
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(f"{page.name}: broken line of JSON: {error}") from error
    text = row.text or row.body
    if not text:
        raise InputError(f'{page.name}: the line has no "text" (nor "body")')
    return Found(
        text=text,
        title=row.title,
        url=row.url,
        site=row.outlet,
        published=row.published or row.date or None,
        byline=row.byline,
    )


def _published(
    value: str | None, stamp: str | None, fetched: str | None, clock: timedelta | None
) -> tuple[str | None, tuple[Dropped, ...]]:
    """Return the date that the page or line gives, and as dropped what stands there and cannot be it."""
    date = (iso_date(value) or (value if is_date(value) else None)) if value else None
    dropped = (Dropped(text=value, stage="ingest", reason=NO_DATE),) if value and not date else ()
    date = date or stamp
    if date and fetched and is_ahead(date, fetched, clock):
        return None, (Dropped(text=date, stage="ingest", reason=AHEAD),)
    return date, dropped


def _with_title(text: str, title: str) -> tuple[str, str, Span | None]:
    """Return the text with its headline as the first line, the headline, and where it stands."""
    first, _, rest = text.partition("\n")
    first = first.strip()
    if title and " ".join(first.split()) != " ".join(title.split()) and not text.startswith(title):
        return f"{title}\n{text}", title, Span(0, len(title))
    if title:
        return text, title, Span(0, len(title))
    if rest.strip() and 0 < len(first) <= _TITLE_LENGTH and not first.endswith(_SENTENCE_END):
        return text, first, Span(0, len(first))
    return text, "", None


def _may_be_byline(line: str) -> bool:
    """Say whether a line is short and no sentence: সময় is a broadcaster in a byline, and the time elsewhere."""
    return len(line) <= _BYLINE_LENGTH and not line.rstrip().endswith(_SENTENCE_END)


def _dateline(text: str, title: Span | None) -> Span | None:
    """Return place, date and agency before the dash with which the first paragraph begins, where it does."""
    match = _DATELINE.match(text, title.end if title else 0)
    return Span(match.start("line"), match.end("line")) if match else None


def _outlet(found: Found, url: str | None, given: str | None, text: str) -> str | None:
    """Return the id of the declared outlet of a page: by address, site name, what was given, or desk byline."""
    domains = (outlet_of_domain(words) for words in (given, found.site) if words)
    known = next((one for one in (outlet_of_url(url) if url else None, *domains) if one is not None), None)
    if known is not None:
        return known.id
    for words in (found.site, given):
        if words is None:
            continue
        if words in _ids():
            return words
        known = outlet_of_byline(normalize(words))
        if known is not None:
            return known.id
    for line in [*text.split("\n", 6)[:6], *text.rsplit("\n", 2)[-2:]]:
        known = outlet_of_byline(line) if _may_be_byline(line) else None
        if known is not None:
            return known.id
    return normalize(given)[:_LONGEST_NAME].strip() or None if given else None


def _ids() -> set[str]:
    return {outlet.id for outlet in outlets()}
