"""What several commands ask alike, apart from the engine, for those that must start at once."""

import getpass
import os
from pathlib import Path

import click

library_option = click.option(
    "--library",
    type=click.Path(path_type=Path),
    default=Path("shutro.db"),
    show_default=True,
    envvar="SHUTRO_LIBRARY",
    help="The file of the library.",
)


def user() -> str:
    """Return the name under which a person works here."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id without a name
        return str(os.getuid())
