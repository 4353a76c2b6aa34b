"""`shutro annotate`."""

import sys
from pathlib import Path

import click

from shutro.cli.reading import files_argument, published_option, read_files
from shutro.pipeline import link_docs
from shutro.publish.export import doc_to_json


@click.command()
@files_argument
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article.")
@published_option
def annotate(files: tuple[Path, ...], as_json: bool, published: str | None) -> None:
    """Show what is found in each article: names, times, quantities, quotes, events.

    FILES are .txt, .html or .jsonl files, folders of them, or - for standard input.
    """
    _, docs = link_docs(read_files(files, published))
    for doc in docs:
        if as_json:
            sys.stdout.buffer.write(doc_to_json(doc) + b"\n")
