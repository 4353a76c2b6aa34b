"""`shutro alert`: what to be told of, and how."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import click
import msgspec
import regex
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection

from shutro.alerts.outgoing import outgoing_from_environment
from shutro.alerts.rounds import tell_all
from shutro.alerts.signing import make_secret
from shutro.claims.novelty import KINDS
from shutro.cli.decide import written
from shutro.cli.opened import now, opened, refresh
from shutro.cli.options import library_option
from shutro.cli.reading import complain, plain
from shutro.cli.showing import make_console
from shutro.decisions.records import Anchor
from shutro.errors import AlertError
from shutro.model import Attribute
from shutro.publish.alertshow import print_alert
from shutro.publish.catalogue import languages
from shutro.publish.letter import FeedEntry, write_feed
from shutro.publish.wording import wording
from shutro.store.actors import find_actors
from shutro.store.alerts import Channel, State, count_deliveries, last_reason, read_alerts
from shutro.store.opening import reading
from shutro.store.places import Places, at, of_article
from shutro.store.watches import Watch, add_watch, find_watch, read_watches, remove_watch

_TIME = regex.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", regex.ASCII)
_MOST = 100  # entries of a feed


@click.group()
def alert() -> None:
    """Be told of what is new: findings, further origins, revisions and disputes, with their sentences.

    A watch says what to look for. It looks whenever `shutro alert run` or `shutro watch` is run, and never tells the
    same thing twice.
    """


@alert.command()
@click.argument("name")
@click.option("--query", default="", help="A search, in the words of `shutro serve`'s search.")
@click.option("--who", multiple=True, metavar="NAME", help="Who has to be named; several all have to be.")
@click.option("--kind", multiple=True, type=click.Choice(KINDS), help="Kinds of news; else all.")
@click.option(
    "--about", type=click.Choice(get_args(Attribute)), help="What findings are about: count for tolls."
)
@click.option(
    "--origins", type=click.IntRange(min=0), default=0, help="When a finding comes to rest on so many."
)
@click.option("--story", metavar="STORY", help="Only this story.")
@click.option("--finding", metavar="FINDING", help="Only this finding.")
@click.option("--webhook", default="", metavar="URL", help="Where to post alerts, signed.")
@click.option("--mail", multiple=True, metavar="ADDRESS", help="Where to mail them.")
@click.option("--daily", default="", metavar="HH:MM", help="One letter a day at this local time.")
@click.option("--lang", type=click.Choice(languages()), default="bn", show_default=True)
@library_option
def add(
    name: str,
    query: str,
    who: tuple[str, ...],
    kind: tuple[str, ...],
    about: Attribute | None,
    origins: int,
    story: str | None,
    finding: str | None,
    webhook: str,
    mail: tuple[str, ...],
    daily: str,
    lang: str,
    library: Path,
) -> None:
    """Watch for news; NAME says what for. What is in the library by now is no news."""
    _check(webhook, mail, daily)
    with opened(library) as connection:
        refresh(connection)
        watch = Watch(
            name=written(name),
            language=lang,
            made=now(),
            kinds=tuple(one for one in KINDS if one in kind or not kind),
            query=written(query),
            who=tuple(_known(connection, written(one), lang) for one in who),
            about=about,
            anchor=_anchor(connection, story, finding),
            origins=origins,
            webhook=webhook,
            secret=make_secret() if webhook else "",
            mail=mail,
            daily=daily,
        )
        made = add_watch(connection, watch)
    click.echo(plain(f"watch {made.number}: {made.name}"))
    if made.secret:
        click.echo(f"the webhook's messages are signed with {made.secret}")


@alert.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a watch; secrets are left out.")
@library_option
def show(as_json: bool, library: Path) -> None:
    """Show the watches, how many alerts each raised, and what could not be sent."""
    with opened(library) as connection:
        watches = read_watches(connection)
        counts = count_deliveries(connection)
        reasons = {watch.number: last_reason(connection, watch.number) for watch in watches}
    if as_json:
        shown = (replace(watch, secret="") for watch in watches)
        sys.stdout.buffer.writelines(msgspec.json.encode(watch) + b"\n" for watch in shown)
    elif watches:
        make_console().print(_table(watches, counts, reasons))
    else:
        complain("nothing is watched for yet; see `shutro alert add --help`")


@alert.command()
@click.argument("watch")
@library_option
def remove(watch: str, library: Path) -> None:
    """Stop a WATCH, by name or number; its alerts go with it."""
    with opened(library) as connection:
        found = find_watch(connection, written(watch))
        remove_watch(connection, found)
    click.echo(plain(f"removed {found.name}"))


@alert.command()
@library_option
def run(library: Path) -> None:
    """Look for news now: show what no terminal has shown yet, send what is due.

    Mail goes through SHUTRO_SMTP (smtps://user:password@host) from SHUTRO_MAIL_FROM; SHUTRO_ADDRESS is the address of
    the desk for links. The status is 2 where something could not be sent; it is tried again at the next runs.
    """
    outgoing = outgoing_from_environment()
    with opened(library) as connection:
        refresh(connection)
        found = tell_all(connection, outgoing, at=datetime.now(UTC))
        names = {watch.number: watch.name for watch in read_watches(connection)}
    console = make_console()
    for raised in found.alerts:
        print_alert(names[raised.watch], raised.alert, console)
        console.print()
    if not found.alerts:
        complain("nothing new")
    for fault in found.faults:
        complain(fault)
    if found.faults:
        raise AlertError("not everything could be sent; it is tried again")


@alert.command()
@click.argument("watch")
@library_option
def feed(watch: str, library: Path) -> None:
    """Write the alerts of a WATCH to standard output as an Atom feed."""
    outgoing = outgoing_from_environment()
    with opened(library) as connection:
        found = find_watch(connection, written(watch))
        alerts = read_alerts(connection, found.number, limit=_MOST)
    own = (
        f"{outgoing.root}/alerts/{found.number}.atom" if outgoing.root else f"urn:shutro:watch:{found.number}"
    )
    entries = [FeedEntry(alert=raised.alert, at=raised.at) for raised in alerts]
    sys.stdout.buffer.write(write_feed(found.name, own, outgoing.root, entries, wording(found.language)))


def _check(webhook: str, mail: tuple[str, ...], daily: str) -> None:
    if webhook and not webhook.startswith(("https://", "http://")):
        raise AlertError(f"--webhook {webhook!r} is no address; write https://…")
    for address in mail:
        if "@" not in address or not address.isprintable() or " " in address:
            raise AlertError(f"--mail {address!r} is no address")
    if daily and not _TIME.fullmatch(daily):
        raise AlertError(f"--daily {daily!r} is no time of day; write 07:00")


def _known(connection: Connection, name: str, code: str) -> str:
    with reading(connection):
        actors = find_actors(connection, name, code, limit=1)
    if not actors:
        raise AlertError(f"nobody in the library is called {name!r}")
    return name


def _anchor(connection: Connection, story: str | None, finding: str | None) -> Anchor | None:
    places = Places(connection)
    if finding is not None:
        claim = places.finding(written(finding)).values[0].claims[0]
        return at(places.doc(claim.article).article, claim.span)
    if story is not None:
        first = places.story(written(story)).articles[0]
        return of_article(places.doc(first).article)
    return None


def _table(
    watches: tuple[Watch, ...],
    counts: Mapping[tuple[int, Channel, State], int],
    reasons: Mapping[int, str],
) -> Table:
    table = Table(box=None)
    table.add_column("No", justify="right", no_wrap=True)
    table.add_column("Watch", ratio=1)
    table.add_column("Alerts", justify="right")
    table.add_column("Waiting", justify="right")
    table.add_column("Sent", justify="right")
    table.add_column("Failed", justify="right")
    for watch in watches:
        alerts = sum(counts.get((watch.number, "terminal", state), 0) for state in get_args(State))
        pushed = [_pushed(watch, state, counts) for state in get_args(State)]
        words = " ".join(filter(None, [watch.name, _conditions(watch)]))
        if reasons[watch.number]:
            words += f"\n{reasons[watch.number]}"
        cells = (watch.number, plain(words), alerts, *pushed)
        table.add_row(*(Text(str(cell)) for cell in cells))
    return table


def _pushed(watch: Watch, state: State, counts: Mapping[tuple[int, Channel, State], int]) -> int:
    """Return how many alerts of a watch are in this state on their way by webhook or mail."""
    channels: tuple[Channel, ...] = ("webhook", "mail")
    return sum(counts.get((watch.number, channel, state), 0) for channel in channels)


def _conditions(watch: Watch) -> str:
    parts = [
        watch.query and f"query {watch.query!r}",
        watch.who and f"who {' + '.join(watch.who)}",
        watch.about and f"about {watch.about}",
        watch.origins and f"{watch.origins} origins",
        watch.anchor and f"at {watch.anchor.words!r}",
        len(watch.kinds) < len(KINDS) and " or ".join(watch.kinds),
        watch.webhook and f"to {watch.webhook}",
        watch.mail and f"to {', '.join(watch.mail)}",
        watch.daily and f"daily at {watch.daily}",
    ]
    found = ", ".join(str(part) for part in parts if part)
    return f"({found})" if found else ""
