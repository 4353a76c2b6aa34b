"""`shutro drop` and `shutro tombstones`: articles out of the library, for now or for good."""

import sys
from pathlib import Path

import click
import msgspec
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection

from shutro.cli.decide import who_option, written
from shutro.cli.opened import now, opened, refresh
from shutro.cli.options import library_option, user
from shutro.cli.reading import complain, fail, plain
from shutro.cli.showing import make_console
from shutro.publish.schema import SCHEMA
from shutro.store.articles import drop_article, find_article
from shutro.store.erasing import Erased, erase_article, find_traces, sweep
from shutro.store.opening import reading
from shutro.store.tombstones import lift_tombstone, read_tombstones

_WAITING = (
    "other programs read the library: its log still holds what was deleted; "
    "`shutro doctor --repair` takes it out when they have ended"
)


class TombstoneRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `shutro tombstones --json`."""

    schema: int = SCHEMA
    article: str
    reason: str
    who: str
    at: str
    may_return: bool
    swept: bool


@click.command()
@click.argument("article")
@click.option("--erase", is_flag=True, help="For good: with every trace, and so that it does not come back.")
@click.option("--reason", metavar="TEXT", help="With --erase: why it is taken down; kept beside its digest.")
@click.option("--versions", is_flag=True, help="With --erase: its other versions, too.")
@click.option("--may-return", is_flag=True, help="With --erase: a new version of its address may come.")
@click.option("--yes", is_flag=True, help="With --erase: do not ask.")
@who_option
@library_option
def drop(
    article: str,
    erase: bool,
    reason: str | None,
    versions: bool,
    may_return: bool,
    yes: bool,
    who: str | None,
    library: Path,
) -> None:
    """Delete an article from the library: its text, its page and its part in the stories.

    ARTICLE is its id, or the beginning of it. Only the fact stays in the log; `shutro add` can bring it back.

    With --erase it goes for good: also from what readers marked, from the words of decisions, from the index and the
    free places of the file. A tombstone keeps its digest and the reason, and no later run brings it back.
    """
    if not erase:
        if reason or versions or may_return:
            raise click.UsageError("--reason, --versions and --may-return need --erase")
        _drop(library, article)
        return
    if not reason or not reason.strip():
        raise click.UsageError("--erase needs --reason: it is all that will be left to say why")
    signed = {"reason": written(reason), "who": written(who or user()), "at": now()}
    with opened(library) as connection:
        if not yes:
            _ask(connection, article)
        erased = erase_article(connection, article, **signed, with_versions=versions, may_return=may_return)
        _tell(erased)
        refresh(connection)
        _finish(connection, library, erased)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a tombstone.")
@click.option("--lift", metavar="ARTICLE", help="Let this article come back.")
@library_option
def tombstones(as_json: bool, lift: str | None, library: Path) -> None:
    """List the articles that were taken down for good, with the reasons; or let one come back."""
    with opened(library) as connection:
        if lift is not None:
            click.echo(f"{lift_tombstone(connection, lift, at=now())} may come back")
            return
        stones = read_tombstones(connection)
    rows = [
        TombstoneRow(
            article=stone.article,
            reason=stone.reason,
            who=stone.who,
            at=stone.at,
            may_return=stone.may_return,
            swept=stone.swept,
        )
        for stone in stones
    ]
    if as_json:
        sys.stdout.buffer.writelines(msgspec.json.encode(row) + b"\n" for row in rows)
    elif rows:
        make_console().print(_table(rows))
    else:
        complain(f"{library}: nothing was taken down; see `shutro drop --help`")


def _drop(library: Path, article: str) -> None:
    with opened(library) as connection:
        dropped = drop_article(connection, article, at=now())
    click.echo(f"dropped {dropped.id} {plain(dropped.title)}")


def _ask(connection: Connection, prefix: str) -> None:
    with reading(connection):
        article = find_article(connection, prefix)
    click.confirm(f"Erase {article.id} {plain(article.title)!r} for good?", abort=True, err=True)


def _tell(erased: Erased) -> None:
    for article in erased.articles:
        click.echo(f"erased {article.id} {plain(article.title)}")
    if erased.marks:
        click.echo(f"taken out of {erased.marks} marks of readers")
    if erased.decisions:
        click.echo(f"words, values and notes taken out of {erased.decisions} decisions")
    if erased.versions:
        complain(f"other versions stay (--versions takes them): {', '.join(erased.versions)}")
    if erased.alike:
        complain(f"articles that share its words stay: {', '.join(erased.alike)}")
    for backup in erased.backups:
        complain(f"{backup}: this backup was made before and may hold it; delete it, or make it anew")


def _finish(connection: Connection, library: Path, erased: Erased) -> None:
    """Take the words out of the file, and prove it by looking for them."""
    if not sweep(connection):
        complain(_WAITING)
        return
    left = find_traces(connection, library, erased.traces)
    if left:
        fail(f"{library}: {len(left)} passages of it are still in the file; run `shutro doctor --repair`")
    click.echo(f"looked for {len(erased.traces)} passages in the file and its log: none is left")


def _table(rows: list[TombstoneRow]) -> Table:
    table = Table(box=None)
    table.add_column("Article", no_wrap=True)
    table.add_column("Reason", ratio=1)
    for name in ("By", "When (UTC)", "Versions"):
        table.add_column(name, no_wrap=name != "By")
    for row in rows:
        may = "may come" if row.may_return else "refused"
        cells = (row.article, row.reason, row.who, row.at[:16].replace("T", " "), may)
        table.add_row(*(Text(plain(cell)) for cell in cells))
    return table
