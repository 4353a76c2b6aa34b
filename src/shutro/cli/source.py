"""`shutro source`: the feeds and sitemaps that a library watches."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import msgspec
from rich.table import Table
from rich.text import Text

from shutro.cli.net import private_option
from shutro.cli.opened import now, opened
from shutro.cli.options import library_option
from shutro.cli.reading import ending_on_errors, fail, plain
from shutro.cli.showing import make_console
from shutro.errors import FetchError
from shutro.fetch.discover import Found, discover, read_listing
from shutro.fetch.entries import Listing
from shutro.fetch.opml import Outline, read_opml, write_opml
from shutro.fetch.visit import Visitor
from shutro.store.sources import (
    Watched,
    find_source,
    list_sources,
    remove_source,
    switch_source,
    watch_sources,
)
from shutro.stream.declared import declared_sources, source_of, source_of_outline
from shutro.stream.once import visiting, whole

_LARGEST = 8 * 1024 * 1024  # of a list of feeds
_AT_ONCE = 8
_WIDTH = 34  # of an address, before it is broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A source as it answered now."""

    source: Watched
    listing: Listing | None
    reason: str


@click.group()
def source() -> None:
    """Say which outlets `shutro watch` asks for news."""


@source.command()
@click.argument("url")
@click.option("--outlet", metavar="NAME", help="What the outlet is called, where Shutro does not know it.")
@click.option("--all", "takes_all", is_flag=True, help="Watch all that is found, not only the best.")
@private_option
@library_option
def add(url: str, outlet: str | None, takes_all: bool, private: bool, library: Path) -> None:
    """Find the feeds and sitemaps of a site, and watch the best of them. URL is any address of the site."""
    with ending_on_errors():
        found = asyncio.run(_discover(library, whole(url), private))
    if not found:
        fail(f"{url}: no feed or sitemap was found; give the address of one")
    taken = [source_of(one, now(), outlet) for one in (found if takes_all else found[:1])]
    with opened(library, create=True) as connection:
        new = watch_sources(connection, taken)
        for one in taken:
            switch_source(connection, one.address, "on")
    chosen = {one.address for one in taken}
    click.echo(f"{new} added, {len(taken) - new} known")
    for listed in found:
        mark = "+" if listed.address in chosen else " "
        click.echo(f"{mark} {plain(listed.address)}  {listed.listing.kind}, {_size(listed.listing)}")


@source.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a source.")
@library_option
def list_(as_json: bool, library: Path) -> None:
    """List the sources: when each was asked and brought something last, and what is wrong with it."""
    sources = _sources(library)
    if as_json:
        sys.stdout.buffer.writelines(msgspec.json.encode(one) + b"\n" for one in sources)
        return
    table = _table("Source", "Outlet", "Asked", "New", "Why")
    for one in sources:
        why = "switched off" if one.state == "off" else _why(one)
        cells = (
            _short(one.address),
            one.outlet or "",
            _minute(one.asked),
            _minute(one.brought),
        )
        table.add_row(*(Text(plain(cell)) for cell in (*cells, why)))
    make_console().print(table)


@source.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@private_option
@library_option
def check(names: tuple[str, ...], private: bool, library: Path) -> None:
    """Ask sources now, and show which of them work. SOURCE is an address or outlet; all are asked where none is named.

    Nothing is stored. The status is 0 where at least one works, else 2.
    """
    chosen = _sources(library)
    if names:
        with opened(library) as connection:
            chosen = [find_source(connection, name) for name in names]
    checked = asyncio.run(_check(library, [one for one in chosen if names or one.state == "on"], private))
    table = _table("Source", "Works", "Lists", "Newest", "Why")
    for one in checked:
        newest = (
            max((entry.newest for entry in one.listing.entries if entry.newest), default=None)
            if one.listing
            else None
        )
        cells = (
            _short(one.source.address),
            "yes" if one.listing else "no",
            _size(one.listing) if one.listing else "",
            _minute(newest.isoformat()) if newest else "",
            one.reason,
        )
        table.add_row(*(Text(plain(cell)) for cell in cells))
    make_console().print(table)
    if not any(one.listing for one in checked):
        fail("no source works" if checked else "there is no source; `shutro source add` adds some")


@source.command()
@click.argument("name", metavar="SOURCE")
@library_option
def remove(name: str, library: Path) -> None:
    """Watch a source no longer; its articles stay. SOURCE is its address, or words that only it has."""
    with opened(library, create=True) as connection:
        watch_sources(connection, declared_sources(now()))
        found = find_source(connection, name)
        if found.address in {one.address for one in declared_sources("")}:
            switch_source(connection, found.address, "off")  # it comes with Shutro, and would come back
        else:
            remove_source(connection, found.address)
    click.echo(f"removed {plain(found.address)}")


@source.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@library_option
def import_(file: Path, library: Path) -> None:
    """Watch the feeds of another reader's list, an OPML file."""
    with ending_on_errors(), file.open("rb") as opened_file:
        outlines = read_opml(opened_file.read(_LARGEST), file.name)
    if not outlines:
        fail(f"{file}: names no feed")
    with opened(library, create=True) as connection:
        new = watch_sources(connection, [source_of_outline(one, now()) for one in outlines])
    click.echo(f"{new} added, {len(outlines) - new} known")


@source.command()
@library_option
def export(library: Path) -> None:
    """Write the feeds as OPML, which other readers take."""
    feeds = [one for one in _sources(library) if one.kind == "feed" and one.state == "on"]
    sys.stdout.buffer.write(
        write_opml([Outline(address=one.address, title=one.title) for one in feeds], "Shutro")
    )


async def _discover(library: Path, url: str, private: bool) -> list[Found]:
    async with visiting(library, private) as visitor:
        return await discover(visitor, url)


async def _check(library: Path, sources: Sequence[Watched], private: bool) -> list[Checked]:
    async with visiting(library, private) as visitor:
        gate = asyncio.Semaphore(_AT_ONCE)
        return await asyncio.gather(*(_check_one(visitor, one, gate) for one in sources))


async def _check_one(visitor: Visitor, source: Watched, gate: asyncio.Semaphore) -> Checked:
    async with gate:
        try:
            answer = await visitor.listing(source.address)
        except FetchError as error:
            return Checked(source=source, listing=None, reason=error.reason)
        listing = await asyncio.to_thread(read_listing, answer)
        reason = "" if listing else "is neither a feed nor a sitemap"
        if answer.moved:
            reason = f"has moved to {answer.moved}"
        return Checked(source=source, listing=listing, reason=reason)


def _sources(library: Path) -> list[Watched]:
    """Return the sources of a library, those that come with Shutro among them."""
    with opened(library, create=True) as connection:
        watch_sources(connection, declared_sources(now()))
        return list_sources(connection)


def _size(listing: Listing) -> str:
    parts = f"{len(listing.parts)} sitemaps" if listing.parts else ""
    articles = f"{len(listing.entries)} articles" if listing.entries or not parts else ""
    return ", ".join(filter(None, (articles, parts)))


def _short(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://")


def _minute(time: str | None) -> str:
    """Return month, day and minute of a time in UTC."""
    return time[5:16].replace("T", " ") if time else ""


def _why(source: Watched) -> str:
    return f"failed {source.failures} times: {source.fault}" if source.fault else ""


def _table(*names: str) -> Table:
    table = Table(box=None)
    table.add_column(names[0], overflow="fold", min_width=_WIDTH)
    for name in names[1:-1]:
        table.add_column(name, no_wrap=True)
    table.add_column(names[-1], overflow="fold")
    return table
