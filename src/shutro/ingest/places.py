"""The way back: where words of an article stand in the raw page."""

import html

import regex

from shutro.ingest.charsets import decode
from shutro.languages.fonts import normalize_page_with_map
from shutro.model import Article, Page, Span

# Comments, scripts and styles are no words; of the rest, tags are passed over and entities are one character.
_MARKUP = regex.compile(
    r"<!--.*?-->|<(?P<name>script|style)\b.*?</(?P=name)\s*>|<[^<>]*+>|(?P<entity>&\#?\w{1,31};)",
    regex.DOTALL | regex.IGNORECASE,
)


def place_in_page(page: Page, article: Article, span: Span) -> Span | None:
    """Return where the words of a span of `article.text` stand in the decoded page, in code points of it.

    The place is that of the whole words, with the mark-up inside them. None where the page does not show the line that
    the words are in: pages made by a script, and lines of JSON.
    """
    visible, where = _visible(decode(page)) if page.media == "html" else _plain(decode(page))
    normalized = normalize_page_with_map(visible)
    start = article.text.rfind("\n", 0, span.start) + 1
    end = article.text.find("\n", span.start)
    line = article.text[start : len(article.text) if end < 0 else end]
    haystack, offsets = _squeezed(normalized.text)
    needle, _ = _squeezed(line)
    before, _ = _squeezed(article.text[start : span.start])
    words, _ = _squeezed(article.text[span.start : span.end])
    found = _find(haystack, needle, article.text[:start].split("\n").count(line.rstrip("\n")))
    if found < 0 or not words:
        return None
    first = found + len(before)
    last = min(first + len(words), len(offsets)) - 1
    place = normalized.raw(Span(offsets[first], offsets[last] + 1))
    return Span(where[place.start], where[place.end - 1] + 1)


def _find(haystack: str, needle: str, earlier: int) -> int:
    """Return where the line stands that has `earlier` lines like it before it, or the last one like it."""
    found = haystack.find(needle)
    for _ in range(earlier):
        following = haystack.find(needle, found + 1)
        if following < 0:
            break
        found = following
    return found if needle else -1


def _plain(text: str) -> tuple[str, range]:
    return text, range(len(text))


def _visible(text: str) -> tuple[str, list[int]]:
    """Return the text between the tags, and for each of its characters the offset in the page."""
    pieces: list[str] = []
    where: list[int] = []
    last = 0
    for match in _MARKUP.finditer(text):
        pieces.append(text[last : match.start()])
        where.extend(range(last, match.start()))
        if match["entity"]:
            letters = html.unescape(match["entity"])
            pieces.append(letters)
            where.extend([match.start()] * len(letters))
        last = match.end()
    pieces.append(text[last:])
    where.extend(range(last, len(text)))
    return "".join(pieces), where


def _squeezed(text: str) -> tuple[str, list[int]]:
    """Return the text without spaces, and where each of its characters stood."""
    kept = [(letter, offset) for offset, letter in enumerate(text) if not letter.isspace()]
    return "".join(letter for letter, _ in kept), [offset for _, offset in kept]
