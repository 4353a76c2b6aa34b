"""The tables of a library: what is kept, and what can be deleted and made again from it."""

from shutro.store.schema import derived, index
from shutro.store.schema.alerts import alert, delivery, quoting, told, watch
from shutro.store.schema.derived import affair, derivation, doc, story, vector
from shutro.store.schema.index import (
    BY_STORY,
    SHOWN,
    act,
    actor,
    bearing,
    brief,
    called,
    card,
    credited,
    facet,
    named,
    party,
    quoted,
    source,
    tally,
    voice,
)
from shutro.store.schema.kept import (
    article,
    change,
    decision,
    dropped,
    given,
    log,
    page,
    seen,
    story_id,
    tombstone,
)
from shutro.store.schema.metadata import NUMBERED, SEARCHED, is_declared, metadata
from shutro.store.schema.watched import listed, watched

HEAD = "0018"  # the newest migration
APPLICATION = 0x53485554  # "SHUT": tells a library from any other SQLite file
# Parents stand before those that point at them, and what views are joined with before the views.
DERIVED = (
    *(
        table
        for table in metadata.sorted_tables
        if table in (*vars(derived).values(), *vars(index).values()) and table not in SHOWN
    ),
    *SHOWN,
)
KEPT = tuple(table for table in metadata.sorted_tables if table not in DERIVED)

__all__ = [
    "APPLICATION",
    "BY_STORY",
    "DERIVED",
    "HEAD",
    "KEPT",
    "NUMBERED",
    "SEARCHED",
    "SHOWN",
    "act",
    "actor",
    "affair",
    "alert",
    "article",
    "bearing",
    "brief",
    "called",
    "card",
    "change",
    "credited",
    "decision",
    "delivery",
    "derivation",
    "doc",
    "dropped",
    "facet",
    "given",
    "is_declared",
    "listed",
    "log",
    "metadata",
    "named",
    "page",
    "party",
    "quoted",
    "quoting",
    "seen",
    "source",
    "story",
    "story_id",
    "tally",
    "told",
    "tombstone",
    "vector",
    "voice",
    "watch",
    "watched",
]
