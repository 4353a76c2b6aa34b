"""The desk for tests: a library of the bundled examples, and a desk that serves it."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from starlette.testclient import TestClient

from shutro.examples import add_examples
from shutro.model import Doc, Story
from shutro.store.opening import open_library
from shutro.store.stories import read_stories, read_story
from shutro.updating import update
from shutro.web.app import make_app
from shutro.web.settings import LOCAL, Settings

_PATIENCE = 30.0


def make_library(path: Path) -> Path:
    """Make a library of the examples that come with Shutro, up to date."""
    path.write_bytes(_examples())
    return path


def read_ferry(library: Path) -> tuple[Story, dict[str, Doc]]:
    """Return the example story of the sunken ferry, with its docs."""
    with open_library(library) as connection:
        story = next(story for story in read_stories(connection) if "লঞ্চডুবি" in story.title)
        return read_story(connection, story.id)


def copy_library(library: Path, folder: Path) -> Path:
    """Return a copy that a test may change."""
    return Path(shutil.copy(library, folder / "shutro.db"))


def make_client(settings: Settings) -> TestClient:
    """Return a client of the desk that asks for it by a name it has."""
    return TestClient(make_app(settings), base_url=f"http://{LOCAL}", raise_server_exceptions=False)


def token(client: TestClient, path: str = "/settings") -> str:
    """Return the token that forms of the client's session carry."""
    return client.get(path).text.partition('name="csrf" value="')[2].partition('"')[0]


@contextmanager
def served(library: Path) -> Iterator[str]:
    """Serve the library and yield the address of its desk, without a stroke at the end."""
    with socket.create_server((LOCAL, 0)) as listening:
        port = int(listening.getsockname()[1])
        app = make_app(Settings(library=library, port=port, changes=10_000))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        end = time.monotonic() + _PATIENCE
        while not server.started and time.monotonic() < end:
            time.sleep(0.05)
        try:
            yield f"http://{LOCAL}:{port}"
        finally:
            server.should_exit = True
            thread.join(_PATIENCE)


@cache
def _examples() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shutro.db"
        with open_library(path, create=True) as connection:
            add_examples(connection, at="2026-11-22T08:00:00+00:00")
            for _ in update(connection):
                pass
        return path.read_bytes()
