"""A library that does all it can to break the desk: markup, scripts, marks that steer text, words without end."""

import json
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from shutro.alerts.rounds import tell_readers
from shutro.ingest.files import pages_of_bytes
from shutro.ingest.given import GivenArticle
from shutro.model import Dropped, Page
from shutro.store.arrivals import add_page
from shutro.store.dropped import note_dropped
from shutro.store.listed import Listed, note_page
from shutro.store.opening import open_library
from shutro.store.sources import Watched, watch_sources
from shutro.store.watches import Watch, add_watch
from shutro.updating import update

RAN = "window.ran = 1"
MARKUP = f'"\'><script>{RAN}</script><img src=x onerror="{RAN}"><svg onload="{RAN}"><style>*{{display:none}}</style>'
STEER = "\u202e\u2066\u200fডানে\u2067"
LONG = "কা" * 5_000
FAMILY = "👨‍👩‍👧‍👦🏳️‍🌈" * 20
CONTROLS = "\x01\x1b[31m\x7f\x85\u2028\u2029\ufffe"
HARM = (
    MARKUP,
    STEER,
    LONG,
    FAMILY,
    CONTROLS,
    "{{ 7*7 }}{% for x in y %}",
    "javascript:alert(1)",
    "</textarea></title>",
)
_AT = "2026-11-22T08:00:00+00:00"


def make_hostile_library(path: Path) -> Path:
    """Make a library of reports of one accident, each with harm in its title, name, outlet, address and text."""
    with open_library(path, create=True) as connection:
        _watch_and_drop(connection)
        for number, harm in enumerate(HARM):
            for page in _pages(number, harm):
                assert isinstance(page, Page)
                given = GivenArticle(
                    published=f"2026-11-{number + 10}T08:30", outlet=f"দৈনিক {harm}", url=_url(harm)
                )
                assert not isinstance(add_page(connection, page, given, at=_AT), Dropped)
        for _ in update(connection):
            pass
        tell_readers(connection)
    return path


def _watch_and_drop(connection: Connection) -> None:
    """Store watches and sources that are called as they like, and what they gave."""
    now = datetime.fromisoformat(_AT)
    for number, harm in enumerate(HARM):
        source, words = f"https://harm.example/{number}/{harm}", f"{number}{harm}"
        add_watch(connection, Watch(name=words, language="bn", made=_AT))
        watch_sources(
            connection,
            [Watched(address=source, kind="feed", title=words, fault=words, failures=3, added=_AT)],
        )
        page = Listed(address=f"{source}/page", source=source, name=None, found=_AT)
        note_page(connection, page, now=now, due=None, state="dropped", reason=words)
        note_dropped(connection, Dropped(text=words, stage="ingest", reason=harm), at=_AT)


def _pages(number: int, harm: str) -> list[Page | Dropped]:
    """Return a report as text and one as a line of JSON, which says of itself what it likes."""
    text = _report(number, harm)
    row = {
        "text": _report(number, f"{harm} আবার"),
        "title": harm,
        "byline": harm,
        "outlet": harm,
        "url": _url(harm),
    }
    line = json.dumps(row).encode()
    return [
        *pages_of_bytes(f"{harm[:150]}-{number}.txt", text.encode()),
        *pages_of_bytes(f"{harm[:150]}-{number}.jsonl", line),
    ]


def _url(harm: str) -> str:
    return harm if harm.startswith("javascript:") else f"https://harm.example/{harm[:80]}"


def _report(number: int, harm: str) -> str:
    more = harm if len(harm) < 1_000 else ""  # once is enough of what takes long to draw
    return f"""রূপনগরে সেতু ভেঙে {number + 5} জন নিহত {harm}

রূপনগর, ১২ নভেম্বর: রূপনগরে সেতু ভেঙে অন্তত {number + 5} জন নিহত হয়েছেন বলে জানিয়েছেন পুলিশ সুপার করিম উদ্দিন {harm}।
জেলা প্রশাসক রহিমা খাতুন বলেন, ‘তদন্ত কমিটি করা হয়েছে {more}, সাত দিনের মধ্যে প্রতিবেদন দেবে।’ খবর ইউএনবির।
ভারতের পররাষ্ট্রমন্ত্রী {more} বাংলাদেশের প্রধানমন্ত্রীর সঙ্গে বৈঠক করেছেন। {more}
"""
