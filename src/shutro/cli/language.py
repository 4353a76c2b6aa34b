"""`shutro check-language`."""

import sys

import click

from shutro.errors import ShutroError
from shutro.evaluate.language import check_language as check
from shutro.languages import available


@click.command()
@click.argument("codes", nargs=-1)
def check_language(codes: tuple[str, ...]) -> None:
    """Try every example in the rules of the languages CODES (all, where none is named)."""
    faults = 0
    for code in codes or available():
        try:
            tables = check(code)
        except ShutroError as error:
            click.echo(f"shutro: {error}", err=True)
            faults += 1
            continue
        for name, found in tables.items():
            click.echo(f"{code}  {name:<12} {'every example holds' if not found else f'{len(found)} faults'}")
            for fault in found:
                click.echo(f"  {fault}", err=True)
            faults += len(found)
    sys.exit(1 if faults else 0)
