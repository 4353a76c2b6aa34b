"""`shutro dropped`."""

import sys
from pathlib import Path

import click
import msgspec

from shutro.cli.opened import opened
from shutro.cli.options import library_option
from shutro.cli.reading import plain
from shutro.store.dropped import count_dropped, read_dropped


@click.command()
@click.option("--most", default=100, show_default=True, help="Pages that are listed, the last to come first.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page.")
@library_option
def dropped(most: int, as_json: bool, library: Path) -> None:
    """List the pages and files that held no article, with the reason, and how many there are for each."""
    with opened(library) as connection:
        pages = read_dropped(connection, most)
        counts = count_dropped(connection)
    if as_json:
        sys.stdout.buffer.writelines(msgspec.json.encode(page) + b"\n" for page in pages)
        return
    for page in pages:
        click.echo(f"{page.at[:16]}  {plain(page.name)}: {plain(page.reason)}")
    for reason, number in counts:
        click.echo(f"{number} × {plain(reason)}")
