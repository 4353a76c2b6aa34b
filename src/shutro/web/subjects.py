"""What people decide on, with what there is to choose from: a story, a finding, an article, a place in it, a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fastapi import HTTPException
from sqlalchemy import Connection
from starlette.requests import Request

from shutro.decisions.corrections import LAYERS
from shutro.model import Claim, Dating, Doc, Finding, Span
from shutro.publish.naming import Naming
from shutro.publish.view import FindingView
from shutro.publish.wording import Wording, shorten
from shutro.sources.registry import agencies
from shutro.store.actors import Actor, find_actors, read_actors
from shutro.store.articles import find_article
from shutro.store.coverage import story_of
from shutro.store.docs import docs_of
from shutro.store.near import naming_articles, near_stories
from shutro.store.opening import reading
from shutro.store.places import find_words
from shutro.web.annotations import AnnotationView, Choice, annotations_at, new_annotation
from shutro.web.beside import find_place
from shutro.web.shown import Shown, shown_story

Kind = Literal["story", "finding", "article", "place", "actor"]

_LONGEST = 90  # clusters of a choice
_NAMES = 8  # actors to choose from


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A thing that can be decided on; the choices that its kind does not have are empty."""

    kind: Kind
    id: str
    title: str
    language: str
    address: str
    story: str = ""
    stories: tuple[Choice, ...] = ()  # that may be the same
    reports: tuple[Choice, ...] = ()  # articles, of which some may be apart
    values: tuple[Choice, ...] = ()
    findings: tuple[Choice, ...] = ()  # that may tell of the same
    sources: tuple[Choice, ...] = ()  # articles that one may rest on
    agencies: tuple[Choice, ...] = ()
    actors: tuple[Choice, ...] = ()  # that may be the same
    annotations: tuple[AnnotationView, ...] = ()
    layers: tuple[Choice, ...] = ()  # of what can be added here
    claims: int = 0  # that are made here
    entity: Choice | None = None  # who is named here


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an address asks to decide on."""

    story: str = ""
    finding: str = ""
    article: str = ""
    at: str = ""
    words: str = ""
    layer: str = ""
    entity: str = ""
    alike: str = ""  # a name that may be the same


def find_subject(request: Request, connection: Connection, wording: Wording, wanted: Wanted) -> Subject:
    """Return what an address asks to decide on; raise NotInLibraryError or a 404 where it is not there."""
    if wanted.entity:
        return _actor(connection, wording, wanted)
    if wanted.article:
        return _in_article(request, connection, wording, wanted)
    if not wanted.story:
        raise HTTPException(404)
    shown = shown_story(request, connection, wanted.story, wording)
    return _finding(shown, wording, wanted.finding) if wanted.finding else _story(connection, shown, wording)


def _story(connection: Connection, shown: Shown, wording: Wording) -> Subject:
    id_ = shown.story.id
    return Subject(
        kind="story",
        id=id_,
        title=shown.story.title,
        language=shown.view.language,
        address=f"/story/{id_}",
        story=id_,
        stories=tuple(
            Choice(value=near.story, words=near.title, note=wording.count("reports", near.articles))
            for near in near_stories(connection, id_)
        ),
        reports=_reports(shown, shown.story.articles) if len(shown.story.articles) > 1 else (),
    )


def _finding(shown: Shown, wording: Wording, id_: str) -> Subject:
    finding = next((one for one in shown.story.findings if one.id == id_), None)
    if finding is None:
        raise HTTPException(404)
    view = shown.finding(shown.numbers[id_])
    told = list(dict.fromkeys(claim.article for claim in _claims(finding)))
    return Subject(
        kind="finding",
        id=id_,
        title=_text(view),
        language=shown.view.language,
        address=shown.finding_at(view.number),
        story=shown.story.id,
        values=_values(shown, finding, wording),
        reports=_reports(shown, told, before=f"{id_}@") if len(told) > 1 else (),
        findings=_findings(shown, id_, wording),
        sources=_reports(shown, shown.story.articles),
        agencies=_agencies(wording),
    )


def _in_article(request: Request, connection: Connection, wording: Wording, wanted: Wanted) -> Subject:
    doc = _doc(connection, wanted.article)
    id_ = doc.article.id
    story = story_of(connection, id_)
    shown = shown_story(request, connection, story, wording) if story else None
    span = find_words(doc.article, wanted.words).span if wanted.words else find_place(doc, wanted.at)
    others = [article for article in shown.story.articles if article != id_] if shown else []
    if span is None:
        return Subject(
            kind="article",
            id=id_,
            title=doc.article.title,
            language=doc.article.language,
            address=f"/article/{id_}",
            story=story or "",
            sources=_reports(shown, others) if shown else (),
            agencies=_agencies(wording),
        )
    return _place(doc, span, shown, wording, wanted.layer)


def _place(doc: Doc, span: Span, shown: Shown | None, wording: Wording, layer: str) -> Subject:
    id_, at = doc.article.id, f"{span.start}-{span.end}"
    found = annotations_at(doc, span, wording)
    if layer in LAYERS:
        stands = [one for one in found if one.layer == layer and one.place == f"{id_}:{at}"]
        found = tuple(stands) or (new_annotation(doc, layer, span, wording),)
    is_telling = any(event.trigger == span for event in doc.events)
    link = next((link for link in doc.links if link.span == span), None)
    naming = shown.naming if shown else Naming((), wording.words.code)
    claims = [
        claim
        for finding in (shown.story.findings if shown else ())
        for claim in _claims(finding)
        if claim.article == id_ and claim.span.within(span)
    ]
    return Subject(
        kind="place",
        id=f"{id_}:{at}",
        title=shorten(" ".join(span.of(doc.text).split()), 3 * _LONGEST),
        language=doc.article.language,
        address=f"/article/{id_}?at={at}#here",
        story=shown.story.id if shown else "",
        annotations=found,
        layers=tuple(
            Choice(value=name, words=wording.words.layers[name])
            for name in LAYERS
            if not any(one.layer == name and one.place == f"{id_}:{at}" for one in found)
        ),
        findings=_findings(shown, "", wording) if shown and is_telling else (),
        claims=len({claim.span for claim in claims}),
        entity=Choice(value=link.entity, words=naming.name(link.entity)) if link else None,
    )


def _actor(connection: Connection, wording: Wording, wanted: Wanted) -> Subject:
    actor = read_actors(connection, [wanted.entity]).get(wanted.entity)
    if actor is None:
        raise HTTPException(404)
    name, code = _name(actor, wording), wording.words.code
    alike = find_actors(connection, wanted.alike or name, code, limit=_NAMES + 1)
    naming = Naming((), code)
    return Subject(
        kind="actor",
        id=actor.entity,
        title=name,
        language=actor.names[0][0] if actor.names else code,
        address=f"/actor/{actor.entity}",
        actors=tuple(
            Choice(value=one.entity, words=_name(one, wording), note=_told_of(one, wording))
            for one in alike
            if one.entity != actor.entity
        ),
        reports=tuple(
            Choice(
                value=one.article,
                words=shorten(one.title, _LONGEST),
                note=" · ".join((naming.name(one.outlet or ""), wording.when(one.published))).strip(" ·"),
            )
            for one in naming_articles(connection, actor.entity)
        ),
    )


def _doc(connection: Connection, prefix: str) -> Doc:
    with reading(connection):
        article = find_article(connection, prefix)
        doc = docs_of(connection, [article.id]).get(article.id)
    return doc or Doc(article=article, dating=Dating(article=article.id, value=article.published, how="page"))


def _reports(shown: Shown, articles: Sequence[str], before: str = "") -> tuple[Choice, ...]:
    """Return reports of a story to choose from, in the order in which the story names them."""
    wanted = set(articles)
    return tuple(
        Choice(
            value=before + one.id,
            words=shorten(one.title, _LONGEST),
            note=f"{one.label.outlet} · {one.label.published}",
        )
        for one in shown.view.articles
        if one.id in wanted
    )


def _findings(shown: Shown, but: str, wording: Wording) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=one.id, words=f"{wording.digits(one.number)}. {_text(one)}", note=one.attribute)
        for section in shown.view.sections
        for one in section.findings
        if one.id != but
    )


def _values(shown: Shown, finding: Finding, wording: Wording) -> tuple[Choice, ...]:
    def words(value: str) -> str:
        named = shown.naming.name(value)
        return named if named != value else wording.value(value, finding.point.attribute)

    return tuple(
        Choice(
            value=value.value,
            words=words(value.value),
            note=wording.count("reports", len({claim.article for claim in value.claims})),
        )
        for value in finding.values
    )


def _agencies(wording: Wording) -> tuple[Choice, ...]:
    naming = Naming((), wording.words.code)
    found = (Choice(value=agency.id, words=naming.name(agency.id)) for agency in agencies())
    return tuple(sorted(found, key=lambda choice: choice.words))


def _claims(finding: Finding) -> list[Claim]:
    return [claim for value in finding.values for claim in value.claims]


def _text(finding: FindingView) -> str:
    return shorten(f"{finding.claimed} — {finding.text}" if finding.claimed else finding.text, _LONGEST)


def _name(actor: Actor, wording: Wording) -> str:
    mine = (name for code, name in actor.names if code == wording.words.code)
    return next(mine, actor.names[0][1] if actor.names else actor.entity)


def _told_of(actor: Actor, wording: Wording) -> str:
    counts = (wording.count("mentions", actor.mentions), wording.count("stories", actor.stories))
    return " · ".join((wording.words.kind[actor.kind], *counts))
