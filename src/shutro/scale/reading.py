"""The first stage: the pages of a shard as annotated articles, and what their stories are found by."""

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import msgspec

from shutro.errors import InputError
from shutro.ingest.articles import to_article
from shutro.model import Doc, Dropped
from shutro.pipeline import annotate
from shutro.scale.inputs import Found, Shard, read_shard
from shutro.scale.kept import Part, add_bytes, add_part, read_bytes, whole
from shutro.scale.rows import By, RowsPart, add_rows
from shutro.scale.sieve import why_not
from shutro.scale.tables import Row, day_of, row_of_dropped
from shutro.store.tombstones import OPEN, Barred
from shutro.story.vectors import Vector, vector_of

_ABOUT = "~"  # a page is fetched soon after it was published
_HOUR = 3600  # seconds
_EXTRACTION = "trafilatura.meta"


class Located(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """An article by what its stories are found by, where its doc is kept, and where its page stands in the archive."""

    vector: Vector
    doc: Part
    record: str


class HourPart(msgspec.Struct, frozen=True, kw_only=True):
    """The articles of an hour of universal time, or of a day where no hour is known."""

    hour: str  # "2026-11-14T08", "2026-11-14"
    part: Part


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a shard."""

    hours: tuple[HourPart, ...]
    rows: tuple[RowsPart, ...]  # of what was dropped
    pages: int
    articles: int
    dropped: dict[str, int]  # by reason
    megabytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadShard:
    """A shard to be read, the folder for what comes of it, and what may not come in."""

    shard: Shard
    folder: str
    by: By
    barred: Barred = OPEN

    @property
    def key(self) -> str:
        """Return the name of what comes of it."""
        return self.shard.key

    def __str__(self) -> str:
        return f"{self.shard.label}@{self.shard.start}"


def read_articles(task: ReadShard) -> Read:
    """Return what came of a shard; its docs, their vectors by day, and the rows of what was dropped are in a file."""
    path = Path(task.folder) / f"{task.key}.bin"
    hours: dict[str, list[Located]] = defaultdict(list)
    dropped: list[Row] = []
    reasons: Counter[str] = Counter()
    pages = size = 0
    with whole(path) as file:
        for found in read_shard(task.shard):
            pages += 1
            size += 0 if isinstance(found.page, Dropped) else len(found.page.raw)
            doc = read_article(found, task.barred)
            if isinstance(doc, Dropped):
                dropped.append(row_of_dropped(doc, found.record, found.fetched))
                reasons[_short(doc.reason)] += 1
            else:
                part = add_bytes(file, path, msgspec.json.encode(doc), 1)
                located = Located(vector=vector_of(doc), doc=part, record=found.record)
                hours[_hour(located.vector)].append(located)
        parts = tuple(
            HourPart(hour=hour, part=add_part(file, path, some)) for hour, some in sorted(hours.items())
        )
        rows = add_rows(file, path, dropped, task.by)
    _forget()
    return Read(
        hours=parts,
        rows=rows,
        pages=pages,
        articles=sum(one.part.count for one in parts),
        dropped=dict(sorted(reasons.items())),
        megabytes=size / 1e6,
    )


def read_article(found: Found, barred: Barred = OPEN) -> Doc | Dropped:
    """Return the annotated article of a page, or why there is none."""
    page = found.page
    if isinstance(page, Dropped):
        return page
    reason = why_not(page.raw) if page.media == "html" else None
    if reason is not None:
        return Dropped(text=page.name, stage="sieve", reason=reason)
    try:
        article, dropped = to_article(page)
        barring = barred.reason(article)
        if barring is not None:
            return Dropped(text=page.name, stage="library", reason=barring)
        return annotate(article, dropped, published=f"{found.fetched}{_ABOUT}" if found.fetched else None)
    except InputError as error:
        return Dropped(text=page.name, stage="ingest", reason=str(error).removeprefix(f"{page.name}: "))
    except Exception as error:  # a page that nobody foresaw costs that page, not the shard
        return Dropped(
            text=page.name, stage="ingest", reason=f"cannot be read: {type(error).__name__}: {error}"
        )


def doc_of(part: Part) -> Doc:
    """Return the doc that is kept here."""
    return msgspec.json.decode(read_bytes(part), type=Doc)


def _hour(vector: Vector) -> str:
    if vector.since is not None and vector.until is not None and vector.until - vector.since < _HOUR:
        return f"{datetime.fromtimestamp(vector.since, UTC):%Y-%m-%dT%H}"
    return day_of(vector.dated)


def _short(reason: str) -> str:
    """Return a reason without what is particular to one page, by which it can be counted."""
    return reason.split(":", 1)[0]


def _forget() -> None:
    """Let extraction forget the pages that it has seen, where it was used at all."""
    if _EXTRACTION in sys.modules:
        import_module(_EXTRACTION).reset_caches()
