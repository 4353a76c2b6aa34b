"""`shutro decide`: what a person says is one or two, wrong or checked, and who rests on whom."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Connection

from shutro.cli.opened import now, opened, refresh
from shutro.cli.options import library_option, user
from shutro.cli.reading import plain
from shutro.decisions.corrections import LAYERS
from shutro.decisions.records import Decision
from shutro.publish.decided import say
from shutro.publish.wording import wording
from shutro.store import deciding
from shutro.store.places import Places

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
            made = deciding.record(connection, made, who=written(who or user()), at=now(), note=written(note))
        click.echo(plain(f"decision {made.number}: {say(made, wording('en'))}"))

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


@decide.command()
@click.argument("stories", nargs=-1, required=True)
@_deciding
def merge(places: Places, stories: tuple[str, ...]) -> Decision:
    """Make several STORIES one."""
    return deciding.merge(places, stories)


@decide.command()
@click.argument("story")
@click.argument("articles", nargs=-1, required=True)
@_deciding
def split(places: Places, story: str, articles: tuple[str, ...]) -> Decision:
    """Take ARTICLES out of a STORY and make them one of their own."""
    return deciding.split(places, story, articles)


@decide.command("same-event")
@click.argument("tellings", nargs=-1, required=True, metavar="FINDING|FINDING@ARTICLE|PLACE...")
@_deciding
def same_event(places: Places, tellings: tuple[str, ...]) -> Decision:
    """Say that findings, or words that tell an event or count a thing, speak of the same."""
    return deciding.one_event(places, tellings)


@decide.command("not-same-event")
@click.argument("tellings", nargs=-1, required=True, metavar="FINDING|FINDING@ARTICLE|PLACE...")
@_deciding
def not_same_event(places: Places, tellings: tuple[str, ...]) -> Decision:
    """Say that the first of these tells of another event, or counts another thing, than all that follow."""
    return deciding.two_events(places, tellings[:1], tellings[1:])


@decide.command("same-name")
@click.argument("entities", nargs=-1, required=True)
@_deciding
def same_name(places: Places, entities: tuple[str, ...]) -> Decision:
    """Say that several ENTITIES, by their ids, are one."""
    return deciding.one_entity(places, entities)


@decide.command("not-same-name")
@click.argument("entity")
@click.argument("where", nargs=-1, required=True, metavar="ARTICLE|PLACE...")
@_deciding
def not_same_name(places: Places, entity: str, where: tuple[str, ...]) -> Decision:
    """Say that, in these articles or at these words, the name stands for another one than ENTITY elsewhere."""
    return deciding.two_entities(places, entity, where)


@decide.command()
@_layer
@click.argument("place")
@_deciding
def remove(places: Places, layer: str, place: str) -> Decision:
    """Take an annotation away: LAYER is credits, mentions, times, quantities, quotes, events or references."""
    return deciding.remove(places, layer, place)


@decide.command()
@_layer
@click.argument("place")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@_deciding
def change(places: Places, layer: str, place: str, fields: tuple[str, ...]) -> Decision:
    """Change fields of an annotation, such as `kind=ORG`; VALUE is words of the article where the field is a place."""
    return deciding.change(places, layer, place, fields)


@decide.command()
@_layer
@click.argument("place")
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE...")
@_deciding
def add(places: Places, layer: str, place: str, fields: tuple[str, ...]) -> Decision:
    """Add an annotation that was missed, such as `mentions ARTICLE:WORDS kind=PER`."""
    return deciding.add(places, layer, place, fields)


@decide.command()
@click.argument("claim", metavar="FINDING|PLACE")
@click.option("--value", help="Only the claims of this value of the finding.")
@_deciding
def wrong(places: Places, claim: str, value: str | None) -> Decision:
    """Mark a claim, or those of a finding, wrong: it counts for nothing and stays to be seen."""
    return deciding.wrong(places, claim, value)


@decide.command()
@click.argument("claim", metavar="FINDING|PLACE")
@click.option("--value", help="Only the claims of this value of the finding.")
@_deciding
def checked(places: Places, claim: str, value: str | None) -> Decision:
    """Mark a claim, or those of a finding, as checked; --note says how."""
    return deciding.checked(places, claim, value)


@decide.command("rests-on")
@click.argument("article")
@click.argument("source", metavar="ARTICLE|SOURCE")
@_deciding
def rests_on(places: Places, article: str, source: str) -> Decision:
    """Say that an ARTICLE rests on another, or on an outlet or agency by its id."""
    return deciding.rests_on(places, article, source)


@decide.command()
@click.argument("article")
@click.argument("other")
@_deciding
def independent(places: Places, article: str, other: str) -> Decision:
    """Say that two articles do not rest on one another, nor on the same house or agency."""
    return deciding.independent(places, article, other)


@decide.command("not-independent")
@click.argument("article")
@click.argument("other")
@_deciding
def not_independent(places: Places, article: str, other: str) -> Decision:
    """Say that two articles rest on one another: the later one on the earlier."""
    return deciding.not_independent(places, article, other)
