"""The tables that an archive comes to: their columns, and the rows that articles and stories have in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import inspect

from shutro.model import Article, Doc, Dropped, Finding, Story
from shutro.publish import schema
from shutro.publish.export import doc_out, story_out
from shutro.text.edtf import days

UNDATED = "undated"
_MONTH = 31  # days of the longest


class ArticleRow(msgspec.Struct, frozen=True, kw_only=True):
    """An article; `record` is where its page stands in the archive."""

    article: str
    story: str
    outlet: str | None
    language: str
    published: str | None
    published_how: str
    title: str
    text: str
    byline: str | None
    url: str | None
    revises: str | None
    record: str
    page: str


class FurnitureRow(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a page that are none of its article, and why."""

    text: str
    reason: str


class DroppedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A page that is no article, and why."""

    page: str
    record: str
    stage: str
    reason: str


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A story; `origins` is the most that stand behind one finding."""

    story: str
    title: str
    first: str | None
    last: str | None
    articles: int
    outlets: int
    origins: int
    disputed: int


class JoinRow(msgspec.Struct, frozen=True, kw_only=True):
    """Why an article belongs to a story."""

    article: str
    to: str
    score: float
    shared: list[str]


class FindingRow(msgspec.Struct, frozen=True, kw_only=True):
    """What the claims on a point come to."""

    finding: str
    text: str
    agreement: str
    event: str
    attribute: str
    reports: int
    origins: int
    origin_names: list[str]
    arithmetic: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A table: what a row is, and the ids that stand before it."""

    row: type[msgspec.Struct]
    keys: tuple[str, ...] = ()


OF_ARTICLE, OF_STORY = ("article", "story"), ("story",)
KINDS: Mapping[str, Kind] = {
    "articles": Kind(ArticleRow),
    "furniture": Kind(FurnitureRow, OF_ARTICLE),
    "credits": Kind(schema.CreditOut, OF_ARTICLE),
    "sentences": Kind(schema.SentenceOut, OF_ARTICLE),
    "mentions": Kind(schema.MentionOut, OF_ARTICLE),
    "times": Kind(schema.TimeOut, OF_ARTICLE),
    "quantities": Kind(schema.QuantityOut, OF_ARTICLE),
    "quotes": Kind(schema.QuoteOut, OF_ARTICLE),
    "events": Kind(schema.EventOut, OF_ARTICLE),
    "stories": Kind(StoryRow),
    "joins": Kind(JoinRow, OF_STORY),
    "copies": Kind(schema.CopyOut, OF_STORY),
    "entities": Kind(schema.EntityOut, OF_STORY),
    "findings": Kind(FindingRow, OF_STORY),
    "claims": Kind(schema.ClaimOut, ("story", "finding", "value")),
    "origins": Kind(schema.StepOut, ("story", "finding")),
    "timeline": Kind(schema.TimelineOut, OF_STORY),
    "dropped": Kind(DroppedRow),
}
_LAYERS = ("credits", "sentences", "mentions", "times", "quantities", "quotes", "events")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table as a line of JSON; `day` is the day by which it is laid with others."""

    kind: str
    day: str
    line: bytes


def columns_of(kind: Kind) -> dict[str, str]:
    """Return the columns of a table with their types, as DuckDB names them."""
    found = inspect.type_info(kind.row)
    fields = found.fields if isinstance(found, inspect.StructType) else ()
    plain = {field.encode_name: _column(field.type) for field in fields}
    return dict.fromkeys(kind.keys, "VARCHAR") | plain


def day_of(value: str | None) -> str:
    """Return the first day that a date may mean, where it is not vaguer than a month."""
    found = days(value)
    return found.first.isoformat() if found is not None and found.count <= _MONTH else UNDATED


def row_of_dropped(dropped: Dropped, record: str, day: str | None) -> Row:
    """Return the row of a page that is no article."""
    row = DroppedRow(page=dropped.text, record=record, stage=dropped.stage, reason=dropped.reason)
    return _row("dropped", day or UNDATED, (), row)


