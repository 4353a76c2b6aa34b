"""`shutro versions`."""

import sys
from pathlib import Path

import click

from shutro.cli.choosing import choose_docs, names_argument
from shutro.cli.options import library_option
from shutro.cli.reading import complain, published_option
from shutro.cli.showing import make_console
from shutro.publish.lines import print_lines
from shutro.publish.versions import version_lines, version_to_json
from shutro.story.versions import find_versions


@click.command()
@names_argument
@click.option("--json", "as_json", is_flag=True, help="One JSON object a version.")
@published_option
@library_option
def versions(names: tuple[str, ...], as_json: bool, published: str | None, library: Path) -> None:
    """Show what outlets changed after publication: articles of one address, or of one outlet in much the same words.

    Of the articles of the library, of some of its stories, or of files.
    """
    by_id = choose_docs(names, published, library)
    found = find_versions(list(by_id.values()))
    if as_json:
        sys.stdout.buffer.writelines(version_to_json(version, by_id) + b"\n" for version in found)
        return
    if not found:
        complain("no article is a version of another")
    console = make_console()
    for version in found:
        for line in version_lines(version, by_id):
            print_lines(line, console, hang=4)
