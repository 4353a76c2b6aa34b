"""Alerts as letters and feeds: plain text, HTML and Atom, with the sentences they rest on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment
from lxml import etree

from shutro.publish.alert import Alert
from shutro.publish.templating import environment
from shutro.publish.wording import Wording

_ATOM = "http://www.w3.org/2005/Atom"
# What XML has no place for, and marks that turn text around.
_OUTSIDE = (
    *range(0x20),
    0x7F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
    0xFFFE,
    0xFFFF,
)
_UNPRINTABLE = {code: None for code in _OUTSIDE if chr(code) not in "\t\n\r"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is sent at a time; `key` is the same when it is sent again."""

    key: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An alert in a feed, and when it was raised: UTC, ISO 8601."""

    alert: Alert
    at: str


def write_letter(watch: str, alerts: Sequence[Alert], root: str, wording: Wording) -> Letter:
    """Return a letter with these alerts, story by story; `root` is the desk's address, empty if nobody knows it."""
    stories: dict[str, list[Alert]] = {}
    for alert in alerts:
        stories.setdefault(alert.story, []).append(alert)
    counted = wording.count("alerts", len(alerts))
    return Letter(
        key=".".join((alerts[0].key, alerts[-1].key, str(len(alerts)))),
        subject=" ".join(f"{watch}: {_headline(alerts, wording) if len(alerts) == 1 else counted}".split()),
        text="\n".join(_text(stories, root, wording)),
        html=_environment()
        .get_template("letter.html.j2")
        .render(watch=watch, stories=stories, root=root, say=wording, words=wording.words),
    )


def write_feed(watch: str, own: str, root: str, entries: Sequence[FeedEntry], wording: Wording) -> bytes:
    """Return a watch's alerts as an Atom feed (RFC 4287); `own` is the feed's address, `entries` newest first."""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", wording.words.code)
    _add(feed, "id", own)
    _add(feed, "title", watch)
    _add(feed, "updated", entries[0].at if entries else "1970-01-01T00:00:00Z")
    _add(feed, "author", None, name="Shutro")
    etree.SubElement(feed, f"{{{_ATOM}}}link", rel="self", href=own)
    for entry in entries:
        _entry(feed, entry, root, wording)
    written: bytes = etree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _headline(alerts: Sequence[Alert], wording: Wording) -> str:
    first = alerts[0]
    return f"{wording.words.news_one[first.kind]}: {first.claimed or first.text}"


def _text(stories: dict[str, list[Alert]], root: str, wording: Wording) -> Iterator[str]:
    for story, alerts in stories.items():
        yield " ".join(alerts[0].title.split())
        if root:
            yield f"{root}/story/{story}"
        for alert in alerts:
            yield ""
            yield f"* {wording.words.news_one[alert.kind]} · {alert.attribute} · {alert.counts}"
            yield f"  {alert.claimed} — {alert.text}" if alert.claimed else f"  {alert.text}"
            for value in alert.values:
                if value.label:
                    yield f"  – {value.label}" + (f" ({wording.words.news['new']})" if value.is_new else "")
                for source in value.sources:
                    yield f"    {' → '.join(source.chain)}, {source.published}: “{source.sentence}”"
        yield ""


def _entry(feed: etree._Element, entry: FeedEntry, root: str, wording: Wording) -> None:
    alert = entry.alert
    element = etree.SubElement(feed, f"{{{_ATOM}}}entry")
    _add(element, "id", f"urn:shutro:alert:{alert.key}")
    _add(element, "title", _headline([alert], wording))
    _add(element, "updated", entry.at)
    if root:
        etree.SubElement(element, f"{{{_ATOM}}}link", rel="alternate", href=f"{root}/story/{alert.story}")
    content = etree.SubElement(element, f"{{{_ATOM}}}content", type="html")
    macro = _environment().get_template("alert.html.j2").module.alert  # type: ignore[attr-defined]
    content.text = str(macro(alert, root, wording.words, wording)).translate(_UNPRINTABLE)


def _add(parent: etree._Element, tag: str, text: str | None, **parts: str) -> None:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{tag}")
    element.text = text.translate(_UNPRINTABLE) if text is not None else None
    for name, value in parts.items():
        _add(element, name, value)


@cache
def _environment() -> Environment:
    return environment()