def rows_of_story(story: Story, docs: Sequence[Doc], records: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows of a story and of its articles; `records` says where the page of each stands."""
    for doc in docs:
        yield from _rows_of_doc(doc, story.id, records[doc.article.id])
    day, keys = day_of(story.first), (story.id,)
    out = story_out(story, {doc.article.id: doc for doc in docs})
    yield _row("stories", day, (), _story_row(story, docs))
    for join in story.joins:
        shared = list(join.shared)
        row = JoinRow(article=join.article, to=join.to, score=join.score, shared=shared)
        yield _row("joins", day, keys, row)
    for kind, rows in (("copies", out.copies), ("entities", out.entities), ("timeline", out.timeline)):
        for record in rows:
            yield _row(kind, day, keys, record)
    for finding, shown in zip(story.findings, out.findings, strict=True):
        yield _row("findings", day, keys, _finding_row(finding))
        for value in shown.values:
            for claim in value.claims:
                yield _row("claims", day, (story.id, finding.id, value.value), claim)
        for step in shown.origin_steps:
            yield _row("origins", day, (story.id, finding.id), step)


def _rows_of_doc(doc: Doc, story: str, record: str) -> Iterator[Row]:
    article, day, keys = doc.article, day_of(doc.dating.value), (doc.article.id, story)
    yield _row("articles", day, (), _article_row(article, doc, story, record))
    for dropped in doc.dropped:
        yield _row("furniture", day, keys, FurnitureRow(text=dropped.text, reason=dropped.reason))
    out = doc_out(doc)
    for layer in _LAYERS:
        for found in getattr(out, layer):
            yield _row(layer, day, keys, found)


def _article_row(article: Article, doc: Doc, story: str, record: str) -> ArticleRow:
    return ArticleRow(
        article=article.id,
        story=story,
        outlet=article.outlet,
        language=article.language,
        published=doc.dating.value,
        published_how=doc.dating.how,
        title=article.title,
        text=article.text,
        byline=article.byline,
        url=article.url,
        revises=article.revises,
        record=record,
        page=article.page,
    )


def _story_row(story: Story, docs: Sequence[Doc]) -> StoryRow:
    return StoryRow(
        story=story.id,
        title=story.title,
        first=story.first,
        last=story.last,
        articles=len(docs),
        outlets=len({doc.article.outlet for doc in docs if doc.article.outlet}),
        origins=max((len(finding.origins) for finding in story.findings), default=0),
        disputed=sum(finding.agreement == "disputed" for finding in story.findings),
    )


def _finding_row(finding: Finding) -> FindingRow:
    return FindingRow(
        finding=finding.id,
        text=finding.text,
        agreement=finding.agreement,
        event=finding.point.event,
        attribute=finding.point.attribute,
        reports=finding.reports,
        origins=len(finding.origins),
        origin_names=[origin.name for origin in finding.origins],
        arithmetic=finding.arithmetic,
    )


def _row(kind: str, day: str, keys: Sequence[str], record: msgspec.Struct) -> Row:
    """Return a row: the ids, then the record as it is published."""
    line = msgspec.json.encode(record)
    if keys:
        ids = msgspec.json.encode(dict(zip(KINDS[kind].keys, keys, strict=True)))
        line = ids[:-1] + b"," + line[1:]
    return Row(kind, day, line)


def _column(kind: Any) -> str:
    """Return the type of a column; figures that may be whole or not are not whole."""
    match kind:
        case inspect.UnionType(types=types):
            found = {_column(one) for one in types if not isinstance(one, inspect.NoneType)}
            return found.pop() if len(found) == 1 else "DOUBLE"
        case inspect.IntType():
            return "BIGINT"
        case inspect.FloatType():
            return "DOUBLE"
        case inspect.BoolType():
            return "BOOLEAN"
        case inspect.ListType(item_type=item):
            return f"{_column(item)}[]"
        case inspect.DictType(key_type=key, value_type=value):
            return f"MAP({_column(key)}, {_column(value)})"
        case inspect.StructType(fields=fields):
            inner = ", ".join(f'"{field.encode_name}" {_column(field.type)}' for field in fields)
            return f"STRUCT({inner})"
        case _:
            return "VARCHAR"
