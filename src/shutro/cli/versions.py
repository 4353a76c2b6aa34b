"""`shutro versions`."""

import sys
from pathlib import Path

import click

from shutro.cli.reading import complain, files_argument, published_option, read_files
from shutro.cli.showing import make_console
from shutro.publish.lines import print_lines
from shutro.publish.versions import version_lines, version_to_json
from shutro.story.versions import find_versions


@click.command()
@files_argument
@click.option("--json", "as_json", is_flag=True, help="One JSON object a version.")
@published_option
def versions(files: tuple[Path, ...], as_json: bool, published: str | None) -> None:
    """Show what outlets changed after publication: articles of one address, or of one outlet in much the same words.

    FILES are .txt, .html or .jsonl files, folders of them, or - for standard input.
    """
    docs = list(read_files(files, published))
    by_id = {doc.article.id: doc for doc in docs}
    found = find_versions(docs)
    if as_json:
        sys.stdout.buffer.writelines(version_to_json(version, by_id) + b"\n" for version in found)
        return
    if not found:
        complain("no article is a version of another")
    console = make_console()
    for version in found:
        for line in version_lines(version, by_id):
            print_lines(line, console, hang=4)
