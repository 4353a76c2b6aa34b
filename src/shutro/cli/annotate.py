"""`shutro annotate`."""

import sys
from pathlib import Path

import click

from shutro.cli.reading import files_argument, published_option, read_files
from shutro.cli.showing import choose_wording, lang_option, make_console
from shutro.pipeline import link_docs
from shutro.publish.export import doc_to_json
from shutro.publish.marked import print_doc


@click.command()
@files_argument
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article.")
@published_option
@lang_option
def annotate(files: tuple[Path, ...], as_json: bool, published: str | None, lang: str | None) -> None:
    """Show what is found in each article: names, times, quantities, quotes, events.

    FILES are .txt, .html, .mhtml, .jsonl or .warc.gz files, folders of them, or - for standard input.
    """
    entities, docs = link_docs(read_files(files, published))
    if as_json:
        sys.stdout.buffer.writelines(doc_to_json(doc) + b"\n" for doc in docs)
        return
    console = make_console()
    for number, doc in enumerate(docs):
        if number:
            console.print("\n" + "─" * console.width + "\n", style="dim")
        print_doc(doc, entities, console, choose_wording(lang, [doc]))
