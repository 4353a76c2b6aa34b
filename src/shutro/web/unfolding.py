"""The pages of the desk: the first is there at once, the others before the first of them is asked for."""

import asyncio
from importlib import import_module
from threading import Lock

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

# Each page is a router of its own in a module of `pages`; docs/desk.md tells how one is added.
FIRST = "today"
PAGES = (
    "suggest",
    "search",
    "dossier",
    "actor",
    "quotes",
    "outlets",
    "sources",
    "story",
    "article",
    "login",
    "preferences",
    "progress",
    "add",
    "decide",
    "decisions",
    "alerts",
    "drop",
    "dropped",
    "addresses",
)
STATICS = "/static/"


class Pages:
    """Adds the pages to a desk; threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.are_all_there = False

    def add_first(self, app: FastAPI) -> None:
        """Add the first page."""
        _add(app, FIRST)

    def add_others(self, app: FastAPI) -> None:
        """Add all others, if they are not there yet."""
        with self._lock:
            if not self.are_all_there:
                for name in PAGES:
                    _add(app, name)
                self.are_all_there = True

    def warm(self, app: FastAPI) -> None:
        """Add all others, and load what they need at their first use."""
        self.add_others(app)
        import_module("shutro.web.warming").warm()


class Unfolding:
    """Lets the first page be answered, and has the others added after it, or before one of them is asked for."""

    def __init__(self, app: ASGIApp, pages: Pages) -> None:
        self._app = app
        self._pages = pages
        self._is_whole = pages.are_all_there  # from the start
        self._warming: asyncio.Future[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._is_whole:
            return await self._app(scope, receive, send)
        if not (self._pages.are_all_there or scope["path"] == "/" or scope["path"].startswith(STATICS)):
            await run_in_threadpool(self._pages.add_others, scope["app"])
        await self._app(scope, receive, send)
        if self._warming is None:
            loop = asyncio.get_running_loop()
            self._warming = loop.run_in_executor(None, self._pages.warm, scope["app"])


def _add(app: FastAPI, name: str) -> None:
    # To load all of them takes as long as all else that happens before the first answer.
    app.include_router(import_module(f"shutro.web.pages.{name}").router)
