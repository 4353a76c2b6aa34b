"""What the commands that ask the net share."""

import click

private_option = click.option(
    "--private",
    is_flag=True,
    envvar="SHUTRO_PRIVATE",
    help="Also ask this machine and those of your own network, at any port.",
)
