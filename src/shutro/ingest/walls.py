"""Pages that are no article: offers to subscribe, questions about cookies, refusals, lists of other pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex
from lxml.html import HtmlElement

from shutro.languages import available, read
from shutro.languages.schema.walls import Wall, WallTable
from shutro.text.normalize import normalize
from shutro.text.numerals import to_ascii_digits

_STUB = 700  # letters of an article of which the page keeps the rest back
_SHORT = 400  # letters; a page with more words is no mere question or refusal
_HEADLINES = 4  # linked ones on a list of other pages
_LISTED = 0.6  # share of such a list that are links and the lines cut short below them
_LOOKED = 20_000  # letters of a page without an article that are looked at
_OFFERS = ("paywall", "subscribe-wall", "premium-lock")  # classes of boxes that stand in place of the rest
_EDGES = " \t\n.!?।…|:–—-"
_PIECES = regex.compile(r"\s+[|–—-]\s+|\s::\s")
_CUT = ("…", "...", "..")
_PAYWALL = "is behind a paywall"
_LIST = "is a list of other pages"


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of all languages by which one kind of pages is known, as they are compared."""

    kind: str
    headlines: frozenset[str]
    openings: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands on a page beside its article: all words that readers see, offers, headlines of other pages."""

    words: str
    offers: str
    headlines: frozenset[str]
    is_kept_back: bool
    is_dated: bool


def look_beside(tree: HtmlElement, linked: Sequence[Mapping[str, Any]], words: str) -> Beside:
    """Return what stands on a page beside its article; `words` are all that readers see, `linked` its linked data."""
    marked = (
        found for name in _OFFERS for found in tree.xpath(f"//*[contains(@class, '{name}') or @id='{name}']")
    )
    return Beside(
        words=words,
        offers=" ".join(_plain(element.text_content()) for element in marked),
        headlines=frozenset(_linked_headlines(tree)),
        is_kept_back=_is_kept_back(tree, linked),
        is_dated=any("datePublished" in node for node in linked),
    )


def why_no_article(beside: Beside, text: str, title: str) -> str | None:
    """Return why a page holds no article though it has words, None where it may hold one.

    `text` is what was taken for the article, `title` its headline.
    """
    letters = sum(map(len, text.split()))
    if letters < _STUB:
        seen = f"{_plain(text or beside.words[:_LOOKED])} {beside.offers}"
        for wall in _walls():
            few = letters < (_STUB if wall.kind == _PAYWALL else _SHORT)
            if _is_headed(wall, title) or (few and any(words in seen for words in wall.words)):
                return wall.kind
        if beside.is_kept_back:
            return _PAYWALL
    return _LIST if not beside.is_dated and _is_list(beside.headlines, text) else None


def check_walls(code: str) -> list[str]:
    """Return a complaint for each headline of an article that is taken for one of another page."""
    return [
        f"{code}/walls.toml: {wall.kind!r} takes {words!r} for its own"
        for wall in read(code, "walls", WallTable).wall
        for words in wall.stays
        if _is_headed(_compared([wall]), words)
    ]


@cache
def _walls() -> tuple[_Words, ...]:
    """Return the words of all languages: a site asks in any of them."""
    by_kind: dict[str, list[Wall]] = {}
    for code in available():
        for wall in read(code, "walls", WallTable).wall:
            by_kind.setdefault(wall.kind, []).append(wall)
    return tuple(_compared(walls) for walls in by_kind.values())


def _compared(walls: list[Wall]) -> _Words:
    return _Words(
        kind=walls[0].kind,
        headlines=frozenset(_bare(words) for wall in walls for words in wall.headlines),
        openings=tuple(_plain(words) for wall in walls for words in wall.openings),
        words=tuple(_plain(words) for wall in walls for words in wall.words),
    )


def _is_headed(wall: _Words, title: str) -> bool:
    plain = _plain(title)
    return (
        plain.startswith(wall.openings)
        or _bare(title) in wall.headlines
        or any(_bare(piece) in wall.headlines for piece in _PIECES.split(plain))
    )


def _is_kept_back(tree: HtmlElement, linked: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether the page's own data tell that it is not free to read."""
    if any(str(node.get("isAccessibleForFree")).lower() == "false" for node in linked):
        return True
    tiers = (
        meta.get("content") for meta in tree.iter("meta") if meta.get("property") == "article:content_tier"
    )
    return any(tier in ("locked", "metered") for tier in tiers)


def _is_list(headlines: frozenset[str], text: str) -> bool:
    """Say whether most of what was taken for an article are linked headlines and beginnings of other ones."""
    lines = [line for line in map(_plain, text.split("\n")) if line]
    listed = sum(line in headlines for line in lines)
    cut = sum(line.endswith(_CUT) for line in lines)
    return (listed >= _HEADLINES or cut > 1) and listed + cut >= _LISTED * len(lines)


def _linked_headlines(tree: HtmlElement) -> Iterator[str]:
    for heading in tree.iter("h2", "h3", "h4", "h5", "li"):
        if heading.find(".//a") is not None or heading.getparent().tag == "a":
            yield _plain(heading.text_content())


def _plain(words: str) -> str:
    return " ".join(to_ascii_digits(normalize(words)).casefold().split())


def _bare(words: str) -> str:
    return _plain(words).strip(_EDGES)
