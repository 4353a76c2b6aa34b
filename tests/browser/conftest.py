"""A served desk and pages of a real browser, which fail a test on errors and on requests to other machines."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from desk import copy_library, make_client, make_library, served
from hostile import make_hostile_library
from newsroom import make_newsroom
from shutro.store.affairs import read_affairs
from shutro.store.opening import open_library
from shutro.web.settings import LOCAL, Settings
from walking import one_of_each, walk

NEEDED = "SHUTRO_NEEDS_CHROMIUM"  # set where the tests must not be skipped
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

# Pages that no link asks in this way.
ASKED = ("/?only=disputed&place=Q902", "/search", "/search?q=dhaka পানি", "/search?q=লঞ্চ", "/dossier")

OpenPage = Callable[..., Page]

_PATIENCE = 90_000  # milliseconds; a busy machine is slow, not wrong
expect.set_options(timeout=_PATIENCE)


@pytest.fixture(scope="package")  # ends before other tests: it keeps a loop running in their thread
def browser() -> Iterator[Browser]:
    """Yield Debian's chromium."""
    path = os.environ.get("SHUTRO_CHROMIUM") or shutil.which("chromium")
    if path is None and os.environ.get(NEEDED):
        pytest.fail(
            "chromium is not installed, and the tests in a browser must run: apt-get install chromium"
        )
    if path is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library of the examples; tests that change it take `own_desk`."""
    return make_library(tmp_path_factory.mktemp("library") / "shutro.db")


@pytest.fixture(scope="session")
def desk(library: Path) -> Iterator[str]:
    """Yield the address of a desk with the examples, for tests that only read."""
    with served(library) as address:
        yield address


@pytest.fixture(scope="session")
def newsroom_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library in which each kind of page has something to show."""
    return make_newsroom(tmp_path_factory.mktemp("newsroom") / "shutro.db")


@pytest.fixture(scope="session")
def newsroom(newsroom_library: Path) -> Iterator[str]:
    """Yield the address of a desk in which each kind of page has something to show."""
    with served(newsroom_library) as address:
        yield address


@pytest.fixture(scope="session")
def affair(newsroom_library: Path) -> str:
    """Return the address of a story that is part of an affair of the newsroom."""
    with open_library(newsroom_library) as connection:
        return f"/story/{min(read_affairs(connection))}"


@pytest.fixture(scope="session")
def addresses(newsroom_library: Path, affair: str) -> list[str]:
    """Return the address of a page of each kind of the newsroom, and of one that is not there."""
    leaves = walk(make_client(Settings(library=newsroom_library)), of_a_kind=1)
    pages = (leaf.address for leaf in leaves if leaf.media == "text/html" and leaf.status == 200)
    return [*one_of_each(pages), affair, *ASKED, "/login", "/work", "/nothing-here"]


@pytest.fixture(scope="session")
def hostile_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library whose articles, names, sources and watches do all they can to break the desk."""
    return make_hostile_library(tmp_path_factory.mktemp("hostile") / "shutro.db")


@pytest.fixture(scope="session")
def hostile_addresses(hostile_library: Path) -> list[str]:
    """Return the address of a page of each kind of the hostile library."""
    leaves = walk(make_client(Settings(library=hostile_library)), of_a_kind=1)
    return one_of_each(leaf.address for leaf in leaves if leaf.media == "text/html" and leaf.status == 200)


@pytest.fixture(scope="session")
def hostile_desk(hostile_library: Path) -> Iterator[str]:
    """Yield the address of a desk of the hostile library."""
    with served(hostile_library) as address:
        yield address


@pytest.fixture
def own_desk(library: Path, tmp_path: Path) -> Iterator[str]:
    """Yield the address of a desk with the examples that the test may change."""
    with served(copy_library(library, tmp_path)) as address:
        yield address


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[str]:
    """Yield the address of a desk without an article."""
    with served(tmp_path / "shutro.db") as address:
        yield address


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Yield what opens a page of the desk in a language, in a theme, in a width, with or without JavaScript."""
    faults: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith((f"http://{LOCAL}:", "data:", "blob:", "about:")):
            faults.append(f"a request to {request.url}")

    def listen(message: ConsoleMessage) -> None:
        # That a page is not there is told in the console, too.
        if message.type == "error" and "responded with a status of 4" not in message.text:
            faults.append(f"console: {message.text}")

    def open_one(
        address: str, *, language: str = "bn", theme: str = "light", width: int = 1280, js: bool = True
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=js)
        cookies = (("language", language), ("theme", theme))
        context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies])
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        page.on("request", watch)
        page.on("console", listen)
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.goto(address)
        return page

    yield open_one
    for context in browser.contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(desk: str, open_page: OpenPage) -> Page:
    """Return the first page of the desk, in Bengali."""
    return open_page(desk)
