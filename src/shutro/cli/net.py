"""What the commands that ask the net share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import SystemRandom

import click

from shutro.fetch.client import Client, Limits
from shutro.fetch.guard import Guard
from shutro.fetch.pace import Clock
from shutro.fetch.visit import Manners, Visitor

private_option = click.option(
    "--private",
    is_flag=True,
    envvar="SHUTRO_PRIVATE",
    help="Also ask this machine and those of your own network, at any port.",
)


def guard_of(private: bool) -> Guard:
    """Return which addresses may be asked."""
    return Guard(private=True, ports=None) if private else Guard()


@asynccontextmanager
async def visiting(private: bool) -> AsyncIterator[Visitor]:
    """Yield one who visits addresses."""
    async with Client(guard_of(private), Limits()) as client:
        yield Visitor(client, Clock(), SystemRandom(), Manners(tries=1))
