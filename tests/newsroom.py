"""A library in which each kind of page has something to show: an affair, versions, decisions, alerts, sources."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from desk import make_library
from shutro.alerts.rounds import tell_readers
from shutro.ingest.files import pages_of_bytes
from shutro.ingest.given import GivenArticle
from shutro.model import Dropped, Page
from shutro.store.arrivals import add_page
from shutro.store.deciding import checked, record
from shutro.store.dropped import note_dropped
from shutro.store.listed import Listed, note_page
from shutro.store.opening import open_library
from shutro.store.places import Places
from shutro.store.readers import mark_seen
from shutro.store.sources import Watched, watch_sources
from shutro.store.stories import as_told, read_stories
from shutro.store.watches import Watch, add_watch
from shutro.updating import update

AT = "2026-11-22T08:00:00+00:00"
COLLAPSE = (
    "নলডাঙ্গায় সেতুর গার্ডার ধসে চার শ্রমিক নিহত\n\nনলডাঙ্গা উপজেলার বারনই নদে নির্মাণাধীন সেতুর গার্ডার ধসে চার শ্রমিক নিহত হয়েছেন। "
    "ঠিকাদারি প্রতিষ্ঠান মেঘমালা বিল্ডার্স গার্ডার বসাচ্ছিল বলে জানান ইউএনও সালেহা বেগম। উদ্ধারকাজ চালাচ্ছে ফায়ার সার্ভিস।"
)
ARREST = (
    "গার্ডার ধসের মামলায় মেঘমালা বিল্ডার্সের মালিক গ্রেপ্তার\n\nনলডাঙ্গায় বারনই নদের সেতুর গার্ডার ধসের মামলায় ঠিকাদারি প্রতিষ্ঠান মেঘমালা "
    "বিল্ডার্সের মালিক কামরুল হাসানকে ঢাকার উত্তরা থেকে গ্রেপ্তার করেছে র‍্যাব। ২ মার্চ বারনই নদে নির্মাণাধীন ওই সেতুর গার্ডার ধসে শ্রমিকেরা নিহত হন।"
)
_GROWN = COLLAPSE.replace("চার শ্রমিক", "পাঁচ শ্রমিক")
_REPORTS = (
    ("https://nadi.example/collapse", "2026-03-02T09:00", COLLAPSE),
    ("https://nadi.example/collapse", "2026-03-02T15:00", _GROWN),
    ("https://nadi.example/arrest", "2026-03-17T11:00", ARREST),
)
_FEED = "https://nadi.example/feed.xml"


def make_newsroom(path: Path) -> Path:
    """Make a library of the examples and of what a newsroom adds to them, up to date."""
    make_library(path)
    with open_library(path) as connection:
        add_watch(connection, Watch(name="সেতুর খবর", language="bn", made=AT, query="সেতু"))
        for url, published, text in _REPORTS:
            (page,) = pages_of_bytes("report.txt", text.encode())
            assert isinstance(page, Page)
            add_page(connection, page, GivenArticle(published=published, outlet="নদী", url=url), at=AT)
        _bring(connection)
        tell_readers(connection)
        _watch_and_drop(connection)
        story = read_stories(connection)[0]
        record(connection, checked(Places(connection), story.findings[0].id), who="রিনা", at=AT)
        mark_seen(connection, "রিনা", [as_told(connection, story)], at=AT)
        _bring(connection)
    return path


def _watch_and_drop(connection: Connection) -> None:
    """Store a source that answers, one that does not, and what they gave that is no report."""
    sources = [
        Watched(address=_FEED, kind="feed", title="নদী", fault="", failures=0, added=AT),
        Watched(
            address=f"{_FEED}?old", kind="feed", title="পুরোনো নদী", fault="timeout", failures=3, added=AT
        ),
    ]
    watch_sources(connection, sources)
    page = Listed(address="https://nadi.example/video", source=_FEED, name=None, found=AT)
    note_page(
        connection, page, now=datetime.fromisoformat(AT), due=None, state="dropped", reason="no_article"
    )
    note_dropped(connection, Dropped(text="ভিডিও", stage="ingest", reason="no_article"), at=AT)


def _bring(connection: Connection) -> None:
    for _ in update(connection):
        pass
