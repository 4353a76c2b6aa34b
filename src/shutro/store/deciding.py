"""What a person says, made a decision: the ids and places that he names become anchors in the articles."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from shutro.decisions.corrections import annotated, check_arguments, is_place
from shutro.decisions.records import Anchor, Argument, Decision, Judgement
from shutro.errors import DecisionError
from shutro.model import Attribute, Claim
from shutro.sources.registry import name_of
from shutro.store.decisions import add_decision
from shutro.store.places import Places, at, claims_of, events_behind, find_words, named_in, of_article
from shutro.text.normalize import normalize


def record(connection: Connection, decision: Decision, *, who: str, at: str, note: str = "") -> Decision:
    """Store a decision, signed and dated, and return it as it stands in the log."""
    signed = replace(decision, who=who, at=at, note=normalize(note))
    return replace(signed, number=add_decision(connection, signed))


def take_back(number: int) -> Decision:
    """Return the decision that takes back the one of this number."""
    return Decision(number=0, judgement="undo", who="", at="", undoes=number)


def merge(places: Places, stories: Sequence[str]) -> Decision:
    """Return that several stories are one."""
    found = {story.id: story for story in (places.story(name) for name in stories)}
    if len(found) < 2:
        raise DecisionError("name two stories or more; see `shutro stories`", "few_stories")
    first, *others = ([places.article(article) for article in story.articles] for story in found.values())
    return _decision("one story", first, against=tuple(anchor for other in others for anchor in other))


def split(places: Places, story: str, articles: Sequence[str]) -> Decision:
    """Return that articles of a story are one of their own."""
    whole = places.story(story)
    leaving = [places.article(article) for article in articles]
    gone = {anchor.article for anchor in leaving}
    staying = [places.article(article) for article in whole.articles if article not in gone]
    if not gone <= set(whole.articles) or not staying:
        raise DecisionError(f"name some, not all, of the articles of the story {whole.id}", "some_articles")
    return _decision("two stories", leaving, against=tuple(staying))


def one_event(places: Places, tellings: Sequence[str]) -> Decision:
    """Return that findings, or words that tell an event or count a thing, speak of the same."""
    return _events("one event", places, tellings[:1], tellings[1:])


def two_events(places: Places, tellings: Sequence[str], others: Sequence[str]) -> Decision:
    """Return that these tell of another event, or count another thing, than all the others."""
    return _events("two events", places, tellings, others)


def _events(judgement: Judgement, places: Places, tellings: Sequence[str], others: Sequence[str]) -> Decision:
    if not tellings or not others:
        raise DecisionError("name two places or findings, or more", "few_tellings")
    mine, theirs = (
        [anchor for telling in side for anchor in _telling(places, telling)] for side in (tellings, others)
    )
    if judgement == "two events":
        mine, theirs = _without_common(mine, theirs)
    if not mine or not theirs:
        raise DecisionError("these are the same words: nothing is to be parted", "same_words")
    return _decision(judgement, mine, against=tuple(theirs))


def _without_common(one: list[Anchor], other: list[Anchor]) -> tuple[list[Anchor], list[Anchor]]:
    """Return two sides without what stands on both: it belongs to the smaller, which is taken out of the larger."""
    if len(one) > len(other):
        return [anchor for anchor in one if anchor not in other], other
    return one, [anchor for anchor in other if anchor not in one]


def _telling(places: Places, name: str) -> list[Anchor]:
    """Return the words of an event: at a place, or those behind the claims of a finding, of one article where named."""
    if ":" in name:
        return [places.words(name)]
    finding, at_sign, article = name.partition("@")
    claims = [
        claim
        for claim in claims_of(places.finding(finding))
        if not at_sign or (article and claim.article.startswith(article))
    ]
    if not claims:
        raise DecisionError(
            f"the article {article!r} claims nothing of the finding {finding}", "claims_nothing"
        )
    return events_behind(claims, {article: places.doc(article) for article in {c.article for c in claims}})


def one_entity(places: Places, entities: Sequence[str]) -> Decision:
    """Return that several entities are one."""
    if len(set(entities)) < 2:
        raise DecisionError("name two entities or more, by the ids that `--json` gives", "few_entities")
    first, *others = (places.entity(entity) for entity in dict.fromkeys(entities))
    return _decision("one entity", first, against=tuple(anchor for other in others for anchor in other))


def two_entities(places: Places, entity: str, where: Sequence[str]) -> Decision:
    """Return that, in these articles or at these words, the name stands for another one than elsewhere."""
    leaving: list[Anchor] = []
    for place in where:
        if ":" in place:
            leaving.append(places.words(place))
        else:
            leaving += named_in(places.doc(places.article(place).article), entity)
    staying = [anchor for anchor in places.entity(entity) if anchor not in leaving]
    if not leaving or not staying:
        raise DecisionError(
            f"{entity!r} is named only here, or not here at all: nothing is to be parted", "named_only_here"
        )
    return _decision("two entities", leaving, against=tuple(staying))


def remove(places: Places, layer: str, place: str) -> Decision:
    """Return that an annotation of a layer is none."""
    anchor, _ = _annotation(places, layer, place)
    return _decision("remove", [anchor], what=layer)


def change(places: Places, layer: str, place: str, fields: Sequence[str]) -> Decision:
    """Return that fields of an annotation are others: `kind=ORG`, or words of the article where one is a place."""
    anchor, old = _annotation(places, layer, place)
    arguments = _arguments(places, layer, anchor, fields)
    check_arguments(layer, arguments, anchor, old)
    return _decision("change", [anchor], what=layer, arguments=arguments)


def add(places: Places, layer: str, place: str, fields: Sequence[str] = ()) -> Decision:
    """Return that words bear an annotation that was missed."""
    anchor = places.words(place)
    if annotated(places.doc(anchor.article), layer, anchor) is not None:
        raise DecisionError(
            f"one of the {layer} stands there already; `shutro decide change` changes it",
            "stands_already",
            layer=layer,
        )
    arguments = _arguments(places, layer, anchor, fields)
    check_arguments(layer, arguments, anchor)
    return _decision("add", [anchor], what=layer, arguments=arguments)


def _annotation(places: Places, layer: str, place: str) -> tuple[Anchor, Any]:
    anchor = places.words(place)
    found = annotated(places.doc(anchor.article), layer, anchor)
    if found is None:
        raise DecisionError(
            f"none of the {layer} stands exactly at {place!r}; `shutro annotate` shows where they stand",
            "stands_not",
            layer=layer,
        )
    return anchor, found


def _arguments(places: Places, layer: str, anchor: Anchor, fields: Sequence[str]) -> tuple[Argument, ...]:
    found = {}
    article = places.doc(anchor.article).article
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals:
            raise DecisionError(f"{field!r} is no FIELD=VALUE", "unset", value=field)
        if is_place(layer, name):
            words = [piece for piece in value.split(";") if piece.strip()]
            found[name] = Argument(name=name, places=tuple(find_words(article, piece) for piece in words))
        else:
            found[name] = Argument(name=name, value=normalize(value))
    return tuple(found.values())


def wrong(places: Places, claim: str, value: str | None = None) -> Decision:
    """Return that a claim, or those of a finding or of one of its values, are wrong."""
    return _marked("wrong", places, claim, value)


def checked(places: Places, claim: str, value: str | None = None) -> Decision:
    """Return that a claim, or those of a finding or of one of its values, were checked."""
    return _marked("checked", places, claim, value)


def _marked(judgement: Judgement, places: Places, name: str, value: str | None) -> Decision:
    what: Attribute | str = ""
    if ":" in name:
        claims = _claims_at(places, places.words(name))
    else:
        finding = places.finding(name)
        claims, what = list(claims_of(finding, value)), finding.point.attribute
    articles = {claim.article: places.doc(claim.article).article for claim in claims}
    return _decision(judgement, [at(articles[claim.article], claim.span) for claim in claims], what=what)


def _claims_at(places: Places, anchor: Anchor) -> list[Claim]:
    found = {
        claim.span: claim
        for story in places.stories(anchor.article)
        for finding in story.findings
        for claim in claims_of(finding)
        if claim.article == anchor.article and anchor.span is not None and claim.span.within(anchor.span)
    }
    if not found:
        raise DecisionError(
            f"no claim is made with the words {anchor.words!r}", "no_claim", words=anchor.words
        )
    return [found[span] for span in sorted(found)]


def rests_on(places: Places, article: str, source: str) -> Decision:
    """Return that an article rests on another, or on an outlet or agency by its id."""
    subject = places.article(article)
    if name_of(source) is not None:
        return _decision("rests on", [subject], what=source)
    return _decision("rests on", [subject], against=(_other(places, subject, source),))


def independent(places: Places, article: str, other: str) -> Decision:
    """Return that two articles do not rest on one another, nor on the same house or agency."""
    subject = places.article(article)
    return _decision("independent", [subject], against=(_other(places, subject, other),))


def not_independent(places: Places, article: str, other: str) -> Decision:
    """Return that two articles rest on one another: the later one on the earlier."""
    first = places.article(article)
    pair = [places.doc(anchor.article) for anchor in (first, _other(places, first, other))]
    earlier, later = sorted(pair, key=lambda doc: (doc.dating.value or "~", doc.article.id))
    return _decision("rests on", [of_article(later.article)], against=(of_article(earlier.article),))


def _other(places: Places, subject: Anchor, name: str) -> Anchor:
    other = places.article(name)
    if other.article == subject.article:
        raise DecisionError("name two articles", "two_articles")
    return other


def _decision(judgement: Judgement, subject: Sequence[Anchor], **more: Any) -> Decision:
    return Decision(number=0, judgement=judgement, subject=tuple(subject), who="", at="", **more)
