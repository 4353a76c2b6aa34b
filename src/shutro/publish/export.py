"""Docs and stories as the JSON that others rely on."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

import msgspec

from shutro.model import (
    Claim,
    Copy,
    Credit,
    Doc,
    Finding,
    First,
    Likeness,
    Link,
    Mark,
    Quantity,
    Quote,
    Span,
    Story,
)
from shutro.publish import schema as out


def doc_to_json(doc: Doc) -> bytes:
    """Return a doc as one line of JSON, without a line end."""
    return msgspec.json.encode(doc_out(doc))


def story_to_json(story: Story, docs: Mapping[str, Doc]) -> bytes:
    """Return a story as one line of JSON, without a line end; `docs` holds its articles by id."""
    return msgspec.json.encode(story_out(story, docs))


class _Place(TypedDict):
    start: int
    end: int
    text: str


class Names:
    """Who the words of one doc stand for: entity ids where linked, the words themselves where not."""

    def __init__(self, doc: Doc) -> None:
        self._text = doc.text
        self._links: dict[Span, list[Link]] = {}
        for link in doc.links:
            self._links.setdefault(link.span, []).append(link)

    def named(self, span: Span) -> str | None:
        """Return the entity that the words name."""
        links = self._links.get(span)
        return links[0].entity if links else None

    def actor(self, span: Span) -> str:
        """Return the first entity that the words act for, or the plain words."""
        return self.actors([span])[0]

    def actors(self, spans: Sequence[Span]) -> list[str]:
        """Return each actor once, in order."""
        found: dict[str, None] = {}
        for span in spans:
            links = self._links.get(span, ())
            found.update((link.acts_for or link.entity, None) for link in links)
            if not links:
                found[span.of(self._text)] = None
        return list(found)


def doc_out(doc: Doc) -> out.DocOut:
    """Return a doc as the record that is encoded."""
    names = Names(doc)
    text = doc.text
    article = doc.article
    return out.DocOut(
        article=article.id,
        file=article.file,
        outlet=article.outlet,
        language=article.language,
        published=doc.dating.value,
        published_how=doc.dating.how,
        title=article.title,
        text=text,
        dropped=[out.DroppedOut(text=dropped.text, reason=dropped.reason) for dropped in doc.dropped],
        credits=[_credit(credit, names, text) for credit in doc.credits],
        sentences=[out.SentenceOut(start=span.start, end=span.end) for span in doc.sentences],
        mentions=[
            out.MentionOut(
                **_place(mention.span, text),
                kind=mention.kind,
                lemma=mention.lemma,
                entity=names.named(mention.span),
            )
            for mention in doc.mentions
            if not mention.adjective
        ],
        times=[
            out.TimeOut(**_place(time.span, text), type=time.kind, value=time.value, mod=time.modifier)
            for time in doc.times
        ],
        quantities=[_quantity(quantity, text) for quantity in doc.quantities],
        quotes=[_quote(quote, names, text) for quote in doc.quotes],
        events=_events(doc, names),
    )


def story_out(story: Story, docs: Mapping[str, Doc]) -> out.StoryOut:
    """Return a story as the record that is encoded."""
    return out.StoryOut(
        story=story.id,
        title=story.title,
        articles=[_article(docs[article]) for article in story.articles],
        entities=[
            out.EntityOut(
                entity=entity.id, kind=entity.kind, names=_by_language(entity.names), wikidata=entity.wikidata
            )
            for entity in story.entities
        ],
        copies=[_copy(copy) for copy in story.copies],
        findings=[finding_out(finding, docs) for finding in story.findings],
        timeline=[
            out.TimelineOut(
                when=entry.when,
                text=entry.text,
                findings=list(entry.findings),
                evidence=[
                    out.PlaceOut(article=article, start=span.start, end=span.end)
                    for article, span in entry.evidence
                ],
                modality=entry.modality,
            )
            for entry in story.timeline
        ],
        marks=[_mark(mark, docs) for mark in story.marks],
        events=[
            out.RetoldOut(
                event=one.id,
                told=[
                    out.WordsOut(article=article, **_place(span, docs[article].text))
                    for article, span in one.told
                ],
            )
            for one in story.retold
        ],
    )


def _mark(mark: Mark, docs: Mapping[str, Doc]) -> out.MarkOut:
    return out.MarkOut(
        decision=mark.decision,
        judgement=mark.judgement,
        who=mark.who,
        at=mark.at,
        note=mark.note,
        finding=mark.finding,
        attribute=mark.claim.point.attribute,
        value=mark.claim.value,
        claim=_claim(mark.claim, docs),
    )


def _place(span: Span, text: str) -> _Place:
    return _Place(start=span.start, end=span.end, text=span.of(text))


def _credit(credit: Credit, names: Names, text: str) -> out.CreditOut:
    entity = names.named(credit.span) or credit.source
    return out.CreditOut(**_place(credit.span, text), name=credit.name, entity=entity, role=credit.role)


def _quantity(quantity: Quantity, text: str) -> out.QuantityOut:
    low, high = (_plain(figure) for figure in (quantity.low, quantity.high))
    return out.QuantityOut(
        **_place(quantity.span, text), low=low, high=high, unit=quantity.unit, counted=quantity.counted
    )


def _plain(figure: float | None) -> float | int | None:
    return int(figure) if figure is not None and figure == int(figure) else figure


def _quote(quote: Quote, names: Names, text: str) -> out.QuoteOut:
    return out.QuoteOut(
        **_place(quote.span, text),
        kind=quote.kind,
        speaker=names.actor(quote.speaker) if quote.speaker else None,
        speaker_text=quote.speaker.of(text) if quote.speaker else None,
        cue=out.CueOut(**_place(quote.cue, text)) if quote.cue else None,
        via=names.actors(quote.via),
    )


def _events(doc: Doc, names: Names) -> list[out.EventOut]:
    values = {time.span: time.value for time in doc.times}
    return [
        out.EventOut(
            **_place(event.trigger, doc.text),
            code=event.code,
            mode=event.mode,
            agents=names.actors(event.agents),
            patients=names.actors(event.patients),
            partners=names.actors(event.partners),
            place=(names.named(event.place) or event.place.of(doc.text)) if event.place else None,
            time=values.get(event.time) if event.time else None,
            polarity=event.polarity,
            modality=event.modality,
            source=names.actors(event.source),
        )
        for event in doc.events
    ]


def _copy(copy: Copy) -> out.CopyOut:
    return out.CopyOut(
        article=copy.article,
        source=copy.source,
        relation=copy.relation,
        score=round(copy.score, 3),
        ordered=copy.ordered,
        credit=copy.credit,
        likeness=_likeness(copy.likeness) if copy.likeness else None,
        evidence=[
            out.EvidenceOut(
                start=mine.start,
                end=mine.end,
                from_start=theirs.start,
                from_end=theirs.end,
                share=round(share, 3),
            )
            for (mine, theirs), share in zip(copy.evidence, _shares(copy), strict=True)
        ],
    )


def _shares(copy: Copy) -> tuple[float, ...]:
    """Return how much of each sentence is taken over; of a copy that does not say it, that of the whole."""
    return copy.shares or (copy.score,) * len(copy.evidence)


def _likeness(likeness: Likeness) -> out.LikenessOut:
    return out.LikenessOut(
        runs=round(likeness.runs, 3),
        back=round(likeness.back, 3),
        own=round(likeness.own, 3),
        passage=round(likeness.passage, 3),
        order=round(likeness.order, 3),
    )


def _article(doc: Doc) -> out.StoryArticleOut:
    names = Names(doc)
    origin = [
        names.named(credit.span) or credit.source or credit.name
        for credit in doc.credits
        if credit.role == "origin"
    ]
    return out.StoryArticleOut(
        article=doc.article.id,
        revises=doc.article.revises,
        file=doc.article.file,
        outlet=doc.article.outlet,
        published=doc.dating.value,
        origin=list(dict.fromkeys(origin)),
    )


def _by_language(names: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    by_language: dict[str, list[str]] = {}
    for language, name in names:
        by_language.setdefault(language, []).append(name)
    return by_language


def finding_out(finding: Finding, docs: Mapping[str, Doc]) -> out.FindingOut:
    """Return a finding as the record that is encoded; `docs` holds its articles by id."""
    return out.FindingOut(
        finding=finding.id,
        text=finding.text,
        agreement=finding.agreement,
        point=out.PointOut(event=finding.point.event, attribute=finding.point.attribute),
        reports=finding.reports,
        origins=len(finding.origins),
        origin_names=[origin.name for origin in finding.origins],
        origin_steps=[
            out.StepOut(
                origin=origin.name,
                article=step.article,
                test=step.test,
                on=step.on,
                **_place(step.span, docs[step.article].text),
            )
            for origin in finding.origins
            for step in origin.steps
        ],
        arithmetic=finding.arithmetic,
        first=_first(finding.first, docs),
        first_unknown=finding.first.unknown if finding.first else None,
        values=[
            out.ValueOut(
                value=value.value,
                claims=[_claim(claim, docs) for claim in value.claims],
                first=_first(value.first, docs),
                first_unknown=value.first.unknown if value.first else None,
            )
            for value in finding.values
        ],
    )


def _first(first: First | None, docs: Mapping[str, Doc]) -> out.ClaimOut | None:
    return _claim(first.claim, docs) if first is not None and first.claim is not None else None


def _claim(claim: Claim, docs: Mapping[str, Doc]) -> out.ClaimOut:
    doc = docs[claim.article]
    return out.ClaimOut(
        article=claim.article,
        **_place(claim.span, doc.text),
        via=list(claim.via),
        published=doc.dating.value,
    )
