"""`shutro decide`: what a person says is one or two, wrong or checked, and who rests on whom."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Connection

from shutro.cli.opened import now, opened, refresh
from shutro.cli.options import library_option, user
from shutro.cli.reading import plain
from shutro.decisions.corrections import LAYERS, annotated, check_arguments, is_place
from shutro.decisions.records import Anchor, Argument, Decision, Judgement
from shutro.errors import DecisionError
from shutro.model import Attribute, Claim
from shutro.publish.decided import say
from shutro.sources.registry import name_of
from shutro.store.decisions import add_decision
from shutro.store.places import Places, at, claims_of, events_behind, find_words, named_in, of_article
from shutro.text.normalize import normalize

who_option = click.option(
    "--by", "who", metavar="NAME", envvar="SHUTRO_USER", help="Who decides; else the user's name."
)
note_option = click.option("--note", default="", help="Why.")
_layer = click.argument("layer", type=click.Choice(list(LAYERS)))
_Judged = Callable[..., Decision]


@click.group()
def decide() -> None:
    """Say what is one story, event or name and what is two, correct annotations, mark claims, name origins.

    Nothing stored is changed: every decision is added to a log, honoured by every later run, and can be undone.
    A PLACE is ARTICLE:WORDS, where the words stand once in the article, or ARTICLE:START-END. Of two decisions that
    contradict each other the later one stands.
    """


def _deciding(judge: _Judged) -> Callable[..., None]:
    """Return a command that stores the decision which `judge` makes of its arguments."""

    @wraps(judge)
    def command(*, who: str | None, note: str, library: Path, **given: Any) -> None:
        with _ready(library) as connection:
            made = judge(Places(connection), **{name: written(value) for name, value in given.items()})
            made = replace(made, who=written(who or user()), at=now(), note=normalize(written(note)))
            number = add_decision(connection, made)
        click.echo(plain(f"decision {number}: {say(made)}"))

    return library_option(note_option(who_option(command)))


@contextmanager
def _ready(library: Path) -> Iterator[Connection]:
    with opened(library) as connection:
        refresh(connection)
        yield connection


def written(value: Any) -> Any:
    """Return the words as they can be stored: bytes that are no text, from a terminal, become question marks."""
    if isinstance(value, tuple):
        return tuple(written(part) for part in value)
    return value.encode(errors="replace").decode() if isinstance(value, str) else value


def _decision(judgement: Judgement, subject: Sequence[Anchor], **more: Any) -> Decision:
    return Decision(number=0, judgement=judgement, subject=tuple(subject), who="", at="", **more)


@decide.command()
@click.argument("stories", nargs=-1, required=True)
@_deciding
def merge(places: Places, stories: tuple[str, ...]) -> Decision:
    """Make several STORIES one."""
    found = {story.id: story for story in (places.story(name) for name in stories)}
    if len(found) < 2:
        raise DecisionError("name two stories or more; see `shutro stories`")
    first, *others = ([places.article(article) for article in story.articles] for story in found.values())
    return _decision("one story", first, against=tuple(anchor for other in others for anchor in other))


@decide.command()
@click.argument("story")
@click.argument("articles", nargs=-1, required=True)
@_deciding
def split(places: Places, story: str, articles: tuple[str, ...]) -> Decision:
    """Take ARTICLES out of a STORY and make them one of their own."""
    whole = places.story(story)
    leaving = [places.article(article) for article in articles]
    gone = {anchor.article for anchor in leaving}
    staying = [places.article(article) for article in whole.articles if article not in gone]
    if not gone <= set(whole.articles) or not staying:
        raise DecisionError(f"name some, not all, of the articles of the story {whole.id}")
    return _decision("two stories", leaving, against=tuple(staying))


@decide.command("same-event")
@click.argument("tellings", nargs=-1, required=True, metavar="FINDING|PLACE...")
@_deciding
def same_event(places: Places, tellings: tuple[str, ...]) -> Decision:
    """Say that findings, or words that tell an event or count a thing, speak of the same."""
    return _events("one event", places, tellings)


@decide.command("not-same-event")
@click.argument("tellings", nargs=-1, required=True, metavar="FINDING|PLACE...")
@_deciding
def not_same_event(places: Places, tellings: tuple[str, ...]) -> Decision:
    """Say that the first of these tells of another event, or counts another thing, than all that follow."""
    return _events("two events", places, tellings)


def _events(judgement: Judgement, places: Places, tellings: Sequence[str]) -> Decision:
    if len(tellings) < 2:
        raise DecisionError("name two places or findings, or more")
    first, *others = (_telling(places, telling) for telling in tellings)
    against = [anchor for other in others for anchor in other]
    if judgement == "two events":
        first, against = _without_common(first, against)
    if not first or not against:
        raise DecisionError("these are the same words: nothing is to be parted")
    return _decision(judgement, first, against=tuple(against))


def _without_common(one: list[Anchor], other: list[Anchor]) -> tuple[list[Anchor], list[Anchor]]:
    """Return two sides without what stands on both: it belongs to the smaller, which is taken out of the larger."""
    if len(one) > len(other):
        return [anchor for anchor in one if anchor not in other], other
    return one, [anchor for anchor in other if anchor not in one]


def _telling(places: Places, name: str) -> list[Anchor]:
    """Return the words of an event: at a place, or those behind the claims of a finding."""
    if ":" in name:
        return [places.words(name)]
    claims = claims_of(places.finding(name))
    return events_behind(claims, {article: places.doc(article) for article in {c.article for c in claims}})


@decide.command("same-name")
@click.argument("entities", nargs=-1, required=True)
@_deciding
def same_name(places: Places, entities: tuple[str, ...]) -> Decision:
    """Say that several ENTITIES, by their ids, are one."""
    if len(set(entities)) < 2:
        raise DecisionError("name two entities or more, by the ids that `--json` gives")
    first, *others = (places.entity(entity) for entity in dict.fromkeys(entities))
    return _decision("one entity", first, against=tuple(anchor for other in others for anchor in other))


@decide.command("not-same-name")
@click.argument("entity")
@click.argument("where", nargs=-1, required=True, metavar="ARTICLE|PLACE...")
@_deciding
def not_same_name(places: Places, entity: str, where: tuple[str, ...]) -> Decision:
    """Say that, in these articles or at these words, the name stands for another one than ENTITY elsewhere."""
    leaving: list[Anchor] = []
    for place in where:
        if ":" in place:
            leaving.append(places.words(place))
        else:
            leaving += named_in(places.doc(places.article(place).article), entity)
    staying = [anchor for anchor in places.entity(entity) if anchor not in leaving]
    if not leaving or not staying:
        raise DecisionError(f"{entity!r} is named only here, or not here at all: nothing is to be parted")
    return _decision("two entities", leaving, against=tuple(staying))


@decide.command()
@_layer
@click.argument("place")
@_deciding
def remove(places: Places, layer: str, place: str) -> Decision:
    """Take an annotation away: LAYER is credits, mentions, times, quantities, quotes, events or references."""
    anchor, _ = _annotation(places, layer, place)
    return _decision("remove", [anchor], what=layer)


@decide.command()
@_layer
@click.argument("place")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@_deciding
def change(places: Places, layer: str, place: str, fields: tuple[str, ...]) -> Decision:
    """Change fields of an annotation, such as `kind=ORG`; VALUE is words of the article where the field is a place."""
    anchor, old = _annotation(places, layer, place)
    arguments = _arguments(places, layer, anchor, fields)
    check_arguments(layer, arguments, anchor, old)
    return _decision("change", [anchor], what=layer, arguments=arguments)


@decide.command()
@_layer
@click.argument("place")
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE...")
@_deciding
def add(places: Places, layer: str, place: str, fields: tuple[str, ...]) -> Decision:
    """Add an annotation that was missed, such as `mentions ARTICLE:WORDS kind=PER`."""
    anchor = places.words(place)
    if annotated(places.doc(anchor.article), layer, anchor) is not None:
        raise DecisionError(f"one of the {layer} stands there already; `shutro decide change` changes it")
    arguments = _arguments(places, layer, anchor, fields)
    check_arguments(layer, arguments, anchor)
    return _decision("add", [anchor], what=layer, arguments=arguments)


def _annotation(places: Places, layer: str, place: str) -> tuple[Anchor, Any]:
    anchor = places.words(place)
    found = annotated(places.doc(anchor.article), layer, anchor)
    if found is None:
        raise DecisionError(
            f"none of the {layer} stands exactly at {place!r}; `shutro annotate` shows where they stand"
        )
    return anchor, found


def _arguments(places: Places, layer: str, anchor: Anchor, fields: Sequence[str]) -> tuple[Argument, ...]:
    found = {}
    article = places.doc(anchor.article).article
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals:
            raise DecisionError(f"{field!r} is no FIELD=VALUE")
        if is_place(layer, name):
            words = [piece for piece in value.split(";") if piece.strip()]
            found[name] = Argument(name=name, places=tuple(find_words(article, piece) for piece in words))
        else:
            found[name] = Argument(name=name, value=normalize(value))
    return tuple(found.values())


@decide.command()
@click.argument("claim", metavar="FINDING|PLACE")
@click.option("--value", help="Only the claims of this value of the finding.")
@_deciding
def wrong(places: Places, claim: str, value: str | None) -> Decision:
    """Mark a claim, or those of a finding, wrong: it counts for nothing and stays to be seen."""
    return _marked("wrong", places, claim, value)


@decide.command()
@click.argument("claim", metavar="FINDING|PLACE")
@click.option("--value", help="Only the claims of this value of the finding.")
@_deciding
def checked(places: Places, claim: str, value: str | None) -> Decision:
    """Mark a claim, or those of a finding, as checked; --note says how."""
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
        for story in places.stories()
        if anchor.article in story.articles
        for finding in story.findings
        for claim in claims_of(finding)
        if claim.article == anchor.article and anchor.span is not None and claim.span.within(anchor.span)
    }
    if not found:
        raise DecisionError(f"no claim is made with the words {anchor.words!r}")
    return [found[span] for span in sorted(found)]


@decide.command("rests-on")
@click.argument("article")
@click.argument("source", metavar="ARTICLE|SOURCE")
@_deciding
def rests_on(places: Places, article: str, source: str) -> Decision:
    """Say that an ARTICLE rests on another, or on an outlet or agency by its id."""
    subject = places.article(article)
    if name_of(source) is not None:
        return _decision("rests on", [subject], what=source)
    return _decision("rests on", [subject], against=(_other(places, subject, source),))


@decide.command()
@click.argument("article")
@click.argument("other")
@_deciding
def independent(places: Places, article: str, other: str) -> Decision:
    """Say that two articles do not rest on one another, nor on the same house or agency."""
    subject = places.article(article)
    return _decision("independent", [subject], against=(_other(places, subject, other),))


@decide.command("not-independent")
@click.argument("article")
@click.argument("other")
@_deciding
def not_independent(places: Places, article: str, other: str) -> Decision:
    """Say that two articles rest on one another: the later one on the earlier."""
    first = places.article(article)
    pair = [places.doc(anchor.article) for anchor in (first, _other(places, first, other))]
    earlier, later = sorted(pair, key=lambda doc: (doc.dating.value or "~", doc.article.id))
    return _decision("rests on", [of_article(later.article)], against=(of_article(earlier.article),))


def _other(places: Places, subject: Anchor, name: str) -> Anchor:
    other = places.article(name)
    if other.article == subject.article:
        raise DecisionError("name two articles")
    return other
