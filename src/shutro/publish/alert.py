"""An alert: something new in a story with the sentences it rests on, in the words of a language."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from shutro.claims.novelty import Kind, Novelty
from shutro.model import Agreement, Doc, Story
from shutro.publish.news import view_of_news
from shutro.publish.view import SourceView
from shutro.publish.wording import Wording

_EACH = 3  # sentences of one value


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSource:
    """One sentence that bears the news: who says so through whom, when, and the place of its words."""

    chain: tuple[str, ...]
    published: str
    sentence: str
    article: str
    start: int  # of the sentence, in code points of the article's text


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertValue:
    """One value of a finding with those who give it; `is_new` where nobody gave it before."""

    label: str
    is_new: bool
    sources: tuple[AlertSource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What is told of one finding; `key` is the same whenever the same is told again."""

    key: str
    kind: Kind
    story: str
    title: str
    finding: str
    text: str
    claimed: str
    attribute: str
    agreement: Agreement
    origins: int
    reports: int
    counts: str  # origins and reports in words, with the arithmetic of origins
    values: tuple[AlertValue, ...]
    articles: tuple[str, ...]  # all that are quoted
    language: str


def make_alert(novelty: Novelty, story: Story, docs: Mapping[str, Doc], wording: Wording) -> Alert:
    """Return the alert of what is new in one finding of a story; `docs` holds its articles by id."""
    view, said = view_of_news(novelty, story, docs, wording)
    values = tuple(
        AlertValue(
            label=shown.label,
            is_new=all(claim in novelty.claims for claim in value.claims),
            sources=tuple(_source(source) for source in shown.sources[:_EACH]),
        )
        for shown, value in zip(view.values, said.values, strict=True)
    )
    counts = [wording.count("origins", len(view.origins)), wording.count("reports", view.reports)]
    if view.reports > 1 and view.arithmetic:
        counts.append(view.arithmetic)
    return Alert(
        key=_key(novelty),
        kind=novelty.kind,
        story=story.id,
        title=story.title,
        finding=novelty.finding.id,
        text=" ".join(view.text.split()),
        claimed=view.claimed,
        attribute=view.attribute,
        agreement=view.agreement,
        origins=len(view.origins),
        reports=view.reports,
        counts=" · ".join(counts),
        values=values,
        articles=tuple(sorted({source.article for value in values for source in value.sources})),
        language=wording.words.code,
    )


def _source(source: SourceView) -> AlertSource:
    return AlertSource(
        chain=source.chain,
        published=source.published,
        sentence=" ".join((source.before + source.words + source.after).split()),
        article=source.article,
        start=source.start,
    )


def _key(novelty: Novelty) -> str:
    """Return a hash of what is told: of the kind, and the words that bring it, whatever id the finding has."""
    words = sorted((claim.article, claim.span) for claim in novelty.claims)
    return hashlib.sha256(msgspec.json.encode((novelty.kind, words))).hexdigest()[:24]
