"""The sources that come with Shutro, and what is known of any other."""

from urllib.parse import urlsplit

from shutro.fetch.discover import Found
from shutro.fetch.opml import Outline
from shutro.ingest.addresses import clean_address
from shutro.sources.registry import outlet_of_url, outlets
from shutro.store.sources import Watched


def declared_sources(at: str) -> list[Watched]:
    """Return the feeds of the declared outlets."""
    return [
        Watched(address=address, kind="feed", outlet=outlet.id, title=outlet.name, added=at)
        for outlet in outlets()
        for feed in outlet.feeds
        if (address := clean_address(feed))
    ]


def source_of(found: Found, at: str, outlet: str | None = None) -> Watched:
    """Return a feed or sitemap that was found as a source; `outlet` names it where it is not declared."""
    return Watched(
        address=found.address,
        kind=found.listing.kind,
        outlet=_outlet(found.address, outlet),
        title=found.listing.title,
        added=at,
    )


def source_of_outline(outline: Outline, at: str) -> Watched:
    """Return a feed of another reader's list as a source."""
    outlet = _outlet(outline.site or outline.address, None)
    return Watched(address=outline.address, kind="feed", outlet=outlet, title=outline.title, added=at)


def _outlet(address: str, given: str | None) -> str:
    """Return the id of the declared outlet, else what it was called, else its host."""
    declared = outlet_of_url(address)
    return declared.id if declared else given or urlsplit(address).netloc.removeprefix("www.")
