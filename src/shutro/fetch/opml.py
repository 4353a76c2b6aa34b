"""Lists of feeds as other readers take and give them: OPML."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from shutro.errors import InputError
from shutro.ingest.addresses import clean_address

_MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A feed in such a list."""

    address: str
    title: str = ""
    site: str | None = None


def read_opml(raw: bytes, name: str) -> tuple[Outline, ...]:
    """Return the feeds of a list, each once; raise InputError where the file is none."""
    # Entities are not resolved and nothing is loaded: a list from elsewhere may name files of this machine.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: is no OPML: {error}") from error
    if root is None or root.tag != "opml":
        raise InputError(f"{name}: is no OPML; other readers write it with their export")
    found: dict[str, Outline] = {}
    for element in root.iter("outline"):
        address = clean_address(element.get("xmlUrl") or "") if element.get("xmlUrl") else None
        if address is not None and len(found) < _MOST:
            title = element.get("title") or element.get("text") or ""
            site = clean_address(element.get("htmlUrl") or "") if element.get("htmlUrl") else None
            found.setdefault(address, Outline(address=address, title=title.strip()[:300], site=site))
    return tuple(found.values())


def write_opml(outlines: Iterable[Outline], title: str) -> bytes:
    """Return a list of feeds as OPML."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for outline in outlines:
        words = outline.title or outline.address
        element = etree.SubElement(body, "outline", type="rss", text=words, title=words)
        element.set("xmlUrl", outline.address)
        if outline.site:
            element.set("htmlUrl", outline.site)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
