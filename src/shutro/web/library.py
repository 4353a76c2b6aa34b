"""Connections to the library for requests: one each, from a pool."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from sqlalchemy import Connection, Engine
from starlette.requests import Request

from shutro.store.failures import explained
from shutro.web.settings import settings_of


async def borrow(request: Request) -> AsyncIterator[Connection]:
    """Yield a connection to the library; errors of the file are raised as LibraryError."""
    # What is `async` runs where the request came in; all else waits for a thread of its own, which takes longer.
    engine: Engine = request.app.state.engine
    with explained(settings_of(request).library), engine.connect() as connection:
        yield connection


Library = Annotated[Connection, Depends(borrow)]
