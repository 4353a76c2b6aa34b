"""`shutro dossier`."""

import sys
from importlib import import_module
from pathlib import Path

import click

from shutro.cli.choosing import choose_stories
from shutro.cli.options import library_option
from shutro.cli.reading import complain, ending_on_errors, published_option
from shutro.cli.showing import choose_wording, lang_option, make_console
from shutro.cli.story import html_option, write_page
from shutro.errors import InputError
from shutro.publish.actors import Actors
from shutro.publish.dossier import Dossier, Question, make_dossier
from shutro.publish.dossiershow import dossier_to_csv, dossier_to_json, print_dossier
from shutro.publish.dossierview import DossierView, view_dossier
from shutro.publish.wording import Wording
from shutro.text.edtf import days


@click.command()
@click.argument("first")
@click.argument("second", required=False, default="")
@click.option(
    "--in", "names", multiple=True, metavar="STORY|FILE", help="Read these, not the library; may be repeated."
)
@click.option("--from", "since", metavar="DATE", help="First day, month or year.")
@click.option("--to", "until", metavar="DATE", help="Last day, month or year.")
@click.option(
    "--on", default="", metavar="WORDS", help="Of one actor, only statements with one of these words."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--csv", "as_csv", is_flag=True, help="The acts as CSV.")
@html_option
@published_option
@lang_option
@library_option
def dossier(
    first: str,
    second: str,
    *,
    names: tuple[str, ...],
    since: str | None,
    until: str | None,
    on: str,
    as_json: bool,
    as_csv: bool,
    html: Path | None,
    published: str | None,
    lang: str | None,
    library: Path,
) -> None:
    """Show what passed between FIRST and SECOND, or what FIRST alone did and said, in the order of time.

    Both are persons, states or bodies, by any form of their name or by id; several names of one side stand between
    commas. The stories are those of the library, or are made of the files that --in names.
    """
    if as_json + as_csv + bool(html) > 1 or (on and second):
        raise click.UsageError("--json, --csv and --html exclude each other; --on is for one actor")
    stories, docs = choose_stories(names, published, library)
    actors = Actors(stories, docs)
    with ending_on_errors():
        sides = actors.find(first), actors.find(second)
        question = Question(
            first=sides[0], second=sides[1], since=_checked(since), until=_checked(until), on=on
        )
    found = make_dossier(stories, docs, question)
    if as_json:
        sys.stdout.buffer.write(dossier_to_json(found) + b"\n")
    elif as_csv:
        click.echo(dossier_to_csv(found, docs), nl=False)
    else:
        words = choose_wording(lang, docs.values())
        _show(view_dossier(found, question, [*actors.entities.values()], docs, words), found, words, html)


def _show(view: DossierView, found: Dossier, words: Wording, html: Path | None) -> None:
    if html is None:
        print_dossier(view, found, make_console(), words)
        return
    # The templates take longer to import than five articles to read: only a page pays for it.
    write_page(html, import_module("shutro.publish.page").dossier_page(view, words))
    complain(f"wrote {html}")


def _checked(day: str | None) -> str | None:
    """Return the day, month or year; raises InputError where it is none."""
    if day is not None and days(day) is None:
        raise InputError(f"{day!r} is no date; write 2026-11-14, 2026-11 or 2026")
    return day
