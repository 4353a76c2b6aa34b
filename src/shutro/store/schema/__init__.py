"""The tables of a library: what is kept, and what can be deleted and made again from it."""

from shutro.store.schema import kept
from shutro.store.schema.derived import derivation, doc, story
from shutro.store.schema.index import (
    BY_STORY,
    act,
    actor,
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
from shutro.store.schema.kept import article, decision, given, log, page, seen, story_id, tombstone
from shutro.store.schema.metadata import SEARCHED, is_declared, metadata
from shutro.store.schema.watched import listed, watched

HEAD = "0006"  # the newest migration
APPLICATION = 0x53485554  # "SHUT": tells a library from any other SQLite file
# Parents stand before those that point at them.
KEPT = tuple(table for table in metadata.sorted_tables if table in vars(kept).values())
DERIVED = tuple(table for table in metadata.sorted_tables if table not in KEPT)

__all__ = [
    "APPLICATION",
    "BY_STORY",
    "DERIVED",
    "HEAD",
    "KEPT",
    "SEARCHED",
    "act",
    "actor",
    "article",
    "brief",
    "called",
    "card",
    "credited",
    "decision",
    "derivation",
    "doc",
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
    "seen",
    "source",
    "story",
    "story_id",
    "tally",
    "tombstone",
    "voice",
    "watched",
]
