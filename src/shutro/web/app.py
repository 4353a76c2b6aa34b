"""The desk as one application: its pages, behind what keeps it safe."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from starlette.middleware import Middleware

from shutro import __version__
from shutro.store.opening import open_pool
from shutro.stream.worker import Worker
from shutro.web.batches import Batches
from shutro.web.faults import HANDLERS, Crashes
from shutro.web.heads import Heads
from shutro.web.kept import Kept
from shutro.web.lasting import Lasting
from shutro.web.looked import Since
from shutro.web.press import Press
from shutro.web.rendering import PUBLISHED, STATIC
from shutro.web.safety.csrf import check_change
from shutro.web.safety.doors import Doors
from shutro.web.safety.headers import Headers
from shutro.web.safety.hosts import Hosts
from shutro.web.safety.limits import Limits, Pace
from shutro.web.safety.session import Sessions
from shutro.web.settings import LOCAL, Settings
from shutro.web.turns import Turns
from shutro.web.unfolding import Pages, Unfolding

_CONNECTIONS = 8
_STORIES = 96  # that are kept as they are shown
_REST = 1.5  # seconds until the worker looks whether there is work


def make_app(settings: Settings, *, is_whole: bool = True) -> FastAPI:
    """Return the desk of these settings; a missing library is made.

    One that is not whole has its first page, and adds the others when it has answered that, or when one is asked for.
    """
    engine = open_pool(settings.library, _CONNECTIONS)
    worker, press, pages = Worker(settings.library), Press(), Pages()

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:  # noqa: ARG001 - as FastAPI calls it
        worker.announce()
        loop = asyncio.get_running_loop()
        # Its processes would load what they need while the first page is made.
        waking = loop.call_later(_REST, loop.run_in_executor, None, worker.wake_if_due)
        yield
        waking.cancel()
        worker.end()
        press.end()
        engine.dispose()

    app = FastAPI(
        title="Shutro",
        version=__version__,
        lifespan=living,
        docs_url=None,  # both pages would load scripts from elsewhere
        redoc_url=None,
        dependencies=[Depends(check_change)],
        middleware=[*_guards(settings), Middleware(Unfolding, pages=pages), Middleware(Turns)],
        exception_handlers=HANDLERS,
    )
    app.state.settings, app.state.engine, app.state.worker = settings, engine, worker
    app.state.batches, app.state.press, app.state.asks = Batches(), press, Pace(settings.asks)
    app.state.shown, app.state.told = Kept[object](_STORIES), Kept[str](_STORIES)
    app.state.since = Kept[Since](10 * _STORIES)
    app.mount("/static/publish", Lasting(directory=PUBLISHED))
    app.mount("/static", Lasting(directory=STATIC))
    pages.add_first(app)
    if is_whole:
        pages.add_others(app)
    return app


def _guards(settings: Settings) -> list[Middleware]:
    """Return what every request passes, in this order."""
    return [
        Middleware(Heads),
        Middleware(Headers),
        Middleware(Sessions, secret=settings.secret),
        Middleware(Crashes),
        Middleware(Hosts, names=(settings.host, *settings.names), anywhere=settings.host != LOCAL),
        Middleware(Limits, largest=settings.largest, changes=settings.changes),
        Middleware(Doors, is_locked=bool(settings.password)),
    ]
